import { beforeAll, describe, expect, test } from 'vitest';
import { instant, parseInstant } from '#domain';
import { openDatabase } from '#persistence';
import { addSigningAuthority, type AuthorityInput, closeRegister, type ClosingOutcome, endSigningAuthority, enterAllDossiers, listRegisters, listSigningAuthorities, readDocumentSeries, type Register, verifyLedger } from '#service';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T08:00:00+07:00');
const { clock, engine, database } = counter;
const CLOSED = '2027-01-04T09:00:00+07:00';
const DEPUTY: AuthorityInput = {
  agency: 'H99.31', subject: 'deputy-31', name: 'Người ký thay', position: 'Phó Chủ tịch', capacity: 'KT.', signedFor: 'Chủ tịch', collective: 'Ủy ban nhân dân', delegationNumber: '07/QĐ-UBND',
  validFrom: parseInstant('2026-12-01T00:00:00+07:00'), validUntil: parseInstant('2027-01-04T12:00:00+07:00'),
};

async function registerOf(agency: string, fieldCode = 'G17-XD11'): Promise<Register> {
  const found = (await listRegisters(engine.database.read, { agencies: [agency], year: 2026, limit: 10 })).find((register) => register.fieldCode === fieldCode);
  expect(found).toBeDefined();
  return found!;
}

async function close(agency: string, subject: string, at = CLOSED): Promise<ClosingOutcome> {
  return closeRegister(engine, (await registerOf(agency)).id, person('signatory', agency, subject), clock.set(at));
}

const numbersOf = async (agency: string, year = 2027): Promise<readonly string[]> => (await readDocumentSeries(engine, { agency, symbol: 'STD', year }, 100)).entries.map(({ text }) => text);

beforeAll(async () => {
  for (const agencyCode of ['H99.31', 'H99.31', 'H99.32', 'H99.33']) {
    clock.add(60_000);
    await counter.takeIn({ agencyCode });
  }
  await enterAllDossiers(engine, clock.now());
  await addSigningAuthority(engine, DEPUTY, person('admin'), clock.now(), { key: 'deputy-31', hash: 'deputy' });
});

// Registers are closed once: what was closed by one rule is looked at by the next.
describe('a register closed by a signature', { shuffle: false }, () => {
  test.each([
    ['has none', 'clerk-31', CLOSED],
    ['has one of another agency', 'signatory@H99.32', CLOSED],
    ['had one that is over from this instant', 'deputy-31', '2027-01-04T12:00:00+07:00'],
  ])('is refused to who %s, and takes no number', async (_, subject, at) => {
    expect(await close('H99.31', subject, at)).toEqual({ kind: 'no-signing-authority' });
    expect((await registerOf('H99.31')).state).toBe('open');
    expect(await numbersOf('H99.31')).toEqual([]);
  });

  test('is refused to who held an authority until somebody ended it', async () => {
    const authority = (await listSigningAuthorities(engine, { province: 'H99', agency: 'H99.33', limit: 10 })).find(({ subject }) => subject === 'signatory@H99.33');
    clock.set('2027-01-04T08:00:00+07:00');
    expect((await endSigningAuthority(engine, authority?.id ?? '', person('admin'), clock)).kind).toBe('ended');
    expect(await close('H99.33', 'signatory@H99.33')).toEqual({ kind: 'no-signing-authority' });
  });

  test('keeps authority, capacity and the next number of the year it is closed in, once among many at the same moment, and whoever asks later gets the same', async () => {
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => close('H99.31', 'deputy-31')));
    const [first] = outcomes;
    expect(outcomes).toEqual(Array.from({ length: 4 }, () => first));
    const deputy = (await listSigningAuthorities(engine, { province: 'H99', agency: 'H99.31', limit: 10 })).find(({ subject }) => subject === 'deputy-31');
    expect(first).toMatchObject({ kind: 'closed', register: { closing: { by: 'deputy-31', at: parseInstant(CLOSED), signature: { authority: deputy?.id, capacity: 'KT.', documentNumber: '1/STD-BPTNTKQ' } } } });
    expect(await numbersOf('H99.31')).toEqual(['1/STD-BPTNTKQ']);
    expect(await close('H99.31', 'clerk-31')).toEqual(first);
    expect((await registerOf('H99.31')).closing).toEqual(first?.kind === 'closed' ? first.register.closing : undefined);
  });

  test('is the only one: the database itself refuses to close one without', async () => {
    const { id } = await registerOf('H99.32');
    await expect(engine.database.read.run(`UPDATE register SET state = 'closed', closed_by = 'x', closed_role = 'head', closed_at = 1, content_hash = 'x' WHERE id = $1`, [id])).rejects.toThrow('closed by a signature only');
  });

  /** What verification finds after the owner of the database did this to the closed register; it is taken back afterwards. */
  async function verifiedAfter(statement: string): Promise<unknown> {
    const owner = await openDatabase({ url: database.ownerUrl, poolSize: 1 });
    try {
      const found = Promise.withResolvers<unknown>();
      await owner
        .transaction(async (tx) => {
          for (const table of ['register', 'register_entry', 'register_closed_line']) await tx.run(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
          await tx.run(statement);
          found.resolve(await verifyLedger({ ...engine, database: { ...engine.database, transaction: (work) => work({ ...tx, run: (sql, parameters) => (sql.startsWith('SET TRANSACTION') ? Promise.resolve(0) : tx.run(sql, parameters)) }) } }));
          throw new Error('taken back');
        })
        .catch((error: unknown) => found.reject(error));
      return await found.promise;
    } finally {
      await owner.close();
    }
  }

  test('is counted by verification of the ledger, which held it against its hash', async () => {
    expect((await close('H99.32', 'signatory@H99.32')).kind).toBe('closed');
    expect(await verifyLedger(engine)).toMatchObject({ ok: true, registers: 2 });
  });

  test.each([
    ['a rewritten line', `UPDATE register_closed_line SET line = replace(line, '"desk"', '"post"') WHERE number = 1`, 'was closed with the hash'],
    ['a line that is no line any more', `UPDATE register_closed_line SET line = 'x' WHERE number = 2`, 'does not hold its line 2 as it was closed'],
    ['a line taken away', 'DELETE FROM register_closed_line WHERE number = 1', 'does not hold its line 1 as it was closed'],
    ['a line moved to another page', 'UPDATE register_entry SET page = 2 WHERE number = 2', 'was closed with the hash'],
    ['a last line taken away', 'WITH gone AS (DELETE FROM register_closed_line WHERE number = 2) DELETE FROM register_entry WHERE number = 2', 'was closed with 2 lines, but has 1'],
    ['another hash', `UPDATE register SET content_hash = repeat('0', 64) WHERE agency = 'H99.31' AND state = 'closed'`, 'was closed with the hash 0000'],
    ['another closer', `UPDATE register SET closed_by = 'somebody' WHERE agency = 'H99.31' AND state = 'closed'`, `that is deputy-31's, not somebody's`],
    ['a closing after the authority was over', `UPDATE register SET closed_at = ${String(DEPUTY.validUntil)} WHERE agency = 'H99.31' AND state = 'closed'`, 'that was not in force then'],
    ['another capacity', `UPDATE register SET signed_capacity = 'TL.' WHERE agency = 'H99.31' AND state = 'closed'`, 'that is KT. for H99.31, not TL. for H99.31'],
  ])('is named by verification for %s', async (_, statement, detail) => {
    const fault = await verifiedAfter(statement);
    expect(fault).toMatchObject({ ok: false, fault: { kind: 'register' } });
    expect(JSON.stringify(fault)).toContain(detail);
  });

  test('is told from one closed before closings were signed, which verification takes as it is', async () => {
    expect(await verifiedAfter(`UPDATE register SET signed_authority = NULL, signed_capacity = NULL, document_number = NULL WHERE closed_at = ${String(instant(parseInstant(CLOSED)))}`)).toMatchObject({ ok: true, registers: 2 });
  });
});
