import { dossierCode } from '../schemas/atoms.js';
import { noQuery } from '../schemas/queries.js';
import { risksQuery } from '../schemas/risk.js';
import { dossierRiskSchema, riskModelSchema } from '../views/risk-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

/** Routes of probabilities of lateness. */
export const RISK_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: '/api/v1/dossiers/{code}/risk', id: 'readDossierRisk', tag: 'figures', summary: 'How probably an open dossier becomes late, as it stands, with the strongest reasons and how earlier forecasts fared. Advice only',
    params: { code: dossierCode }, query: noQuery, answers: { 200: { description: 'The probability, or why there is none', content: { json: dossierRiskSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: '/api/v1/metrics/risk', id: 'listRisks', tag: 'figures', summary: 'Open dossiers that are not late by their probability of becoming so, the highest first, as all were last scored', query: risksQuery,
    answers: { 200: { description: 'A page of dossiers', content: { json: PAGES.risks } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: '/api/v1/risk-models/current', id: 'readRiskModel', tag: 'figures', summary: 'The model in force: what it weighs and its back-test over several cuts, each foretold without anything later', query: noQuery,
    answers: { 200: { description: 'The model', content: { json: riskModelSchema } } }, problems: [403, 404],
  },
];
