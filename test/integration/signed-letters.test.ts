import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventOfRow, type IssuedLetter, type SentLetter } from '#domain';
import { type Engine, produceLetter, readLedgerOf, readLetter, tellOfIssued, tellOfSent, verifyLedger } from '#service';
import { makeTestCertificate } from '../../apps/local/test-certificate.js';
import { openP12Signer, SigningKeyError } from '../../apps/worker/p12-signer.js';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { person, testCounter } from '../support/engine.js';
import { checkSignature } from '../support/pdf-signature.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, database } = counter;
const PASSPHRASE = 'for tests only';
let folder = '';
let engine: Engine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dunghan-sign-'));
  await writeFile(join(folder, 'default.p12'), makeTestCertificate(PASSPHRASE, clock.now()));
  engine = { ...counter.engine, signer: openP12Signer({ folder, passphrase: PASSPHRASE, isDemanded: true }) };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Signed {
  readonly id: string;
  readonly code: string;
  readonly key: string;
}

/** A late dossier whose apology somebody of the commune signed. */
async function signed(actor = person('signatory')): Promise<Signed> {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  clock.set('2026-08-28T09:00:00+07:00');
  await counter.wake(id);
  expect((await counter.give(actor, code, 'SignApology', { reasonCode: 'complex' })).status).toBe('applied');
  return { id, code, key: `${id}:apology:1` };
}

async function produced(by: Engine = engine, actor = person('signatory')): Promise<Signed & { readonly pdf: Uint8Array }> {
  const dossier = await signed(actor);
  await produceLetter(by, dossier.key, clock.now());
  return { ...dossier, pdf: (await readLetter(by, dossier.key)) ?? new Uint8Array() };
}

const eventsOf = async (id: string, type: 'LetterIssued' | 'LetterSent'): Promise<readonly unknown[]> =>
  (await readLedgerOf(engine, id)).map(eventOfRow).filter((event) => event.type === type).map(({ payload }) => payload);

describe('a letter signed under authority', () => {
  test('names in its signature block the office signed for, the signatory\'s own and the name; of a commune the body it decides as', async () => {
    const text = async (actor: ReturnType<typeof person>): Promise<string> => (await readPdf(new Uint8Array((await produced(engine, actor)).pdf))).text.replace(/\s+/g, ' ');
    expect(await text(person('signatory'))).toContain('TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH');
    const own = await text(person('signatory', 'H99.31'));
    expect(own).toContain('TM. ỦY BAN NHÂN DÂN CHỦ TỊCH');
    expect(own).not.toContain('KT.');
    expect(own).toContain('Người ký thử nghiệm');
    expect(own).toMatch(/Số: \d+\/PXL-UBND/u);
  });

  test('carries a PKCS#7 signature over all of the file but itself, stays readable, and one flipped byte breaks it', async () => {
    const { pdf } = await produced();
    const { text } = await readPdf(new Uint8Array(pdf));
    expect(text.replace(/\s+/g, ' ')).toContain('PHIẾU XIN LỖI');
    const check = checkSignature(pdf);
    expect(check.isWhole).toBe(true);
    expect(check.isSound).toBe(true);
    const broken = new Uint8Array(pdf);
    broken[100] = (broken[100] ?? 0) ^ 1;
    expect(checkSignature(broken).isSound).toBe(false);
  });

  test('is produced once: asked again it is the same file', async () => {
    const { key, pdf } = await produced();
    await produceLetter(engine, key, clock.add(60_000));
    expect(await readLetter(engine, key)).toEqual(pdf);
  });

  test('is told to the ledger once, with hash, number, authority and certificate, also of a closed dossier', async () => {
    const { id, key, pdf } = await produced();
    await counter.wake(id);
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    const [issued = { letter: '', form: '', sha256: '' }, ...others] = (await eventsOf(id, 'LetterIssued')) as IssuedLetter[];
    expect(others).toEqual([]);
    expect(issued).toMatchObject({ letter: key, form: '04', sha256, documentNumber: expect.stringMatching(/^\d+\/PXL-UBND$/u) as string, signedAs: { capacity: 'KT.' }, certificate: checkSignature(pdf).fingerprint });
    await engine.database.transaction((tx) => tellOfIssued(engine, tx, id, issued, clock.now()));
    await counter.wake(id);
    expect(await eventsOf(id, 'LetterIssued')).toHaveLength(1);
  });

  test('whose stored file is not the one issued is named by verification', async () => {
    const { id, key, code } = await produced();
    await counter.wake(id);
    expect(await verifyLedger(engine)).toMatchObject({ ok: true });
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const [{ was } = { was: '' }] = (await owner.query<{ was: string }>('SELECT pdf_sha256 AS was FROM letter WHERE key = $1', [key])).rows;
    await owner.query('INSERT INTO letter_content (sha256, key_ref, sealed_for, ciphertext) SELECT $2, key_ref, sealed_for, ciphertext FROM letter_content WHERE sha256 = $1', [was, 'f'.repeat(64)]);
    await owner.query('UPDATE letter SET pdf_sha256 = $2 WHERE key = $1', [key, 'f'.repeat(64)]);
    expect(await verifyLedger(engine)).toMatchObject({ ok: false, fault: { kind: 'letter', code } });
    await owner.query('UPDATE letter SET pdf_sha256 = $2 WHERE key = $1', [key, was]);
    await owner.end();
  });

  test('that was sent is told to the ledger once, in the transaction that marks it sent', async () => {
    const { id, key } = await produced();
    const sent: SentLetter = { letter: key, channel: 'email', receipt: 'b'.repeat(64) };
    await expect(engine.database.transaction(async (tx) => { await tellOfSent(engine, tx, id, sent, clock.now()); throw new Error('not marked'); })).rejects.toThrow('not marked');
    await counter.wake(id);
    expect(await eventsOf(id, 'LetterSent')).toEqual([]);
    for (let time = 0; time < 2; time += 1) {
      await engine.database.transaction((tx) => tellOfSent(engine, tx, id, sent, clock.now()));
      await counter.wake(id);
    }
    expect(await eventsOf(id, 'LetterSent')).toEqual([expect.objectContaining(sent)]);
  });
});

describe('an installation', () => {
  test('without a signer sends letters to be signed by hand: the ledger is told without a certificate', async () => {
    const { id, pdf } = await produced(counter.engine);
    await counter.wake(id);
    expect(Buffer.from(pdf).includes('/ByteRange')).toBe(false);
    expect((await eventsOf(id, 'LetterIssued'))[0]).not.toHaveProperty('certificate');
  });

  test('that demands digital signatures holds a letter back while there is no key for its agency, with a task, and sends it when there is', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'dunghan-sign-'));
    const strict: Engine = { ...counter.engine, signer: openP12Signer({ folder: empty, passphrase: PASSPHRASE, isDemanded: true }) };
    const { key } = await signed();
    await expect(produceLetter(strict, key, clock.now())).rejects.toThrow(SigningKeyError);
    expect(await readLetter(strict, key)).toBeUndefined();
    await writeFile(join(empty, 'H99.31.p12'), makeTestCertificate(PASSPHRASE, clock.now()));
    await produceLetter(strict, key, clock.now());
    expect(checkSignature((await readLetter(strict, key)) ?? new Uint8Array()).isSound).toBe(true);
    await rm(empty, { recursive: true });
  });

  test('whose key file cannot be opened says which and why', async () => {
    const wrong = openP12Signer({ folder, passphrase: 'another', isDemanded: false });
    await expect(wrong.sign(new Uint8Array(), { agency: 'H99.31', authority: { authority: 'a', capacity: 'head' }, signedAt: 0 })).rejects.toThrow(/default\.p12 cannot be used to sign letters/u);
  });
});
