import { changeSchema } from '../views/change-view.js';
import type { RouteDescription } from './route.js';

/** The stream of changes. */
export const CHANGE_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: '/api/v1/changes', id: 'followChanges', tag: 'dossiers', resumable: true,
    summary: 'What changes within the asker\'s reach, within about a second and whoever changed it, as server-sent events. A comment every 15 seconds shows that the line stands. Ends when the token expires: come back with `Last-Event-ID`',
    answers: { 200: { description: 'A stream that stays open', content: { events: changeSchema } } }, problems: [403, 429],
  },
];
