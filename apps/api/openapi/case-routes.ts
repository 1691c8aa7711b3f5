import { z } from 'zod';
import { MEDIA_TYPES } from '#service';
import { assignmentRequest, caseCode, caseQueuesQuery, caseRateName, caseRatesQuery, casesQuery, evidenceQuery, figureRoundsQuery } from '../schemas/cases.js';
import { timelineQuery } from '../schemas/queries.js';
import { caseCommandSchema } from '../views/case-command-view.js';
import { caseSchema } from '../views/case-view.js';
import { evidenceSchema } from '../views/evidence-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const V1 = '/api/v1';
const code = { code: caseCode };
const id = { id: z.uuid() };

/** Routes of cases of every kind and of their evidence. */
export const CASE_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: `${V1}/cases`, id: 'listCases', tag: 'cases', summary: 'Publications, feedback and tasks, the earliest end first, of agencies the actor may see and those that work along', query: casesQuery,
    answers: { 200: { description: 'A page of cases', content: { json: PAGES.cases } } }, problems: [403],
  },
  {
    method: 'get', path: `${V1}/case-queues`, id: 'listCaseQueues', tag: 'cases', summary: 'How many open cases of each kind there are, due today and overdue', query: caseQueuesQuery,
    answers: { 200: { description: 'The lengths of the lists', content: { json: PAGES.caseQueues } } }, problems: [403],
  },
  {
    method: 'get', path: `${V1}/cases/{code}`, id: 'readCase', tag: 'cases', summary: 'A case with its clocks, their law, their proof and how their dates were counted', params: code,
    answers: { 200: { description: 'The case', content: { json: caseSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${V1}/cases/{code}/timeline`, id: 'readCaseTimeline', tag: 'cases', summary: 'The case\'s ledger, oldest first', params: code, query: timelineQuery,
    answers: { 200: { description: 'A page of events', content: { json: PAGES.caseTimeline } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${V1}/case-rates`, id: 'readCaseRates', tag: 'figures', summary: 'Rates of clocks over a period, each with numerator, denominator, formula and its list', query: caseRatesQuery,
    answers: { 200: { description: 'Every rate of every clock that had rounds', content: { json: PAGES.caseRates } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/case-rates/{rate}/rounds`, id: 'listFigureRounds', tag: 'figures', summary: 'The rounds of clocks a rate counted, by the statement the rate was read by', params: { rate: caseRateName }, query: figureRoundsQuery,
    answers: { 200: { description: 'A page of rounds', content: { json: PAGES.figureRounds } } }, problems: [403, 404, 422],
  },
  {
    method: 'post', path: `${V1}/cases/{code}/assignments`, id: 'assignCase', tag: 'cases', summary: 'Put another agency or person in charge of a case', params: code, idempotent: true, body: { json: assignmentRequest },
    answers: { 200: { description: 'Applied; the same for a repeated key', content: { json: caseCommandSchema } } }, problems: [403, 404, 409, 422],
  },
  {
    method: 'post', path: `${V1}/evidence`, id: 'storeEvidence', tag: 'files', summary: 'Upload a file of at most 20 MiB as evidence of an agency; a command to a case then refers to it', query: evidenceQuery, body: { media: Object.keys(MEDIA_TYPES) },
    answers: { 201: { description: 'What is known of the file', content: { json: evidenceSchema } } }, problems: [403, 422],
  },
  {
    method: 'get', path: `${V1}/evidence/{id}`, id: 'readEvidence', tag: 'files', summary: 'A file of evidence; who reads it is recorded', params: id,
    answers: { 200: { description: 'The file', content: { media: Object.keys(MEDIA_TYPES) } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${V1}/evidence/{id}/accesses`, id: 'listEvidenceAccesses', tag: 'files', summary: 'Who read a file of evidence, in the order they did', params: id, query: timelineQuery,
    answers: { 200: { description: 'A page of readings', content: { json: PAGES.fileAccesses } } }, problems: [403, 404],
  },
];
