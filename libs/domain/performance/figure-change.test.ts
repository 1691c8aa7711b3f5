import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewEvent } from '../dossier/events.js';
import { foldEvent } from '../dossier/fold.js';
import type { DossierState } from '../dossier/state.js';
import { localDateOf } from '../time/instant.js';
import { type FigureChange, figureChange, type FigureWindow, isLateUnrecorded, REACHING_BACK, standingStocks, sumOfChanges } from './figure-change.js';
import { figureDeltas } from './figure-deltas.js';
import { isStock, MEASURES } from './measures.js';
import { lifeOf } from './test-support/made-lives.js';
import { at, becameLateEvent, day, importedEvent, made, pausedEvent, receivedEvent, registeredEvent, resultEvent, SCENE, statesOf, transferredEvent } from './test-support/made-events.js';

/** February 2026, looked at after its end. */
const WINDOW: FigureWindow = { scope: { province: 'H99' }, days: { first: day('2026-02-01'), last: day('2026-02-28') }, lateBefore: at('2026-03-01T00:00') };
const LIVES = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 14 });

function changesOf(events: readonly NewEvent[], window: FigureWindow): readonly { readonly event: NewEvent; readonly before: DossierState | undefined; readonly after: DossierState; readonly change: FigureChange }[] {
  let state: DossierState | undefined;
  return events.map((event) => {
    const before = state;
    const after = foldEvent(before, event);
    state = after;
    return { event, before, after, change: figureChange(before, event, after, window) };
  });
}

test('the changes of all events of a life add up to what its deltas and its unrecorded lateness give for the period, for every agency and for all', () => {
  fc.assert(
    fc.property(LIVES, fc.constantFrom(undefined, 'H99.1', 'H99.2', 'H99.3', 'H99.4'), fc.integer({ min: -60, max: 120 }), (choices, agency, shift) => {
      const first = day('2026-02-01') + shift;
      const days = { first, last: first + 27 } as FigureWindow['days'];
      const window: FigureWindow = { scope: { province: 'H99', ...(agency === undefined ? {} : { agency }) }, days, lateBefore: (WINDOW.lateBefore + shift * 86_400_000) as FigureWindow['lateBefore'] };
      const steps = changesOf(lifeOf(choices), window);
      const expected: Record<string, number> = {};
      for (const { event, before, after } of steps) {
        for (const delta of figureDeltas(before, event, after).filter((one) => agency === undefined || one.agency === agency)) {
          MEASURES.forEach((measure, index) => {
            const counts = delta.day <= days.last && (isStock(measure) || delta.day >= days.first);
            expected[measure] = (expected[measure] ?? 0) + (counts ? (delta.measures[index] ?? 0) : 0);
          });
          expected['carriedOver'] = (expected['carriedOver'] ?? 0) + (delta.day < days.first ? (delta.measures[MEASURES.indexOf('open')] ?? 0) : 0);
        }
      }
      const last = steps.at(-1)?.after;
      for (const stock of last !== undefined && (agency === undefined || last.competentAgency === agency) ? standingStocks(last, window.lateBefore) : []) {
        expected[stock] = (expected[stock] ?? 0) + 1;
      }
      expect(sumOfChanges(steps.map(({ change }) => change))).toEqual(Object.fromEntries(Object.entries(expected).filter(([, count]) => count !== 0)));
    }),
    { seed: 20, numRuns: 2_000 },
  );
});

test('only the kinds of event that are named as reaching back change a period that ended before their own day', () => {
  fc.assert(
    fc.property(LIVES, fc.nat({ max: 200 }), (choices, shift) => {
      const first = (day('2025-12-01') + shift) as FigureWindow['days']['first'];
      const window: FigureWindow = { scope: { province: 'H99' }, days: { first, last: (first + 9) as FigureWindow['days']['last'] }, lateBefore: (at('2025-12-11T00:00') + shift * 86_400_000) as FigureWindow['lateBefore'] };
      const wrong = changesOf(lifeOf(choices), window).filter(({ event, change }) => !REACHING_BACK.includes(event.type) && localDateOf(event.occurredAt) > window.days.last && Object.keys(change).length > 0);
      expect(wrong.map(({ event, change }) => [event.type, change])).toEqual([]);
    }),
    { seed: 21, numRuns: 2_000 },
  );
});

test('lateness recorded late moves a dossier from unrecorded to recorded: the overdue stay as many, and the day it became late gets its count', () => {
  const opening = receivedEvent('2026-02-02T08:00', '2026-02-10T08:00');
  const [state] = statesOf([opening]).slice(1);
  const steps = changesOf([opening, becameLateEvent(state!)], WINDOW);
  expect(steps.map(({ change }) => change)).toEqual([
    { received: 1, transferDue: 1, open: 1, stageOpen: 1, overdue: 1, overdueCurrent: 1, indexOverdue: 1 },
    { becameLate: 1, overdueOnDueDay: 1 },
  ]);
});

test('an apology signed in March for a date broken in February changes February; a result in March does not', () => {
  const opening = receivedEvent('2026-02-02T08:00', '2026-02-10T08:00');
  const late = becameLateEvent(statesOf([opening])[1]!, 40 * 86_400_000);
  const signed = made('ApologySigned', '2026-03-05T09:00', { promise: 1, reasonCode: 'load' });
  const events = [opening, late, signed];
  expect(changesOf([...events, resultEvent(statesOf(events)[3]!, '2026-03-06T09:00')], WINDOW).slice(2).map(({ change }) => change)).toEqual([{ apologised: 1, becameLateLetterInTime: 1 }, {}]);
});

test('the file of a result of February entered in March changes February, and its kind of event is looked at behind a seal', () => {
  const opening = receivedEvent('2026-02-02T08:00', '2026-02-10T08:00');
  const ended = resultEvent(statesOf([opening])[1]!, '2026-02-09T08:00');
  const file = made('FileAttached', '2026-03-05T09:00', { fileId: 'f', sha256: 's', mediaType: 'application/pdf', size: 1, purpose: 'result' });
  expect(changesOf([opening, ended, file], WINDOW)[2]?.change).toEqual({ resultsElectronic: 1 });
  expect(REACHING_BACK).toContain(file.type);
});

test('an import in March of a dossier finished in February changes every count of its February', () => {
  const imported = importedEvent('2026-03-09T10:00', { receivedAt: '2026-01-20T08:00', dueAt: '2026-02-05T08:00', finishedAt: '2026-02-10T08:00', status: 'returned', punctuality: 'late' });
  expect(changesOf([imported], WINDOW)[0]?.change).toEqual({ carriedOver: 1, finishedLate: 1, delayUnmeasured: 1, finishedLateByDate: 1, finishedLateCurrent: 1, indexLate: 1, finishedStatutoryUnknown: 1 });
});

test.each([
  ['received and due', [], true],
  ['recorded as late', [(state: DossierState) => becameLateEvent(state)], false],
  ['paused', [() => pausedEvent('2026-02-04T08:00')], false],
  ['finished', [(state: DossierState) => resultEvent(state, '2026-02-04T08:00')], false],
] as const)('a dossier %s waits to be recorded as late: %s', (_how, steps, waits) => {
  let state = foldEvent(undefined, receivedEvent('2026-02-02T08:00', '2026-02-10T08:00'));
  for (const step of steps) {
    state = foldEvent(state, step(state));
  }
  expect(isLateUnrecorded(state, at('2026-03-01T00:00'))).toBe(waits);
  expect(isLateUnrecorded(state, at('2026-02-10T08:00'))).toBe(false);
});

test('a filing that was not accepted is never overdue, and a transfer takes unrecorded lateness along', () => {
  const filed = foldEvent(undefined, registeredEvent(at('2026-02-02T08:00'), at('2026-02-10T08:00'), SCENE));
  expect(isLateUnrecorded(filed, at('2026-03-01T00:00'))).toBe(false);
  const opening = receivedEvent('2026-02-02T08:00', '2026-02-10T08:00');
  const moved = transferredEvent(statesOf([opening])[1]!, '2026-02-05T08:00', 'H99.2');
  const at1 = changesOf([opening, moved], { ...WINDOW, scope: { province: 'H99', agency: 'H99.1' } })[1]?.change;
  const at2 = changesOf([opening, moved], { ...WINDOW, scope: { province: 'H99', agency: 'H99.2' } })[1]?.change;
  expect([at1?.overdue, at1?.transferredOut, at2?.overdue, at2?.transferredIn]).toEqual([-1, 1, 1, 1]);
});
