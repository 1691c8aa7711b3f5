import { z } from 'zod';
import { absenceRequest, absencesQuery, budgetQuery, capacityQuery, dueOnQuery, endangeredQuery, lateTargetRequest, lateTargetsQuery } from '../schemas/budget.js';
import { noQuery } from '../schemas/queries.js';
import { absenceSchema } from '../views/absence-view.js';
import { budgetSchema, capacitySchema, lateTargetSchema } from '../views/budget-view.js';
import { dossiersBehindSchema } from '../views/rate-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const METRICS = '/api/v1/metrics';
const TARGETS = '/api/v1/late-targets';
const ABSENCES = '/api/v1/absences';
const id = { id: z.uuid() };

/** Routes of the late rate's targets and budget, of capacity, and of who is away. */
export const BUDGET_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: `${METRICS}/budget`, id: 'readBudget', tag: 'figures', summary: 'How many more late dossiers break the target of a scope and period, how fast the budget is spent, and how the period will probably end', query: budgetQuery,
    answers: { 200: { description: 'The budget with everything it is made of', content: { json: budgetSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${METRICS}/endangered`, id: 'listEndangered', tag: 'figures', summary: 'Open dossiers due within the next working days that will be late as things stand or are foretold to, the most probable first, without a model the nearest date; a page may hold fewer than asked for and still have a next one', query: endangeredQuery,
    answers: { 200: { description: 'A page of dossiers', content: { json: PAGES.endangered } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${METRICS}/capacity`, id: 'readCapacity', tag: 'figures', summary: 'Work due in an agency day by day against its officers present', query: capacityQuery,
    answers: { 200: { description: 'One line for each local day from today on', content: { json: capacitySchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${METRICS}/capacity/dossiers`, id: 'listDueOn', tag: 'figures', summary: 'What falls due in an agency on one day, by the condition by which capacity counts it; of today what is due in the rest of it', query: dueOnQuery,
    answers: { 200: { description: 'A page of dossiers, the earliest received first', content: { json: dossiersBehindSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: TARGETS, id: 'listLateTargets', tag: 'figures', summary: 'Decided targets of the late rate, the last entered first', query: lateTargetsQuery,
    answers: { 200: { description: 'A page of targets', content: { json: PAGES.lateTargets } } }, problems: [403],
  },
  {
    method: 'post', path: TARGETS, id: 'enterLateTarget', tag: 'figures', summary: 'Enter a decided target for the province, an agency, a field or a procedure; of two for the same scope and day the later counts', idempotent: true, body: { json: lateTargetRequest },
    answers: { 201: { description: 'The target; the same for a repeated key', content: { json: lateTargetSchema } } }, problems: [403, 422],
  },
  {
    method: 'get', path: ABSENCES, id: 'listAbsences', tag: 'staff', summary: 'Who is away when, by the beginning, cancelled absences included; why only for the person and who leads them', query: absencesQuery,
    answers: { 200: { description: 'A page of absences', content: { json: PAGES.absences } } }, problems: [403],
  },
  {
    method: 'post', path: ABSENCES, id: 'enterAbsence', tag: 'staff', summary: 'Enter your absence, or that of somebody you lead, by days and half days or by instants', idempotent: true, body: { json: absenceRequest },
    answers: { 201: { description: 'The absence; the same for a repeated key', content: { json: absenceSchema } } }, problems: [403, 409, 422],
  },
  {
    method: 'post', path: `${ABSENCES}/{id}/cancel`, id: 'cancelAbsence', tag: 'staff', summary: 'Cancel an absence; it stays listed', params: id,
    answers: { 200: { description: 'The absence; the first cancelling stays', content: { json: absenceSchema } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${ABSENCES}/{id}/due-work`, id: 'listDueWork', tag: 'staff', summary: 'What falls due for the person from now on while they are away, the earliest first', params: id, query: noQuery,
    answers: { 200: { description: 'Stages and dossiers', content: { json: PAGES.dueWork } } }, problems: [403, 404],
  },
];
