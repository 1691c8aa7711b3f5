import { dossierCode, reference } from '../schemas/atoms.js';
import { groupFilingSchema } from '../schemas/group-filing.js';
import { pageQuery } from '../schemas/queries.js';
import { filingSchema, procedureGroupSchema } from '../views/group-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const V1 = '/api/v1';

/** Interlinked groups of procedures, and filings that open several dossiers. */
export const GROUP_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: `${V1}/procedure-groups`, id: 'listProcedureGroups', tag: 'catalogue', summary: 'Interlinked groups of procedures in force', query: pageQuery,
    answers: { 200: { description: 'A page of groups', content: { json: PAGES.procedureGroups } } },
  },
  {
    method: 'get', path: `${V1}/procedure-groups/{code}`, id: 'readProcedureGroup', tag: 'catalogue', summary: 'A group with its members, their order, its term and shared papers', params: { code: reference },
    answers: { 200: { description: 'The version in force', content: { json: procedureGroupSchema } } }, problems: [404],
  },
  {
    method: 'post', path: `${V1}/group-filings`, id: 'fileGroup', tag: 'dossiers', summary: 'File a group: a dossier for each member, all or none, with one receipt', idempotent: true, body: { json: groupFilingSchema },
    answers: { 201: { description: 'The filing with its dossiers as they were opened; the same for a repeated key', content: { json: filingSchema } } }, problems: [403, 409, 422],
  },
  {
    method: 'get', path: `${V1}/group-filings/{code}`, id: 'readFiling', tag: 'dossiers', summary: 'A filing of a group with its dossiers as they stand', params: { code: dossierCode },
    answers: { 200: { description: 'The filing', content: { json: filingSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${V1}/group-filings/{code}/receipt`, id: 'readFilingReceipt', tag: 'letters', summary: 'The one receipt (form 01) of a filing, with every dossier\'s code, term and appointment', params: { code: dossierCode },
    answers: { 200: { description: 'The slip', content: { media: ['application/pdf'] } } }, problems: [403, 404],
  },
];
