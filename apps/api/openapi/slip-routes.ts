import { dossierCode } from '../schemas/atoms.js';
import { guidanceRequest, handoverRecordRequest } from '../schemas/slips.js';
import { handoverPageSchema } from '../views/handover-view.js';
import type { RouteDescription } from './route.js';

const DOSSIER = '/api/v1/dossiers/{code}';
const code = { code: dossierCode };
const PDF = { media: ['application/pdf'] };

/** Routes of the slips printed for the way of a dossier. They write nothing, so they need no key. */
export const SLIP_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: `${DOSSIER}/control-slip`, id: 'printControlSlip', tag: 'letters', summary: 'Form 06: every hand-over with both parties, times and the result of each step', params: code,
    answers: { 200: { description: 'The slip', content: PDF } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${DOSSIER}/transfer-slip`, id: 'printTransferSlip', tag: 'letters', summary: 'The slip that goes with the papers to where they were given last', params: code,
    answers: { 200: { description: 'The slip', content: PDF } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${DOSSIER}/result-handover`, id: 'printResultHandover', tag: 'letters', summary: 'The record of the result\'s hand-over: to be signed before it, filled in after it', params: code,
    answers: { 200: { description: 'The record', content: PDF } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${DOSSIER}/handovers`, id: 'listHandovers', tag: 'letters', summary: 'Every hand-over of the papers that the caller\'s agency gave or took, the earliest first: those whose record they print, also once the dossier has gone on and is shown to them no more', params: code,
    answers: { 200: { description: 'The hand-overs, all of them', content: { json: handoverPageSchema } } }, problems: [403, 404],
  },
  {
    method: 'post', path: '/api/v1/handover-records', id: 'printHandoverRecord', tag: 'letters', summary: 'One record, numbered and to be signed by both sides, of many dossiers one agency gave another, as their ledgers tell; either side prints it at any time after. Nothing is kept',
    body: { json: handoverRecordRequest }, answers: { 200: { description: 'The record', content: PDF } }, problems: [403, 404],
  },
  {
    method: 'post', path: '/api/v1/guidance-slips', id: 'printGuidanceSlip', tag: 'letters', summary: 'What a filing lacks that is not taken in; nothing is kept',
    body: { json: guidanceRequest }, answers: { 200: { description: 'The slip', content: PDF } }, problems: [403],
  },
];
