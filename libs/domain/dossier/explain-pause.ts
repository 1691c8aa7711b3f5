import { explainGiveBack, explainLeft } from '../deadline/explain-remaining.js';
import type { LegalRef } from '../deadline/legal-ref.js';
import type { Remaining } from '../deadline/remaining.js';
import type { PauseGround } from '../procedure/procedure.js';
import { instant, type Instant } from '../time/instant.js';
import { leftAtEnd, sinceStart, standsThrough } from './dates.js';
import type { ClockSteps, DossierStep } from './derivation.js';
import type { DatesMoved, PauseTaken } from './events.js';
import { countTerm } from './explain-term.js';
import type { Rules } from './rules.js';
import { restartsFromZero, runningRule } from './running-rules.js';
import { currentPromise, type DossierState } from './state.js';

const SPECIAL: readonly (PauseGround | 'supplement')[] = ['external-opinion', 'applicant-explanation'];

/** The law a ground rests on; what each procedure's own law says stands in its version. */
export function lawOfPause(ground: PauseGround | 'supplement'): LegalRef {
  return ground === 'supplement' ? 'decree-61-2018:19.4' : SPECIAL.includes(ground) ? 'special-law:excluded-time' : 'decree-151-2025:excluded-time';
}

/** What a pause says beside its ground. */
interface Paused {
  readonly ground: PauseGround | 'supplement';
  readonly at: Instant;
  readonly plannedEndAt?: number;
  readonly legalEnd?: true;
  readonly documentNumber?: string;
}

/** The clocks stop: why, and what is left of each. `before` is the dossier while they still ran. */
export function explainPause(before: DossierState, rules: Rules, { ground, at, plannedEndAt, legalEnd, documentNumber }: Paused, taken: PauseTaken): readonly ClockSteps[] {
  const paused: DossierStep = {
    code: 'paused',
    ground,
    at,
    ...(plannedEndAt === undefined ? {} : { plannedEndAt: instant(plannedEndAt) }),
    ...(legalEnd === undefined ? {} : { legalEnd }),
    ...(documentNumber === undefined ? {} : { documentNumber }),
    law: lawOfPause(ground),
  };
  const left = leftSteps(before, rules, taken, at);
  return left.length === 0 ? [{ clock: 'due', steps: [paused, ...standing(before)], ...endOf(before) }] : left.map(({ clock, steps }) => ({ clock, steps: [paused, ...steps] }));
}

/** What was left of each clock at `at`, as a pause took it. */
function leftSteps(before: DossierState, rules: Rules, { dueRemaining, appointmentRemaining }: PauseTaken, at: Instant): readonly ClockSteps[] {
  const calendar = rules.calendars.processing(before.competentAgency);
  const from = sinceStart(before, at);
  const left = (clock: ClockSteps['clock'], remaining: Remaining | undefined, end: number | undefined): readonly ClockSteps[] =>
    remaining === undefined || end === undefined ? [] : [{ clock, steps: [explainLeft(remaining, from, instant(end), calendar)] }];
  const due = dueRemaining?.kind === 'wall' ? (before.nominalDueAt ?? before.dueAt) : before.dueAt;
  return [...left('due', dueRemaining, due), ...left('appointment', appointmentRemaining, currentPromise(before)?.at)];
}

function standing({ becameLateAt, dueAt }: DossierState, throughPause = false): readonly DossierStep[] {
  return dueAt === undefined ? [] : [{ code: 'stands', at: instant(dueAt), because: throughPause ? 'set-for-event' : becameLateAt === undefined ? 'nothing-left' : 'late' }];
}

function endOf({ dueAt }: DossierState): Pick<ClockSteps, 'endsAt'> {
  return dueAt === undefined ? {} : { endsAt: instant(dueAt) };
}

/** A clock that runs on at `at`. */
export interface RunningOn {
  readonly at: Instant;
  readonly before: DossierState;
  readonly rules: Rules;
}

/** The clocks run on with what the pause left of each. */
export function explainResume({ at, before, rules }: RunningOn, dates: DatesMoved, documentNumber?: string): readonly ClockSteps[] {
  const resumed: DossierStep = { code: 'resumed', at, from: sinceStart(before, at), ...(documentNumber === undefined ? {} : { documentNumber }) };
  return runningOn({ at, before, rules }, before.pause?.taken ?? { stages: [] }, dates).map((clock) => ({ ...clock, steps: [resumed, ...clock.steps] }));
}

/** An ended dossier runs on with what was left of its clocks at its end. */
export function explainReopening({ at, before, rules }: RunningOn, dates: DatesMoved): readonly ClockSteps[] {
  const { finish } = before;
  if (finish === undefined) {
    return [];
  }
  const endedAt = instant(finish.at);
  const taken = leftAtEnd(before, rules);
  const left = leftSteps(before, rules, taken, endedAt);
  const reopened: DossierStep = { code: 'reopened', endedAt, at, from: sinceStart(before, at) };
  return runningOn({ at, before, rules }, taken, dates).map((clock) => ({
    ...clock,
    steps: [reopened, ...left.filter((other) => other.clock === clock.clock).flatMap(({ steps }) => steps), ...clock.steps],
  }));
}

/** All papers are there and the term begins again from zero, unless what the pause left ends later. */
export function explainRestart(running: RunningOn, dates: DatesMoved): readonly ClockSteps[] {
  const { at, before, rules } = running;
  const resumed = explainResume(running, dates);
  if (!restartsFromZero(before) || before.pause?.taken.dueRemaining === undefined || before.dueAt === undefined) {
    return resumed;
  }
  const anew = countTerm(before, rules, before.part, sinceStart(before, at), 'supplement');
  const due: ClockSteps =
    dates.startAt === undefined
      ? { clock: 'due', steps: [...(resumed[0]?.steps ?? []), ...anew.steps, { code: 'not-earlier', computed: anew.count.dueAt, stands: instant(dates.dueAt ?? before.dueAt), because: 'time-left', law: 'office-practice:time-left' }] }
      : { clock: 'due', count: anew.count, steps: [{ code: 'resumed', at, from: sinceStart(before, at) }, ...anew.steps] };
  return [{ ...due, endsAt: instant(dates.dueAt ?? anew.count.dueAt) }, ...resumed.slice(1)];
}

function runningOn({ at, before, rules }: RunningOn, taken: PauseTaken, dates: DatesMoved): readonly ClockSteps[] {
  const { end } = runningRule(before, rules);
  const calendar = rules.calendars.processing(before.competentAgency);
  const from = sinceStart(before, at);
  const give = (old: number | undefined, remaining: Remaining | undefined): GivenOn | undefined => {
    if (old === undefined || remaining === undefined) {
      return undefined;
    }
    const { computed, steps } = explainGiveBack(instant(old), remaining, from, end, calendar);
    const earlier = computed < old;
    return { endsAt: instant(earlier ? old : computed), steps: earlier ? [...steps, { code: 'not-earlier', computed, stands: instant(old), because: 'given-before', law: 'office-practice:time-left' }] : steps };
  };
  const throughPause = standsThrough(before, rules, at);
  const due = throughPause ? undefined : give(before.dueAt, taken.dueRemaining);
  const promise = give(currentPromise(before)?.at, taken.appointmentRemaining);
  return [
    due === undefined ? { clock: 'due', steps: standing(before, throughPause), ...endOf(before) } : { clock: 'due', ...due },
    ...(promise === undefined ? [] : [appointmentOf(promise, dates)]),
  ];
}

interface GivenOn {
  readonly endsAt: Instant;
  readonly steps: readonly DossierStep[];
}

/** A promise given after the due one never falls before it. */
function appointmentOf({ endsAt: computed, steps }: GivenOn, { appointment, dueAt }: DatesMoved): ClockSteps {
  const stands = instant(appointment ?? computed);
  const behind: readonly DossierStep[] = stands === computed || dueAt === undefined ? [] : [{ code: 'not-earlier', computed, stands, because: 'due-date', law: 'office-practice:printed-date' }];
  return { clock: 'appointment', steps: [...steps, ...behind], endsAt: stands };
}
