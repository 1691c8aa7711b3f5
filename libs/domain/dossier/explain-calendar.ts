import { type ChangedDay, changedDays } from '../calendar/changed-days.js';
import { dayReason } from '../calendar/effective.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { instant, localDateOf, type Instant } from '../time/instant.js';
import { type ClockSteps, type Deriver, type DossierStep, stepsSinceBegun } from './derivation.js';
import type { Rules } from './rules.js';
import { currentPromise, type DossierState } from './state.js';

/**
 * Another calendar holds: the days it changes, the count of the dossier's life on it, and whether its date is the later one or
 * the printed date stands. Where only targets of stages or warnings moved there is nothing to tell.
 */
export const explainCalendarMove: Deriver<'DeadlineMoved'> = ({ event, before, rules, rulesOf, recount }) => {
  const { dates, pause, fromSnapshot } = event.payload;
  const derivations = recount();
  const head: DossierStep = { code: 'calendar-changed', fromSnapshot, days: daysChanged(before, rulesOf(fromSnapshot), rules, [dates.dueAt, dates.appointment]) };
  const counted = (clock: ClockSteps['clock']): CountedAgain => {
    const own = derivations.filter((each) => each.clock === clock);
    const count = own.findLast((each) => each.count !== undefined)?.count;
    return { clock, ...(count === undefined ? {} : { count }), steps: [head, ...stepsSinceBegun(own)], computed: own.at(-1)?.endsAt };
  };
  if (before.pause !== undefined) {
    const more = (name: 'dueRemaining' | 'appointmentRemaining'): boolean => pause !== undefined && pause[name]?.ms !== before.pause?.taken[name]?.ms;
    return [...(more('dueRemaining') ? [leftOnly(counted('due'))] : []), ...(more('appointmentRemaining') ? [leftOnly(counted('appointment'))] : [])];
  }
  const promise = currentPromise(before);
  const own = promise !== undefined && promise.number !== before.duePromise && dates.appointment !== undefined && dates.appointment !== promise.at;
  return [...dueMove(counted('due'), before, dates.dueAt, rules.calendars.processing(before.competentAgency)), ...(own ? [landing(counted('appointment'), instant(dates.appointment ?? promise.at), 'due-date')] : [])];
};

interface CountedAgain extends ClockSteps {
  /** Where the count leads; absent where it stands still. */
  readonly computed: Instant | undefined;
}

function dueMove(counted: CountedAgain, before: DossierState, dueAt: number | undefined, calendar: WorkingCalendar): readonly ClockSteps[] {
  const printed = before.dueAt;
  if (dueAt !== undefined && printed !== undefined && !before.provisional && (counted.computed ?? dueAt) < dueAt) {
    return [movedToOpening(landing(counted, instant(printed), 'given-before'), instant(printed), instant(dueAt), calendar)];
  }
  if (dueAt !== undefined) {
    return [landing(counted, instant(dueAt), 'given-before')];
  }
  const stands = before.becameLateAt === undefined ? before.dueAt : undefined;
  return stands === undefined || counted.computed === undefined || counted.computed >= stands ? [] : [landing(counted, instant(stands), 'given-before')];
}

function movedToOpening({ steps, ...clock }: ClockSteps, given: Instant, at: Instant, { effective }: WorkingCalendar): ClockSteps {
  return { ...clock, steps: [...steps, { code: 'shut-at-hour', given, at, day: dayReason(effective, localDateOf(at)), law: 'office-practice:printed-date' }], endsAt: at };
}

function landing({ steps, computed, ...clock }: CountedAgain, endsAt: Instant, because: 'given-before' | 'due-date'): ClockSteps {
  const later: readonly DossierStep[] = computed === undefined || computed === endsAt ? [] : [{ code: 'not-earlier', computed, stands: endsAt, because, law: 'office-practice:printed-date' }];
  return { ...clock, steps: [...steps, ...later], endsAt };
}

function leftOnly({ computed: _, ...clock }: CountedAgain): ClockSteps {
  return clock;
}

/** The days between the start of a dossier's term and its last date that another calendar version has otherwise. */
export function daysChanged(state: DossierState, was: Rules, is: Rules, dates: readonly (number | undefined)[] = []): readonly ChangedDay[] {
  const ends = [state.dueAt, state.appointment, ...dates].filter((date) => date !== undefined);
  const from = localDateOf(instant(Math.min(state.receivedAt, state.startAt ?? state.receivedAt)));
  const calendarOf = ({ calendars }: Rules): Parameters<typeof changedDays>[0] => calendars.processing(state.competentAgency).effective;
  return ends.length === 0 ? [] : changedDays(calendarOf(was), calendarOf(is), from, localDateOf(instant(Math.max(...ends))));
}
