import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chainEvents, type NewEvent, parseInstant } from '#domain';
import { describeFault, type LedgerFault } from '../../libs/service/ledger/fault.js';
import { verifyLedger } from '../../libs/service/ledger/verify.js';
import { insertEvents } from '../../libs/service/ledger-writer.js';
import { sha256 } from '../../libs/service/open-engine.js';
import { PROJECTION_COLUMNS } from '../../libs/service/projection.js';
import { DataKeyError, openVault } from '../../libs/service/vault/vault.js';
import { append, CLERK } from './ledger-seed.js';
import { command, contact, DAY_2, idOf, OF_ALPHA, OF_BETA, SealedLedger } from './sealed-ledger.js';

let ledger: SealedLedger;

beforeAll(async () => {
  ledger = await SealedLedger.open();
});
afterEach(() => ledger.restore());
afterAll(() => ledger.close());

describe('a whole ledger', () => {
  test('is confirmed with its counts, an erased dossier and unsealed events included', async () => {
    const seals = (await ledger.sealNumbers()).length;
    const lastSeal = await ledger.getSeal(seals);
    expect(await ledger.verify()).toMatchObject({ ok: true, dossiers: 4, events: 14, seals, lastSeal, unsealed: 3, unsealedSince: parseInstant('2026-08-21T09:00:00+07:00') });
  });

  test('is confirmed while others append to it', async () => {
    const later = parseInstant('2026-08-21T10:00:00+07:00');
    let appended: Promise<unknown> | undefined;
    const verification = await ledger.verify({
      onProgress: () => {
        appended ??= ledger.database.transaction((tx) => append(tx, ledger.beta, [contact(later)], later));
      },
    });
    await appended;
    expect(verification).toMatchObject({ ok: true, events: 14 });
  });

  test('cannot be confirmed under another master key: that is the operator to be told, not damage', async () => {
    await expect(verifyLedger({ database: ledger.database, vault: openVault(randomBytes(32)), sha256 })).rejects.toThrow(DataKeyError);
  });

  test('tells how far it is', async () => {
    const steps: string[] = [];
    await ledger.verify({ onProgress: ({ dossiers, ofDossiers, events }) => steps.push(`${String(dossiers)}/${String(ofDossiers)}: ${String(events)}`) });
    expect(steps.slice(0, 4)).toEqual(['1/4: 4', '2/4: 7', '3/4: 11', '4/4: 14']);
  });
});

describe('damage to a chain', () => {
  test.each([
    ['an edited payload', `UPDATE dossier_event SET payload = replace(payload::text, '"counter"', '"online"')::json WHERE ${OF_ALPHA} AND seq = 1`, 'edited', 1],
    ['a payload of the same value written otherwise', `UPDATE dossier_event SET payload = ('  ' || payload::text)::json WHERE ${OF_ALPHA} AND seq = 2`, 'not-canonical', 2],
    ['another actor', `UPDATE dossier_event SET actor = jsonb_set(actor::jsonb, '{subject}', '"clerk-2"')::json WHERE ${OF_ALPHA} AND seq = 2`, 'edited', 2],
    ['a name added to the actor', `UPDATE dossier_event SET actor = jsonb_set(actor::jsonb, '{name}', '"A"')::json WHERE ${OF_ALPHA} AND seq = 3`, 'edited', 3],
    ['another type', `UPDATE dossier_event SET type = 'ResultNotified' WHERE ${OF_ALPHA} AND seq = 2`, 'edited', 2],
    ['another cause', `UPDATE dossier_event SET cause = 'somebody' WHERE ${OF_ALPHA} AND seq = 2`, 'edited', 2],
    ['another ordinal', `UPDATE dossier_event SET ordinal = 7 WHERE ${OF_ALPHA} AND seq = 2`, 'edited', 2],
    ['another calendar version', `UPDATE dossier_event SET calendar_snapshot = 'another' WHERE ${OF_ALPHA} AND seq = 2`, 'edited', 2],
    ['an earlier occurrence', `UPDATE dossier_event SET occurred_at = occurred_at - 1 WHERE ${OF_ALPHA} AND seq = 4`, 'edited', 4],
    ['an occurrence beyond all time', `UPDATE dossier_event SET occurred_at = 9100000000000000000 WHERE ${OF_ALPHA} AND seq = 4`, 'edited', 4],
    ['another record time', `UPDATE dossier_event SET recorded_at = recorded_at + 1 WHERE ${OF_ALPHA} AND seq = 4`, 'edited', 4],
    ['another hash', `UPDATE dossier_event SET hash = prev_hash WHERE ${OF_ALPHA} AND seq = 1`, 'edited', 1],
    ['another predecessor', `UPDATE dossier_event SET prev_hash = repeat('0', 64) WHERE ${OF_ALPHA} AND seq = 2`, 'prev-hash', 2],
    ['a cut tail', `DELETE FROM dossier_event WHERE ${OF_ALPHA} AND seq = 4`, 'missing', 4],
    ['a missing middle', `DELETE FROM dossier_event WHERE ${OF_ALPHA} AND seq = 2`, 'missing', 2],
    ['a missing beginning', `DELETE FROM dossier_event WHERE ${OF_ALPHA} AND seq = 1`, 'missing', 1],
    ['an event before the first', `UPDATE dossier_event SET seq = 0 WHERE ${OF_ALPHA} AND seq = 2`, 'reordered', 1],
    ['an event added to the end', `INSERT INTO dossier_event SELECT dossier_id, 5, 'forged', 0, type, payload, actor, occurred_at, recorded_at, calendar_snapshot, xact_id, hash, repeat('a', 64) FROM dossier_event WHERE ${OF_ALPHA} AND seq = 4`, 'edited', 5],
    ['a head that ends elsewhere', `UPDATE dossier SET last_hash = repeat('0', 64) WHERE id = '${idOf('a1')}'`, 'head', 5],
    ['a head before the end', `UPDATE dossier SET last_seq = 3, last_hash = (SELECT hash FROM dossier_event WHERE ${OF_ALPHA} AND seq = 3) WHERE id = '${idOf('a1')}'`, 'head', 5],
  ])('by %s is found and named', async (_, statement, kind, seq) => {
    await ledger.damage(statement);
    expect(await ledger.fault()).toMatchObject({ kind, seq, dossierId: idOf('a1'), code: ledger.alpha.code });
  });

  test('by two events in exchanged order is found at the first of them', async () => {
    await ledger.damage(...[[2, 99], [3, 2], [99, 3]].map(([from, to]) => `UPDATE dossier_event SET seq = ${String(to)} WHERE ${OF_BETA} AND seq = ${String(from)}`));
    expect(await ledger.fault()).toMatchObject({ kind: 'prev-hash', seq: 2, code: ledger.beta.code });
  });

  test('by two dossiers with exchanged chains is found at the first event', async () => {
    await ledger.damage(...[['a1', 'ff'], ['b1', 'a1'], ['ff', 'b1']].map(([from = '', to = '']) => `UPDATE dossier_event SET dossier_id = '${idOf(to)}' WHERE dossier_id = '${idOf(from)}'`));
    expect(await ledger.fault()).toMatchObject({ kind: 'prev-hash', seq: 1, code: ledger.alpha.code });
  });

  test('by a dossier whose events are all gone is found', async () => {
    await ledger.damage(`DELETE FROM dossier_event WHERE ${OF_BETA}`);
    expect(await ledger.fault()).toMatchObject({ kind: 'no-events', code: ledger.beta.code });
  });

  test('by events whose dossier row is gone is found', async () => {
    await ledger.damage(`DELETE FROM dossier WHERE id = '${idOf('b1')}'`);
    expect(await ledger.fault()).toMatchObject({ kind: 'no-dossier', seq: 1, dossierId: idOf('b1') });
  });

  test('is named at the dossier that comes first when there are several', async () => {
    await ledger.damage(`UPDATE dossier_event SET cause = 'x' WHERE ${OF_BETA} AND seq = 1`, `UPDATE dossier_event SET cause = 'x' WHERE ${OF_ALPHA} AND seq = 3`);
    expect(await ledger.fault()).toMatchObject({ kind: 'edited', seq: 3, code: ledger.alpha.code });
  });

  test('by an event no version of the program wrote is found even when every hash is right', async () => {
    const { id, head } = ledger.beta;
    const forged = { type: 'ResultForgotten', occurredAt: DAY_2, payload: {} } as unknown as NewEvent;
    const { rows, head: end } = chainEvents(head, { dossierId: id, cause: 'forged', actor: CLERK, events: [forged], recordedAt: DAY_2, calendarSnapshot: 'forged' }, sha256);
    await ledger.damage((tx) => insertEvents(tx, rows), `UPDATE dossier SET last_seq = ${String(end.seq)}, last_hash = '${end.hash}' WHERE id = '${id}'`);
    expect(await ledger.fault()).toMatchObject({ kind: 'unreadable-event', code: ledger.beta.code, seq: 4 });
  });

  test('is told to a person with the event, its kind and its time', async () => {
    await ledger.damage(`UPDATE dossier_event SET recorded_at = recorded_at + 1 WHERE ${OF_ALPHA} AND seq = 4`);
    expect(describeFault((await ledger.fault()) as LedgerFault)).toBe(
      `edited in dossier ${ledger.alpha.code} (${idOf('a1')}): event 4 (ContactRecorded, 2026-08-20T16:00:00+07:00) does not give its hash: it was changed after it was written`,
    );
  });
});

describe('damage within the minutes nothing is sealed in', () => {
  const now = parseInstant('2026-08-21T11:00:00+07:00');

  test('by an applied command whose event was cut off together with its head is found by the command', async () => {
    await ledger.damage((tx) => command(tx, ledger.beta, contact(now)));
    expect(await ledger.fault()).toMatchObject({ ok: true });
    await ledger.damage(
      `DELETE FROM dossier_event WHERE ${OF_BETA} AND seq = 4`,
      `UPDATE dossier SET last_seq = 3, last_hash = (SELECT hash FROM dossier_event WHERE ${OF_BETA} AND seq = 3), settled_at = ${String(now)} WHERE id = '${idOf('b1')}'`,
    );
    expect(await ledger.fault()).toMatchObject({ kind: 'command-without-event', code: ledger.beta.code, seq: 4 });
  });

  test.each([
    ['of a command nobody gave', `DELETE FROM command_inbox WHERE ${OF_BETA}`],
    ['of a command that was refused', `UPDATE command_inbox SET status = 'refused' WHERE ${OF_BETA}`],
    ['of a command somebody else gave', `UPDATE command_inbox SET actor_subject = 'clerk-2' WHERE ${OF_BETA}`],
    ['of a command given at another time', `UPDATE command_inbox SET accepted_at = accepted_at + 1 WHERE ${OF_BETA}`],
  ])('by an event %s is found', async (_, statement) => {
    await ledger.damage((tx) => command(tx, ledger.beta, contact(now)), statement);
    expect(await ledger.fault()).toMatchObject({ kind: 'event-without-command', code: ledger.beta.code, seq: 4 });
  });
});

describe('damage to the dossier row', () => {
  // Another value for every type; nullable columns are null in the seeded dossiers or get null here.
  const OTHER: Readonly<Record<string, string>> = { text: `'other'`, boolean: `NOT %`, integer: '% + 1', bigint: 'coalesce(% + 1, 1)', ARRAY: `array_append(%, 'other')` };

  test.each(PROJECTION_COLUMNS.map((column) => [column]))('is found in column %s', async (column) => {
    const type = await ledger.owner.read.first<{ data_type: string }>(`SELECT data_type FROM information_schema.columns WHERE table_name = 'dossier' AND column_name = $1 AND table_schema = 'public'`, [column]);
    const other = OTHER[type?.data_type ?? '']?.replaceAll('%', column) ?? '';
    await ledger.damage(`UPDATE dossier SET ${column} = ${other} WHERE id = '${idOf('b1')}'`);
    expect(await ledger.fault()).toMatchObject({ kind: 'projection', column, dossierId: idOf('b1') });
  });

  test.each([
    ['calendar_snapshot', `'another'`],
    ['settled_at', 'settled_at - 1'],
  ])('is found in column %s of the sequencer', async (column, value) => {
    await ledger.damage(`UPDATE dossier SET ${column} = ${value} WHERE id = '${idOf('b1')}'`);
    expect(await ledger.fault()).toMatchObject({ kind: 'projection', column, code: ledger.beta.code });
  });
});
