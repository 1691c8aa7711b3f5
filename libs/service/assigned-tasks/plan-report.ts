import { type CaseClock, type Instant, isLateTask, isRatedClock, lastRound, localDate, MAIN_CLOCKS, owesExplanation } from '#domain';
import type { OnTimeRate, PlanReport, ReportedState, ReportedTarget, ReportedTask } from '#letters';
import type { Engine } from '../engine.js';
import { rateAgainst } from './on-time-rate.js';
import { findPlan } from './plan-rows.js';
import { type ShownTask, showTask } from './show-task.js';

/** The report of a plan as it stands at `at`, in the order of the plan; `undefined` when there is no such plan. */
export async function reportPlan(engine: Engine, planId: string, at: Instant): Promise<PlanReport | undefined> {
  const { read } = engine.database;
  const plan = await findPlan(engine, planId);
  if (plan === undefined) {
    return undefined;
  }
  const rows = await read.rows<{ case_id: string; place: number }>('SELECT p.case_id, p.place FROM plan_task p JOIN deadline_case c ON c.id = p.case_id WHERE p.plan_id = $1 ORDER BY p.place, c.opened_at, c.code', [planId]);
  const agencies = await engine.rules.agencies(read);
  const nameOf = (code: string): string => agencies.get(code)?.name ?? code;
  const shown = await inTurn(rows, async ({ case_id, place }) => ({ place, task: await showTask(engine, case_id) }));
  const tasks = shown.flatMap(({ place, task }) => (task === undefined ? [] : [reportedTask(task, place, nameOf, at)]));
  const { assignedTasks } = await engine.rules.settings(read);
  const clocks = shown.flatMap(({ task }) => task?.state.clocks ?? []);
  const { reading: _, ...summary } = plan;
  return { plan: summary, issuer: nameOf(plan.agency), rate: rateOfClocks(clocks, assignedTasks.onTimeTarget, at), at, tasks };
}

/** One after the other: a plan has tens of tasks, and the connections belong to everybody. */
async function inTurn<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    results.push(await work(item));
  }
  return results;
}

function reportedTask({ state, wording, words }: ShownTask, place: number, nameOf: (code: string) => string, at: Instant): ReportedTask {
  const { own } = state;
  const main = MAIN_CLOCKS.map((clock) => lastRound(state, clock)).find((clock) => clock !== undefined);
  const findings = state.clocks.filter(({ clock }) => clock === 'finding');
  const explanation = words(own.explanation);
  const report = own.planned?.report;
  return {
    code: state.code,
    place,
    reference: wording.reference,
    section: wording.sections.map(({ number, title }) => `${number}. ${title}`).join(' / '),
    title: wording.title,
    scheduleText: wording.scheduleText,
    ...(report === undefined ? {} : { period: { first: localDate(report.first), last: localDate(report.last) } }),
    lead: nameOf(state.agency),
    coordinating: state.coordinating.map(nameOf),
    ...(main === undefined ? {} : { dueAt: main.dueAt }),
    ...(main?.stopped === undefined ? {} : { doneAt: main.stopped.at }),
    state: stateOf(state, main, at),
    result: wording.result,
    targets: (own.planned?.targets ?? []).map((target, index) => ({ target, wording: wording.targets[index] ?? '', ...reachedOf(own.progress.find((told) => told.target === index)) })),
    findings: { handled: findings.filter(({ stopped }) => stopped !== undefined).length, total: findings.length },
    evidence: own.evidence,
    ...(explanation === undefined ? {} : { explanation }),
    explanationDue: owesExplanation(state, own) || (main !== undefined && main.stopped === undefined && isRatedClock(main.clock) && main.dueAt < at && own.explanation === undefined),
  };
}

function reachedOf(told: { readonly reached: number; readonly outOf: number } | undefined): Pick<ReportedTarget, 'reached' | 'outOf'> {
  return told === undefined ? {} : { reached: told.reached, outOf: told.outOf };
}

function stateOf(state: ShownTask['state'], main: CaseClock | undefined, at: Instant): ReportedState {
  const { done } = state.own;
  if (done !== undefined) {
    return done.unmet.length > 0 ? 'unmet' : isLateTask(state) ? 'done-late' : 'done-on-time';
  }
  return main === undefined ? 'awaiting-date' : main.dueAt < at ? 'overdue' : 'running';
}

function rateOfClocks(clocks: readonly CaseClock[], target: number, at: Instant): OnTimeRate {
  const due = clocks.filter((clock) => isRatedClock(clock.clock) && clock.stopped?.outcome !== 'cancelled' && (clock.stopped !== undefined || clock.dueAt < at));
  const inTime = due.filter(({ stopped }) => stopped?.inTime === true).length;
  return rateAgainst(inTime, due.length, target);
}
