import { describe, expect, test } from 'vitest';
import { type DossierEvent, instant } from '#domain';
import { DossierLife } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { nextWake, tellWakes } from './wrong-wakes.js';

const DELAYS = { skewMs: 5_000, spreadMs: 60_000 };
const ALLOWED = { ...DELAYS, slackMs: 2_000 };

/** A dossier nobody worked on until it was late, its points recorded `delayMs` after each. */
function lateLife(delayMs = 5_000): readonly DossierEvent[] {
  const life = DossierLife.takenIn(rulesOf('1.013225'), '2026-08-19T09:00').wake('2026-09-10T09:00');
  return life.events.map((event) => ({ ...event, recordedAt: instant(event.occurredAt + (event.cause.includes('@') ? delayMs : 0)) }));
}

function isLateness({ type }: DossierEvent): boolean {
  return type === 'DossierBecameLate';
}

describe('wakes told by a ledger', () => {
  test('are right where each point of it is recorded at its instant, within the delays', () => {
    const { recorded, wrong } = tellWakes(lateLife(67_000), ALLOWED);
    expect(wrong).toEqual([]);
    expect(recorded).toBe(new Set(lateLife().flatMap(({ cause }) => (cause.includes('@') ? [cause] : []))).size);
  });

  test.each<readonly [how: string, events: readonly DossierEvent[], told: string]>([
    ['nobody was woken in time', lateLife(67_001), 'nobody was woken at'],
    ['a wake came before its point', lateLife(-1), 'it lay ahead'],
    ['another instant was recorded', lateLife().map((event) => (isLateness(event) ? { ...event, occurredAt: instant(event.occurredAt + 1) } : event)), 'the events before it give no such point'],
    ['there was no such point', lateLife().map((event) => (isLateness(event) ? { ...event, cause: `expiry@${String(event.occurredAt - 60_000)}`, occurredAt: instant(event.occurredAt - 60_000) } : event)), 'the events before it give no such point'],
  ])('are wrong where %s', (_, events, told) => {
    const { wrong } = tellWakes(events, ALLOWED);
    expect(wrong.length).toBeGreaterThan(0);
    expect(wrong.filter((line) => line.includes(told))).toEqual(wrong);
  });

  test('may come late for a point that became known when it was over, counted from then', () => {
    const [opening, ...rest] = lateLife();
    const last = rest.at(-1)?.recordedAt ?? instant(0);
    const entered = [opening, ...rest].flatMap((event) => (event === undefined ? [] : [{ ...event, recordedAt: instant(last) }]));
    expect(tellWakes(entered, ALLOWED).wrong).toEqual([]);
  });
});

test('the next wake of a dossier is its nearest point and the delays of its kind; one without points never wakes', () => {
  const life = DossierLife.takenIn(rulesOf('1.013225'), '2026-08-19T09:00');
  const stage = Math.min(...life.state.stages.flatMap(({ targetAt }) => (targetAt === undefined ? [] : [targetAt])));
  expect(nextWake(life.state, 'a', { skewMs: 5_000, spreadMs: 0 })).toBe(stage + 5_000);
  life.give('2026-08-19T10:00', 'Cancel', { reasonCode: 'test' });
  expect(nextWake(life.state, 'a', DELAYS)).toBe(Infinity);
});
