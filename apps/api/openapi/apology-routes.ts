import { noQuery } from '../schemas/queries.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

/** Routes beside the commands of an apology. */
export const APOLOGY_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: '/api/v1/delay-reasons', id: 'listDelayReasons', tag: 'catalogue', summary: 'Reasons for a delay that can be chosen today, in the order of the installation\'s list; none is chosen for anybody',
    query: noQuery, answers: { 200: { description: 'All of them, on one page', content: { json: PAGES.delayReasons } } },
  },
];
