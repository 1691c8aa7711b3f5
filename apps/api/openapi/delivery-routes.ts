import { dossierCode } from '../schemas/atoms.js';
import { letterChannel, letterKey, letterReturn, printMarksRequest, printQueueQuery, unsureAnswer } from '../schemas/delivery.js';
import { deliveriesSchema, printMarksSchema, printQueueSchema } from '../views/delivery-view.js';
import type { RouteDescription } from './route.js';

const DELIVERIES = '/api/v1/dossiers/{code}/letters/{key}/deliveries';
const letter = { code: dossierCode, key: letterKey };
const WAYS = { description: 'The letter\'s ways as they now are', content: { json: deliveriesSchema } };

/** Routes of letters on their way. */
export const DELIVERY_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: '/api/v1/print-queue', id: 'listPrintQueue', tag: 'letters', summary: 'Letters a desk has to print, hand over or post, oldest first', query: printQueueQuery,
    answers: { 200: { description: 'A page of letters', content: { json: printQueueSchema } } }, problems: [403],
  },
  {
    method: 'post', path: '/api/v1/print-queue/marks', id: 'markPrints', tag: 'letters', summary: 'Mark letters as printed, handed over or posted; the two latter take them off the queue', idempotent: true,
    body: { json: printMarksRequest }, answers: { 200: { description: 'Which were marked, and which had left the queue', content: { json: printMarksSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: DELIVERIES, id: 'listDeliveries', tag: 'letters', summary: 'How a letter leaves: channels, attempts, receipts', params: letter,
    answers: { 200: { description: 'The letter\'s ways', content: { json: deliveriesSchema } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${DELIVERIES}/{channel}/resolution`, id: 'resolveUnsure', tag: 'letters', summary: 'Say whether a letter nobody knows the fate of has arrived, or have it sent again',
    params: { ...letter, channel: letterChannel }, idempotent: true, body: { json: unsureAnswer }, answers: { 200: WAYS }, problems: [403, 404, 409],
  },
  {
    method: 'post', path: `${DELIVERIES}/{channel}/return`, id: 'recordReturn', tag: 'letters', summary: 'Record that a letter came back: a task, and paper instead where the settings say so',
    params: { ...letter, channel: letterChannel }, idempotent: true, body: { json: letterReturn }, answers: { 200: WAYS }, problems: [403, 404, 409],
  },
];
