import { budgetToEnd, TIME_RULE_VERSION } from '../deadline/deadline.js';
import { giveBack, remainingUntil, type Remaining } from '../deadline/deadline-clock.js';
import type { StageBudget, TermRule } from '../deadline/time-limit.js';
import { caseOf } from '../procedure/cases.js';
import type { ProcedureCase, Stage } from '../procedure/procedure.js';
import { instant, type Instant } from '../time/instant.js';
import type { DatesMoved, PauseTaken, StageOpening } from './events.js';
import type { Rules } from './rules.js';
import { currentPromise, openStages, type DossierState, type StageState } from './state.js';
import { milestonesOf, partOf, planTerm, type Route } from './term.js';

/** The case a dossier runs under. Throws when the procedure version lost it: versions are immutable, so that is damage. */
export function runningCase(state: DossierState, rules: Rules): ProcedureCase {
  const found = caseOf(rules.procedure, state.procedure.caseCode);
  if (found === undefined) {
    throw new Error(`Procedure ${state.procedure.code} version ${String(state.procedure.version)} has no case ${state.procedure.caseCode}`);
  }
  return found;
}

/** Agencies that decide which calendars count. */
export function routeOf(state: DossierState, rules: Rules): Route {
  const place = state.place ?? state.competentAgency;
  return { receiving: state.receivingAgency, competent: state.competentAgency, place, remote: rules.agencies.get(place)?.remote === true };
}

/** Imported dates were not counted by these rules: what a pause leaves of them is open time. */
const IMPORTED_RULE: TermRule = { limit: { unit: 'working-days', amount: 3 }, start: 'on-receipt', end: 'same-clock' };

function runningRule(state: DossierState, rules: Rules): TermRule {
  return state.imported ? IMPORTED_RULE : partOf(runningCase(state, rules), state.part).term;
}

/** What is left of each running clock at `at`; clocks already run out leave nothing to give back. */
export function takePause(state: DossierState, rules: Rules, at: Instant): PauseTaken {
  const { limit } = runningRule(state, rules);
  const left = (agency: string, end: number): Remaining => remainingUntil(instant(end), at, limit, rules.calendars.processing(agency));
  const promise = currentPromise(state);
  const dueRuns = state.becameLateAt === undefined && state.dueAt !== undefined && state.dueAt >= at;
  const promiseRuns = promise !== undefined && promise.number !== state.duePromise && promise.brokenAt === undefined && promise.at >= at;
  return {
    ...(dueRuns && state.dueAt !== undefined ? { dueRemaining: left(state.competentAgency, state.dueAt) } : {}),
    ...(promiseRuns ? { appointmentRemaining: left(state.competentAgency, promise.at) } : {}),
    stages: openStages(state).map((stage) => ({
      stage: stage.id,
      usedMs: usedBy(stage, rules, at),
      ...(stage.targetAt === undefined || stage.targetAt < at || stage.lateRuns.includes(stage.run)
        ? {}
        : { remaining: left(stage.agency, stage.targetAt) }),
    })),
  };
}

/** The dates when the clock runs on at `at` with what the pause left. Late dossiers keep `dueAt`. */
export function resumeDates(state: DossierState, rules: Rules, at: Instant): DatesMoved {
  const taken = state.pause?.taken ?? { stages: [] };
  const { end } = runningRule(state, rules);
  const give = (agency: string, before: number | undefined, remaining: Remaining | undefined): Instant | undefined =>
    before === undefined || remaining === undefined ? undefined : giveBack(instant(before), remaining, at, end, rules.calendars.processing(agency));
  const dueAt = give(state.competentAgency, state.dueAt, taken.dueRemaining);
  const later = give(state.competentAgency, currentPromise(state)?.at, taken.appointmentRemaining);
  return {
    ruleVersion: TIME_RULE_VERSION,
    ...dueDates(state, rules, dueAt, later),
    stageTargets: taken.stages.flatMap(({ stage: id, remaining }) => {
      const stage = state.stages.find((candidate) => candidate.id === id);
      const targetAt = give(stage?.agency ?? state.competentAgency, stage?.targetAt, remaining);
      return targetAt === undefined ? [] : [{ stage: id, targetAt }];
    }),
  };
}

/** The dates when the term begins again from zero at `at` (NĐ 61/2018 Art. 19.4). Late dossiers keep `dueAt`; only stage targets move. */
export function restartDates(state: DossierState, rules: Rules, at: Instant): DatesMoved {
  const running = resumeDates(state, rules, at);
  if (state.imported) {
    return running;
  }
  const term = planTerm(rules, runningCase(state, rules), state.part, state.channel, routeOf(state, rules), at);
  const open = openStages(state);
  const targets = term.stages.flatMap((stage) =>
    stage.targetAt !== undefined && open.some((candidate) => candidate.id === stage.id) ? [{ stage: stage.id, targetAt: stage.targetAt }] : [],
  );
  if (state.becameLateAt !== undefined || term.dueAt === undefined) {
    return { ...running, stageTargets: targets };
  }
  return {
    ruleVersion: TIME_RULE_VERSION,
    startAt: term.startAt,
    ...dueDates(state, rules, instant(term.dueAt), running.appointment === undefined ? undefined : instant(running.appointment)),
    milestones: term.milestones,
    unconfirmedYears: term.unconfirmedYears,
    stageTargets: targets,
  };
}

function dueDates(state: DossierState, rules: Rules, dueAt: Instant | undefined, later: Instant | undefined): Partial<DatesMoved> {
  if (dueAt === undefined) {
    return later === undefined ? {} : { appointment: later };
  }
  return { dueAt, appointment: later ?? dueAt, milestones: milestonesFor(state, rules, dueAt) };
}

/** Milestones of a running dossier for a new `dueAt`. */
export function milestonesFor(state: DossierState, rules: Rules, dueAt: Instant): DatesMoved['milestones'] & object {
  return milestonesOf(rules, runningRule(state, rules).limit, state.competentAgency, instant(state.startAt ?? state.receivedAt), dueAt);
}

/** The budget the procedure gives a stage; `undefined` outside the clock or for imported stages. */
export function budgetOf(state: DossierState, rules: Rules, id: string): StageBudget | undefined {
  const stage = findStage(state, rules, id);
  return stage?.excluded === undefined ? stage?.budget : undefined;
}

/** A stage of the running case by its id. */
export function findStage(state: DossierState, rules: Rules, id: string): Stage | undefined {
  return state.imported
    ? undefined
    : runningCase(state, rules).parts.flatMap((part) => part.groups.flatMap((group) => group.stages)).find((stage) => stage.id === id);
}

/**
 * Opens a stage at `at` with a target of its own: the whole budget the first time; when it is repeated, what its earlier
 * runs left of it, so that time used stays with the stage that used it and a return buys none back.
 */
export function openStageAt(state: DossierState, rules: Rules, stage: StageState, at: Instant): StageOpening {
  const budget = budgetOf(state, rules, stage.id);
  if (budget === undefined) {
    return { stage: stage.id };
  }
  const calendar = rules.calendars.processing(stage.agency);
  const full = budgetToEnd(at, budget, calendar);
  if (stage.startedAt === undefined) {
    return { stage: stage.id, targetAt: full };
  }
  const left = Math.max(0, calendar.workingTimeBetween(at, full) - stage.usedMs);
  return { stage: stage.id, targetAt: calendar.addWorkingTime(at, left) };
}

/** Working milliseconds a stage has counted since it was opened or resumed, up to `at`, on its agency's calendar; 0 while paused. */
export function usedBy(stage: StageState, rules: Rules, at: Instant): number {
  return stage.countingFrom === undefined || stage.countingFrom >= at
    ? 0
    : rules.calendars.processing(stage.agency).workingTimeBetween(instant(stage.countingFrom), at);
}
