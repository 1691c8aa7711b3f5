import { letterKey } from '../schemas/delivery.js';
import { boardAgency, letterCodeRequest, letterLoginRequest, lookUpRequest, publicFeedbackRequest, publicRatingRequest } from '../schemas/public.js';
import { boardSchema, letterCodeSentSchema, letterSessionSchema, lookUpSchema, publicDossierSchema, publicFeedbackSchema, publicRatingSchema } from '../views/public-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const LOOK_UPS = '/api/v1/public/lookups';
const SESSION = 'The session goes into the header as `Authorization: Lookup TOKEN`';

/** Routes anybody may ask without signing in: the look-up, what it opens, and the numbers on a screen. */
export const PUBLIC_ROUTES: readonly RouteDescription[] = [
  {
    method: 'post', path: LOOK_UPS, id: 'lookUp', tag: 'public', summary: 'Find a dossier by its code and the last four digits of the telephone, or the code printed on its slip. No names; only so often. A wrong pair and a code nobody bears have one answer', open: true, languages: true, body: { json: lookUpRequest },
    answers: { 200: { description: 'The dossier, with a session of fifteen minutes', content: { json: lookUpSchema } } }, problems: [400, 404, 413, 415, 429, 500, 503],
  },
  {
    method: 'get', path: `${LOOK_UPS}/current`, id: 'readLookUp', tag: 'public', summary: `The dossier again. ${SESSION}`, open: true, languages: true,
    answers: { 200: { description: 'The dossier', content: { json: publicDossierSchema } } }, problems: [401, 429, 500, 503],
  },
  {
    method: 'post', path: `${LOOK_UPS}/letter-codes`, id: 'sendLetterCode', tag: 'public', summary: `Send a one-time code to the contact of the dossier, good for ten minutes. ${SESSION}`, open: true,
    answers: { 200: { description: 'Whereto it was sent, masked', content: { json: letterCodeSentSchema } } }, problems: [401, 429, 500, 503],
  },
  {
    method: 'post', path: `${LOOK_UPS}/letter-codes/check`, id: 'checkLetterCode', tag: 'public', summary: `Type the code: five tries, once. ${SESSION}`, open: true, body: { json: letterCodeRequest },
    answers: { 200: { description: 'A session that opens the letters as well', content: { json: letterSessionSchema } } }, problems: [400, 401, 413, 415, 422, 429, 500, 503],
  },
  {
    method: 'post', path: `${LOOK_UPS}/letter-logins`, id: 'openLettersByLogin', tag: 'public', summary: `Open the letters to the applicant by a login of the citizens’ sign-in service, where the installation has one; anybody else's has one answer. ${SESSION}`, open: true, body: { json: letterLoginRequest },
    answers: { 200: { description: 'A session that opens the letters as well', content: { json: letterSessionSchema } } }, problems: [400, 401, 404, 413, 415, 422, 429, 500, 503],
  },
  {
    method: 'get', path: `${LOOK_UPS}/letters`, id: 'listPublicLetters', tag: 'public', summary: `Letters of the dossier. ${SESSION}, one that opens letters`, open: true, languages: true,
    answers: { 200: { description: 'All of them', content: { json: PAGES.publicLetters } } }, problems: [401, 429, 500, 503],
  },
  {
    method: 'get', path: `${LOOK_UPS}/letters/{key}`, id: 'openPublicLetter', tag: 'public', summary: `A letter; that it was opened is recorded. ${SESSION}, one that opens letters`, open: true, params: { key: letterKey },
    answers: { 200: { description: 'The letter', content: { media: ['application/pdf'] } } }, problems: [400, 401, 404, 414, 429, 500, 503],
  },
  {
    method: 'post', path: `${LOOK_UPS}/rating`, id: 'ratePublicly', tag: 'public', summary: `Say how satisfied the applicant is, once there is a result; a later rating replaces it. ${SESSION}`, open: true, idempotent: true, body: { json: publicRatingRequest },
    answers: { 200: { description: 'The rating', content: { json: publicRatingSchema } } }, problems: [400, 401, 409, 413, 415, 422, 429, 500, 503],
  },
  {
    method: 'post', path: `${LOOK_UPS}/feedback`, id: 'giveFeedbackPublicly', tag: 'public', summary: `Give feedback about the dossier. ${SESSION}`, open: true, idempotent: true, body: { json: publicFeedbackRequest },
    answers: { 201: { description: 'The code it is known under; the same for a repeated key', content: { json: publicFeedbackSchema } } }, problems: [400, 401, 409, 413, 415, 422, 429, 500, 503],
  },
  {
    method: 'get', path: '/api/v1/public/board/{agency}', id: 'readBoard', tag: 'public', summary: 'Numbers of an agency for a screen in its hall, where the settings show them', open: true, params: { agency: boardAgency },
    answers: { 200: { description: 'Numbers of today and of this month', content: { json: boardSchema } } }, problems: [400, 404, 414, 500, 503],
  },
];
