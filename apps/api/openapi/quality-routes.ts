import { z } from 'zod';
import { subject } from '../schemas/atoms.js';
import { evaluatedQuery, parCriteriaQuery, scoresQuery, sheetQuery, surveyRequest, surveysQuery } from '../schemas/quality.js';
import { pageQuery } from '../schemas/queries.js';
import { evaluationSheetSchema, qualityScoresSchema } from '../views/quality-view.js';
import { surveyPageSchema } from '../views/survey-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const SHEETS = '/api/v1/evaluation-sheets/{subject}';
const SURVEYS = '/api/v1/sipas-surveys';
const params = { subject };

/** Routes of quality scores and of officers' evaluation sheets. */
export const QUALITY_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: '/api/v1/quality-scores', id: 'readQualityScores', tag: 'figures', summary: 'The nine indices of TT 01/2018 of an agency over a quarter or year, with sum and class', query: scoresQuery,
    answers: { 200: { description: 'Each index with numerator and denominator', content: { json: qualityScoresSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: SHEETS, id: 'readEvaluationSheet', tag: 'figures', summary: 'The evaluation sheet of an officer, for the officer and the direct head alone; that a head opens it is recorded', params, query: sheetQuery,
    answers: { 200: { description: 'Five indices, their sum and what it says of the task', content: { json: evaluationSheetSchema } } }, problems: [404, 422],
  },
  {
    method: 'get', path: `${SHEETS}/dossiers`, id: 'listEvaluatedDossiers', tag: 'figures', summary: 'The dossiers an evaluation sheet is made of with their marks; that a head opens the list is recorded', params, query: evaluatedQuery,
    answers: { 200: { description: 'A page of dossiers in the order they were finished', content: { json: PAGES.evaluated } } }, problems: [404, 422],
  },
  {
    method: 'get', path: `${SHEETS}/pdf`, id: 'printEvaluationSheet', tag: 'letters', summary: 'The evaluation sheet for both signatures; that a head opens it is recorded', params, query: sheetQuery,
    answers: { 200: { description: 'The sheet', content: { media: ['application/pdf'] } } }, problems: [404],
  },
  {
    method: 'get', path: `${SHEETS}/openings`, id: 'listSheetOpenings', tag: 'figures', summary: 'Which heads opened one\'s own evaluation sheets, and when', params, query: pageQuery,
    answers: { 200: { description: 'A page of openings, the last first', content: { json: PAGES.sheetOpenings } } }, problems: [404],
  },
  {
    method: 'post', path: SURVEYS, id: 'enterSurvey', tag: 'par-index', summary: 'Count a satisfaction survey from its file; a file with a wrong cell is refused and every such cell named', idempotent: true, body: { json: surveyRequest },
    answers: { 201: { description: 'The survey beside the system\'s own rate; the same for a repeated key', content: { json: surveyPageSchema } } }, problems: [403, 422],
  },
  {
    method: 'get', path: SURVEYS, id: 'listSurveys', tag: 'par-index', summary: 'Satisfaction surveys, the last entered first', query: surveysQuery,
    answers: { 200: { description: 'A page of surveys, those replaced included', content: { json: PAGES.surveys } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${SURVEYS}/{id}`, id: 'readSurvey', tag: 'par-index', summary: 'A satisfaction survey by dimension, beside the satisfaction applicants told the system', params: { id: z.uuid() },
    answers: { 200: { description: 'The survey', content: { json: surveyPageSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: '/api/v1/par-criteria', id: 'readParCriteria', tag: 'par-index', summary: 'Criteria of the PAR INDEX computed from figures of a year, with target and gap', query: parCriteriaQuery,
    answers: { 200: { description: 'Each criterion with its rate, points, target and gap', content: { json: PAGES.parCriteria } } }, problems: [403, 404, 422],
  },
];
