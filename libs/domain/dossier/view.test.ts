import { expect, test } from 'vitest';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { causeOfPoint, pointsOfInterest } from './points.js';
import { viewOf, type WakeDelays } from './view.js';

const rules = rulesOf('1.005144');
const AT_ONCE: WakeDelays = { skewMs: 0, spreadMs: 0 };
const ID = '00000000-0000-4000-8000-000000000000';

test('the view shows status, open stages and the nearest points, and nothing about a person', () => {
  const view = viewOf(DossierLife.takenIn(rules, '2026-08-19T09:00').state, ID, AT_ONCE);
  expect({ ...view, points: view.points.map(({ kind, at }) => [kind, local(at)]) }).toEqual({
    status: 'received',
    stages: ['desk'],
    points: [
      ['stage-due', '2026-08-19T11:00'],
      ['supplement-request-limit', '2026-08-22T09:00'],
      ['apology-draft', '2026-08-28T09:00'],
    ],
    closed: false,
  });
});

test('warnings wake exactly, once they are older than the clock skew; lateness wakes within its spread by the dossier', () => {
  const { state } = DossierLife.takenIn(rules, '2026-08-19T09:00').wake('2026-09-03T09:00');
  const [exact, spread] = [viewOf(state, ID, AT_ONCE), viewOf(state, ID, { skewMs: 5_000, spreadMs: 60_000 })];
  const [due, delayed] = [exact.points[0]?.at ?? 0, spread.points[0]?.at ?? 0];
  expect(exact.points[0]?.kind).toBe('expiry');
  expect(delayed - due).toBeGreaterThanOrEqual(5_000);
  expect(delayed - due).toBeLessThan(65_000);
  expect(viewOf(state, ID, { skewMs: 5_000, spreadMs: 60_000 })).toEqual(spread);
  const warned = viewOf(DossierLife.takenIn(rules, '2026-08-19T09:00').state, ID, { skewMs: 5_000, spreadMs: 60_000 }).points.find(({ kind }) => kind === 'apology-draft');
  expect(local(warned?.at)).toBe('2026-08-28T09:00');
  expect((warned?.at ?? 0) % 60_000).toBe(5_000);
});

test('a paused dossier shows its ground; a closed one has nothing to wake for', () => {
  const life = DossierLife.takenIn(rules, '2026-08-19T09:00');
  life.give('2026-08-20T09:00', 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' });
  expect(viewOf(life.state, ID, AT_ONCE)).toMatchObject({ status: 'awaiting-supplement', ground: 'supplement', closed: false });
  life.give('2026-08-21T09:00', 'Withdraw', { reasonCode: 'own-wish' }, person('clerk'));
  expect(viewOf(life.state, ID, AT_ONCE)).toEqual({ status: 'withdrawn', stages: [], points: [], closed: true });
});

test('points at one instant are settled in the fixed order of kinds, each under a cause of its own', () => {
  const life = DossierLife.takenIn(rulesOf('1.001612'), '2026-08-19T09:00').wake('2026-08-21T08:59');
  const together = pointsOfInterest(life.state).filter(({ at }) => local(at) === '2026-08-22T09:00');
  expect(together.map(causeOfPoint).map((cause) => cause.replace(/@.*/u, ''))).toEqual(['supplement-request-limit', 'expiry:1']);
});
