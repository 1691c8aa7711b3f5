import { z } from 'zod';
import { dossierCode, reference } from '../schemas/atoms.js';
import { yearInPath } from '../schemas/calendar-draft.js';
import { pageQuery } from '../schemas/queries.js';
import { apologyPreviewRequest, signApologiesRequest, signingAuthoritiesQuery, signingAuthorityRequest, symbol, voidNumberRequest } from '../schemas/signing.js';
import { documentNumberSchema, signedApologiesSchema, signingAuthoritySchema } from '../views/signing-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const V1 = '/api/v1';

/** Routes of signing: who may, what waits, how it would read, and the numbers of what was signed. */
export const SIGNING_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: `${V1}/signing-authorities`, id: 'listSigningAuthorities', tag: 'signing', summary: 'Who may sign for which agency, the newest first, those that are over included', query: signingAuthoritiesQuery,
    answers: { 200: { description: 'A page of authorities', content: { json: PAGES.signingAuthorities } } }, problems: [403],
  },
  {
    method: 'post', path: `${V1}/signing-authorities`, id: 'addSigningAuthority', tag: 'signing', summary: 'Enter a right to sign; two heads of one agency never overlap, and a delegation has an end', idempotent: true, body: { json: signingAuthorityRequest },
    answers: { 201: { description: 'The authority; the same for a repeated key', content: { json: signingAuthoritySchema } } }, problems: [403, 409, 422],
  },
  {
    method: 'post', path: `${V1}/signing-authorities/{id}/end`, id: 'endSigningAuthority', tag: 'signing', summary: 'End a right to sign from now on; what was signed under it stands', params: { id: z.uuid() },
    answers: { 200: { description: 'The authority with who ended it and when', content: { json: signingAuthoritySchema } } }, problems: [403, 404, 409],
  },
  {
    method: 'get', path: `${V1}/apologies/to-sign`, id: 'listApologiesToSign', tag: 'signing', summary: 'Apologies that wait for the actor\'s own signature, those that waited longest first, and how many they are', query: pageQuery,
    answers: { 200: { description: 'A page of apologies', content: { json: PAGES.apologiesToSign } } },
  },
  {
    method: 'post', path: `${V1}/dossiers/{code}/apology/preview`, id: 'previewApology', tag: 'signing', summary: 'Form 04 as signing it now would give it, without number and signature. ETag is its digest, X-New-Appointment the date it states',
    params: { code: dossierCode }, body: { json: apologyPreviewRequest }, answers: { 200: { description: 'The letter', content: { media: ['application/pdf'] } } }, problems: [403, 404, 409],
  },
  {
    method: 'post', path: `${V1}/apologies/sign`, id: 'signApologies', tag: 'signing', summary: 'Sign apologies that were looked at, alone or together; each is answered for itself, and one that reads otherwise by now is refused', idempotent: true,
    body: { json: signApologiesRequest }, answers: { 200: { description: 'What became of each', content: { json: signedApologiesSchema } } }, problems: [422],
  },
  {
    method: 'get', path: `${V1}/document-numbers/{agency}/{symbol}/{year}`, id: 'listDocumentNumbers', tag: 'signing', summary: 'Numbers of an agency, a kind of document and a year, typed and voided ones among them, and the gaps',
    params: { agency: reference, symbol, year: yearInPath }, query: pageQuery,
    answers: { 200: { description: 'A page of numbers', content: { json: PAGES.documentNumbers } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${V1}/document-numbers/void`, id: 'voidDocumentNumber', tag: 'signing', summary: 'Void a number: it stays listed with reason, person and time, and is never given again', body: { json: voidNumberRequest },
    answers: { 200: { description: 'The number', content: { json: documentNumberSchema } } }, problems: [403, 404, 409],
  },
];
