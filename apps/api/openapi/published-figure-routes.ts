import { z } from 'zod';
import { eventLogQuery } from '../schemas/event-log.js';
import { publishedQuery, publishRequest, reopenRequest, reportFormat } from '../schemas/published-figures.js';
import { noQuery, pageQuery } from '../schemas/queries.js';
import { publishedFigureSchema, publishedItemSchema } from '../views/published-figure-view.js';
import { PAGES } from './pages.js';
import { XLSX_MEDIA } from '#letters';
import type { RouteDescription } from './route.js';

const V1 = '/api/v1';
const PUBLISHED = `${V1}/figures/published`;
const id = { id: z.uuid() };

/** Routes of published figures, of the reports made by schedule, and of the event log. */
export const PUBLISHED_FIGURE_ROUTES: readonly RouteDescription[] = [
  {
    method: 'post', path: `${V1}/figures/publish`, id: 'publishFigures', tag: 'figures', body: { json: publishRequest },
    summary: 'Publish every rate of a period that is over, at a seal of the ledger; once, the same answer however often. 409 `period-not-over`, `ledger-not-sealed` (try again in a moment), `figures-catching-up` (after an upgrade: try again when it is done)',
    answers: { 200: { description: 'The publication, beside the figures now', content: { json: publishedFigureSchema } } }, problems: [403, 409, 422],
  },
  {
    method: 'get', path: PUBLISHED, id: 'listPublishedFigures', tag: 'figures', summary: 'Publications, the newest first; those of the whole province for who sees all of it', query: publishedQuery,
    answers: { 200: { description: 'A page of publications', content: { json: PAGES.publishedFigures } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${PUBLISHED}/{id}`, id: 'readPublishedFigure', tag: 'figures', summary: 'A publication: each rate as published and now, and what the counts differ by', params: id, query: noQuery,
    answers: { 200: { description: 'The publication', content: { json: publishedFigureSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${PUBLISHED}/{id}/events`, id: 'listLateEvents', tag: 'figures', params: id, query: pageQuery,
    summary: 'The events that came after the seal and change the period, in the order in which they were recorded; their changes add up to the difference. A page may be short and still have a next one',
    answers: { 200: { description: 'A page of events', content: { json: PAGES.lateEvents } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${PUBLISHED}/{id}/reopen`, id: 'reopenPeriod', tag: 'figures', summary: 'Ask for a published period to be opened again; it is once a second person confirms', params: id, body: { json: reopenRequest },
    answers: { 200: { description: 'The publication with the request', content: { json: publishedItemSchema } } }, problems: [403, 404, 409],
  },
  {
    method: 'post', path: `${PUBLISHED}/{id}/reopen/confirm`, id: 'confirmReopening', tag: 'figures', summary: 'Confirm as the second person; then the next edition may be published beside this one', params: id,
    answers: { 200: { description: 'The publication with its reopening', content: { json: publishedItemSchema } } }, problems: [403, 404, 409],
  },
  {
    method: 'get', path: `${V1}/report-runs`, id: 'listReportRuns', tag: 'figures', summary: 'Reports of the province made by schedule, the latest due first', query: pageQuery,
    answers: { 200: { description: 'A page of reports', content: { json: PAGES.reportRuns } } }, problems: [403],
  },
  {
    method: 'get', path: `${V1}/report-runs/{id}/files/{format}`, id: 'readReportFile', tag: 'figures', summary: 'A file of such a report', params: { ...id, format: reportFormat },
    answers: { 200: { description: 'The file', content: { media: ['text/csv', 'application/pdf', XLSX_MEDIA, 'application/octet-stream'] } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${V1}/event-log`, id: 'exportEventLog', tag: 'figures', query: eventLogQuery,
    summary: 'Dossiers received in these days as an event log for process mining: CSV, or XES (IEEE 1849-2016). Nothing about applicants, staff under pseudonyms that are others in every dossier',
    answers: { 200: { description: 'The log, sent while it is read', content: { media: ['text/csv', 'application/xml'] } } }, problems: [403, 404, 422],
  },
];
