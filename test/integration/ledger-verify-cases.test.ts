import { beforeAll, beforeEach, expect, test } from 'vitest';
import { formatLocalTime, instant } from '#domain';
import { applyCase, giveCaseCommand, sealLedger, storeEvidence, verifyLedger, type Verification } from '#service';
import { MemoryStore } from '../support/memory-store.js';
import { openPlainCase } from '../support/cases.js';
import { asOwner } from '../support/database.js';
import { person, testCounter } from '../support/engine.js';

const TABLES = ['deadline_case', 'case_event', 'case_clock', 'case_record', 'case_command', 'ledger_seal', 'stored_file'] as const;
const counter = await testCounter('2026-10-05T09:00:00+07:00');
const { engine, clock, database } = counter;
const { read } = engine.database;
let late = '';
let done = '';

/** Two cases, one late and one done with evidence and words, sealed; everything is saved, and the guards of its tables are down. */
beforeAll(async () => {
  late = (await openPlainCase(engine, { key: 'late', at: clock.now(), owner: 'officer-1' })).id;
  const task = await openPlainCase(engine, { key: 'done', at: clock.now() });
  done = task.id;
  const stored = await storeEvidence(engine, new MemoryStore(), { agency: 'H99.31', content: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'), by: person('officer'), at: clock.now() });
  if (stored.kind !== 'stored') throw new Error('The evidence was not taken');
  const { fileId: file, sha256 } = stored.file;
  clock.set('2026-10-06T09:00:00+07:00');
  await giveCaseCommand(engine, clock, { actor: person('officer'), idempotencyKey: 'done', code: task.code, type: 'CompleteTask', body: { evidence: [{ file, sha256 }] }, text: { note: 'Đã làm xong' } }, { mayGive: () => true });
  await applyCase(engine, late, clock.set('2026-10-13T12:00:00+07:00'));
  await counter.takeIn();
  for (;;) {
    await sealLedger(engine, clock.now());
    const verified = await verifyLedger(engine);
    if (verified.ok && verified.unsealed === 0) break;
  }
  const keys = await read.rows<{ table: string; name: string }>(`SELECT conrelid::regclass::text AS table, conname AS name FROM pg_constraint WHERE contype IN ('f', 'c') AND connamespace = 'public'::regnamespace`);
  await asOwner(
    database,
    ...keys.map(({ table, name }) => `ALTER TABLE ${table} DROP CONSTRAINT ${name}`),
    'CREATE SCHEMA saved',
    ...TABLES.flatMap((table) => [`ALTER TABLE ${table} DISABLE TRIGGER USER`, `CREATE TABLE saved.${table} AS TABLE ${table}`]),
  );
});

beforeEach(() => asOwner(database, ...TABLES.flatMap((table) => [`DELETE FROM ${table}`, `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM saved.${table}`])));

async function faultAfter(...damage: readonly string[]): Promise<object> {
  await asOwner(database, ...damage.map((sql) => sql.replaceAll('LATE', `'${late}'`).replaceAll('DONE', `'${done}'`)));
  const verification: Verification = await verifyLedger(engine);
  return verification.ok ? { ok: true } : verification.fault;
}

test('a whole ledger counts its cases and their events, and its seals cover them', async () => {
  expect(await verifyLedger(engine)).toMatchObject({ ok: true, dossiers: 1, cases: 2, events: 11, unsealed: 0 });
});

const IN_DONE = 'WHERE case_id = DONE';
const IN_LATE = 'WHERE case_id = LATE';

test.each([
  ['an edited payload', `UPDATE case_event SET payload = '{"agency":"H99.05","v":1}' ${IN_LATE} AND seq = 2`, { kind: 'edited', seq: 2 }],
  ['an exchanged actor', `UPDATE case_event SET actor = '{"subject":"x","role":"officer","agency":"H99"}' ${IN_DONE} AND seq = 3`, { kind: 'edited', seq: 3 }],
  ['an event taken out', `DELETE FROM case_event ${IN_LATE} AND seq = 3`, { kind: 'missing', seq: 3 }],
  ['a tail cut off', `DELETE FROM case_event ${IN_LATE} AND seq = 5`, { kind: 'missing', seq: 5 }],
  ['a head that was moved', 'UPDATE deadline_case SET last_seq = 4 WHERE id = LATE', { kind: 'head' }],
  ['all events taken out', `DELETE FROM case_event ${IN_LATE}`, { kind: 'no-events' }],
  ['a row taken out', 'DELETE FROM deadline_case WHERE id = LATE', { kind: 'no-case', seq: 1 }],
  ['a case given to another agency', `UPDATE deadline_case SET agency = 'H99.05' WHERE id = LATE`, { kind: 'projection', column: 'agency' }],
  ['an owner taken away', 'UPDATE deadline_case SET owner = NULL WHERE id = LATE', { kind: 'projection', column: 'owner' }],
  ['an agency that sees it too', `UPDATE deadline_case SET coordinating = '{H99.05}' WHERE id = LATE`, { kind: 'projection', column: 'coordinating' }],
  ['a case closed by hand', `UPDATE deadline_case SET outcome = 'done' WHERE id = LATE`, { kind: 'projection', column: 'outcome' }],
  ['a closed case opened by hand', 'UPDATE deadline_case SET outcome = NULL WHERE id = DONE', { kind: 'projection', column: 'outcome' }],
  ['a point that is never met', 'UPDATE deadline_case SET next_point_at = NULL WHERE id = LATE', { kind: 'projection', column: 'next_point_at' }],
  ['a case nobody carries', `UPDATE deadline_case SET carried_by = 'watchdog' WHERE id = LATE`, { kind: 'projection', column: 'carried_by' }],
  ['another calendar version', `UPDATE deadline_case SET calendar_snapshot = 'none' WHERE id = LATE`, { kind: 'projection', column: 'calendar_snapshot' }],
  ['an opening put back', 'UPDATE deadline_case SET opened_at = 0 WHERE id = LATE', { kind: 'projection', column: 'opened_at' }],
  ['a settled moment put back', 'UPDATE deadline_case SET settled_at = opened_at WHERE id = LATE', { kind: 'projection', column: 'settled_at' }],
  ['lateness turned into nothing', `UPDATE case_clock SET became_late = false ${IN_LATE}`, { kind: 'clock' }],
  ['a due date put off', `UPDATE case_clock SET due_at = due_at + 86400000 ${IN_LATE}`, { kind: 'clock' }],
  ['a clock of another agency', `UPDATE case_clock SET agency = 'H99.05' ${IN_LATE}`, { kind: 'clock' }],
  ['a late end made timely', `UPDATE case_clock SET in_time = NOT in_time ${IN_DONE}`, { kind: 'clock' }],
  ['a clock taken out', `DELETE FROM case_clock ${IN_LATE}`, { kind: 'clock' }],
  ['a clock that nobody started', `INSERT INTO case_clock SELECT case_id, 'other', 1, agency, started_at, due_at, became_late, escalated, NULL, NULL, NULL FROM case_clock ${IN_LATE}`, { kind: 'clock' }],
  ['words changed', `UPDATE case_record SET ciphertext = '\\x00' ${IN_DONE}`, { kind: 'record-unreadable', seq: 3 }],
  ['words taken out', `DELETE FROM case_record ${IN_DONE}`, { kind: 'record-missing', seq: 3 }],
  ['evidence exchanged', `UPDATE stored_file SET sha256 = repeat('0', 64)`, { kind: 'file', seq: 3 }],
  ['evidence taken out', 'DELETE FROM stored_file', { kind: 'file', seq: 3 }],
  ['a command taken out', `DELETE FROM case_command ${IN_DONE}`, { kind: 'event-without-command', seq: 3 }],
  ['a command of somebody else', `UPDATE case_command SET actor_subject = 'other' ${IN_DONE}`, { kind: 'event-without-command', seq: 3 }],
  ['a command answered as refused', `UPDATE case_command SET outcome = '{"kind":"refused","refusal":{"code":"case-closed"}}' ${IN_DONE}`, { kind: 'event-without-command', seq: 3 }],
  ['a command without its event', `INSERT INTO case_command SELECT actor_subject, 'second', gen_random_uuid(), case_id, type, body_hmac, accepted_at, outcome FROM case_command ${IN_DONE}`, { kind: 'command-without-event', seq: 3 }],
])('%s is found and named', async (_what, damage, fault) => {
  const found = await faultAfter(damage);
  expect(found).toMatchObject(fault);
  expect(Object.keys(found)).toContain('caseId');
});

test('a case removed whole, with its row and everything beside it, is missed by its seal', async () => {
  const gone = ['case_event', 'case_clock', 'case_record', 'case_command'].map((table) => `DELETE FROM ${table} ${IN_DONE}`);
  expect(await faultAfter(...gone, 'DELETE FROM deadline_case WHERE id = DONE')).toMatchObject({ kind: 'seal-events' });
});

test('the moments of the damaged cases are those of the law', async () => {
  const rows = await read.rows<{ type: string; occurred_at: number }>('SELECT type, occurred_at FROM case_event WHERE case_id = $1 AND seq > 2 ORDER BY seq', [late]);
  expect(rows.map(({ type, occurred_at: at }) => `${type} ${formatLocalTime(instant(at)).slice(0, 16)}`)).toEqual(['ClockWarned 2026-10-09T09:00', 'ClockBecameLate 2026-10-12T09:00', 'ClockEscalated 2026-10-13T09:00']);
});
