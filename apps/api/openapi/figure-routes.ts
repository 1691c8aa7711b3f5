import { behindQuery, comparisonQuery, dataErrorsQuery, figureQuery, handledQuery, handlingQuery, linesQuery, rateName, ratingsQuery, trendQuery } from '../schemas/figure-query.js';
import { noQuery } from '../schemas/queries.js';
import { figureSchema } from '../views/figure-view.js';
import { handlingSchema } from '../views/handling-view.js';
import { linesBehindSchema } from '../views/line-view.js';
import { dataErrorsSchema, dossiersBehindSchema, rateComparisonSchema } from '../views/rate-view.js';
import { trendSchema } from '../views/trend-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const V1 = '/api/v1';

/** Routes of the named rates and of the dossiers behind them. */
export const FIGURE_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: `${V1}/metrics/rates`, id: 'listRates', tag: 'figures', summary: 'The catalogue of rates: formula, comparison, promise, source, and where dossiers about which reports disagree stand', query: noQuery,
    answers: { 200: { description: 'All rates', content: { json: PAGES.rates } } },
  },
  {
    method: 'get', path: `${V1}/metrics/data-errors`, id: 'listDataErrors', tag: 'figures', summary: 'Dossiers without a date although the version of their procedure needs one; no rate counts them as on time', query: dataErrorsQuery,
    answers: { 200: { description: 'A page of dossiers, and how many there are', content: { json: dataErrorsSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/metrics/compare`, id: 'compareRates', tag: 'figures', summary: 'Two rates of one scope, period and moment, and in one sentence why they differ', query: comparisonQuery,
    answers: { 200: { description: 'Both rates and the causes of their difference', content: { json: rateComparisonSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/metrics/satisfaction/dossiers`, id: 'listRatings', tag: 'figures', summary: 'The dossiers behind satisfaction, each by the rating that counts, the latest first', query: ratingsQuery,
    answers: { 200: { description: 'A page of rated dossiers', content: { json: PAGES.ratings } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/metrics/handling`, id: 'readHandling', tag: 'figures', summary: 'Received, done and pending by agency, field or procedure, with the columns of form II.06a and the late rate last; refused with the difference when its sums do not come out',
    query: handlingQuery, answers: { 200: { description: 'The table and its total, of one moment', content: { json: handlingSchema } } }, problems: [403, 404, 409, 422],
  },
  {
    method: 'get', path: `${V1}/metrics/handling/dossiers`, id: 'listHandled', tag: 'figures',
    summary: 'The dossiers of a cell of the table of handling, each once as it stands now; what was handed to another agency or opened under a wrong procedure, which a number takes off, is not listed',
    query: handledQuery, answers: { 200: { description: 'A page of dossiers, the earliest received first', content: { json: dossiersBehindSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/metrics/{rate}/trend`, id: 'readTrend', tag: 'figures', summary: 'A rate step by step, each with numerator and denominator as the rate of that period alone has them, all of one question',
    params: { rate: rateName }, query: trendQuery, answers: { 200: { description: 'The rate by day, week or month', content: { json: trendSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/metrics/{rate}`, id: 'readRate', tag: 'figures', summary: 'A rate over a period, such as late-rate, with numerator and denominator',
    params: { rate: rateName }, query: figureQuery, answers: { 200: { description: 'The rate', content: { json: figureSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/metrics/{rate}/dossiers`, id: 'listBehind', tag: 'figures',
    summary: 'The dossiers behind a rate, each once as it stands now: what happened to one twice in the period is in the number twice, and a past period shows the present agency, pause and promise',
    params: { rate: rateName }, query: behindQuery, answers: { 200: { description: 'A page of dossiers, the earliest received first', content: { json: dossiersBehindSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/metrics/{rate}/lines`, id: 'listLines', tag: 'figures',
    summary: 'The letters, payments or runs of stages behind a rate, each as it was booked: as many as the number says. A page ends with a dossier; follow `next` until it is null, also behind an empty page',
    params: { rate: rateName }, query: linesQuery, answers: { 200: { description: 'A page of lines, by dossier, the earliest received first', content: { json: linesBehindSchema } } }, problems: [403, 404, 422],
  },
];
