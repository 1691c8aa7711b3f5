import { accessLogQuery, personExportRequest, retentionConfirmRequest, retentionEraseRequest, retentionQuery } from '../schemas/privacy.js';
import { retentionOutcomesSchema } from '../views/retention-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

/** Routes of those who watch over personal data. */
export const PRIVACY_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: '/api/v1/access-log', id: 'listAccesses', tag: 'files', summary: 'Who was shown whose personal data, the latest first: of one dossier, by one person, or within reach', query: accessLogQuery,
    answers: { 200: { description: 'A page of accesses', content: { json: PAGES.accesses } } }, problems: [403, 404],
  },
  {
    method: 'post', path: '/api/v1/person-exports', id: 'exportPerson', tag: 'files', summary: 'Everything held about one person over all dossiers within reach, as a ZIP of JSON, files and letters; on record before it leaves', body: { json: personExportRequest },
    answers: { 200: { description: 'The archive', content: { media: ['application/zip'] } } }, problems: [403],
  },
  {
    method: 'get', path: '/api/v1/retention-due', id: 'listRetentionDue', tag: 'dossiers', summary: 'Closed dossiers whose personal data is past its retention, the longest past first', query: retentionQuery,
    answers: { 200: { description: 'A page of dossiers', content: { json: PAGES.retentionDue } } }, problems: [403],
  },
  {
    method: 'post', path: '/api/v1/retention-due/confirmations', id: 'confirmRetention', tag: 'dossiers', summary: 'Say first that the personal data of these dossiers may go', body: { json: retentionConfirmRequest },
    answers: { 200: { description: 'What became of each', content: { json: retentionOutcomesSchema } } }, problems: [403, 404],
  },
  {
    method: 'post', path: '/api/v1/retention-due/erasures', id: 'eraseRetained', tag: 'commands', summary: 'Erase, as a second person, the personal data of dossiers somebody else confirmed', idempotent: true, body: { json: retentionEraseRequest },
    answers: { 200: { description: 'What became of each', content: { json: retentionOutcomesSchema } } }, problems: [403, 404],
  },
];
