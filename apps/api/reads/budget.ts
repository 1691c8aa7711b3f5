import { z } from 'zod';
import { type Instant, localDate, localDateOf, startOfDay, withinCalendar } from '#domain';
import { calendarOfAgency, type Engine, listCapacityWork, readCapacity } from '#service';
import { type EndangeredPlace, listEndangered, readBudget, readRiskModel } from '#service/figures';
import { backTestVi } from '#vi';
import { problem } from '../problems/problem.js';
import { isoOf } from '../schemas/atoms.js';
import type { BudgetRequest, DueOnRequest, EndangeredRequest } from '../schemas/budget.js';
import { type BudgetAnswer, type CapacityAnswer, type EndangeredPageAnswer, viewBudget, viewCapacity, viewEndangered } from '../views/budget-view.js';
import type { DossiersBehind } from '../views/rate-view.js';
import { viewForetelling } from '../views/risk-view.js';
import { askedPeriod } from './asked-period.js';
import type { FigureReader } from './figure-reader.js';
import { readKey, writeKey } from './page.js';
import { pageAsked, viewBehind } from './rate-behind.js';

/** Whose figures are asked for; nobody's own, for people have no budget. */
export interface BudgetScope {
  readonly province: string;
  readonly agency?: string;
  readonly procedure?: string;
  readonly field?: string;
}

/** The budget of a scope with the way to the dossiers that will be late next. */
export async function answerBudget({ engine, counts }: FigureReader, scope: BudgetScope, request: BudgetRequest, at: Instant): Promise<BudgetAnswer> {
  const asked = await askedPeriod(engine, scope.province, request, at);
  const [standing, model] = await Promise.all([readBudget(engine, { scope, period: asked.period, at }, { counts }), readRiskModel(engine)]);
  const { agency, procedure, field } = scope;
  const query = new URLSearchParams({ ...(agency === undefined ? {} : { agency }), ...(procedure === undefined ? {} : { procedure }), ...(field === undefined ? {} : { field }), days: String(request.days) });
  return viewBudget(standing, { scope: { ...scope }, asked, backTest: backTestVi(model?.backTest.total), endangered: `/api/v1/metrics/endangered?${query.toString()}` });
}

/** A page of the dossiers that will be late within the next working days of their agency, else of the province. */
export async function answerEndangered(engine: Engine, scope: BudgetScope, { days, limit, after }: EndangeredRequest, at: Instant): Promise<EndangeredPageAnswer> {
  const calendar = await calendarOfAgency(engine, scope.agency ?? scope.province);
  const last = calendar && withinCalendar(() => localDateOf(calendar.addWorkingDays(at, days, 'same-clock')));
  if (last === undefined) {
    throw problem('figure-not-available', 'No calendar reaches that far: publish the year, or ask for fewer days');
  }
  const from = after === undefined ? undefined : readPlace(after);
  const [{ items, next }, model] = await Promise.all([listEndangered(engine, { scope, at, until: startOfDay(localDate(last + 1)), limit, ...(from === undefined ? {} : { after: from }) }), readRiskModel(engine)]);
  return { items: items.map(viewEndangered), next: next === undefined ? null : writeKey({ at: next.dueAt, key: `${String(next.probability)}:${next.id}` }), asOf: isoOf(at), ...viewForetelling(model) };
}

const byProbability = z.string().regex(/^(-1|\d{1,5}):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

function readPlace(after: string): EndangeredPlace {
  const { at, key } = readKey(after, byProbability);
  const [probability = '', id = ''] = key.split(':');
  return { probability: Number(probability), dueAt: at, id };
}

/** Work due in an agency against its officers present. */
export async function answerCapacity(engine: Engine, agency: string, days: number, at: Instant): Promise<CapacityAnswer> {
  const counted = await readCapacity(engine, agency, days, at);
  if (counted === undefined) {
    throw problem('figure-not-available', 'The agency has no calendar that reaches that far: publish the year, or ask for fewer days');
  }
  return viewCapacity(agency, counted, at);
}

/** A page of what falls due in an agency on one day. */
export async function answerDueOn(engine: Engine, agency: string, { day, of, ...page }: Omit<DueOnRequest, 'agency'>, at: Instant): Promise<DossiersBehind> {
  return viewBehind(await listCapacityWork(engine, { agency, kind: of, day: day ?? localDateOf(at) }, at, pageAsked(page)), page.limit, at);
}
