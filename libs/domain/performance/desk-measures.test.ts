import { expect, test } from 'vitest';
import { DossierLife } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { foldEvent } from '../dossier/fold.js';
import type { DossierState } from '../dossier/state.js';
import { figureDeltas } from './figure-deltas.js';
import { type Measure, measureIndex } from './measures.js';

const DESK = 'H99.02';
const DEPARTMENT = 'H99.07';

test.each<[Measure, string]>([
  ['registered', DESK],
  ['answerLate', DESK],
  ['transferDue', DESK],
  ['transferLate', DESK],
  ['received', DEPARTMENT],
])('%s of an online filing answered and handed over too late counts for %s: the desk owes answer and hand-over, the department decides', (measure, agency) => {
  const life = DossierLife.takenIn(rulesOf('1.014464'), '2026-01-05T09:00', { agencyCode: DEPARTMENT, channel: 'online' });
  life.wake('2026-01-06T18:00');
  life.give('2026-01-07T08:00', 'Accept', {});
  life.wake('2026-01-07T18:00');
  expect(bookedFor(life, measure)).toEqual([agency]);
});

test.each<[Measure, number]>([
  ['forwardingDue', 1],
  ['forwardingLate', 1],
])('%s of papers forwarded to another territory too late counts once, for the desk that forwards them', (measure, count) => {
  const life = DossierLife.takenIn(rulesOf('1.001612'), '2026-08-19T15:30', { receivingAgencyCode: 'H99.32' });
  life.wake('2026-08-20T12:00');
  life.give('2026-08-20T14:00', 'ConfirmReceipt', {});
  expect(bookedFor(life, measure)).toEqual(Array<string>(count).fill('H99.32'));
});

test('papers that stay in their territory are not forwarded', () => {
  expect(bookedFor(DossierLife.takenIn(rulesOf('1.001612'), '2026-08-19T15:30'), 'forwardingDue')).toEqual([]);
});

/** Agencies for which one of a measure was booked, in order. */
function bookedFor(life: DossierLife, measure: Measure): readonly string[] {
  let before: DossierState | undefined;
  return life.events.flatMap((event) => {
    const after = foldEvent(before, event);
    const deltas = figureDeltas(before, event, after);
    before = after;
    return deltas.filter(({ measures }) => measures[measureIndex(measure)] === 1).map((delta) => delta.agency);
  });
}
