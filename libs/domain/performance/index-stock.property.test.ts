import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewEvent } from '../dossier/events.js';
import { indexOverdueHere } from '../dossier/index-clock.js';
import { isInStock } from '../dossier/status.js';
import type { DossierState } from '../dossier/state.js';
import { dayEndingAt, instant, localDateOf, startOfDay } from '../time/instant.js';
import { addCalendarDays, type LocalDate } from '../time/local-date.js';
import { measureIndex } from './measures.js';
import { deltasOf } from './test-support/booked.js';
import { statesOf } from './test-support/made-events.js';
import { lifeOf } from './test-support/made-lives.js';

const LIVES = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 14 });
/** What is judged after the last event of a life. */
const DAYS_AFTER = 40;

const nextDay = (day: LocalDate): LocalDate => addCalendarDays(day, 1);

/** One moment of a life: before an event, after it, or the turn of a day. */
interface Moment {
  readonly at: number;
  readonly state: DossierState | undefined;
}

/** When an event bears on the stock: an import has been in it since its receipt. */
function bearsAt(event: NewEvent): number {
  return event.type === 'DossierImported' ? event.payload.receivedAt : event.occurredAt;
}

/** A dossier judged by hand, moment by moment: in which agency's stock it is at the end of each day, and whether overdue by the index. */
function judged(events: readonly NewEvent[], first: LocalDate, last: LocalDate): ReadonlyMap<LocalDate, { readonly agency: string; readonly isOverdue: boolean }> {
  const states = statesOf(events);
  const ends = new Map<LocalDate, { readonly agency: string; readonly isOverdue: boolean }>();
  let [waited, isLate] = [0, false];
  let since: number | undefined;
  let next = 0;
  const look = ({ at, state }: Moment): void => {
    const date = state?.firstAppointment ?? (state?.basis === 'none' ? state.dueAt : undefined);
    const isRunning = state !== undefined && isInStock(state.status) && since === undefined;
    isLate ||= isRunning && date !== undefined && localDateOf(instant(at)) > dayEndingAt(instant(date + waited));
  };
  for (let day = first; day <= last; day = nextDay(day)) {
    for (; next < events.length && bearsAt(events[next] as NewEvent) < startOfDay(nextDay(day)); next += 1) {
      const [event, before, after] = [events[next] as NewEvent, states[next], states[next + 1] as DossierState];
      const at = bearsAt(event);
      if (event.type !== 'DossierBecameLate') {
        look({ at, state: before });
      }
      const wasIn = before !== undefined && isInStock(before.status);
      isLate ||= event.type === 'SupplementRequested' && after.supplements.length > 1;
      if (wasIn && before.pause === undefined && after.pause !== undefined) {
        since = at;
      } else if (since !== undefined && after.pause === undefined) {
        const date = (before?.firstAppointment ?? before?.dueAt ?? at) + waited;
        waited += Math.max(at - since, at - date);
        since = undefined;
      }
    }
    const state = states[next];
    look({ at: startOfDay(nextDay(day)) - 1, state });
    if (state !== undefined && isInStock(state.status)) {
      ends.set(day, { agency: state.competentAgency, isOverdue: isLate });
    }
  }
  return ends;
}

test('at the end of every day each agency has as many overdue by the index as dossiers judged one by one', () => {
  let [lives, late, moved] = [0, 0, 0];
  fc.assert(
    fc.property(LIVES, (choices) => {
      const events = lifeOf(choices);
      const times = events.map(bearsAt);
      const first = localDateOf(instant(Math.min(...times)));
      const last = addCalendarDays(localDateOf(instant(Math.max(...times))), DAYS_AFTER);
      const deltas = deltasOf(events);
      const state = statesOf(events).at(-1);
      const open = state !== undefined && isInStock(state.status) ? { agency: state.competentAgency, from: indexOverdueHere(state.indexClock) } : undefined;
      const ends = judged(events, first, last);
      const agencies = new Set([...deltas.map(({ agency }) => agency), ...[...ends.values()].map(({ agency }) => agency)]);
      for (let day = first; day <= last; day = nextDay(day)) {
        const byHand = ends.get(day);
        for (const agency of agencies) {
          const booked = deltas.filter((delta) => delta.day <= day && delta.agency === agency).reduce((sum, { measures }) => sum + (measures[measureIndex('indexOverdue')] ?? 0), 0);
          const standing = open?.agency === agency && open.from !== undefined && open.from < startOfDay(nextDay(day)) ? 1 : 0;
          expect([day, agency, booked + standing]).toEqual([day, agency, byHand?.agency === agency && byHand.isOverdue ? 1 : 0]);
        }
      }
      lives += 1;
      late += [...ends.values()].some(({ isOverdue }) => isOverdue) ? 1 : 0;
      moved += events.some(({ type }) => type === 'DossierTransferred') ? 1 : 0;
    }),
    { seed: 29, numRuns: 1_000 },
  );
  // A rule about lives in which nothing happens would hold whatever the code did.
  expect(Math.min(late, moved)).toBeGreaterThan(lives / 10);
});

test('what ended is in time, late or undated by the index, once for each time it ended', () => {
  fc.assert(
    fc.property(LIVES, (choices) => {
      const deltas = deltasOf(lifeOf(choices));
      const sum = (...measures: readonly Parameters<typeof measureIndex>[0][]): number => measures.reduce((total, measure) => total + deltas.reduce((all, delta) => all + (delta.measures[measureIndex(measure)] ?? 0), 0), 0);
      expect(sum('indexInTime', 'indexLate', 'indexUndated')).toBe(sum('finishedEarly', 'finishedOnTime', 'finishedLate', 'finishedUndated'));
      expect(sum('indexOverdue')).toBe(0);
    }),
    { seed: 31, numRuns: 500 },
  );
});
