import { expect, test } from 'vitest';
import { eventOfRow, findChainFault, foldDossier, formatInstant, instant } from '#domain';
import { readLedgerOf, sha256 } from '#service';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;

async function stateOf(id: string): Promise<ReturnType<typeof foldDossier>> {
  return foldDossier((await readLedgerOf(engine, id)).map(eventOfRow));
}

test('a dossier goes from intake to hand-over and its ledger, row and figures agree', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  expect(code).toMatch(/^\d{3}\.\d{2}\.\d{2}\.H99-260819-\d{4}$/);
  const begun = await stateOf(id);
  expect(formatInstant(instant(begun.dueAt ?? 0))).toBe('2026-08-27T09:00:00+07:00');
  const officer = person('officer');
  for (const stage of begun.stages.filter((each) => each.targetAt !== undefined).slice(0, -1)) {
    clock.add(3_600_000);
    expect((await counter.give(officer, code, 'Forward', { stage: stage.id })).status).toBe('applied');
  }
  clock.set('2026-08-25T10:00:00+07:00');
  expect((await counter.give(person('clerk'), code, 'RecordResult', { resultNumber: 'GP-01' })).status).toBe('applied');
  clock.add(60_000);
  expect((await counter.give(person('clerk'), code, 'HandOver', { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, { receiver: 'Người nộp' })).status).toBe('applied');
  const end = await stateOf(id);
  expect(end.status).toBe('returned');
  expect(end.finish?.punctuality).toBe('early');
  const row = await engine.database.read.first<{ status: string; last_seq: number; last_hash: string; punctuality: string }>('SELECT status, last_seq, last_hash, punctuality FROM dossier WHERE id = $1', [id]);
  expect(row).toMatchObject({ status: 'returned', punctuality: 'early', last_seq: end.lastSeq });
  expect(findChainFault(id, await readLedgerOf(engine, id), { seq: row?.last_seq ?? 0, hash: row?.last_hash ?? '' }, sha256)).toBeUndefined();
});

test('a wake after the due moment records lateness at the due moment and owes one apology', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { id } = await counter.takeIn();
  clock.set('2026-08-31T09:00:00+07:00');
  await counter.wake(id);
  await counter.wake(id);
  const state = await stateOf(id);
  expect(formatInstant(instant(state.becameLateAt ?? 0))).toBe('2026-08-27T09:00:00+07:00');
  const letters = await engine.database.read.rows<{ key: string }>('SELECT key FROM letter WHERE dossier_id = $1', [id]);
  expect(letters).toEqual([{ key: `${id}:apology:1` }]);
});
