import { withinCalendar } from '../calendar/within-calendar.js';
import type { CalendarBook } from '../dossier/rules.js';
import type { DossierState } from '../dossier/state.js';
import { openStages } from '../dossier/state.js';
import { runUntil } from '../dossier/trail.js';
import type { Standstill, TrailRun } from '../dossier/trail-state.js';
import { instant, type Instant } from '../time/instant.js';

/** Working time of one kind of step on the way to a delay, in milliseconds. */
export interface WalkStep {
  /** `run`: a run of a stage, or of stages side by side, as the one that ended last. `wait`: time after the due date before it, when nobody had the dossier. */
  readonly kind: 'run' | 'wait';
  readonly run: TrailRun;
  /** The other stages of the group that ran beside it. */
  readonly beside: readonly string[];
  /** Time beyond the budget; negative where the run left some of it. */
  readonly overrunMs: number;
}

/** Everything a delay is shared by: its length, and the steps in time order. */
export interface DelayWalk {
  readonly dueAt: number;
  readonly until: number;
  /** Working time from `dueAt` to `until` on the calendar of the competent agency, which answers for the whole. */
  readonly delayMs: number;
  readonly competentAgency: string;
  /** Taken over from another system: what was before is nobody's stage. */
  readonly imported: boolean;
  readonly steps: readonly WalkStep[];
}

type Calendars = Pick<CalendarBook, 'processing'>;

/**
 * The walk of a dossier that is late at `at`, open or just ending there; `undefined` for one that is not. Each run is measured on
 * the calendar of its own agency, and time in which the clock stood still is nobody's. Stages side by side are one step: it ends
 * with the last of them and has the budget of the longest. A stage the term has no time for (the return step, an excluded one
 * while the clock runs) uses all its time beyond its budget. A repeated run continues the budget of the run before it.
 */
export function walkDelay(state: DossierState, calendars: Calendars, at: Instant): DelayWalk | undefined {
  const { dueAt, competentAgency, imported } = state;
  if (dueAt === undefined || state.provisional || (state.becameLateAt === undefined && at <= dueAt)) {
    return undefined;
  }
  const runs = [...state.trail.runs, ...openStages(state).map((stage) => runUntil(stage, at))];
  const standstills = state.pause === undefined ? state.trail.standstills : [...state.trail.standstills, { from: state.pause.at, to: at }];
  const delayMs = calendars.processing(competentAgency).workingTimeBetween(instant(dueAt), at);
  return { dueAt, until: at, delayMs, competentAgency, imported, steps: stepsOf(passesOf(continued(runs)), { calendars, standstills, dueAt, startAt: state.startAt ?? 0 }) };
}

interface Ground {
  readonly calendars: Calendars;
  readonly standstills: readonly Standstill[];
  readonly dueAt: number;
  readonly startAt: number;
}

/** Runs of one group that ran side by side; the last is the one that ended last. */
type Pass = readonly TrailRun[];

/** Runs in order of their ends, those of a group that overlap together. */
function passesOf(runs: readonly TrailRun[]): readonly Pass[] {
  const passes: Pass[] = [];
  for (const run of [...runs].sort(byEnd)) {
    const beside = passes.filter((pass) => pass.some((other) => isBeside(other, run)));
    const joined = beside.flat();
    beside.forEach((pass) => passes.splice(passes.indexOf(pass), 1));
    passes.push([...joined, run]);
  }
  return passes.sort((a, b) => byEnd(lastOf(a), lastOf(b)));
}

function byEnd(a: TrailRun, b: TrailRun): number {
  return a.endedAt - b.endedAt || a.startedAt - b.startedAt;
}

function isBeside(a: TrailRun, b: TrailRun): boolean {
  return a.part === b.part && a.group === b.group && a.stage !== b.stage && a.startedAt < b.endedAt && b.startedAt < a.endedAt;
}

function lastOf(pass: Pass): TrailRun {
  const last = pass.at(-1);
  if (last === undefined) {
    throw new RangeError('A step of a walk has at least one run');
  }
  return last;
}

/** A run that goes on after it was cut begins where that part ended, and has no other budget than that part had. */
function continued(runs: readonly TrailRun[]): readonly TrailRun[] {
  return runs.map((run, index) => {
    const cut = runs.slice(0, index).findLast(({ stage, part, run: number, end }) => end === 'cut' && stage === run.stage && part === run.part && number === run.run);
    return cut === undefined ? run : { ...run, startedAt: cut.endedAt, ...(cut.targetAt === undefined ? {} : { targetAt: Math.max(cut.targetAt, cut.endedAt) }) };
  });
}

function stepsOf(passes: readonly Pass[], ground: Ground): readonly WalkStep[] {
  const saved = new Map<string, number>();
  const steps: WalkStep[] = [];
  let reached: number | undefined;
  for (const pass of passes) {
    const run = lastOf(pass);
    const beside = [...new Set(pass.map(({ stage }) => stage))].filter((stage) => stage !== run.stage);
    const startedAt = Math.min(...pass.map((one) => one.startedAt));
    const waited = reached === undefined ? 0 : workedMs(run.agency, Math.max(reached, ground.dueAt), startedAt, ground);
    if (waited > 0) {
      steps.push({ kind: 'wait', run, beside: [], overrunMs: waited });
    }
    const key = `${String(run.part)}/${run.stage}`;
    const balance = balanceOf(pass, ground);
    const overrunMs = balance + (saved.get(key) ?? 0);
    saved.set(key, run.end === 'done' ? Math.max(0, -balance) : 0);
    // What an unfinished run left of its budget is still to be used by the next: it saved nothing.
    const counted = run.end === 'done' ? overrunMs : Math.max(0, overrunMs);
    steps.push({ kind: 'run', run, beside, overrunMs: counted });
    reached = Math.max(reached ?? run.endedAt, run.endedAt);
  }
  return steps;
}

/** Time beyond the budget of a pass, or less what is left of it. */
function balanceOf(pass: Pass, ground: Ground): number {
  const run = lastOf(pass);
  const targets = pass.flatMap(({ targetAt }) => targetAt ?? []);
  const base = targets.length === 0 ? Math.max(Math.min(...pass.map(({ startedAt }) => startedAt)), ground.startAt) : Math.max(...targets);
  return base <= run.endedAt ? workedMs(run.agency, base, run.endedAt, ground) : -workedMs(run.agency, run.endedAt, base, ground);
}

/** Open time of an agency between two instants in which the clock ran. */
function workedMs(agency: string, from: number, to: number, { calendars, standstills }: Ground): number {
  if (from >= to) {
    return 0;
  }
  const calendar = calendars.processing(agency);
  const between = (a: number, b: number): number => withinCalendar(() => calendar.workingTimeBetween(instant(a), instant(b))) ?? 0;
  const stood = standstills.reduce((sum, still) => {
    const [a, b] = [Math.max(from, still.from), Math.min(to, still.to)];
    return a < b ? sum + between(a, b) : sum;
  }, 0);
  return Math.max(0, between(from, to) - stood);
}
