import { reference } from '../schemas/atoms.js';
import { noQuery } from '../schemas/queries.js';
import { seriesCode, ticketCallRequest, ticketNumber, ticketRequest, ticketStepRequest } from '../schemas/queue-tickets.js';
import { callScreenSchema, queueDeskStateSchema, queueTicketSchema } from '../views/queue-ticket-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const DESKS = '/api/v1/queue-desks';
const agency = { agency: reference };
const ticket = { description: 'The number; the same for a repeated request', content: { json: queueTicketSchema } };

/** Routes of numbers of those who wait. They answer 404 for a desk the installation did not switch on. */
export const QUEUE_TICKET_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: DESKS, id: 'listQueueDesks', tag: 'staff', summary: 'Desks within your reach that hand out numbers; none unless the installation switched some on', query: noQuery,
    answers: { 200: { description: 'One page: desks are few', content: { json: PAGES.queueDesks } } }, problems: [403],
  },
  {
    method: 'get', path: `${DESKS}/{agency}`, id: 'readQueueDesk', tag: 'staff', summary: 'Today\'s numbers of a desk: who waits, what each window has called, who was skipped', params: agency, query: noQuery,
    answers: { 200: { description: 'The desk', content: { json: queueDeskStateSchema } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${DESKS}/{agency}/tickets`, id: 'takeTicket', tag: 'staff', summary: 'Take the next number of a series; numbers begin at 1 every day', params: agency, idempotent: true, body: { json: ticketRequest },
    answers: { 201: ticket }, problems: [403, 404, 422],
  },
  {
    method: 'post', path: `${DESKS}/{agency}/calls`, id: 'callNextTicket', tag: 'staff', summary: 'Call whoever has waited longest to a window; what the window had called before is done with that', params: agency, idempotent: true, body: { json: ticketCallRequest },
    answers: { 200: ticket }, problems: [403, 404, 409, 422],
  },
  {
    method: 'post', path: `${DESKS}/{agency}/tickets/{series}/{number}/steps`, id: 'stepTicket', tag: 'staff', summary: 'Call a number of today again, skip it or end it; the same again changes nothing', params: { ...agency, series: seriesCode, number: ticketNumber }, body: { json: ticketStepRequest },
    answers: { 200: ticket }, problems: [403, 404, 409],
  },
  {
    method: 'get', path: '/api/v1/public/queue-desks/{agency}', id: 'readCallScreen', tag: 'staff', summary: 'What the screen above the windows shows: called numbers and windows, nobody\'s name', params: agency, query: noQuery, open: true,
    answers: { 200: { description: 'The screen', content: { json: callScreenSchema } } }, problems: [400, 404, 500, 503],
  },
];
