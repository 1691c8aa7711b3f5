import { findingId, watchNoteRequest, watchQuery } from '../schemas/watch.js';
import { watchedSchema } from '../views/watch-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const WATCH = '/api/v1/watch-list';
const id = { id: findingId };

/** Routes of the watch list. */
export const WATCH_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: WATCH, id: 'listWatchFindings', tag: 'staff', summary: 'Supplements, pauses and withdrawals on the last working days of a term, and filings again after a withdrawal or refusal, the latest first: something to look at, no accusation', query: watchQuery,
    answers: { 200: { description: 'A page of findings', content: { json: PAGES.watchFindings } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${WATCH}/{id}`, id: 'readWatchFinding', tag: 'staff', summary: 'A finding with what was noted about it', params: id,
    answers: { 200: { description: 'The finding', content: { json: watchedSchema } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${WATCH}/{id}/notes`, id: 'noteWatchFinding', tag: 'staff', summary: 'Say that a head looked at a finding, and what they found. Notes are added and never changed; the last one again changes nothing', params: id, body: { json: watchNoteRequest },
    answers: { 200: { description: 'The finding with its notes', content: { json: watchedSchema } } }, problems: [403, 404],
  },
];
