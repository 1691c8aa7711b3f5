import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { preparePersonal } from '../../libs/service/personal/index.js';
import { OFFICE } from './ledger-seed.js';
import { DAY_1, idOf, OF_ALPHA, OF_BETA, SealedLedger } from './sealed-ledger.js';

let ledger: SealedLedger;

beforeAll(async () => {
  ledger = await SealedLedger.open();
});
afterEach(() => ledger.restore());
afterAll(() => ledger.close());

describe('damage to personal records', () => {
  test('by a record put in the place of another is found at the event that committed to it', async () => {
    await ledger.damage(async (tx) => {
      const forged = await preparePersonal(tx, ledger.vault, { dossierId: idOf('a1'), version: 2, kind: 'text', agency: OFFICE, data: { reason: 'khác' }, at: DAY_1 });
      await tx.run(`UPDATE personal_record SET ciphertext = $1 WHERE ${OF_ALPHA} AND version = 2`, [forged.ciphertext]);
    });
    expect(await ledger.fault()).toMatchObject({ kind: 'commitment', seq: 3, code: ledger.alpha.code });
  });

  test.each([
    ['a removed record', `DELETE FROM personal_record WHERE ${OF_ALPHA} AND version = 1`, 'record-missing', 1],
    ['a changed ciphertext', `UPDATE personal_record SET ciphertext = set_byte(ciphertext, 40, get_byte(ciphertext, 40) # 1) WHERE ${OF_ALPHA} AND version = 2`, 'record-unreadable', 3],
    ['an emptied ciphertext', `UPDATE personal_record SET ciphertext = '' WHERE ${OF_ALPHA} AND version = 2`, 'record-unreadable', 3],
    ['a record taken from another dossier', `UPDATE personal_record p SET ciphertext = q.ciphertext FROM personal_record q WHERE p.${OF_ALPHA} AND q.${OF_BETA} AND p.version = 1 AND q.version = 1`, 'record-unreadable', 1],
    ['a record rolled back to an older version', `UPDATE personal_record p SET ciphertext = q.ciphertext, kind = q.kind FROM personal_record q WHERE p.${OF_ALPHA} AND q.${OF_ALPHA} AND p.version = 2 AND q.version = 1`, 'record-unreadable', 3],
    ['a record of another kind', `UPDATE personal_record SET kind = 'applicant' WHERE ${OF_ALPHA} AND version = 2`, 'record-unreadable', 3],
    ['a data key that is gone', 'DELETE FROM data_key', 'data-key', 1],
  ])('by %s is found', async (_, statement, kind, seq) => {
    // A second key that opens tells a damaged key from a wrong master key.
    await ledger.damage((tx) => ledger.vault.seal(tx, { agency: 'H99.06', at: DAY_1 }, 'test', new Uint8Array()));
    await ledger.damage(kind === 'data-key' ? `${statement} WHERE ref LIKE '${OFFICE}/%'` : statement);
    expect(await ledger.fault()).toMatchObject({ kind, seq, code: ledger.alpha.code });
  });

  test('by a data key that was exchanged is found and named with the key', async () => {
    await ledger.damage((tx) => ledger.vault.seal(tx, { agency: 'H99.06', at: DAY_1 }, 'test', new Uint8Array()));
    await ledger.damage(`UPDATE data_key SET wrapped = (SELECT wrapped FROM data_key WHERE ref LIKE 'H99.06/%') WHERE ref LIKE '${OFFICE}/%'`);
    expect(await ledger.fault()).toMatchObject({ kind: 'data-key', seq: 1, detail: expect.stringContaining(`${OFFICE}/2026`) as string });
  });

  test('by a record that came back after its erasure is found', async () => {
    await ledger.damage(async (tx) => {
      const kept = await preparePersonal(tx, ledger.vault, { dossierId: idOf('c1'), version: 1, kind: 'applicant', agency: OFFICE, data: { applicant: {} }, at: DAY_1 });
      await tx.run('INSERT INTO personal_record (dossier_id, version, kind, ciphertext, key_ref) VALUES ($1, 1, $2, $3, $4)', [idOf('c1'), kept.kind, kept.ciphertext, kept.keyRef]);
    });
    expect(await ledger.fault()).toMatchObject({ kind: 'record-not-erased', seq: 1, dossierId: idOf('c1') });
  });
});

describe('damage to the rules', () => {
  test.each([
    ['the text of a procedure version', `UPDATE procedure_version SET data = '{"name": "other"}'`, 'procedure-edited'],
    ['the hash of a procedure version', `UPDATE procedure_version SET hash = repeat('0', 64)`, 'procedure-edited'],
    ['a procedure version replaced together with its hash', `UPDATE procedure_version SET data = '{"effectiveFrom":"2020-01-01","x":1}', hash = encode(sha256('{"effectiveFrom":"2020-01-01","x":1}'), 'hex')`, 'procedure-replaced'],
    ['the day from which a procedure version is taken', `UPDATE procedure_version SET effective_from = '2026-01-01'`, 'procedure-edited'],
    ['a procedure version that is gone', 'DELETE FROM procedure_version', 'procedure-missing'],
    ['a calendar version that is gone', 'DELETE FROM calendar_version', 'calendar-missing'],
    ['an agency given a calendar afterwards', `INSERT INTO calendar_effective VALUES (encode(sha256('{}'), 'hex'), '{}'); INSERT INTO calendar_version_agency SELECT id, 'H99', encode(sha256('{}'), 'hex'), encode(sha256('{}'), 'hex') FROM calendar_version`, 'calendar-edited'],
    ['the text of a calendar', `INSERT INTO calendar_effective VALUES (encode(sha256('{}'), 'hex'), '{"week": []}')`, 'calendar-edited'],
    ['a calendar that is gone', `INSERT INTO calendar_version_agency SELECT id, 'H99', 'gone', 'gone' FROM calendar_version`, 'calendar-missing'],
  ])('in %s is found', async (_, statements, kind) => {
    await ledger.damage(...statements.split('; '));
    expect(await ledger.fault()).toMatchObject({ kind });
  });
});

describe('damage to the figures', () => {
  test.each([
    ['a changed cell', `UPDATE figure_cell SET measures[1] = measures[1] + 1 WHERE grain = 'agency' AND step = 'day'`, 'received is kept as 4, the events give 3'],
    ['a lost cell', `DELETE FROM figure_cell WHERE grain = 'province-field' AND step = 'half-month'`, 'received is kept as 1, the events give 4'],
    ['a delta lost on its way to the cells', 'DELETE FROM figure_delta', 'received is kept as 0, the events give 1'],
    ['a delta counted twice', `INSERT INTO figure_delta (day, province, agency, procedure_code, field_code, channel, officer, measures) SELECT day, province, agency, procedure_code, field_code, channel, officer, measures FROM figure_delta`, 'received is kept as 2, the events give 1'],
  ])('by %s is found and told with both numbers', async (_, statement, told) => {
    await ledger.damage(statement);
    expect(await ledger.fault()).toMatchObject({ kind: 'figure', detail: expect.stringContaining(told) as string });
  });

  test('names scope, days and grain', async () => {
    await ledger.damage(`UPDATE figure_cell SET measures[1] = 9 WHERE grain = 'agency' AND step = 'half-month' AND period = ${String(2026 * 24 + 15)}`);
    const detail = `figures of province H99, agency ${OFFICE} from 2026-08-15 to 2026-08-31 (agency): received is kept as 10, the events give 4`;
    expect(await ledger.fault()).toMatchObject({ kind: 'figure', detail });
  });
});
