import { z } from 'zod';
import { MEDIA_TYPES } from '#service';
import { DOCX_TYPE } from '../files/pdf-file.js';
import { readinessSchema } from '../controllers/health.controllers.js';
import { dossierCode, reference, taskKey } from '../schemas/atoms.js';
import { commandRequestSchema } from '../schemas/command-request.js';
import { deadlineQuestion } from '../schemas/deadline-question.js';
import { letterKey } from '../schemas/delivery.js';
import { intakeSchema } from '../schemas/intake.js';
import {
  codeBlockRequest,
  codeBlocksQuery,
  dossiersQuery,
  duplicatesRequest,
  explanationQuery,
  pageQuery,
  proceduresQuery,
  queuesQuery,
  searchRequest,
  tasksQuery,
  timelineQuery,
} from '../schemas/queries.js';
import { letterFileQuery } from '../schemas/slips.js';
import { procedureSchema } from '../views/catalogue-schema.js';
import { appliedCommandSchema, commandSchema } from '../views/command-view.js';
import { dossierExplanationSchema } from '../views/dossier-explanation-view.js';
import { dossierSchema } from '../views/dossier-schema.js';
import { codeBlockSchema, codeBlockStateSchema } from '../views/code-block-view.js';
import { labelsSchema } from '../views/labels.js';
import { duplicatesSchema, storedFileSchema } from '../views/list-views.js';
import { appConfigSchema, meSchema } from '../views/me-view.js';
import { previewSchema } from '../views/preview-view.js';
import { finishedTaskSchema } from '../views/task-view.js';
import { ADMINISTRATION_ROUTES } from './administration-routes.js';
import { APOLOGY_ROUTES } from './apology-routes.js';
import { BUDGET_ROUTES } from './budget-routes.js';
import { CALENDAR_ROUTES } from './calendar-routes.js';
import { CHANGE_ROUTES } from './change-routes.js';
import { CASE_ROUTES } from './case-routes.js';
import { FEEDBACK_ROUTES } from './feedback-routes.js';
import { FIGURE_ROUTES } from './figure-routes.js';
import { STAFF_ROUTES } from './staff-routes.js';
import { DELAY_ROUTES } from './delay-routes.js';
import { DELIVERY_ROUTES } from './delivery-routes.js';
import { GROUP_ROUTES } from './group-routes.js';
import { NATIONAL_INDEX_ROUTES } from './national-index-routes.js';
import { livenessSchema } from './answer-names.js';
import { MORNING_ROUTES } from './morning-routes.js';
import { OFFICER_ROUTES } from './officer-routes.js';
import { PAGES } from './pages.js';
import { PRIVACY_ROUTES } from './privacy-routes.js';
import { WHAT_IF_ROUTES } from './what-if-routes.js';
import { PORTAL_COMPARISON_ROUTES } from './portal-comparison-routes.js';
import { PORTAL_ROUTES } from './portal-routes.js';
import { PAR_INDEX_ROUTES } from './par-index-routes.js';
import { PROCEDURE_ROUTES } from './procedure-routes.js';
import { PUBLIC_ROUTES } from './public-routes.js';
import { PUBLICATION_ROUTES } from './publication-routes.js';
import { REPORT_ROUTES } from './report-routes.js';
import { PUBLISHED_FIGURE_ROUTES } from './published-figure-routes.js';
import { QUALITY_ROUTES } from './quality-routes.js';
import { REGISTER_ROUTES } from './register-routes.js';
import { RISK_ROUTES } from './risk-routes.js';
import type { RouteDescription } from './route.js';
import { TASK_ROUTES } from './task-routes.js';
import { TEMPLATE_ROUTES } from './template-routes.js';
import { SIGNING_ROUTES } from './signing-routes.js';
import { SLIP_ROUTES } from './slip-routes.js';
import { QUEUE_TICKET_ROUTES } from './queue-ticket-routes.js';
import { WATCH_ROUTES } from './watch-routes.js';

const V1 = '/api/v1';
const code = { code: dossierCode };
const PDF = { media: ['application/pdf'] };

const DOSSIERS: readonly RouteDescription[] = [
  {
    method: 'post', path: `${V1}/dossiers`, id: 'takeIn', tag: 'dossiers', summary: 'Take a dossier in', idempotent: true, body: { json: intakeSchema },
    answers: { 201: { description: 'The dossier with its dates and their explanation; the same for a repeated key', content: { json: dossierSchema } } },
    problems: [403, 409, 422],
  },
  {
    method: 'get', path: `${V1}/dossiers`, id: 'listDossiers', tag: 'dossiers', summary: 'A queue, most urgent first, or the dossiers whose code begins so', query: dossiersQuery,
    answers: { 200: { description: 'A page of dossiers', content: { json: PAGES.dossiers } } }, problems: [403],
  },
  {
    method: 'post', path: `${V1}/dossiers/search`, id: 'searchDossiers', tag: 'dossiers', summary: 'Search by code, name, telephone or identity number, keeping them out of the address. By code only for who may not read personal data',
    body: { json: searchRequest }, answers: { 200: { description: 'A page of dossiers', content: { json: PAGES.dossiers } } }, problems: [403],
  },
  {
    method: 'post', path: `${V1}/dossiers/duplicates`, id: 'findDuplicates', tag: 'dossiers', summary: 'Whether an applicant has an open dossier of the same procedure, before it is taken in again; only for who may read personal data', body: { json: duplicatesRequest },
    answers: { 200: { description: 'Such dossiers, the latest first', content: { json: duplicatesSchema } } }, problems: [403],
  },
  {
    method: 'get', path: `${V1}/queues`, id: 'listQueues', tag: 'dossiers', summary: 'Every queue of open work with its length', query: queuesQuery,
    answers: { 200: { description: 'All queues', content: { json: PAGES.queues } } }, problems: [403],
  },
  {
    method: 'get', path: `${V1}/dossiers/{code}`, id: 'readDossier', tag: 'dossiers', summary: 'A dossier with its dates, promises, stages and what may be done', params: code,
    answers: { 200: { description: 'The dossier', content: { json: dossierSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${V1}/dossiers/{code}/explanation`, id: 'explainDossier', tag: 'dossiers', summary: 'Why its dates are what they are, step by step, as known at intake or today', params: code, query: explanationQuery,
    answers: { 200: { description: 'The derivations of its dates', content: { json: dossierExplanationSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${V1}/dossiers/{code}/timeline`, id: 'readTimeline', tag: 'dossiers', summary: 'The dossier\'s ledger, oldest first', params: code, query: timelineQuery,
    answers: { 200: { description: 'A page of events', content: { json: PAGES.timeline } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${V1}/dossiers/{code}/commands`, id: 'sendCommand', tag: 'commands', summary: 'Give a command on a dossier', params: code, idempotent: true,
    body: { json: commandRequestSchema },
    answers: {
      200: { description: 'Applied', content: { json: appliedCommandSchema } },
      202: { description: 'Accepted; its outcome will stand at the address in Location', content: { json: commandSchema } },
    },
    problems: [403, 404, 409, 422, 429],
  },
  {
    method: 'get', path: `${V1}/commands/{id}`, id: 'readCommand', tag: 'commands', summary: 'What became of a command', params: { id: z.uuid() },
    answers: { 200: { description: 'The command', content: { json: commandSchema } } }, problems: [403, 404],
  },
];

const DEADLINES: readonly RouteDescription[] = [
  {
    method: 'post', path: `${V1}/deadlines/preview`, id: 'previewDeadline', tag: 'dossiers', summary: 'What date an intake would be given, and why, without a dossier; writes nothing',
    body: { json: deadlineQuestion }, answers: { 200: { description: 'The date with its derivation', content: { json: previewSchema } } }, problems: [403, 409, 422],
  },
];

const LETTERS: readonly RouteDescription[] = [
  {
    method: 'get', path: `${V1}/dossiers/{code}/receipt`, id: 'readReceipt', tag: 'letters', summary: 'The receipt and appointment slip (form 01)', params: code,
    answers: { 200: { description: 'The slip', content: PDF } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${V1}/dossiers/{code}/letters`, id: 'listLetters', tag: 'letters', summary: 'Letters owed or produced, oldest first', params: code, query: pageQuery,
    answers: { 200: { description: 'A page of letters', content: { json: PAGES.letters } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${V1}/dossiers/{code}/letter-openings`, id: 'listLetterOpenings', tag: 'letters', summary: 'Openings of letters on the public page behind a one-time code, in the order they happened', params: code, query: timelineQuery,
    answers: { 200: { description: 'A page of openings', content: { json: PAGES.letterOpenings } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${V1}/dossiers/{code}/letters/{key}`, id: 'readLetter', tag: 'letters', summary: 'A produced letter as it was sent, or as a document', params: { ...code, key: letterKey }, query: letterFileQuery,
    answers: { 200: { description: 'The letter', content: { media: ['application/pdf', DOCX_TYPE] } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${V1}/dossiers/{code}/letters/{key}/preview`, id: 'previewLetter', tag: 'letters', summary: 'The file of a letter before it is sent: as it was produced, or as it would be now', params: { ...code, key: letterKey },
    answers: { 200: { description: 'The letter', content: PDF } }, problems: [403, 404, 409],
  },
];

const FILES: readonly RouteDescription[] = [
  {
    method: 'post', path: `${V1}/dossiers/{code}/files`, id: 'storeFile', tag: 'files', summary: 'Upload a file of at most 20 MiB; AttachFile then enters it into the ledger',
    params: code, body: { media: Object.keys(MEDIA_TYPES) },
    answers: { 201: { description: 'What is known of the file', content: { json: storedFileSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/dossiers/{code}/files`, id: 'listFiles', tag: 'files', summary: 'Files of a dossier in the order they were uploaded', params: code, query: pageQuery,
    answers: { 200: { description: 'A page of files', content: { json: PAGES.files } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${V1}/files/{id}/accesses`, id: 'listFileAccesses', tag: 'files', summary: 'Who read a file, in the order they did', params: { id: z.uuid() }, query: timelineQuery,
    answers: { 200: { description: 'A page of readings', content: { json: PAGES.fileAccesses } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${V1}/files/{id}`, id: 'readFile', tag: 'files', summary: 'A file; who reads it is recorded', params: { id: z.uuid() },
    answers: { 200: { description: 'The file', content: { media: Object.keys(MEDIA_TYPES) } } }, problems: [403, 404],
  },
];

const CATALOGUE: readonly RouteDescription[] = [
  {
    method: 'get', path: `${V1}/procedures`, id: 'listProcedures', tag: 'catalogue', summary: 'Procedures in force', query: proceduresQuery,
    answers: { 200: { description: 'A page of procedures', content: { json: PAGES.procedures } } },
  },
  {
    method: 'get', path: `${V1}/procedures/{code}`, id: 'readProcedure', tag: 'catalogue', summary: 'A procedure with cases, stages, terms and papers', params: { code: reference },
    answers: { 200: { description: 'The version in force', content: { json: procedureSchema } } }, problems: [404],
  },
  {
    method: 'get', path: `${V1}/agencies`, id: 'listAgencies', tag: 'catalogue', summary: 'Agencies', query: pageQuery,
    answers: { 200: { description: 'A page of agencies', content: { json: PAGES.agencies } } },
  },
  {
    method: 'get', path: `${V1}/labels`, id: 'readLabels', tag: 'catalogue', summary: 'Vietnamese words for the codes of statuses, actions, events, queues and the rest',
    answers: { 200: { description: 'All words', content: { json: labelsSchema } } },
  },
];

const WORK: readonly RouteDescription[] = [
  {
    method: 'get', path: `${V1}/tasks`, id: 'listTasks', tag: 'tasks', summary: 'Open tasks, oldest first', query: tasksQuery,
    answers: { 200: { description: 'A page of tasks', content: { json: PAGES.tasks } } }, problems: [403],
  },
  {
    method: 'post', path: `${V1}/tasks/{key}/done`, id: 'finishTask', tag: 'tasks', summary: 'Mark a task as done; the same answer however often. Tasks closed by an event of their dossier are refused',
    params: { key: taskKey }, answers: { 200: { description: 'The task with when and by whom it was done', content: { json: finishedTaskSchema } } }, problems: [403, 404, 409],
  },
  {
    method: 'post', path: `${V1}/codes/blocks`, id: 'reserveCodes', tag: 'codes', summary: 'Set codes aside for blank slips of a line cut', idempotent: true, body: { json: codeBlockRequest },
    answers: { 201: { description: 'The codes; the same for a repeated key', content: { json: codeBlockSchema } } }, problems: [403, 422],
  },
  {
    method: 'get', path: `${V1}/codes/blocks`, id: 'listCodeBlocks', tag: 'codes', summary: 'Blocks of codes, the newest first', query: codeBlocksQuery,
    answers: { 200: { description: 'A page of blocks', content: { json: PAGES.codeBlocks } } }, problems: [403],
  },
  {
    method: 'get', path: `${V1}/codes/blocks/{id}`, id: 'readCodeBlock', tag: 'codes', summary: 'A block of codes and which of them dossiers bear', params: { id: z.uuid() },
    answers: { 200: { description: 'The block', content: { json: codeBlockStateSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${V1}/codes/blocks/{id}/slips`, id: 'printSlips', tag: 'codes', summary: 'A blank form 01 for every code of the block that is not used yet',
    params: { id: z.uuid() }, answers: { 200: { description: 'One page a code', content: PDF } }, problems: [403, 404],
  },
];

const SESSION: readonly RouteDescription[] = [
  {
    method: 'get', path: `${V1}/me`, id: 'readMe', tag: 'staff', summary: 'Who is signed in and what the person may do at all',
    answers: { 200: { description: 'The person', content: { json: meSchema } } },
  },
  {
    method: 'get', path: '/app-config.json', id: 'readAppConfig', tag: 'health', summary: 'What the web application needs to know before anybody has signed in', open: true,
    answers: { 200: { description: 'Where people sign in', content: { json: appConfigSchema } } },
  },
];

const HEALTH: readonly RouteDescription[] = [
  {
    method: 'get', path: '/health/live', id: 'live', tag: 'health', summary: 'Whether the process answers', open: true,
    answers: { 200: { description: 'It does', content: { json: livenessSchema } } },
  },
  {
    method: 'get', path: '/health/ready', id: 'ready', tag: 'health', summary: 'Whether the database answers and its schema is current', open: true,
    answers: {
      200: { description: 'Ready; what else is degraded stands in the body', content: { json: readinessSchema } },
      503: { description: 'Not ready', content: { json: readinessSchema } },
    },
  },
  {
    method: 'get', path: '/metrics', id: 'metrics', tag: 'health', summary: 'Metrics for Prometheus', open: true,
    answers: { 200: { description: 'Metrics', content: { media: ['text/plain'] } } },
  },
];

/** Every route the API serves, its own description excepted. A test keeps it equal to the routes the server has. */
export const ROUTES: readonly RouteDescription[] = [
  ...DOSSIERS,
  ...DEADLINES,
  ...CHANGE_ROUTES,
  ...LETTERS,
  ...DELAY_ROUTES, ...DELIVERY_ROUTES,
  ...PORTAL_ROUTES,
  ...PORTAL_COMPARISON_ROUTES,
  ...WHAT_IF_ROUTES,
  ...SLIP_ROUTES,
  ...TEMPLATE_ROUTES,
  ...REGISTER_ROUTES,
  ...REPORT_ROUTES,
  ...FILES,
  ...CATALOGUE,
  ...GROUP_ROUTES,
  ...PROCEDURE_ROUTES,
  ...ADMINISTRATION_ROUTES,
  ...APOLOGY_ROUTES,
  ...CALENDAR_ROUTES,
  ...CASE_ROUTES,
  ...FEEDBACK_ROUTES,
  ...PUBLIC_ROUTES,
  ...PUBLICATION_ROUTES,
  ...PUBLISHED_FIGURE_ROUTES,
  ...SIGNING_ROUTES,
  ...WORK,
  ...TASK_ROUTES,
  ...STAFF_ROUTES,
  ...BUDGET_ROUTES,
  ...RISK_ROUTES,
  ...NATIONAL_INDEX_ROUTES,
  ...FIGURE_ROUTES,
  ...MORNING_ROUTES,
  ...QUEUE_TICKET_ROUTES,
  ...WATCH_ROUTES,
  ...OFFICER_ROUTES,
  ...PRIVACY_ROUTES,
  ...PAR_INDEX_ROUTES,
  ...QUALITY_ROUTES,
  ...SESSION,
  ...HEALTH,
];
