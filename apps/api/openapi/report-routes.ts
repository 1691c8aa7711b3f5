import { DOCX_TYPE } from '../files/pdf-file.js';
import { noQuery } from '../schemas/queries.js';
import { reportName, reportQuery } from '../schemas/reports.js';
import { PAGES } from './pages.js';
import { XLSX_MEDIA } from '#letters';
import type { RouteDescription } from './route.js';

const REPORTS = '/api/v1/reports';

/** Routes of periodic reports. */
export const REPORT_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: REPORTS, id: 'listReports', tag: 'figures', summary: 'The reports there are, with their formats', query: noQuery,
    answers: { 200: { description: 'All reports', content: { json: PAGES.reports } } },
  },
  {
    method: 'get', path: `${REPORTS}/{report}`, id: 'readReport', tag: 'figures',
    summary: 'A report over a period as a file, from figures of one moment; refused with the difference (409 `report-out-of-balance`) when its sums do not come out. The list of evidence is streamed as XLSX, PDF or CSV', params: { report: reportName }, query: reportQuery,
    answers: { 200: { description: 'The file, named without tone marks', content: { media: [XLSX_MEDIA, 'application/pdf', DOCX_TYPE, 'text/csv'] } } }, problems: [403, 404, 409, 422],
  },
];
