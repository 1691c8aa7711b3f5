import { type Actor, type Agency, CalendarRangeError, formatLocalDate, type Instant, MissingCalendarError, type PlanReading } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { stableText } from '../stable-text.js';
import { type ConfirmedTask, type TakenTask, wordingOf } from './confirmed-task.js';
import { openPlannedTask, setTargets } from './open-tasks.js';
import { PLAN_COLUMNS, type PlanRow, readingOf } from './plan-rows.js';
import { beginSeries } from './report-series.js';

/** What is wrong with one task of a confirmation, and in which of its fields. */
export interface ConfirmationFault {
  readonly index: number;
  readonly field: 'place' | 'lead' | 'coordinating' | 'timing';
  readonly code: 'unknown-place' | 'place-twice' | 'place-missing' | 'unknown-agency' | 'beyond-calendar' | 'agency-without-calendar';
  readonly value: string;
}

/** What a confirmation came to: the tasks opened, those left out, and the series begun. The same again gives the same. */
export type PlanConfirmed =
  | { readonly kind: 'confirmed' | 'known'; readonly id: string; readonly confirmedAt: number; readonly opened: number; readonly series: number }
  | { readonly kind: 'faulty'; readonly faults: readonly ConfirmationFault[] }
  | { readonly kind: 'not-found' | 'already-confirmed' };

/** A confirmation of a draft: every task of it taken or left out with a reason. */
export interface PlanConfirmation {
  readonly planId: string;
  readonly actor: Actor;
  readonly tasks: readonly ConfirmedTask[];
  readonly at: Instant;
}

/**
 * Opens the tasks of a draft as a person has confirmed them, all in one transaction or none. Nothing is left unsaid: a task
 * that is not taken is left out by name, with a reason. Repeated with the same content it gives the same answer.
 *
 * @param within the transaction to open them in, which must not go on where they are faulty; one of its own when absent
 */
export async function confirmPlan(engine: Engine, { planId, actor, tasks, at }: PlanConfirmation, within?: Transaction): Promise<PlanConfirmed> {
  const hmac = engine.vault.hmac('task-plan-confirmation', stableText({ planId, tasks }));
  const confirm = async (tx: Transaction): Promise<PlanConfirmed> => {
    const plan = await tx.first<PlanRow>(`SELECT ${PLAN_COLUMNS} FROM task_plan WHERE id = $1 FOR UPDATE`, [planId]);
    if (plan === undefined) {
      return { kind: 'not-found' };
    }
    if (plan.confirmed_at !== null) {
      return plan.confirmation_hmac === hmac ? { kind: 'known', id: planId, confirmedAt: plan.confirmed_at, ...(await countOpened(tx, planId)) } : { kind: 'already-confirmed' };
    }
    const reading = await readingOf(tx, engine.vault, plan);
    const agencies = await engine.rules.agencies(tx);
    const faults = faultsOf(tasks, reading, agencies, plan.province);
    if (faults.length > 0) {
      return { kind: 'faulty', faults };
    }
    for (const [index, task] of tasks.entries()) {
      if ('lead' in task) {
        await withPlace(index, task, () => takeTask(engine, tx, { plan, reading, task, agencies }, actor, at));
      }
    }
    await tx.run('UPDATE task_plan SET confirmed_by = $2, confirmed_at = $3, confirmation_hmac = $4 WHERE id = $1', [planId, actor.subject, at, hmac]);
    return { kind: 'confirmed', id: planId, confirmedAt: at, ...(await countOpened(tx, planId)) };
  };
  try {
    return within === undefined ? await engine.database.transaction(confirm) : await confirm(within);
  } catch (error) {
    if (error instanceof UncountableTask) {
      return { kind: 'faulty', faults: [error.fault] };
    }
    throw error;
  }
}

interface Taking {
  readonly plan: PlanRow;
  readonly reading: PlanReading;
  readonly task: TakenTask;
  readonly agencies: ReadonlyMap<string, Agency>;
}

async function takeTask(engine: Engine, tx: Transaction, { plan, reading, task, agencies }: Taking, actor: Actor, at: Instant): Promise<void> {
  const planned = reading.tasks[task.place - 1];
  const lead = agencies.get(task.lead);
  if (planned === undefined || lead === undefined) {
    throw new Error(`Task ${String(task.place)} of plan ${plan.id} was checked before`);
  }
  const { timing, owner, coordinating, escalates } = task;
  const wording = wordingOf(planned, task, plan.number);
  const targets = setTargets(task.targets);
  const place = { id: plan.id, place: task.place, number: plan.number, endsOn: plan.ends_on };
  const people = { coordinating, ...(owner === undefined ? {} : { owner }) };
  // What is to be done before a day is never put after it by a day off.
  const dayOff = ('dayOff' in timing ? timing.dayOff : undefined) ?? (planned.assumed.includes('day-before') ? 'previous-working-day' : undefined);
  const offDays = dayOff === undefined ? {} : { dayOff };
  if (timing.kind === 'recurring') {
    for (const period of timing.periods) {
      await beginSeries(engine, tx, { plan: place, lead: lead.code, ...people, period, ...(timing.dueDay === undefined ? {} : { dueDay: timing.dueDay, ...offDays }), escalates, content: { wording, targets } }, actor, at);
    }
    return;
  }
  const businessKey = `plan:${plan.id}:${String(task.place)}`;
  const common = { plan: place, lead, ...people, wording };
  if (timing.kind === 'deadlines') {
    for (const lastDay of timing.lastDays) {
      await openPlannedTask(engine, tx, { ...common, businessKey: `${businessKey}:${formatLocalDate(lastDay)}`, planned: { timing: 'deadline', lastDay, targets, escalates }, more: offDays }, actor, at);
    }
    return;
  }
  const days = timing.kind === 'deadline' ? { lastDay: timing.lastDay, ...(timing.firstDay === undefined ? {} : { firstDay: timing.firstDay }) } : {};
  await openPlannedTask(engine, tx, { ...common, businessKey, planned: { timing: timing.kind, ...days, targets, escalates }, more: offDays }, actor, at);
}

function faultsOf(tasks: readonly ConfirmedTask[], { tasks: read }: PlanReading, agencies: ReadonlyMap<string, Agency>, province: string): readonly ConfirmationFault[] {
  const known = (code: string): boolean => agencies.get(code)?.province === province;
  const said = new Set(tasks.map(({ place }) => place));
  const missing = read.flatMap((_, index) => (said.has(index + 1) ? [] : [{ index: tasks.length, field: 'place' as const, code: 'place-missing' as const, value: String(index + 1) }]));
  return [
    ...tasks.flatMap((task, index): readonly ConfirmationFault[] => {
      const value = String(task.place);
      const placed: readonly ConfirmationFault[] =
        read[task.place - 1] === undefined ? [{ index, field: 'place', code: 'unknown-place', value }] : tasks.findIndex(({ place }) => place === task.place) < index ? [{ index, field: 'place', code: 'place-twice', value }] : [];
      if ('leftOut' in task) {
        return placed;
      }
      const led: readonly ConfirmationFault[] = known(task.lead) ? [] : [{ index, field: 'lead', code: 'unknown-agency', value: task.lead }];
      return [...placed, ...led, ...task.coordinating.filter((code) => !known(code)).map((code): ConfirmationFault => ({ index, field: 'coordinating', code: 'unknown-agency', value: code }))];
    }),
    ...missing,
  ];
}

/** Carries out of the transaction which task cannot be counted. */
class UncountableTask extends Error {
  constructor(readonly fault: ConfirmationFault) {
    super(fault.code);
  }
}

async function withPlace(index: number, { place }: TakenTask, take: () => Promise<void>): Promise<void> {
  try {
    await take();
  } catch (error) {
    const code = error instanceof CalendarRangeError ? 'beyond-calendar' : error instanceof MissingCalendarError ? 'agency-without-calendar' : undefined;
    throw code === undefined ? error : new UncountableTask({ index, field: 'timing', code, value: String(place) });
  }
}

async function countOpened(tx: Pick<Transaction, 'first'>, planId: string): Promise<{ readonly opened: number; readonly series: number }> {
  const counted = await tx.first<{ opened: number; series: number }>('SELECT (SELECT count(*)::int FROM plan_task WHERE plan_id = $1) AS opened, (SELECT count(*)::int FROM report_series WHERE plan_id = $1) AS series', [planId]);
  return { opened: counted?.opened ?? 0, series: counted?.series ?? 0 };
}
