import { z } from 'zod';
import { dossierCode } from '../schemas/atoms.js';
import { proposalRequestSchema } from '../schemas/command-request.js';
import { bulkPreviewRequest, bulkRequest, followRequest, followsQuery, noteRequest, notesQuery } from '../schemas/officer.js';
import { noQuery, pageQuery } from '../schemas/queries.js';
import { bulkPageSchema, bulkPreviewSchema, bulkSchema } from '../views/bulk-view.js';
import { followSchema, noteSchema } from '../views/dossier-work-view.js';
import { proposalSchema, signListSchema } from '../views/proposal-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const V1 = '/api/v1';
const BULK = `${V1}/bulk-actions`;
const DOSSIER = `${V1}/dossiers/{code}`;
const PROPOSAL = `${V1}/proposals/{id}`;
const id = { id: z.uuid() };
const code = { code: dossierCode };

/** Routes of what officers and heads do with many dossiers, note about one, and sign. */
export const OFFICER_ROUTES: readonly RouteDescription[] = [
  {
    method: 'post', path: `${BULK}/preview`, id: 'previewBulkAction', tag: 'commands', summary: 'What one action on many dossiers would do to each, and to the load of everybody it moves work between; writes nothing', body: { json: bulkPreviewRequest },
    answers: { 200: { description: 'The effect', content: { json: bulkPreviewSchema } } }, problems: [403],
  },
  {
    method: 'post', path: BULK, id: 'beginBulkAction', tag: 'commands', summary: 'Do it: a command for each dossier, under keys derived from this one. It goes on after a failure, and can be taken back for ten minutes', idempotent: true, body: { json: bulkRequest },
    answers: { 200: { description: 'What has become of each dossier by now; of a repeated key, of the same action', content: { json: bulkSchema } } }, problems: [403, 422],
  },
  {
    method: 'get', path: BULK, id: 'listBulkActions', tag: 'commands', summary: 'Your own actions on many dossiers, the latest first', query: pageQuery,
    answers: { 200: { description: 'A page of actions', content: { json: bulkPageSchema } } },
  },
  {
    method: 'get', path: `${BULK}/{id}`, id: 'readBulkAction', tag: 'commands', summary: 'What has become of one of your actions', params: id,
    answers: { 200: { description: 'The action with its dossiers', content: { json: bulkSchema } } }, problems: [404],
  },
  {
    method: 'post', path: `${BULK}/{id}/undo`, id: 'undoBulkAction', tag: 'commands', summary: 'Take an action back within ten minutes, by compensating commands; dossiers something else has happened to are left, and named with it', params: id,
    answers: { 200: { description: 'The action with what became of taking it back; the same however often', content: { json: bulkSchema } } }, problems: [404, 409],
  },
  {
    method: 'get', path: `${DOSSIER}/notes`, id: 'listDossierNotes', tag: 'dossiers', summary: 'What people noted about a dossier, in order', params: code, query: notesQuery,
    answers: { 200: { description: 'A page of notes', content: { json: PAGES.notes } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${DOSSIER}/notes`, id: 'noteDossier', tag: 'dossiers', summary: 'Note something about a dossier; notes are never changed, a correction is another one', params: code, idempotent: true, body: { json: noteRequest },
    answers: { 201: { description: 'The note; the same for a repeated key', content: { json: noteSchema } } }, problems: [403, 404, 409, 422],
  },
  {
    method: 'post', path: `${DOSSIER}/follows`, id: 'followDossier', tag: 'dossiers', summary: 'Be told when papers or the result come, or of everything; the same again changes nothing', params: code, body: { json: followRequest },
    answers: { 200: { description: 'What you are to be told of', content: { json: followSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${V1}/follows`, id: 'listFollows', tag: 'dossiers', summary: 'What you are still to be told of', query: followsQuery,
    answers: { 200: { description: 'A page', content: { json: PAGES.follows } } }, problems: [403],
  },
  {
    method: 'post', path: `${V1}/follows/{id}/end`, id: 'endFollow', tag: 'dossiers', summary: 'Be told no more', params: id,
    answers: { 200: { description: 'What is ended; the first end stays', content: { json: followSchema } } }, problems: [404],
  },
  {
    method: 'get', path: `${V1}/sign-list`, id: 'listToSignAll', tag: 'signing', summary: 'Everything that waits for your signature or approval: apologies, second and late requests for papers, corrections, extensions, refusals, excuses, erasures; what waited longest first', query: pageQuery,
    answers: { 200: { description: 'A page, and how much there is in all', content: { json: signListSchema } } }, problems: [403],
  },
  {
    method: 'post', path: `${DOSSIER}/proposals`, id: 'proposeDecision', tag: 'signing', summary: 'Prepare a command for who may give it; nothing is decided by it', params: code, idempotent: true, body: { json: proposalRequestSchema },
    answers: { 201: { description: 'The proposal; the same for a repeated key', content: { json: proposalSchema } } }, problems: [403, 404, 409, 422],
  },
  {
    method: 'get', path: `${DOSSIER}/proposals`, id: 'listProposals', tag: 'signing', summary: 'What was prepared for a dossier and how it ended, the latest first', params: code, query: noQuery,
    answers: { 200: { description: 'One page', content: { json: PAGES.proposals } } }, problems: [403, 404],
  },
  {
    method: 'get', path: PROPOSAL, id: 'readProposal', tag: 'signing', summary: 'A proposal with what was prepared', params: id,
    answers: { 200: { description: 'The proposal', content: { json: proposalSchema } } }, problems: [404],
  },
  {
    method: 'get', path: `${PROPOSAL}/preview`, id: 'previewProposal', tag: 'signing', summary: 'The letter that approving it now would owe, still without number and signature', params: id,
    answers: { 200: { description: 'The letter', content: { media: ['application/pdf'] } } }, problems: [403, 404, 409],
  },
  {
    method: 'post', path: `${PROPOSAL}/approve`, id: 'approveProposal', tag: 'signing', summary: 'Give the command as your own; refused as the command would be', params: id,
    answers: { 200: { description: 'The proposal, approved', content: { json: proposalSchema } } }, problems: [403, 404, 409, 422, 429],
  },
  {
    method: 'post', path: `${PROPOSAL}/reject`, id: 'rejectProposal', tag: 'signing', summary: 'Turn a proposal down; who prepared it withdraws it', params: id,
    answers: { 200: { description: 'The proposal', content: { json: proposalSchema } } }, problems: [403, 404, 409],
  },
];
