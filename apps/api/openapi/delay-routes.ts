import { dossierCode } from '../schemas/atoms.js';
import { agedQuery, ageingQuery, delayQuery, dwellQuery } from '../schemas/delay-query.js';
import { delayLinesQuery } from '../schemas/figure-query.js';
import { noQuery } from '../schemas/queries.js';
import { ageingSchema } from '../views/ageing-view.js';
import { delayFigureSchema, dossierDelaySchema, dwellSchema, stageLatenessSchema } from '../views/delay-view.js';
import { linesBehindSchema } from '../views/line-view.js';
import { dossiersBehindSchema } from '../views/rate-view.js';
import type { RouteDescription } from './route.js';

const V1 = '/api/v1';

/** Routes of delays, lengths of stages and the age of open dossiers. */
export const DELAY_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: `${V1}/metrics/delay`, id: 'readDelay', tag: 'figures', summary: 'Where delay came from: working minutes and shares by agency, or by stage of a procedure; the shares sum to the whole', query: delayQuery,
    answers: { 200: { description: 'The delay of the dossiers that finished late in the period', content: { json: delayFigureSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/metrics/dwell`, id: 'readDwell', tag: 'figures', summary: 'How long the stages of a procedure take: percentiles of working minutes, with their error', query: dwellQuery,
    answers: { 200: { description: 'Every stage of which a run ended in the period', content: { json: dwellSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/metrics/stages`, id: 'readStages', tag: 'figures', summary: 'How many runs of the stages of a procedure ended, how many after their target, and the delay charged to each; the stages sum to the total', query: dwellQuery,
    answers: { 200: { description: 'Every stage of which a run ended in the period or to which a delay is charged', content: { json: stageLatenessSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/metrics/delay/lines`, id: 'listDelayLines', tag: 'figures', summary: 'The shares of delays behind the minutes of an agency or a stage, each as it was booked: their minutes sum to the number. A page ends with a dossier; follow `next` until it is null, also behind an empty page',
    query: delayLinesQuery, answers: { 200: { description: 'A page of shares, by dossier, the earliest received first', content: { json: linesBehindSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/metrics/ageing`, id: 'readAgeing', tag: 'figures', summary: 'Open dossiers by working days to or since their due date and since they came in; the buckets sum to the open ones', query: ageingQuery,
    answers: { 200: { description: 'As they stand now', content: { json: ageingSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/metrics/ageing/dossiers`, id: 'listAged', tag: 'figures', summary: 'The open dossiers of one age, by the condition by which they are counted; together the buckets list every open one once', query: agedQuery,
    answers: { 200: { description: 'A page of dossiers, the earliest received first', content: { json: dossiersBehindSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/dossiers/{code}/delay`, id: 'explainDelay', tag: 'dossiers', summary: 'Whose the delay of a dossier is, step by step: at its end, or as it stands now', params: { code: dossierCode }, query: noQuery,
    answers: { 200: { description: 'The walk of its stages and the shares; no steps where it is in time', content: { json: dossierDelaySchema } } }, problems: [403, 404],
  },
];
