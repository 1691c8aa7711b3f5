import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { addSigningAuthority, type AuthorityInput, endSigningAuthority, listSigningAuthorities, verifyLedger } from '#service';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine, database } = counter;
const ADMIN = person('admin');
const HEAD: AuthorityInput = { agency: 'H99.80', subject: 'head-a', name: 'Người ký A', position: 'Trưởng Thuế tỉnh', capacity: 'head', validFrom: parseInstant('2026-01-01T00:00:00+07:00') };
const DEPUTY: AuthorityInput = {
  ...HEAD, subject: 'deputy-a', position: 'Phó Trưởng Thuế tỉnh', capacity: 'KT.', signedFor: 'Trưởng Thuế tỉnh', delegationNumber: '12/QĐ-THUE', validUntil: parseInstant('2026-12-31T00:00:00+07:00'),
};

let keys = 0;
const add = (input: AuthorityInput, key?: string): ReturnType<typeof addSigningAuthority> => {
  keys += 1;
  return addSigningAuthority(engine, input, ADMIN, clock.now(), { key: key ?? `authority-${String(keys)}`, hash: JSON.stringify(input) });
};

describe('entering an authority', () => {
  test('two heads of an agency do not overlap, before one is ended; of simultaneous ones one is entered', async () => {
    const both = await Promise.all([add(HEAD), add({ ...HEAD, subject: 'head-b' })]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['added', 'head-overlaps']);
    const first = both.find((one) => one.kind === 'added');
    const id = first?.kind === 'added' ? first.authority.id : '';
    clock.set('2026-08-20T09:00:00+07:00');
    expect(await endSigningAuthority(engine, id, ADMIN, clock)).toMatchObject({ kind: 'ended', authority: { ended: { by: ADMIN.subject } } });
    expect((await add({ ...HEAD, subject: 'head-c' })).kind).toBe('head-overlaps');
    expect((await add({ ...HEAD, subject: 'head-c', validFrom: clock.now() })).kind).toBe('added');
  });

  test.each([
    ['without an end', { ...DEPUTY, validUntil: undefined }, 'period-missing'],
    ['that ends before it begins', { ...DEPUTY, validUntil: DEPUTY.validFrom }, 'period-inverted'],
    ['without a document', { ...DEPUTY, delegationNumber: undefined }, 'delegation-missing'],
    ['for nobody', { ...DEPUTY, signedFor: undefined }, 'delegation-missing'],
    ['of an agency nobody knows', { ...DEPUTY, agency: 'H98' }, 'unknown-agency'],
    ['that is whole', DEPUTY, 'added'],
  ])('a delegation %s is refused by name, or entered', async (_, input, kind) => {
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as unknown as AuthorityInput;
    expect((await add(given)).kind).toBe(kind);
  });

  test('is done once for a key; another authority under the key is a conflict', async () => {
    const first = await add({ ...DEPUTY, subject: 'deputy-b' }, 'same-key');
    expect(await add({ ...DEPUTY, subject: 'deputy-b' }, 'same-key')).toEqual(first);
    expect((await add({ ...DEPUTY, subject: 'deputy-c' }, 'same-key')).kind).toBe('key-conflict');
  });

  test.each([
    ['UPDATE signing_authority SET name = name', 'permission denied'],
    ['DELETE FROM signing_authority', 'permission denied'],
    ['UPDATE document_number SET text = text', 'permission denied'],
    ['DELETE FROM document_number', 'permission denied'],
  ])('the application may not rewrite what was entered: %s', async (sql, refusal) => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await expect(client.query(sql).finally(() => client.end())).rejects.toThrow(refusal);
  });
});

describe('a signature', () => {
  test('made after an authority was ended is refused, however long the command waits; one accepted before it stands', async () => {
    clock.set('2026-08-19T09:00:00+07:00');
    const { code, id } = await counter.takeIn({ agencyCode: 'H99.33' });
    clock.set('2026-09-10T09:00:00+07:00');
    await counter.wake(id);
    const [own] = (await listSigningAuthorities(engine, { province: 'H99', agency: 'H99.33', limit: 50 })).filter(({ subject }) => subject === 'signatory@H99.33');
    clock.set('2026-09-10T10:00:00+07:00');
    await endSigningAuthority(engine, own?.id ?? '', ADMIN, clock);
    clock.set('2026-09-10T10:00:01+07:00');
    const refused = await counter.give(person('signatory', 'H99.33'), code, 'SignApology', { reasonCode: 'complex' });
    expect(refused.outcome).toMatchObject({ kind: 'refused', refusal: { code: 'no-signing-authority', data: { agency: 'H99.33' } } });
  });

  test('whose authority was exchanged in the database is named by verification', async () => {
    clock.set('2026-09-11T09:00:00+07:00');
    const { code, id } = await counter.takeIn({ agencyCode: 'H99.32' });
    clock.set('2026-09-28T09:00:00+07:00');
    await counter.wake(id);
    expect((await counter.give(person('signatory'), code, 'SignApology', { reasonCode: 'complex' })).status).toBe('applied');
    expect(await verifyLedger(engine)).toMatchObject({ ok: true });
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query('ALTER TABLE signing_authority DISABLE TRIGGER USER');
    await owner.query(`UPDATE signing_authority SET valid_until = $1 WHERE agency = 'H99.32' AND subject = 'signatory@H99'`, [parseInstant('2026-09-27T00:00:00+07:00')]);
    await owner.end();
    expect(await verifyLedger(engine)).toMatchObject({ ok: false, fault: { kind: 'authority', code, detail: expect.stringContaining('not in force then') as string } });
  });
});
