import { instant, type Instant } from '../time/instant.js';
import { SYSTEM_ACTOR } from '../dossier/actor.js';
import type { CausedCaseEvents, NewCaseEvent } from './case-events.js';
import { type CaseClock, type CaseState } from './case-state.js';
import { foldCaseEvent } from './fold-case.js';

/** Kinds of points of a case in the order in which those of one instant are recorded. */
export const CASE_POINT_KINDS = ['clock-warning', 'clock-due', 'clock-escalation'] as const;
export type CasePointKind = (typeof CASE_POINT_KINDS)[number];

/** A legal instant of a running clock that nobody has recorded yet. */
export interface CasePoint {
  readonly kind: CasePointKind;
  readonly at: number;
  readonly clock: CaseClock;
}

/** Points ahead or not yet recorded, in the order in which they are settled. None of a closed case. */
export function casePoints(state: CaseState): readonly CasePoint[] {
  if (state.outcome !== undefined) {
    return [];
  }
  return state.clocks
    .filter(({ stopped }) => stopped === undefined)
    .flatMap(pointsOfClock)
    .sort((a, b) => a.at - b.at || CASE_POINT_KINDS.indexOf(a.kind) - CASE_POINT_KINDS.indexOf(b.kind) || compareText(nameOf(a.clock), nameOf(b.clock)));
}

/** The cause under which a point is recorded, whoever settles it. */
export function causeOfCasePoint({ kind, at, clock }: CasePoint): string {
  const level = kind === 'clock-escalation' ? `:${String(clock.escalated + 1)}` : '';
  return `${kind}:${nameOf(clock)}${level}@${String(at)}`;
}

function pointsOfClock(clock: CaseClock): readonly CasePoint[] {
  const points: CasePoint[] = [];
  if (!clock.warned && !clock.becameLate && clock.warnAt !== undefined) {
    points.push({ kind: 'clock-warning', at: clock.warnAt, clock });
  }
  if (!clock.becameLate) {
    points.push({ kind: 'clock-due', at: clock.dueAt, clock });
  } else {
    const next = clock.escalateAt[clock.escalated];
    if (next !== undefined) {
      points.push({ kind: 'clock-escalation', at: next, clock });
    }
  }
  return points;
}

function nameOf({ clock, round }: CaseClock): string {
  return `${clock}#${String(round)}`;
}

/** Code-unit order: the same on every machine, unlike a collation. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** More points than any case can have between two causes: reaching it means a point does not go away when recorded. */
const POINT_LIMIT = 2_000;

/**
 * Records every point before `until` (at `until` too when `inclusive`), each at its own instant. Whoever settles and however
 * late, the events are the same: no calendar is asked.
 */
export function settleCase(state: CaseState, until: Instant, inclusive: boolean): { readonly state: CaseState; readonly recorded: readonly CausedCaseEvents[] } {
  let current = state;
  const recorded: CausedCaseEvents[] = [];
  for (let count = 0; count < POINT_LIMIT; count += 1) {
    const point = casePoints(current)[0];
    if (point === undefined || point.at > until || (point.at === until && !inclusive)) {
      return { state: current, recorded };
    }
    const event = passPoint(point);
    recorded.push({ cause: causeOfCasePoint(point), actor: SYSTEM_ACTOR, events: [event] });
    current = foldCaseEvent(current, event);
  }
  throw new Error(`Settling does not end: point ${JSON.stringify(casePoints(current)[0])} stays after it was recorded`);
}

function passPoint({ kind, at, clock: { clock, round, dueAt, escalated } }: CasePoint): NewCaseEvent {
  const occurredAt = instant(at);
  switch (kind) {
    case 'clock-warning':
      return { type: 'ClockWarned', payload: { clock, round, dueAt }, occurredAt };
    case 'clock-due':
      return { type: 'ClockBecameLate', payload: { clock, round, dueAt }, occurredAt };
    case 'clock-escalation':
      return { type: 'ClockEscalated', payload: { clock, round, dueAt, level: escalated + 1 }, occurredAt };
  }
}
