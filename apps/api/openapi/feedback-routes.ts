import { dossierCode } from '../schemas/atoms.js';
import { caseCode } from '../schemas/cases.js';
import { feedbackCommandRequest, feedbackCount, feedbackCountQuery, feedbackFiguresQuery, feedbackQuery, feedbackRequest, publicAnswersQuery, urgingRequest } from '../schemas/feedback.js';
import { pageQuery } from '../schemas/queries.js';
import { caseCommandSchema } from '../views/case-command-view.js';
import { feedbackFiguresSchema, feedbackLineSchema, feedbackSchema, publicationCheckSchema } from '../views/feedback-schema.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const FEEDBACK = '/api/v1/feedback';
const URGINGS = '/api/v1/dossiers/{code}/urgings';
const FIGURES = '/api/v1/feedback-figures';
const code = { code: caseCode };

/** Routes of feedback, urgings and their figures. */
export const FEEDBACK_ROUTES: readonly RouteDescription[] = [
  {
    method: 'post', path: FEEDBACK, id: 'receiveFeedback', tag: 'cases', summary: 'Enter feedback, anonymous or not; likely repetitions are named and never refused', idempotent: true, body: { json: feedbackRequest },
    answers: { 201: { description: 'The feedback with its clocks; the same for a repeated key or a known portal code', content: { json: feedbackSchema } } }, problems: [403, 409, 422],
  },
  {
    method: 'get', path: FEEDBACK, id: 'listFeedback', tag: 'cases', summary: 'Feedback and urgings, those whose next clock ends first before the others; no names', query: feedbackQuery,
    answers: { 200: { description: 'A page of feedback', content: { json: PAGES.feedback } } }, problems: [403],
  },
  {
    method: 'get', path: `${FEEDBACK}/{code}`, id: 'readFeedback', tag: 'cases', summary: 'Feedback or an urging with its clocks, its turns, what was said, and what may be done', params: code,
    answers: { 200: { description: 'The feedback; masked for who may not read personal data', content: { json: feedbackSchema } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${FEEDBACK}/{code}/commands`, id: 'commandFeedback', tag: 'cases', summary: 'Give a command on feedback or an urging; a dissatisfied verdict takes it up again', params: code, idempotent: true, body: { json: feedbackCommandRequest },
    answers: { 200: { description: 'Applied; the same for a repeated key', content: { json: caseCommandSchema } } }, problems: [403, 404, 409, 422],
  },
  {
    method: 'get', path: `${FEEDBACK}/{code}/publication-check`, id: 'checkPublication', tag: 'cases', summary: 'The words up for publication with everything in them that is, or looks like, personal data', params: code,
    answers: { 200: { description: 'Words and findings, by place', content: { json: publicationCheckSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: '/api/v1/public/feedback-answers', id: 'listPublicAnswers', tag: 'cases', summary: 'Published answers, the newest first: approved words and nothing else', query: publicAnswersQuery, open: true,
    answers: { 200: { description: 'A page of answers', content: { json: PAGES.publicAnswers } } }, problems: [400, 429, 500, 503],
  },
  {
    method: 'post', path: URGINGS, id: 'urgeDossier', tag: 'cases', summary: 'Urge whoever holds a dossier: answered in working hours; the second is urgent and puts the dossier before the others', params: { code: dossierCode }, idempotent: true, body: { json: urgingRequest },
    answers: { 201: { description: 'The urging; the same for a repeated key', content: { json: feedbackLineSchema } } }, problems: [403, 404, 409, 422],
  },
  {
    method: 'get', path: URGINGS, id: 'listUrgings', tag: 'cases', summary: 'Urgings of a dossier', params: { code: dossierCode }, query: pageQuery,
    answers: { 200: { description: 'A page of urgings', content: { json: PAGES.feedback } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${URGINGS}/{urging}/slip`, id: 'printUrgingSlip', tag: 'letters', summary: 'The slip of an urging: its count, by when it is answered, and those before it', params: { code: dossierCode, urging: caseCode },
    answers: { 200: { description: 'The slip', content: { media: ['application/pdf'] } } }, problems: [403, 404],
  },
  {
    method: 'get', path: FIGURES, id: 'readFeedbackFigures', tag: 'figures', summary: 'Feedback received, answered, overdue and taken up again in a period (index 766 items 5.2 to 5.4)', query: feedbackFiguresQuery,
    answers: { 200: { description: 'Counts and rates, each with numerator and denominator', content: { json: feedbackFiguresSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${FIGURES}/{count}/members`, id: 'listFeedbackCount', tag: 'figures', summary: 'The cases, or dossiers, a count of feedback is made of', params: { count: feedbackCount }, query: feedbackCountQuery,
    answers: { 200: { description: 'A page of codes', content: { json: PAGES.countedFeedback } } }, problems: [403, 404, 422],
  },
];
