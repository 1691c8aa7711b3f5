import { nationalIndexQuery, simulationRequest } from '../schemas/national-index.js';
import { indexSimulationSchema, nationalIndexSchema } from '../views/national-index-view.js';
import type { RouteDescription } from './route.js';

const INDEX = '/api/v1/national-index';

/** Routes of the national index 766. */
export const NATIONAL_INDEX_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: INDEX, id: 'readNationalIndex', tag: 'figures', summary: 'The national index 766 component by component: what was counted, its points, whether they are verified, and what is missing', query: nationalIndexQuery,
    answers: { 200: { description: 'The index; what nobody counts is not scored', content: { json: nationalIndexSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'post', path: `${INDEX}/simulate`, id: 'simulateNationalIndex', tag: 'figures', summary: 'What the national index would be with other numbers; nothing is stored', body: { json: simulationRequest },
    answers: { 200: { description: 'The index as it is and as it would be', content: { json: indexSimulationSchema } } }, problems: [403, 404, 422],
  },
];
