import { expect, test } from 'vitest';
import { beginIncarnation } from '#service';
import { heardInLostTime } from '../../apps/cli/drill/steps-heard.js';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;

test('a step owed before a restore and told after it may have been heard; one owed since, or told before, may not', async () => {
  const { id, code } = await counter.takeIn();
  const owed = async (): Promise<readonly number[]> => (await engine.database.read.rows<{ seq: number }>('SELECT to_seq AS seq FROM sync_outbox WHERE dossier_id = $1 ORDER BY to_seq', [id])).map(({ seq }) => seq);
  const [before] = await owed();
  await beginIncarnation(engine, { backup: 'backup', knownUntil: clock.now(), restoredAt: clock.add(1_000), gaps: { codes: 1, numbers: 1 } });
  clock.add(1_000);
  await counter.give(person('clerk'), code, 'RecordResult', {});
  const since = (await owed()).at(-1);
  expect(since).toBeGreaterThan(before ?? Infinity);
  const key = (seq: number | undefined, told: string): string => `${id}:CapNhatTienDoHoSoMC:${String(seq)}${told}`;
  const keys = [key(before, ''), key(before, ':r1'), key(since, ':r1'), `${id}:DongBoHoSoMC:${String(before)}:r1`];
  expect([...(await heardInLostTime(engine.database.read, keys))]).toEqual([key(before, ':r1')]);
});
