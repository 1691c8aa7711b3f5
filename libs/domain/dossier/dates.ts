import { TIME_RULE_VERSION } from '../deadline/deadline.js';
import { giveBack, remainingUntil, type Remaining } from '../deadline/remaining.js';
import { instant, type Instant } from '../time/instant.js';
import { unconfirmedYearsUntil } from './dated-term.js';
import type { Finish } from './ending.js';
import type { DatesMoved, PauseTaken } from './events.js';
import { indexDateAfterWait } from './index-date.js';
import type { Rules } from './rules.js';
import { restartsFromZero, routeOf, runningCase, runningRule } from './running-rules.js';
import { endOfBudget, usedBy } from './stage-clock.js';
import { currentPromise, openStages, type DossierState } from './state.js';
import { milestonesOf, planTerm } from './term.js';

/** No date moves. */
export const NOTHING_MOVED: DatesMoved = { ruleVersion: TIME_RULE_VERSION, stageTargets: [] };

/**
 * What is left of each running clock at `at`. A clock that ends exactly at `at` has not run out (equal is not late): it
 * keeps a remainder of nothing and ends where it is resumed. Clocks already run out leave nothing to give back.
 */
export function takePause(state: DossierState, rules: Rules, at: Instant): PauseTaken {
  const { limit } = runningRule(state, rules);
  const from = sinceStart(state, at);
  const left = (agency: string, end: number, nominal = end): Remaining =>
    remainingUntil({ dueAt: instant(end), nominalAt: instant(nominal) }, from, limit, rules.calendars.processing(agency));
  const promise = currentPromise(state);
  const dueRuns = state.becameLateAt === undefined && state.dueAt !== undefined && state.dueAt >= at;
  const promiseRuns = promise !== undefined && promise.number !== state.duePromise && promise.brokenAt === undefined && promise.at >= at;
  return {
    ...(dueRuns ? { dueRemaining: left(state.competentAgency, state.dueAt, state.nominalDueAt) } : {}),
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

/** The dates when the clock runs on at `at` with what the pause left; none moves earlier, even where an import tells less was left. Late dossiers keep `dueAt`. */
export function resumeDates(state: DossierState, rules: Rules, at: Instant): DatesMoved {
  return { ...givenBack(state, rules, state.pause?.taken ?? { stages: [] }, at), ...indexDate(state, rules, at) };
}

/**
 * The dates when an ended dossier runs on at `at`: reopening keeps what was consumed, so what was left of its clocks at its
 * end is given back from now on. A late dossier keeps its date; stages get theirs as they are opened.
 */
export function reopenDates(state: DossierState, rules: Rules, at: Instant): DatesMoved {
  return givenBack(state, rules, leftAtEnd(state, rules), at);
}

/** What was left of the clocks of an ended dossier at its end; of an imported end, which does not say, what these rules give. */
export function leftAtEnd(state: DossierState, rules: Rules): PauseTaken {
  const { finish } = state;
  if (finish === undefined) {
    return { stages: [] };
  }
  return finish.left === undefined && state.imported ? takePause(state, rules, instant(finish.at)) : { ...finish.left, stages: [] };
}

/** What an end leaves of the clocks that still run at `at`. */
export function leftAt(state: DossierState, rules: Rules, at: Instant): Pick<Finish, 'left'> {
  const { dueRemaining, appointmentRemaining } = takePause(state, rules, at);
  return dueRemaining === undefined && appointmentRemaining === undefined
    ? {}
    : { left: { ...(dueRemaining === undefined ? {} : { dueRemaining }), ...(appointmentRemaining === undefined ? {} : { appointmentRemaining }) } };
}

function givenBack(state: DossierState, rules: Rules, taken: PauseTaken, at: Instant): DatesMoved {
  const { end } = runningRule(state, rules);
  const from = sinceStart(state, at);
  const give = (agency: string, before: number | undefined, remaining: Remaining | undefined): Instant | undefined =>
    before === undefined || remaining === undefined
      ? undefined
      : instant(Math.max(before, giveBack(instant(before), remaining, from, end, rules.calendars.processing(agency))));
  const dueAt = standsThrough(state, rules, at) ? undefined : give(state.competentAgency, state.dueAt, taken.dueRemaining);
  const later = give(state.competentAgency, currentPromise(state)?.at, taken.appointmentRemaining);
  return {
    ruleVersion: TIME_RULE_VERSION,
    ...(dueAt === undefined ? appointmentOnly(later) : { ...dueDates(state, dueAt, later), ...nominalOf(dueAt, taken.dueRemaining, from), ...followDue(state, rules, dueAt, at) }),
    stageTargets: taken.stages.flatMap(({ stage: id, remaining }) => {
      const stage = state.stages.find((candidate) => candidate.id === id);
      const targetAt = give(stage?.agency ?? state.competentAgency, stage?.targetAt, remaining);
      return targetAt === undefined ? [] : [{ stage: id, targetAt }];
    }),
  };
}

/**
 * The dates when the term begins again from zero at `at` (NĐ 61/2018 Art. 19.4): open stages get their whole budget again.
 * A late dossier keeps `dueAt`, its pending re-appointment runs on with what the pause left. Imported dossiers and dates set by
 * a person run on as they are: nobody counted the whole of their term. So does a legal maximum: elapsed time less that of supplements.
 */
export function restartDates(state: DossierState, rules: Rules, at: Instant): DatesMoved {
  const resumed = resumeDates(state, rules, at);
  if (!restartsFromZero(state)) {
    return resumed;
  }
  const term = planTerm(rules, runningCase(state, rules), state.part, state.channel, routeOf(state, rules), sinceStart(state, at), at);
  const stageTargets = openStages(state).flatMap((stage) => {
    const targetAt = endOfBudget(state, rules, { ...stage, usedMs: 0, waivedMs: 0 }, instant(term.startAt));
    return targetAt === undefined ? [] : [{ stage: stage.id, targetAt }];
  });
  // Papers brought while the office is closed can begin a whole term that ends at opening, hours before what was left would.
  if (resumed.dueAt === undefined || term.dueAt === undefined || term.dueAt < resumed.dueAt) {
    return { ...resumed, stageTargets };
  }
  const later = currentPromise(state)?.number === state.duePromise ? undefined : resumed.appointment;
  return {
    ruleVersion: TIME_RULE_VERSION,
    startAt: term.startAt,
    countedFrom: term.countedFrom,
    ...dueDates(state, term.dueAt, later),
    ...(term.nominalDueAt === undefined ? {} : { nominalDueAt: term.nominalDueAt }),
    milestones: term.milestones,
    unconfirmedYears: term.unconfirmedYears,
    stageTargets,
    ...(resumed.nationalIndex === undefined ? {} : { nationalIndex: resumed.nationalIndex }),
  };
}

/** Whatever the law makes of a wait, the index gives its time back. */
function indexDate(state: DossierState, rules: Rules, at: Instant): Pick<DatesMoved, 'nationalIndex'> {
  const nationalIndex = indexDateAfterWait(state, rules, at);
  return nationalIndex === undefined ? {} : { nationalIndex };
}

/**
 * The dates when the competent agency has the papers of a non-territorial intake at `at`: the term counts from there (NĐ
 * 309/2026 amending NĐ 118/2025 Art. 17.3). A receipt earlier than planned leaves the printed date as it stands. While the
 * clock stands still no date moves: see `pauseAfterReceipt`.
 */
export function competentReceiptDates(state: DossierState, rules: Rules, at: Instant): DatesMoved {
  const { dueAt, appointment } = state;
  if (dueAt === undefined || state.basis === 'fixed' || state.pause !== undefined || !countsFromReceipt(state)) {
    return NOTHING_MOVED;
  }
  const term = planTerm(rules, runningCase(state, rules), 1, state.channel, routeOf(state, rules), at);
  if (term.dueAt === undefined || term.dueAt <= dueAt) {
    return NOTHING_MOVED;
  }
  return {
    ruleVersion: TIME_RULE_VERSION,
    startAt: term.startAt,
    countedFrom: term.countedFrom,
    ...dueDates(state, term.dueAt, appointment),
    ...(term.nominalDueAt === undefined ? {} : { nominalDueAt: term.nominalDueAt }),
    milestones: term.milestones,
    unconfirmedYears: term.unconfirmedYears,
    stageTargets: [],
  };
}

/**
 * What a pause gives back once the competent agency has the papers at `at`, while the clock stands still: later than
 * planned, the whole term, for none of it had run when the clock was stopped. `undefined` where that changes nothing: the
 * pause left as much, or the term begins again from zero after it anyway.
 */
export function pauseAfterReceipt(state: DossierState, rules: Rules, at: Instant): PauseTaken | undefined {
  const { pause } = state;
  const left = pause?.taken.dueRemaining;
  const restarts = pause?.ground === 'supplement' && rules.procedure.supplement.clock === 'restart' && restartsFromZero(state);
  if (pause === undefined || left === undefined || restarts || state.basis === 'fixed' || !countsFromReceipt(state)) {
    return undefined;
  }
  const { startAt, dueAt, nominalDueAt } = planTerm(rules, runningCase(state, rules), 1, state.channel, routeOf(state, rules), at);
  if (dueAt === undefined) {
    return undefined;
  }
  const end = { dueAt: instant(dueAt), nominalAt: instant(nominalDueAt ?? dueAt) };
  const whole = remainingUntil(end, instant(Math.max(at, startAt)), runningRule(state, rules).limit, rules.calendars.processing(state.competentAgency));
  return whole.kind === left.kind && whole.ms <= left.ms ? undefined : { ...pause.taken, dueRemaining: whole };
}

/** The receipt by the competent agency begins the first term, unless that was begun again, has ended in lateness or was followed by a second part. */
export function countsFromReceipt({ part, supplements, becameLateAt }: DossierState): boolean {
  return part === 1 && becameLateAt === undefined && supplements.every(({ receivedAt }) => receivedAt === undefined);
}

/** The term does not run before its start, so a pause before it takes and gives nothing. */
export function sinceStart(state: DossierState, at: Instant): Instant {
  return instant(Math.max(at, state.startAt ?? at));
}

function nominalOf(dueAt: Instant, remaining: Remaining | undefined, from: Instant): { readonly nominalDueAt?: number } {
  const at = remaining?.kind === 'wall' ? from + remaining.ms : dueAt;
  return at === dueAt ? {} : { nominalDueAt: at };
}

/** A date set by a person for an event of its own does not move with a pause that ends before it. */
export function standsThrough(state: DossierState, rules: Rules, at: Instant): boolean {
  if (state.basis !== 'fixed' || state.dueAt === undefined || state.dueAt <= at) {
    return false;
  }
  const { dating } = runningCase(state, rules);
  return dating?.by === 'person' && dating.pause === 'stand';
}

/**
 * A promise given after the due one never falls before it: the first break is always the due date's. Whom no date was promised
 * gets no appointment with it.
 */
export function dueDates(state: DossierState, dueAt: number, later: number | undefined): { readonly dueAt: number; readonly appointment?: number } {
  return state.appointment === undefined ? { dueAt } : { dueAt, appointment: Math.max(dueAt, later ?? dueAt) };
}

function appointmentOnly(later: number | undefined): { readonly appointment?: number } {
  return later === undefined ? {} : { appointment: later };
}

/** What follows a moved `dueAt`: its warnings from now on, and the unconfirmed years it reaches into. */
export function followDue(state: DossierState, rules: Rules, dueAt: Instant, at: Instant): Pick<DatesMoved, 'milestones' | 'unconfirmedYears'> {
  const startAt = instant(state.startAt ?? state.receivedAt);
  return {
    milestones: milestonesOf(rules, runningRule(state, rules).limit, state.competentAgency, startAt, dueAt, at),
    unconfirmedYears: unconfirmedYearsUntil(startAt, dueAt, rules.calendars.processing(state.competentAgency)),
  };
}
