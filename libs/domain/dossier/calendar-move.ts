import { isServedAt } from '../calendar/day-bounds.js';
import { withinCalendar } from '../calendar/within-calendar.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { instant, minuteOfDay, type Instant } from '../time/instant.js';
import { awaitedMove } from './awaited-move.js';
import { SYSTEM_ACTOR } from './actor.js';
import { consequences } from './consequences.js';
import type { AnswerClock, DatesMoved, EventPayloads, IntakeClocks, Milestones, NewEvent, PauseTaken } from './events.js';
import { foldEvent } from './fold.js';
import { dueDates, NOTHING_MOVED } from './dates.js';
import { redated, type RulesOf, type SnapshotEvent } from './redate.js';
import type { Rules } from './rules.js';
import { runningCase, runningRule } from './running-rules.js';
import { type CausedEvents, settlePoints, type Settlement } from './settle.js';
import { currentPromise, type DossierState, type PromiseState, type StageState } from './state.js';
import { statutoryOverdueHere } from './statute-clock.js';
import { isInStock, isWithoutDates } from './status.js';
import { withStatutoryDate } from './statutory-end.js';
import { milestonesOf } from './term.js';

/** A calendar version that takes the place of another for one dossier. */
export interface CalendarChange {
  /** The rules the dossier stands on. */
  readonly before: Rules;
  /** The same procedure version under the calendars that hold from `at` on. */
  readonly after: Rules;
  /** Rules of the snapshots the dossier's events were written under. */
  readonly rulesOf: RulesOf;
  /** The instant of publication, or the last instant the dossier is settled at where that is later. */
  readonly at: Instant;
}

/** The cause under which the move to a calendar version is recorded: once, whoever records it. */
export function causeOfChange({ after }: Pick<CalendarChange, 'after'>): string {
  return `calendar:${after.calendars.snapshot}`;
}

/**
 * Takes a dossier from one calendar version to the next: settles every point before the change on the calendars that held
 * then, and moves its dates. `events` are all it has so far, `state` their fold. Whoever calls it, and when, the events are
 * the same; none where no date moves.
 */
export function moveToCalendar(events: readonly SnapshotEvent[], state: DossierState, change: CalendarChange): Settlement {
  const { before, after, at } = change;
  const settled = settlePoints(state, at, false, before);
  const known = [...events, ...settled.recorded.flatMap((caused) => caused.events.map((event): SnapshotEvent => ({ ...event, calendarSnapshot: before.calendars.snapshot })))];
  const payload = calendarMove(known, settled.state, change);
  if (payload === undefined) {
    return settled;
  }
  const moved: NewEvent = { type: 'DeadlineMoved', payload, occurredAt: at };
  const following = [moved, ...consequences(settled.state, [moved], after, at)];
  const recorded: CausedEvents = { cause: causeOfChange(change), actor: SYSTEM_ACTOR, events: following };
  return { state: following.reduce<DossierState>((current, event) => foldEvent(current, event), settled.state), recorded: [...settled.recorded, recorded] };
}

/**
 * What a new calendar moves of a dossier, or `undefined` where it moves nothing. `events` are the ledger `state` is the fold of.
 *
 * A date given to the applicant moves only later: where the new calendar gives an earlier one the printed date stands, or the
 * next opening where its hour has become shut, and stage targets and warnings move alone. Recorded lateness stays, and `dueAt` with it. While the clock stands still nothing
 * given to the applicant moves; what running on gives back never becomes less. Time the applicant, the desk, another agency
 * or the answer to a filing has moves only later too. A date that was only shown (`provisional`) goes either way. Where the new calendar ends
 * before the date would, everything stands: it is counted again under the version that declares the missing year.
 */
export function calendarMove(events: readonly SnapshotEvent[], state: DossierState, change: CalendarChange): EventPayloads['DeadlineMoved'] | undefined {
  if (isWithoutDates(state) || (!isInStock(state.status) && !state.provisional)) {
    return undefined;
  }
  // Of a date that stands later than the counted one the warnings are counted too, and may lie beyond the new calendar alone.
  const moved = withinCalendar(() => moveOf(state, redated(events, change.after, change.rulesOf), change));
  return moved === undefined ? undefined : movedWithStatute(events, state, moved, change);
}

function moveOf(state: DossierState, derived: DossierState, change: CalendarChange): EventPayloads['DeadlineMoved'] | undefined {
  const parts = {
    ...changedPause(state, derived),
    ...changedClocks(state, derived),
    ...changedAnswer(state, derived),
    ...changedAsking(state, derived),
    ...changedAwaited(state, derived),
  };
  const dates = changedDates(state, derived, change);
  return dates === undefined && Object.keys(parts).length === 0 ? undefined : { fromSnapshot: change.before.calendars.snapshot, dates: dates ?? NOTHING_MOVED, ...parts };
}

/** The limit of the statute is told with what moves, both ways, for nobody was promised it; not once it has passed, nor while it stands still. */
function movedWithStatute(events: readonly SnapshotEvent[], state: DossierState, payload: EventPayloads['DeadlineMoved'], { after, at }: CalendarChange): EventPayloads['DeadlineMoved'] {
  const passed = statutoryOverdueHere(state);
  if (state.provisional || state.pause !== undefined || (passed !== undefined && passed < at) || runningCase(state, after).statutoryLimit === undefined) {
    return payload;
  }
  const moved = withStatutoryDate({ type: 'DeadlineMoved', payload, occurredAt: at }, events, state.statute?.dueAt, after);
  return moved.type === 'DeadlineMoved' ? moved.payload : payload;
}

function changedDates(state: DossierState, derived: DossierState, change: CalendarChange): DatesMoved | undefined {
  if (state.pause !== undefined) {
    return undefined;
  }
  const dates: Omit<DatesMoved, 'ruleVersion' | 'stageTargets'> = state.provisional ? provisionalDates(state, derived) : promisedDates(state, derived, change);
  const stageTargets = state.stages.flatMap((stage) => changedTarget(stage, derived, change.at));
  const unchanged = Object.keys(dates).length === 0 && stageTargets.length === 0;
  return unchanged ? undefined : { ruleVersion: NOTHING_MOVED.ruleVersion, ...dates, stageTargets };
}

function provisionalDates(state: DossierState, derived: DossierState): Partial<DatesMoved> {
  return derived.dueAt === undefined || derived.dueAt === state.dueAt ? changedYears(state, derived) : { dueAt: derived.dueAt, unconfirmedYears: derived.unconfirmedYears };
}

function promisedDates(state: DossierState, derived: DossierState, change: CalendarChange): Partial<DatesMoved> {
  const dueAt = state.becameLateAt === undefined ? (later(state.dueAt, derived.dueAt) ?? nextOpeningIfShut(state, change)) : undefined;
  const pending = pendingPromise(state);
  const promised = pending === undefined ? undefined : later(pending.at, derived.promises.find(({ number }) => number === pending.number)?.at);
  if (dueAt === undefined) {
    return { ...(promised === undefined ? {} : { appointment: promised }), ...changedMilestones(state, change), ...changedYears(state, derived) };
  }
  const startAt = later(state.startAt, derived.startAt);
  const { appointment } = dueDates(state, dueAt, promised ?? pending?.at);
  return {
    ...(startAt === undefined ? {} : { startAt }),
    dueAt,
    // A new appointment that lies behind the moved date stands, and nobody is written to about it.
    ...(appointment === undefined || appointment === state.appointment ? {} : { appointment }),
    ...(derived.nominalDueAt === undefined || dueAt !== derived.dueAt ? {} : { nominalDueAt: derived.nominalDueAt }),
    unconfirmedYears: derived.unconfirmedYears,
    milestones: milestonesAt(state, startAt ?? state.startAt ?? state.receivedAt, dueAt, change),
  };
}

/**
 * Where a printed date goes whose hour has become one at which the office is shut, as by a closure of the afternoon: nobody can be
 * served at it, so the next opening stands for it.
 */
function nextOpeningIfShut({ dueAt, competentAgency }: DossierState, { before, after }: CalendarChange): Instant | undefined {
  const at = dueAt === undefined ? undefined : instant(dueAt);
  const [was, is] = [before.calendars.processing(competentAgency), after.calendars.processing(competentAgency)];
  return at === undefined || isShutAt(at, was) || !isShutAt(at, is) ? undefined : is.boundary(at, 'next-opening');
}

/** 24:00 ends a day whatever its hours. */
function isShutAt(at: Instant, calendar: WorkingCalendar): boolean {
  return minuteOfDay(at) !== 0 && !isServedAt(calendar, at);
}

/** A promise given after the due one and not yet broken. */
function pendingPromise(state: DossierState): PromiseState | undefined {
  const promise = currentPromise(state);
  return promise === undefined || promise.number === state.duePromise || promise.brokenAt !== undefined ? undefined : promise;
}

/** The warnings before a date that stands: those already given stay as they were given. */
function changedMilestones(state: DossierState, change: CalendarChange): Pick<DatesMoved, 'milestones'> {
  const { dueAt, milestones, becameLateAt } = state;
  if (dueAt === undefined || becameLateAt !== undefined) {
    return {};
  }
  const fresh = milestonesAt(state, state.startAt ?? state.receivedAt, dueAt, change);
  const kept = (name: keyof Milestones): Milestones => {
    const at = passedOrBehind(milestones[name], change.at) ? milestones[name] : fresh[name];
    return at === undefined ? {} : { [name]: at };
  };
  const now = { ...kept('dueSoonAt'), ...kept('apologyDraftAt'), ...kept('letterLimitAt'), ...kept('resultHandoverAt') };
  const same = (['dueSoonAt', 'apologyDraftAt', 'letterLimitAt', 'resultHandoverAt'] as const).every((name) => now[name] === milestones[name]);
  return same ? {} : { milestones: now };
}

function passedOrBehind(at: number | undefined, now: number): boolean {
  return at !== undefined && at <= now;
}

function milestonesAt(state: DossierState, startAt: number, dueAt: number, { after, at }: CalendarChange): Milestones {
  return milestonesOf(after, runningRule(state, after).limit, state.competentAgency, instant(startAt), instant(dueAt), at);
}

/** Warnings of unconfirmed years follow the calendar: a notice that came in takes them away. */
function changedYears(state: DossierState, derived: DossierState): Pick<DatesMoved, 'unconfirmedYears'> {
  const { unconfirmedYears: years } = derived;
  return years.length === state.unconfirmedYears.length && years.every((year, index) => year === state.unconfirmedYears[index]) ? {} : { unconfirmedYears: years };
}

/** Targets of the work still to be done move both ways; none so far back that it is missed before anybody can know of it. */
function changedTarget(stage: StageState, derived: DossierState, at: Instant): DatesMoved['stageTargets'] {
  const target = derived.stages.find(({ id }) => id === stage.id)?.targetAt;
  const settled = stage.status === 'done' || stage.targetAt === undefined || stage.lateRuns.includes(stage.run);
  if (settled || target === undefined) {
    return [];
  }
  const targetAt = Math.max(target, Math.min(stage.targetAt, at));
  return targetAt === stage.targetAt ? [] : [{ stage: stage.id, targetAt }];
}

function changedPause({ pause }: DossierState, derived: DossierState): { readonly pause?: PauseTaken } {
  const counted = derived.pause?.taken;
  if (pause === undefined || counted === undefined) {
    return {};
  }
  const { taken } = pause;
  const dueRemaining = more(taken.dueRemaining, counted.dueRemaining);
  const appointmentRemaining = more(taken.appointmentRemaining, counted.appointmentRemaining);
  const stages = taken.stages.map((stage) => {
    const remaining = counted.stages.find((candidate) => candidate.stage === stage.stage)?.remaining;
    return stage.remaining === undefined || remaining === undefined ? stage : { ...stage, remaining };
  });
  const isSame = stages.every((stage, index) => stage.remaining?.ms === taken.stages[index]?.remaining?.ms);
  return dueRemaining === undefined && appointmentRemaining === undefined && isSame
    ? {}
    : {
        pause: {
          ...taken,
          ...(dueRemaining === undefined ? {} : { dueRemaining }),
          ...(appointmentRemaining === undefined ? {} : { appointmentRemaining }),
          stages,
        },
      };
}

type Left = PauseTaken['dueRemaining'];

function more(taken: Left, counted: Left): Left {
  return taken !== undefined && counted?.kind === taken.kind && counted.ms > taken.ms ? counted : undefined;
}

function changedClocks(state: DossierState, derived: DossierState): { readonly clocks?: IntakeClocks } {
  const moved = (name: keyof IntakeClocks): IntakeClocks => {
    const at = later(state.clocks[name], derived.clocks[name]);
    return at === undefined ? {} : { [name]: at };
  };
  const clocks = { ...moved('supplementRequestDueAt'), ...moved('transferDueAt'), ...moved('forwardingDueAt') };
  return Object.keys(clocks).length === 0 ? {} : { clocks };
}

function changedAnswer(state: DossierState, derived: DossierState): { readonly answer?: AnswerClock } {
  const { answer } = derived;
  const dueAt = state.status === 'registered' ? later(state.answer?.dueAt, answer?.dueAt) : undefined;
  return dueAt === undefined || answer === undefined ? {} : { answer: { alertAt: Math.max(answer.alertAt, state.answer?.alertAt ?? 0), dueAt } };
}

function changedAsking(state: DossierState, derived: DossierState): Pick<EventPayloads['DeadlineMoved'], 'asked'> {
  const [open, counted] = [state.supplements.at(-1), derived.supplements.at(-1)];
  const isOver = open?.receivedAt !== undefined || open?.expired === true;
  const applicantDueAt = isOver ? undefined : later(open?.applicantDueAt, counted?.applicantDueAt);
  return applicantDueAt === undefined ? {} : { asked: { applicantDueAt, ...(counted?.reminderAt === undefined ? {} : { reminderAt: counted.reminderAt }) } };
}

function changedAwaited(state: DossierState, derived: DossierState): Pick<EventPayloads['DeadlineMoved'], 'awaited'> {
  const awaited = awaitedMove(state, derived);
  return awaited === undefined ? {} : { awaited };
}

/** The derived instant where it is later than the stated one. */
function later(stated: number | undefined, derived: number | undefined): number | undefined {
  return stated !== undefined && derived !== undefined && derived > stated ? derived : undefined;
}
