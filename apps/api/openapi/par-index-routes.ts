import { z } from 'zod';
import { MEDIA_TYPES } from '#service';
import { reference } from '../schemas/atoms.js';
import { numberInPath, parAdoptionRequest, parCatalogueContent, parCatalogueQuery, parLineRequest, parProposalAnswer, parRowRequest, parSheetRequest, parSheetsQuery, parTargetsRequest, yearInPath } from '../schemas/par-index.js';
import { pageQuery, timelineQuery } from '../schemas/queries.js';
import { parEvidenceSchema } from '../views/par-evidence-view.js';
import { parCatalogueSchema, parTargetImportSchema } from '../views/par-index-view.js';
import { parSheetSchema } from '../views/par-sheet-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const PAR = '/api/v1/par-index';
const SHEETS = `${PAR}/sheets`;
const code = { code: reference };
const id = { id: z.uuid() };
const sheet = (description: string): RouteDescription['answers'] => ({ 200: { description, content: { json: parSheetSchema } } });

/** Routes of the PAR INDEX: sets of criteria, yearly self-scoring, targets. */
export const PAR_INDEX_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: `${PAR}/catalogues`, id: 'listParCatalogues', tag: 'par-index', summary: 'Sets of criteria with the version in force; what no source gives is null and shown as unknown', query: pageQuery,
    answers: { 200: { description: 'A page of sets', content: { json: PAGES.parCatalogues } } },
  },
  {
    method: 'get', path: `${PAR}/catalogues/{code}`, id: 'readParCatalogue', tag: 'par-index', summary: 'A set of criteria, in force or of one version', params: code, query: parCatalogueQuery,
    answers: { 200: { description: 'The set', content: { json: parCatalogueSchema } } }, problems: [404],
  },
  {
    method: 'post', path: `${PAR}/catalogues/{code}/versions`, id: 'publishParCatalogue', tag: 'par-index', summary: 'Complete a set of criteria by its next version, each name and maximum with its source', idempotent: true, params: code, body: { json: parCatalogueContent },
    answers: { 201: { description: 'The version; the one in force when nothing differs', content: { json: parCatalogueSchema } } }, problems: [403, 422],
  },
  {
    method: 'get', path: SHEETS, id: 'listParSheets', tag: 'par-index', summary: 'Score sheets of agencies, the newest year first', query: parSheetsQuery,
    answers: { 200: { description: 'A page of sheets', content: { json: PAGES.parSheets } } }, problems: [403, 404, 422],
  },
  {
    method: 'post', path: SHEETS, id: 'openParSheet', tag: 'par-index', summary: 'Open the one sheet of an agency and year, with its window, due date and the task that watches it', idempotent: true, body: { json: parSheetRequest },
    answers: { 201: { description: 'The sheet; the one that is open already', content: { json: parSheetSchema } } }, problems: [403, 422],
  },
  { method: 'get', path: `${SHEETS}/{id}`, id: 'readParSheet', tag: 'par-index', summary: 'A score sheet: target, own score, gap, proof and what is missing, row by row', params: id, answers: sheet('The sheet'), problems: [403, 404] },
  {
    method: 'get', path: `${SHEETS}/{id}/history`, id: 'readParHistory', tag: 'par-index', summary: 'Everything that was entered, changed, confirmed and submitted, oldest first', params: id, query: timelineQuery,
    answers: { 200: { description: 'A page of entries', content: { json: PAGES.parHistory } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${SHEETS}/{id}/rows`, id: 'scoreParRow', tag: 'par-index', summary: 'Enter a row: at once inside the window, after it as a proposal with its reason', idempotent: true, params: id, body: { json: parRowRequest },
    answers: sheet('The sheet as it stands'), problems: [403, 404, 409, 422],
  },
  {
    method: 'post', path: `${SHEETS}/{id}/proposals/{seq}/answer`, id: 'answerParProposal', tag: 'par-index', summary: 'Confirm a change after the window as the second person, or decline it', idempotent: true, params: { ...id, seq: numberInPath },
    body: { json: parProposalAnswer }, answers: sheet('The sheet as it stands'), problems: [403, 404, 409, 422],
  },
  {
    method: 'post', path: `${SHEETS}/{id}/catalogue`, id: 'adoptParCatalogue', tag: 'par-index', summary: 'Go over to another version of the sheet\'s set of criteria; what is scored must fit into it', idempotent: true, params: id, body: { json: parAdoptionRequest },
    answers: sheet('The sheet as it stands'), problems: [403, 404, 409, 422],
  },
  {
    method: 'post', path: `${SHEETS}/{id}/submission`, id: 'submitParSheet', tag: 'par-index', summary: 'Submit the sheet: frozen under the SHA-256 of everything it says, its task completed', idempotent: true, params: id,
    answers: sheet('The submitted sheet'), problems: [403, 404, 409, 422],
  },
  {
    method: 'post', path: `${SHEETS}/{id}/evidence`, id: 'storeParEvidence', tag: 'par-index', summary: 'Store a file that rows of the sheet can name', idempotent: true, params: id, body: { media: Object.keys(MEDIA_TYPES) },
    answers: { 201: { description: 'The stored file', content: { json: parEvidenceSchema } } }, problems: [403, 404, 409, 422],
  },
  {
    method: 'get', path: `${SHEETS}/{id}/evidence/{fileId}`, id: 'readParEvidence', tag: 'par-index', summary: 'A file of a sheet; who reads it is recorded', params: { ...id, fileId: z.uuid() },
    answers: { 200: { description: 'The file', content: { media: Object.keys(MEDIA_TYPES) } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${SHEETS}/{id}/pack`, id: 'packParSheet', tag: 'par-index', summary: 'Report, score table, evidence and explanations as one archive; a draft while the sheet is not submitted', params: id,
    answers: { 200: { description: 'The archive, sent while it is written', content: { media: ['application/zip'] } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${PAR}/target-imports`, id: 'importParTargets', tag: 'par-index', summary: 'Read the targets of criteria from a plan, as text or DOCX; what cannot be read or matched is listed', idempotent: true, body: { json: parTargetsRequest },
    answers: { 201: { description: 'What was read, line by line', content: { json: parTargetImportSchema } } }, problems: [403, 422],
  },
  {
    method: 'get', path: `${PAR}/target-imports/{id}`, id: 'readParTargetImport', tag: 'par-index', summary: 'What was read from a plan, line by line', params: id,
    answers: { 200: { description: 'The import', content: { json: parTargetImportSchema } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${PAR}/target-imports/{id}/lines/{line}/criterion`, id: 'assignParTarget', tag: 'par-index', summary: 'Say to which criterion a line belongs, with its points where they could not be read', idempotent: true, params: { ...id, line: numberInPath },
    body: { json: parLineRequest }, answers: { 200: { description: 'The import as it stands', content: { json: parTargetImportSchema } } }, problems: [403, 404, 409, 422],
  },
  {
    method: 'get', path: `${PAR}/agencies/{agency}/years/{year}/targets`, id: 'listParTargets', tag: 'par-index', summary: 'Targets of an agency\'s year with its own scores and the gaps', params: { agency: reference, year: yearInPath },
    answers: { 200: { description: 'All targets', content: { json: PAGES.parTargets } } }, problems: [403, 404, 422],
  },
];
