import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventOfRow, foldDossier, type NewEvent } from '#domain';
import type { Transaction } from '#persistence';
import { publishRoots, readRoot } from '#service';
import { genesisSealHash, hashSeal, SEAL_COLUMNS, type SealRow } from '../../libs/service/ledger/seal.js';
import { sumUpEvents } from '../../libs/service/ledger/sealed-events.js';
import { readLedger } from '../../libs/service/ledger-writer.js';
import { sha256 } from '../../libs/service/open-engine.js';
import { append } from './ledger-seed.js';
import { contact, DAY_1, idOf, OF_BETA, SealedLedger } from './sealed-ledger.js';

const folder = await mkdtemp(join(tmpdir(), 'dunghan-roots-'));
let ledger: SealedLedger;

beforeAll(async () => {
  ledger = await SealedLedger.open();
  await publishRoots(ledger, folder);
});
afterEach(() => ledger.restore());
afterAll(async () => {
  await ledger.close();
  await rm(folder, { recursive: true });
});

const read = async (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
const trusted = (): readonly string[] => [ledger.signer.publicKey];

async function published(): Promise<readonly [name: string, text: string]> {
  const [name = ''] = (await readdir(folder)).filter((each) => each.endsWith('.json')).sort();
  return [name, await read(name)];
}

/** What the owner of the database can do best: exchanges an event, and makes chain, seals and signatures right again with a key of their own. */
async function exchange(tx: Transaction): Promise<void> {
  const [first, second, third] = (await readLedger(tx, idOf('b1'))).map(eventOfRow);
  if (first === undefined || second === undefined || third === undefined) throw new Error('beta has three events');
  const removed = await tx.first<{ xact_id: string; cause: string; hash: string }>(`SELECT e.xact_id, e.cause, (SELECT hash FROM dossier_event WHERE ${OF_BETA} AND seq = 1) AS hash FROM dossier_event e WHERE ${OF_BETA} AND seq = 2`);
  await tx.run(`DELETE FROM dossier_event WHERE ${OF_BETA} AND seq >= 2`);
  const { type, occurredAt, payload } = third;
  await append(tx, { ...ledger.beta, state: foldDossier([first]), head: { seq: 1, hash: removed?.hash ?? '' } }, [contact(second.occurredAt, 'agency'), { type, occurredAt, payload } as NewEvent], DAY_1, removed?.cause);
  await tx.run(`UPDATE dossier_event SET xact_id = $1::xid8 WHERE ${OF_BETA} AND seq >= 2`, [removed?.xact_id]);
  const signed = new Set((await tx.rows<{ number: number }>('SELECT number FROM ledger_seal_signature')).map(({ number }) => number));
  await tx.run('DELETE FROM ledger_seal_signature');
  let previous = genesisSealHash(sha256);
  for (const seal of await tx.rows<SealRow>(`SELECT ${SEAL_COLUMNS} FROM ledger_seal ORDER BY number`)) {
    const sum = await sumUpEvents(tx, seal.from_xact, seal.until_xact, sha256);
    const made = { ...seal, events: sum.events, dossiers: sum.dossiers, root: sum.root ?? '', prev_hash: previous };
    previous = hashSeal(made, sha256);
    await tx.run('UPDATE ledger_seal SET events = $2, dossiers = $3, root = $4, prev_hash = $5, hash = $6 WHERE number = $1', [seal.number, made.events, made.dossiers, made.root, made.prev_hash, previous]);
    if (signed.has(seal.number)) await tx.run('INSERT INTO ledger_seal_signature (number, signature, signing_key, signed_at) VALUES ($1, $2, $3, $4)', [seal.number, ledger.signer.sign({ number: seal.number, hash: previous }), ledger.signer.publicKey, seal.sealed_at]);
  }
}

test('the root of each signed seal is written once, named by its day and seal, and checks by itself', async () => {
  const [name, text] = await published();
  expect(name).toMatch(/^2026-08-19-seal-\d+-[0-9a-f]{12}\.json$/u);
  expect(readRoot(text, trusted(), sha256)).toMatchObject({ day: '2026-08-19', signingKey: ledger.signer.publicKey });
  expect(await publishRoots(ledger, folder)).toEqual([]);
  expect(await read(name)).toBe(text);
});

test('the ledger holds to the root it was published with', async () => {
  const root = readRoot((await published())[1], trusted(), sha256);
  expect(await ledger.fault({ ...ledger.trusted, knownSeals: [root.seal] })).toMatchObject({ ok: true });
});

test('whoever owns the database and makes everything right again, with the very key that signs, is found by the root and by nothing else', async () => {
  const root = readRoot((await published())[1], trusted(), sha256);
  await ledger.damage(exchange);
  expect(await ledger.fault()).toMatchObject({ ok: true });
  expect(await ledger.fault({ ...ledger.trusted, knownSeals: [root.seal] })).toMatchObject({ kind: 'seal-replaced', seal: root.seal.number });
});

test('a seal made anew is not published beside the root that was: the pass fails and says whom to ask', async () => {
  const [name] = await published();
  await ledger.damage(exchange);
  await expect(publishRoots(ledger, folder)).rejects.toThrow(`is not the one whose root was published as ${name}`);
});

test.each([
  ['its events were counted otherwise', (text: string) => text.replace(/"events": \d+/u, '"events": 99'), /does not give its hash/u],
  ['another signed it', (text: string) => text.replace(/"signature": "[^"]+"/u, `"signature": "${Buffer.alloc(64).toString('base64')}"`), /its signature is not that of its key/u],
  ['it says something more', (text: string) => text.replace('{', '{"more": 1,'), /no root of a ledger/u],
  ['it is cut off', (text: string) => text.slice(0, 200), /no root of a ledger/u],
])('a root is refused when %s', async (_what, change, said) => {
  const [, text] = await published();
  const path = join(folder, 'changed');
  await writeFile(path, change(text));
  const changed = await readFile(path, 'utf8');
  expect(() => readRoot(changed, trusted(), sha256)).toThrow(said);
});

test('a root signed by a key nobody trusts is refused', async () => {
  const [, text] = await published();
  expect(() => readRoot(text, ['another'], sha256)).toThrow(/which is not a trusted key/u);
});
