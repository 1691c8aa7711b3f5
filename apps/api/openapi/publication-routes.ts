import { caseCode } from '../schemas/cases.js';
import { publicationFigureName, publicationFiguresQuery, publicationLinesQuery } from '../schemas/publication-figure-query.js';
import { announcementCorrectionRequest, announcementRequest, announcementsQuery, duePostingsQuery, postedItemRequest, postingCorrectionRequest, postingRequest } from '../schemas/publications.js';
import { announcementSchema } from '../views/announcement-view.js';
import { caseCommandSchema } from '../views/case-command-view.js';
import { postedItemSchema, publicationFiguresSchema, publicationSchema } from '../views/publication-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const V1 = '/api/v1';
const code = { code: caseCode };
const APPLIED = { 200: { description: 'Applied; the same for a repeated key', content: { json: caseCommandSchema } } };

/** Routes of announcement decisions, of their postings, and of the figures about them. */
export const PUBLICATION_ROUTES: readonly RouteDescription[] = [
  {
    method: 'post', path: `${V1}/announcements`, id: 'enterAnnouncement', tag: 'publications', summary: 'Enter an announcement decision: both checks of its lead, one publication for each item with its clocks, the end of intake of what it repeals', idempotent: true,
    body: { json: announcementRequest }, answers: { 201: { description: 'The decision; the same for a repeated key', content: { json: announcementSchema } } }, problems: [403, 409, 422],
  },
  {
    method: 'get', path: `${V1}/announcements`, id: 'listAnnouncements', tag: 'publications', summary: 'Announcement decisions, the last signed first', query: announcementsQuery,
    answers: { 200: { description: 'A page of decisions', content: { json: PAGES.announcements } } }, problems: [403],
  },
  {
    method: 'get', path: `${V1}/announcements/{code}`, id: 'readAnnouncement', tag: 'publications', summary: 'A decision with both checks of its lead, the postings of its items and what they lack', params: code,
    answers: { 200: { description: 'The decision', content: { json: announcementSchema } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${V1}/announcements/{code}/corrections`, id: 'correctAnnouncement', tag: 'publications', summary: 'Enter a decision as it truly reads, by a second person; both entries stay, and its clocks count again', params: code, idempotent: true,
    body: { json: announcementCorrectionRequest }, answers: APPLIED, problems: [403, 404, 409, 422],
  },
  {
    method: 'get', path: `${V1}/publications/due`, id: 'listDuePostings', tag: 'publications', summary: 'What has to be posted and what is late, the most urgent first', query: duePostingsQuery,
    answers: { 200: { description: 'A page of postings', content: { json: PAGES.duePostings } } }, problems: [403],
  },
  {
    method: 'get', path: `${V1}/publications/{code}`, id: 'readPublication', tag: 'publications', summary: 'A publication with its clocks and every entry of a proof', params: code,
    answers: { 200: { description: 'The publication', content: { json: publicationSchema } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${V1}/publications/{code}/postings`, id: 'recordPosting', tag: 'publications', summary: 'Record that something was posted: the moment of the click counts, not that of the entry', params: code, idempotent: true,
    body: { json: postingRequest }, answers: APPLIED, problems: [403, 404, 409, 422],
  },
  {
    method: 'post', path: `${V1}/publications/{code}/postings/corrections`, id: 'correctPosting', tag: 'publications', summary: 'Record a posting as it truly was, by a second person; both entries stay', params: code, idempotent: true,
    body: { json: postingCorrectionRequest }, answers: APPLIED, problems: [403, 404, 409, 422],
  },
  {
    method: 'post', path: `${V1}/posted-items`, id: 'setPostedItem', tag: 'publications', summary: 'Set or change a hotline or rules of feedback, to be posted within the term of the installation', idempotent: true,
    body: { json: postedItemRequest }, answers: { 201: { description: 'Its publication; the same for a repeated key', content: { json: postedItemSchema } } }, problems: [403, 409, 422],
  },
  {
    method: 'get', path: `${V1}/publication-figures`, id: 'listPublicationFigures', tag: 'publications', summary: 'Figures of publication of any period figures have, or of a week, read or recounted from the ledgers', query: publicationFiguresQuery,
    answers: { 200: { description: 'The figures, each with numerator and denominator', content: { json: publicationFiguresSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/publication-figures/{name}`, id: 'readPublicationFigure', tag: 'publications', summary: 'One figure with the list it is the count of', params: { name: publicationFigureName }, query: publicationLinesQuery,
    answers: { 200: { description: 'The figure and a page of its list', content: { json: PAGES.publicationLines } } }, problems: [403, 404, 422],
  },
];
