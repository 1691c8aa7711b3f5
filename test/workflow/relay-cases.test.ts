import { beforeEach, expect, test } from 'vitest';
import { instant } from '#domain';
import { applyCase, giveCaseCommand } from '#service';
import { nudgeCasesOnce, passCalendarsOnce, reconcileCasesOnce, settleWatchedOnce, watchCasesOnce } from '../../apps/relay/case-loops.js';
import { Reconciliation } from '../../apps/relay/reconciliation.js';
import { assignmentsWith, closureOf, publishNow } from '../support/calendar-changes.js';
import { openPlainCase, TASK_RULE } from '../support/cases.js';
import { asOwner } from '../support/database.js';
import { person, testCounter } from '../support/engine.js';
import { FakeGateway } from './fake-gateway.js';

const MINUTE = 60_000;
const counter = await testCounter('2026-10-05T09:00:00+07:00');
const { engine, clock } = counter;
const { read } = engine.database;
let gateway = new FakeGateway();

/** Every test begins with no case waiting for anything, on a morning of its own. */
beforeEach(async () => {
  gateway = new FakeGateway();
  await read.run(`UPDATE deadline_case SET outcome = coalesce(outcome, 'set aside'), next_point_at = NULL, unheard_since = NULL, nudged_at = NULL`);
  clock.set('2026-10-05T09:00:00+07:00');
});

const parts = (): { engine: typeof engine; gateway: FakeGateway } => ({ engine, gateway });
const SILENT = { clock: TASK_RULE.clock, term: TASK_RULE.term, escalations: [], law: TASK_RULE.law };

async function open(): Promise<string> {
  return (await openPlainCase(engine, { key: counter.key(), at: clock.now() })).id;
}

test('the workflow of a new case is started after two seconds, and told no more once it has looked', async () => {
  const id = await open();
  expect((await nudgeCasesOnce(parts(), clock.add(1_000))).delivered).toBe(0);
  gateway.onCaseNudge = async (caseId) => void (await applyCase(engine, caseId, clock.now()));
  expect((await nudgeCasesOnce(parts(), clock.add(1_000))).delivered).toBe(1);
  expect((await nudgeCasesOnce(parts(), clock.add(60_000))).delivered).toBe(0);
  expect(gateway.takeAsked()).toEqual([`nudge task ${id}`]);
});

test('one whose workers are away is nudged after ten seconds, then ever more rarely up to a quarter of an hour', async () => {
  await open();
  const nudgedAfter: number[] = [];
  for (let second = 2; second <= 3_600; second += 1) {
    await nudgeCasesOnce(parts(), clock.add(second === 2 ? 2_000 : 1_000));
    if (gateway.takeAsked().length > 0) nudgedAfter.push(second);
  }
  expect(nudgedAfter).toEqual([2, 12, 24, 48, 96, 192, 384, 768, 1_536, 2_436, 3_336]);
});

test('more cases than one pass takes are all reached by the passes after it', async () => {
  const ids = await Promise.all(Array.from({ length: 205 }, open));
  gateway.onCaseNudge = async (caseId) => void (await applyCase(engine, caseId, clock.now()));
  const first = await nudgeCasesOnce(parts(), clock.add(2_000));
  const second = await nudgeCasesOnce(parts(), clock.now());
  expect([first.delivered, second.delivered]).toEqual([200, 5]);
  expect(new Set(gateway.takeAsked()).size).toBe(ids.length);
});

test('two relays at once nudge each case once', async () => {
  await Promise.all(Array.from({ length: 6 }, open));
  const at = clock.add(2_000);
  await Promise.all([nudgeCasesOnce(parts(), at), nudgeCasesOnce(parts(), at)]);
  expect(gateway.takeAsked()).toHaveLength(6);
});

test('a case nobody has to be warned of is settled by the watchdog, with no workflow at all', async () => {
  const { id } = await openPlainCase(engine, { key: counter.key(), at: clock.now(), rules: [SILENT] });
  await nudgeCasesOnce(parts(), clock.set('2026-10-12T09:00:00+07:00'));
  expect(await settleWatchedOnce(parts(), clock.now())).toBe(0);
  expect(await settleWatchedOnce(parts(), clock.add(engine.options.clockSkewMs + 1))).toBe(1);
  expect(await settleWatchedOnce(parts(), clock.now())).toBe(0);
  expect(await read.rows('SELECT type FROM case_event WHERE case_id = $1 AND seq > 2', [id])).toEqual([{ type: 'ClockBecameLate' }]);
  expect(gateway.takeAsked()).toEqual([]);
});

test('one case that cannot be taken further holds up no other, and is told of', async () => {
  const broken = await openPlainCase(engine, { key: counter.key(), at: clock.now(), rules: [SILENT] });
  const sound = await openPlainCase(engine, { key: counter.key(), at: clock.add(1), rules: [SILENT] });
  // What an older program reads of a newer one's ledger: a payload it does not know.
  await asOwner(counter.database, 'ALTER TABLE case_event DISABLE TRIGGER USER', `UPDATE case_event SET payload = '{"v":99}' WHERE case_id = '${broken.id}' AND seq = 2`, 'ALTER TABLE case_event ENABLE TRIGGER USER');
  await expect(settleWatchedOnce(parts(), clock.set('2026-10-13T09:00:00+07:00'))).rejects.toThrow('1 of 2 cases could not be taken further');
  expect(await read.rows('SELECT type FROM case_event WHERE case_id = $1 AND seq > 2', [sound.id])).toEqual([{ type: 'ClockBecameLate' }]);
});

test('a case whose point passed without its workflow is nudged', async () => {
  const id = await open();
  await applyCase(engine, id, clock.now());
  clock.set('2026-10-09T09:00:00+07:00');
  expect(await watchCasesOnce(parts(), clock.now())).toBe(0);
  expect(await watchCasesOnce(parts(), clock.add(2 * MINUTE))).toBe(1);
  await nudgeCasesOnce(parts(), clock.add(2_000));
  expect(gateway.takeAsked()).toEqual([`nudge task ${id}`]);
});

test('a calendar that moves dates later is passed without a nudge; what was settled already stays', async () => {
  const id = await open();
  await applyCase(engine, id, clock.now());
  await publishNow(counter, assignmentsWith(closureOf('2026-10-07')), clock.set('2026-10-06T09:00:00+07:00'));
  expect(await passCalendarsOnce(parts(), clock.now())).toBe(1);
  expect(await passCalendarsOnce(parts(), clock.now())).toBe(0);
  await nudgeCasesOnce(parts(), clock.add(60_000));
  expect(gateway.takeAsked()).toEqual([]);
  expect(await read.rows('SELECT type FROM case_event WHERE case_id = $1 AND seq > 2', [id])).toEqual([{ type: 'ClockMoved' }]);
  // Taken back: the date once told stands, its warning comes a day earlier than armed.
  await publishNow(counter, assignmentsWith(), clock.set('2026-10-06T10:00:00+07:00'));
  await passCalendarsOnce(parts(), clock.now());
  const { due_at: due } = (await read.first<{ due_at: number }>('SELECT due_at FROM case_clock WHERE case_id = $1', [id])) ?? { due_at: 0 };
  expect(instant(due)).toBe(clock.set('2026-10-13T09:00:00+07:00'));
});

test('a Temporal that lost its database is refilled with every open case that a workflow carries, and with no other', async () => {
  const [id, closed] = [await open(), await openPlainCase(engine, { key: counter.key(), at: clock.now() })];
  await openPlainCase(engine, { key: counter.key(), at: clock.now(), rules: [SILENT] });
  await giveCaseCommand(engine, clock, { actor: person('officer'), idempotencyKey: counter.key(), code: closed.code, type: 'CompleteTask', body: { evidence: [] } }, { mayGive: () => true });
  const watch = new Reconciliation(parts(), () => undefined);
  await watch.once(clock.now());
  expect(gateway.takeAsked()).toEqual([`start task ${id}`]);
  gateway.forget();
  expect(await watch.once(clock.add(5_000))).toBe(true);
  expect(gateway.takeAsked()).toEqual([`start task ${id}`]);
  expect(await watch.once(clock.add(5_000))).toBe(false);
  gateway.isSilent = true;
  expect(await reconcileCasesOnce(parts())).toMatchObject({ checked: 1, unavailable: 1, delivered: 0 });
});
