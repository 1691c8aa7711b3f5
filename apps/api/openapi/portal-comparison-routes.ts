import { z } from 'zod';
import { portalComparisonRequest, portalComparisonsQuery, portalDifferencesQuery } from '../schemas/portal-comparisons.js';
import { portalComparisonSchema } from '../views/portal-comparison-view.js';
import { PAGES } from './pages.js';
import { XLSX_MEDIA } from '#letters';
import type { RouteDescription } from './route.js';

const COMPARISONS = '/api/v1/portal-comparisons';
const id = { id: z.uuid() };

/** Routes of comparing the portal's figures with ours. */
export const PORTAL_COMPARISON_ROUTES: readonly RouteDescription[] = [
  {
    method: 'post', path: COMPARISONS, id: 'comparePortal', tag: 'portal', summary: 'Hold a table of the portal (XLSX, CSV: counts by agency or field, or a list of codes) against our figures and dossiers as they stand now; a cell that cannot be read is named', idempotent: true, body: { json: portalComparisonRequest },
    answers: {
      201: { description: 'The comparison; the same for a repeated key', content: { json: portalComparisonSchema } },
      202: { description: 'A long table was taken and is compared after this: ask for the comparison until it stands', content: { json: portalComparisonSchema } },
    },
    problems: [403, 413, 422],
  },
  {
    method: 'get', path: COMPARISONS, id: 'listPortalComparisons', tag: 'portal', summary: 'Comparisons with the portal, the latest first', query: portalComparisonsQuery,
    answers: { 200: { description: 'A page of comparisons', content: { json: PAGES.portalComparisons } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${COMPARISONS}/{id}`, id: 'readPortalComparison', tag: 'portal', summary: 'A comparison with what it came to', params: id,
    answers: { 200: { description: 'The comparison', content: { json: portalComparisonSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${COMPARISONS}/{id}/differences`, id: 'listPortalDifferences', tag: 'portal', summary: 'The differences of a comparison in the order of its table, each with its reason in one sentence', params: id, query: portalDifferencesQuery,
    answers: { 200: { description: 'A page of differences', content: { json: PAGES.portalDifferences } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${COMPARISONS}/{id}/xlsx`, id: 'exportPortalComparison', tag: 'portal', summary: 'The comparison as a spreadsheet', params: id,
    answers: { 200: { description: 'The comparison, sent while it is written', content: { media: [XLSX_MEDIA] } } }, problems: [403, 404],
  },
];
