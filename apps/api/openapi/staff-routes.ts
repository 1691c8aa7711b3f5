import { subject } from '../schemas/atoms.js';
import { pageQuery } from '../schemas/queries.js';
import { acknowledgeRequest, escalationKey, noticeId, noticesQuery, staffEndRequest, staffQuery, staffRequest } from '../schemas/staff.js';
import { escalationSchema, noticeSchema, staffSchema } from '../views/staff-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const STAFF = '/api/v1/staff';
const NOTICES = '/api/v1/notices';
const ESCALATIONS = '/api/v1/escalations';

/** Routes of who works where, and of what people are told. */
export const STAFF_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: STAFF, id: 'listStaff', tag: 'staff', summary: 'People of the agencies whose dossiers the actor may read, by the identifiers they sign in with: the names behind officers and clerks', query: staffQuery,
    answers: { 200: { description: 'A page of people', content: { json: PAGES.staff } } }, problems: [403],
  },
  {
    method: 'post', path: STAFF, id: 'putStaff', tag: 'staff', summary: 'Enter somebody or bring what is known up to date; the same again changes nothing', body: { json: staffRequest },
    answers: { 200: { description: 'The person as now known', content: { json: staffSchema } } }, problems: [403],
  },
  {
    method: 'post', path: `${STAFF}/{subject}/end`, id: 'endStaff', tag: 'staff', summary: 'Say on which day somebody is active for the last time; people are ended, never deleted', params: { subject }, body: { json: staffEndRequest },
    answers: { 200: { description: 'The person as now known', content: { json: staffSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: NOTICES, id: 'listNotices', tag: 'staff', summary: 'What you are told, the newest first, from the opening of your agency on', query: noticesQuery,
    answers: { 200: { description: 'A page of notices, and how many are unread in all', content: { json: PAGES.notices } } }, problems: [403],
  },
  {
    method: 'post', path: `${NOTICES}/{id}/read`, id: 'readNotice', tag: 'staff', summary: 'Note that you have read a notice; the first reading stays', params: { id: noticeId },
    answers: { 200: { description: 'The notice', content: { json: noticeSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: ESCALATIONS, id: 'listEscalations', tag: 'staff', summary: 'Lists of apologies nobody acts on, one for a body and half working day, the newest first', query: pageQuery,
    answers: { 200: { description: 'A page of lists', content: { json: PAGES.escalations } } }, problems: [403],
  },
  {
    method: 'get', path: `${ESCALATIONS}/{key}/lines`, id: 'listEscalated', tag: 'staff', summary: 'The lines of such a list, the longest owed first', params: { key: escalationKey }, query: pageQuery,
    answers: { 200: { description: 'A page of lines', content: { json: PAGES.escalationLines } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${ESCALATIONS}/{key}/acknowledge`, id: 'acknowledgeEscalation', tag: 'staff', summary: 'Take note of a list or of some of its lines: they are listed no more until a promise breaks', params: { key: escalationKey }, body: { json: acknowledgeRequest },
    answers: { 200: { description: 'The list; the same however often', content: { json: escalationSchema } } }, problems: [403, 404],
  },
];
