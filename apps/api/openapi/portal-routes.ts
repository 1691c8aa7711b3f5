import { dossierCode } from '../schemas/atoms.js';
import { heldMessagesQuery, portalFilingRequest, portalPaymentRequest, portalSupplementRequest, portalWithdrawalRequest, punctualityQuery, syncMessageId, syncResolution } from '../schemas/portal.js';
import { timelineQuery } from '../schemas/queries.js';
import { portalCommandSchema, portalFilingSchema, punctualitySchema, syncMessagePageSchema, syncMessageSchema } from '../views/sync-view.js';
import type { RouteDescription } from './route.js';

const PORTAL = '/api/v1/portal/dossiers';
const code = { code: dossierCode };
const HANDED = {
  200: { description: 'Carried out; the same for a repeated one', content: { json: portalCommandSchema } },
  202: { description: 'Accepted, its outcome is still to come', content: { json: portalCommandSchema } },
};
const HANDED_PROBLEMS = [403, 404, 409, 429];

/** Routes of the national portal, inward and outward. */
export const PORTAL_ROUTES: readonly RouteDescription[] = [
  {
    method: 'post', path: PORTAL, id: 'filePortalDossier', tag: 'portal', summary: 'Hand on a new online filing, once under the code of the portal', body: { json: portalFilingRequest },
    answers: { 201: { description: 'The filing lies here; the same for a repeated one', content: { json: portalFilingSchema } } }, problems: [403, 409, 422],
  },
  {
    method: 'post', path: `${PORTAL}/{code}/supplements`, id: 'handSupplement', tag: 'portal', summary: 'Hand on papers that were asked for, once under their number', params: code,
    body: { json: portalSupplementRequest }, answers: HANDED, problems: HANDED_PROBLEMS,
  },
  {
    method: 'post', path: `${PORTAL}/{code}/payments`, id: 'handPayment', tag: 'portal', summary: 'Hand on a payment made on the portal, once under its receipt', params: code,
    body: { json: portalPaymentRequest }, answers: HANDED, problems: HANDED_PROBLEMS,
  },
  {
    method: 'post', path: `${PORTAL}/{code}/withdrawals`, id: 'handWithdrawal', tag: 'portal', summary: 'Hand on the applicant\'s wish to withdraw, once under its number', params: code,
    body: { json: portalWithdrawalRequest }, answers: HANDED, problems: HANDED_PROBLEMS,
  },
  {
    method: 'get', path: '/api/v1/sync/messages', id: 'listHeldMessages', tag: 'portal', summary: 'Messages to the portal that wait for a person, oldest first', query: heldMessagesQuery,
    answers: { 200: { description: 'A page of messages', content: { json: syncMessagePageSchema } } }, problems: [403],
  },
  {
    method: 'post', path: '/api/v1/sync/messages/{id}/resolution', id: 'resolveSyncMessage', tag: 'portal', summary: 'Send a held message again, or give it up', params: { id: syncMessageId }, idempotent: true,
    body: { json: syncResolution }, answers: { 200: { description: 'The message as it now is', content: { json: syncMessageSchema } } }, problems: [403, 404, 409],
  },
  {
    method: 'get', path: '/api/v1/dossiers/{code}/sync', id: 'listDossierSync', tag: 'portal', summary: 'What the portal was told of a dossier, with the events it came from', params: code, query: timelineQuery,
    answers: { 200: { description: 'A page of messages', content: { json: syncMessagePageSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: '/api/v1/sync/punctuality', id: 'readSyncPunctuality', tag: 'portal', summary: 'How punctually the portal was told, by agency', query: punctualityQuery,
    answers: { 200: { description: 'Numerator and denominator by agency', content: { json: punctualitySchema } } }, problems: [403, 404, 422],
  },
];
