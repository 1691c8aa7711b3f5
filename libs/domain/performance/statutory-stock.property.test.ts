import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewEvent } from '../dossier/events.js';
import { statutoryOverdueHere } from '../dossier/statute-clock.js';
import type { DossierState } from '../dossier/state.js';
import { isInStock } from '../dossier/status.js';
import { instant, localDateOf, startOfDay } from '../time/instant.js';
import { addCalendarDays, type LocalDate } from '../time/local-date.js';
import { measureIndex } from './measures.js';
import { deltasOf } from './test-support/booked.js';
import { statesOf } from './test-support/made-events.js';
import { lifeOf } from './test-support/made-lives.js';

const LIVES = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 14 });
/** What is judged after the last event of a life. */
const DAYS_AFTER = 40;

/** When an event bears on the stock: an import has been in it since its receipt. */
function bearsAt(event: NewEvent): number {
  return event.type === 'DossierImported' ? event.payload.receivedAt : event.occurredAt;
}

/** Judged by hand at a moment: in the stock past the limit its events told last, unless it waits and began to within it. */
function isPast(state: DossierState | undefined, moment: number): boolean {
  const limit = state?.statute?.dueAt;
  const stood = state?.pause?.at;
  return state !== undefined && isInStock(state.status) && limit !== undefined && moment > limit && (stood === undefined || stood > limit);
}

test('at the end of every day each agency has as many open past the limit of the statute, and with a known one, as dossiers judged one by one', () => {
  let [lives, past, ended] = [0, 0, 0];
  fc.assert(
    fc.property(LIVES, (choices) => {
      const events = lifeOf(choices);
      const states = statesOf(events);
      const times = events.map(bearsAt);
      const first = localDateOf(instant(Math.min(...times)));
      const last = addCalendarDays(localDateOf(instant(Math.max(...times))), DAYS_AFTER);
      const deltas = deltasOf(events);
      const final = states.at(-1);
      const from = final === undefined || !isInStock(final.status) ? undefined : statutoryOverdueHere(final);
      for (let day: LocalDate = first; day <= last; day = addCalendarDays(day, 1)) {
        const midnight = startOfDay(addCalendarDays(day, 1));
        const state = states[events.filter((event) => bearsAt(event) < midnight).length];
        for (const agency of new Set([...deltas.map((delta) => delta.agency), state?.competentAgency ?? ''])) {
          const booked = (measure: 'statutoryOverdue' | 'openStatutory'): number => deltas.filter((delta) => delta.day <= day && delta.agency === agency).reduce((sum, { measures }) => sum + (measures[measureIndex(measure)] ?? 0), 0);
          const standing = final?.competentAgency === agency && from !== undefined && from < midnight ? 1 : 0;
          const here = state?.competentAgency === agency;
          expect([day, agency, booked('statutoryOverdue') + standing]).toEqual([day, agency, here && isPast(state, midnight) ? 1 : 0]);
          expect([day, agency, booked('openStatutory')]).toEqual([day, agency, here && isInStock(state.status) && state.statute !== undefined ? 1 : 0]);
        }
        past += isPast(state, midnight) ? 1 : 0;
      }
      lives += 1;
      ended += final !== undefined && !isInStock(final.status) && final.statute !== undefined ? 1 : 0;
    }),
    { seed: 35, numRuns: 700 },
  );
  // A rule about lives in which nothing happens would hold whatever the code did.
  expect(Math.min(past, ended)).toBeGreaterThan(lives / 20);
});

test('what ended is within or past the limit of the statute or unknown, once for each time it ended', () => {
  fc.assert(
    fc.property(LIVES, (choices) => {
      const deltas = deltasOf(lifeOf(choices));
      const sum = (...measures: readonly Parameters<typeof measureIndex>[0][]): number => measures.reduce((total, measure) => total + deltas.reduce((all, delta) => all + (delta.measures[measureIndex(measure)] ?? 0), 0), 0);
      expect(sum('finishedInTimeStatutory', 'finishedLateStatutory', 'finishedStatutoryUnknown')).toBe(sum('finishedEarly', 'finishedOnTime', 'finishedLate', 'finishedUndated'));
      expect(sum('statutoryOverdue')).toBe(0);
    }),
    { seed: 36, numRuns: 400 },
  );
});
