import { z } from 'zod';
import { DOCX_TYPE } from '../files/pdf-file.js';
import { assignedTasksQuery, onTimeQuery, planConfirmationRequest, plansQuery, planUploadRequest, reportFileQuery, taskAssignmentRequest, taskCommandRequest } from '../schemas/assigned-tasks.js';
import { caseCode } from '../schemas/cases.js';
import { assignedTaskSchema, onTimeSchema } from '../views/assigned-task-view.js';
import { caseCommandSchema } from '../views/case-command-view.js';
import { planConfirmedSchema, taskPlanSchema } from '../views/task-plan-view.js';
import { PAGES } from './pages.js';
import { XLSX_MEDIA } from '#letters';
import type { RouteDescription } from './route.js';

const PLANS = '/api/v1/task-plans';
const TASKS = '/api/v1/assigned-tasks';
const id = { id: z.uuid() };
const code = { code: caseCode };

/** Routes of plans and of the tasks and reports they assign. */
export const TASK_ROUTES: readonly RouteDescription[] = [
  {
    method: 'post', path: PLANS, id: 'uploadPlan', tag: 'cases', summary: 'Read the table of a plan (DOCX, XLSX, CSV) into a draft: tasks, proposed targets, and every line that could not be read', idempotent: true, body: { json: planUploadRequest },
    answers: { 201: { description: 'The draft; the same for a repeated key', content: { json: taskPlanSchema } } }, problems: [403, 422],
  },
  {
    method: 'get', path: PLANS, id: 'listPlans', tag: 'cases', summary: 'Plans by their upload, the latest first', query: plansQuery,
    answers: { 200: { description: 'A page of plans', content: { json: PAGES.taskPlans } } }, problems: [403],
  },
  {
    method: 'get', path: `${PLANS}/{id}`, id: 'readPlan', tag: 'cases', summary: 'A plan with everything that was read of it', params: id,
    answers: { 200: { description: 'The plan', content: { json: taskPlanSchema } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${PLANS}/{id}/confirm`, id: 'confirmPlan', tag: 'cases', summary: 'Open the tasks of a draft as a person confirmed them, all or none; each is taken or left out with a reason. The same body again gives the same answer', params: id, body: { json: planConfirmationRequest },
    answers: { 200: { description: 'What was opened', content: { json: planConfirmedSchema } } }, problems: [403, 404, 409, 422],
  },
  {
    method: 'get', path: `${PLANS}/{id}/report`, id: 'reportPlan', tag: 'cases', summary: 'How the tasks of a plan stand: schedule, lead, state, result, evidence, explanation, and the on-time rate', params: id, query: reportFileQuery,
    answers: { 200: { description: 'The report', content: { media: [XLSX_MEDIA, DOCX_TYPE] } } }, problems: [403, 404],
  },
  {
    method: 'post', path: TASKS, id: 'assignTask', tag: 'cases', summary: 'Assign a task outside a plan by a document of its own, which is kept as a plan of one line', idempotent: true, body: { json: taskAssignmentRequest },
    answers: { 201: { description: 'What was opened, with the list of it; the same for a repeated key', content: { json: planConfirmedSchema } } }, problems: [403, 422],
  },
  {
    method: 'get', path: TASKS, id: 'listAssignedTasks', tag: 'cases', summary: 'Tasks led or worked on by the agencies one may see, the nearest end first', query: assignedTasksQuery,
    answers: { 200: { description: 'A page of tasks', content: { json: PAGES.assignedTasks } } }, problems: [403],
  },
  {
    method: 'get', path: `${TASKS}/on-time-rate`, id: 'readOnTimeRate', tag: 'cases', summary: 'Tasks and reports done on time ÷ those due, against the target of the installation', query: onTimeQuery,
    answers: { 200: { description: 'The rate', content: { json: onTimeSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${TASKS}/{code}`, id: 'readAssignedTask', tag: 'cases', summary: 'A task with its clocks, progress, findings, evidence and words', params: code,
    answers: { 200: { description: 'The task', content: { json: assignedTaskSchema } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${TASKS}/{code}/commands`, id: 'giveTaskCommand', tag: 'cases', summary: 'Report on a task, prove it, ask for and decide an extension, enter and handle findings, complete and explain it', params: code, idempotent: true, body: { json: taskCommandRequest },
    answers: { 200: { description: 'Applied; the same for a repeated key', content: { json: caseCommandSchema } } }, problems: [403, 404, 409, 422],
  },
];
