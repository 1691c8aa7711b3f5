import { z } from 'zod';
import { reference } from '../schemas/atoms.js';
import { differenceQuery, flagAnswersRequest, openDossiersQuery, portalRecordRequest, recordPublicationRequest, recordsQuery, versionNumber } from '../schemas/procedures.js';
import { timelineQuery } from '../schemas/queries.js';
import { procedureRecordSchema, recordPublicationSchema } from '../views/procedure-record-view.js';
import { procedureDifferenceSchema, procedureVersionSchema } from '../views/procedure-version-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const PROCEDURE = '/api/v1/procedures/{code}';
const RECORDS = '/api/v1/procedure-records';
const code = { code: reference };
const id = { id: z.uuid() };

/** Routes of procedure versions and of the national portal's records. */
export const PROCEDURE_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: `${PROCEDURE}/versions`, id: 'listProcedureVersions', tag: 'catalogue', summary: 'Every version of a procedure, oldest first, with how many legal parts it lacks', params: code, query: timelineQuery,
    answers: { 200: { description: 'A page of versions', content: { json: PAGES.procedureVersions } } },
  },
  {
    method: 'get', path: `${PROCEDURE}/versions/{version}`, id: 'readProcedureVersion', tag: 'catalogue', summary: 'A version with the legal parts of NĐ 63/2010 Art. 8, what of them is missing, statutory and shortened terms side by side, and the internal process with its sum',
    params: { ...code, version: versionNumber }, answers: { 200: { description: 'The version', content: { json: procedureVersionSchema } } }, problems: [404],
  },
  {
    method: 'get', path: `${PROCEDURE}/difference`, id: 'compareProcedureVersions', tag: 'catalogue', summary: 'What two versions say differently, with both texts', params: code, query: differenceQuery,
    answers: { 200: { description: 'The difference, empty when they say the same', content: { json: procedureDifferenceSchema } } }, problems: [404],
  },
  {
    method: 'get', path: `${PROCEDURE}/open-dossiers`, id: 'listOpenDossiersOfProcedure', tag: 'catalogue', summary: 'Open dossiers a repeal or another version touches, oldest first, each with the version it keeps', params: code, query: openDossiersQuery,
    answers: { 200: { description: 'A page of dossiers', content: { json: PAGES.touchedDossiers } } }, problems: [403],
  },
  {
    method: 'get', path: RECORDS, id: 'listProcedureRecords', tag: 'catalogue', summary: 'Imported records of the national portal, oldest first', query: recordsQuery,
    answers: { 200: { description: 'A page of records', content: { json: PAGES.procedureRecords } } }, problems: [403],
  },
  {
    method: 'post', path: RECORDS, id: 'importProcedureRecord', tag: 'catalogue', summary: 'Import a record of the national portal; the same record again is the same draft', idempotent: true, body: { json: portalRecordRequest },
    answers: { 201: { description: 'The draft with everything a person must confirm', content: { json: procedureRecordSchema } } }, problems: [403, 422],
  },
  {
    method: 'get', path: `${RECORDS}/{id}`, id: 'readProcedureRecord', tag: 'catalogue', summary: 'A record: what it makes of a procedure, its flags with their answers, and what a person must supply', params: id,
    answers: { 200: { description: 'The draft', content: { json: procedureRecordSchema } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${RECORDS}/{id}/answers`, id: 'answerProcedureRecord', tag: 'catalogue', summary: 'Confirm or correct flags of a record, all or none; every answer is kept with who gave it', idempotent: true, params: id, body: { json: flagAnswersRequest },
    answers: { 200: { description: 'The draft under its answers', content: { json: procedureRecordSchema } } }, problems: [403, 404, 409, 422],
  },
  {
    method: 'post', path: `${RECORDS}/{id}/publication`, id: 'publishProcedureRecord', tag: 'catalogue', summary: 'Publish a record whose flags are settled as the next version of its procedure', idempotent: true, params: id, body: { json: recordPublicationRequest },
    answers: { 201: { description: 'The version it became', content: { json: recordPublicationSchema } } }, problems: [403, 404, 409, 422],
  },
];
