import { z } from 'zod';
import { MEDIA_TYPES } from '#service';
import { assignmentRequest, caseCode, evidenceQuery } from '../schemas/cases.js';
import { timelineQuery } from '../schemas/queries.js';
import { caseCommandSchema } from '../views/case-command-view.js';
import { evidenceSchema } from '../views/evidence-view.js';
import { PAGES } from './names.js';
import type { RouteDescription } from './route.js';

const V1 = '/api/v1';
const code = { code: caseCode };
const id = { id: z.uuid() };

/** Routes of cases of every kind and of their evidence. */
export const CASE_ROUTES: readonly RouteDescription[] = [
  {
    method: 'post', path: `${V1}/cases/{code}/assignments`, id: 'assignCase', tag: 'cases', summary: 'Put another agency or person in charge of a case', params: code, idempotent: true, body: { json: assignmentRequest },
    answers: { 200: { description: 'Applied; the same for a repeated key', content: { json: caseCommandSchema } } }, problems: [403, 404, 409, 422],
  },
  {
    method: 'post', path: `${V1}/evidence`, id: 'storeEvidence', tag: 'files', summary: 'Upload a file of at most 20 MiB as evidence of an agency; a command to a case then refers to it', query: evidenceQuery, body: { media: Object.keys(MEDIA_TYPES) },
    answers: { 201: { description: 'What is known of the file', content: { json: evidenceSchema } } }, problems: [403, 422],
  },
  {
    method: 'get', path: `${V1}/evidence/{id}`, id: 'readEvidence', tag: 'files', summary: 'A file of evidence; who reads it is recorded', params: id,
    answers: { 200: { description: 'The file', content: { media: Object.keys(MEDIA_TYPES) } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${V1}/evidence/{id}/accesses`, id: 'listEvidenceAccesses', tag: 'files', summary: 'Who read a file of evidence, in the order they did', params: id, query: timelineQuery,
    answers: { 200: { description: 'A page of readings', content: { json: PAGES.fileAccesses } } }, problems: [403, 404],
  },
];
