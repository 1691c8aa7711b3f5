import { accessLogQuery } from '../schemas/privacy.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

/** Routes of those who watch over personal data. */
export const PRIVACY_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: '/api/v1/access-log', id: 'listAccesses', tag: 'files', summary: 'Who was shown whose personal data, the latest first: of one dossier, by one person, or within reach', query: accessLogQuery,
    answers: { 200: { description: 'A page of accesses', content: { json: PAGES.accesses } } }, problems: [403, 404],
  },
];
