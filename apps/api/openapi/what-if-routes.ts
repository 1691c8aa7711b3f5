import { z } from 'zod';
import { noQuery } from '../schemas/queries.js';
import { whatIfDossiersQuery, whatIfRequest, whatIfsQuery } from '../schemas/what-if.js';
import { whatIfSchema } from '../views/what-if-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const WHAT_IF = '/api/v1/what-if';
const id = { id: z.uuid() };

/** Routes of replaying the ledger under other rules. */
export const WHAT_IF_ROUTES: readonly RouteDescription[] = [
  {
    method: 'post', path: WHAT_IF, id: 'askWhatIf', tag: 'figures', idempotent: true, body: { json: whatIfRequest },
    summary: 'Ask what the late rate of a scope and period would have been under other rules: days off or worked, terms, officers away. Computed in the background, one request after the other; written into no figure',
    answers: { 202: { description: 'The request; the same for a repeated key', content: { json: whatIfSchema } } }, problems: [403, 422, 429],
  },
  {
    method: 'get', path: WHAT_IF, id: 'listWhatIfs', tag: 'figures', summary: 'One’s own what-if requests, the latest first', query: whatIfsQuery,
    answers: { 200: { description: 'A page of requests', content: { json: PAGES.whatIfs } } }, problems: [403],
  },
  {
    method: 'get', path: `${WHAT_IF}/{id}`, id: 'readWhatIf', tag: 'figures', summary: 'One’s own what-if request: its state, how far it is, and before and after under two assumptions', params: id, query: noQuery,
    answers: { 200: { description: 'The request', content: { json: whatIfSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${WHAT_IF}/{id}/dossiers`, id: 'listWhatIfDossiers', tag: 'figures', summary: 'The dossiers that would be counted on the other side of the late rate under an assumption', params: id, query: whatIfDossiersQuery,
    answers: { 200: { description: 'A page of dossiers', content: { json: PAGES.whatIfDossiers } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${WHAT_IF}/{id}/delete`, id: 'deleteWhatIf', tag: 'figures', summary: 'Delete one’s own what-if request, waiting, running or done, with all it came to', params: id,
    answers: { 200: { description: 'The request as it stood', content: { json: whatIfSchema } } }, problems: [403, 404],
  },
];
