import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { eventOfRow, foldDossier } from '#domain';
import type { Transaction } from '#persistence';
import { genesisSealHash, hashSeal, SEAL_COLUMNS, type SealRow } from '../../libs/service/ledger/seal.js';
import { sumUpEvents } from '../../libs/service/ledger/sealed-events.js';
import { sealSignerOf } from '../../libs/service/ledger/signing.js';
import { readLedger } from '../../libs/service/ledger-writer.js';
import { sha256 } from '../../libs/service/open-engine.js';
import { append } from './ledger-seed.js';
import { contact, DAY_1, DAY_2, idOf, OF_ALPHA, OF_BETA, SealedLedger } from './sealed-ledger.js';

let ledger: SealedLedger;

beforeAll(async () => {
  ledger = await SealedLedger.open();
});
afterEach(() => ledger.restore());
afterAll(() => ledger.close());

/** SQL: everything there is of beta, figures included. */
const REMOVE_BETA = [
  ...['personal_record', 'search_token', 'dossier_event'].map((table) => `DELETE FROM ${table} WHERE ${OF_BETA}`),
  `DELETE FROM dossier WHERE id = '${idOf('b1')}'`,
];

/** Counts the figures anew, as one who removed a dossier would, so that only the seals can tell. */
const FORGET_BETA_IN_FIGURES = `UPDATE figure_cell SET measures = (SELECT array_agg(CASE WHEN n = 0 THEN 0 ELSE n - n / 3 END ORDER BY place) FROM unnest(measures) WITH ORDINALITY AS m (n, place))`;

/** Writes the last event of alpha anew, with every hash right and in the transaction the seal covers. */
async function rewriteTail(tx: Transaction): Promise<void> {
  const rows = (await readLedger(tx, idOf('a1'))).slice(0, 3);
  const removed = await tx.first<{ xact_id: string; cause: string }>(`SELECT xact_id, cause FROM dossier_event WHERE ${OF_ALPHA} AND seq = 4`);
  await tx.run(`DELETE FROM dossier_event WHERE ${OF_ALPHA} AND seq = 4`);
  const before = { ...ledger.alpha, state: foldDossier(rows.map(eventOfRow)), head: { seq: 3, hash: rows.at(-1)?.hash ?? '' } };
  await append(tx, before, [contact(DAY_2, 'agency')], DAY_2, removed?.cause);
  await tx.run(`UPDATE dossier_event SET xact_id = $1::xid8 WHERE ${OF_ALPHA} AND seq = 4`, [removed?.xact_id]);
}

/** Makes every seal anew over what stands there now. */
async function sealAnew(tx: Transaction): Promise<void> {
  const seals = await tx.rows<SealRow>(`SELECT ${SEAL_COLUMNS} FROM ledger_seal ORDER BY number`);
  let previous = genesisSealHash(sha256);
  for (const seal of seals) {
    const sum = await sumUpEvents(tx, seal.from_xact, seal.until_xact, sha256);
    const made = { ...seal, events: sum.events, dossiers: sum.dossiers, root: sum.root ?? '', prev_hash: previous };
    previous = hashSeal(made, sha256);
    await tx.run('UPDATE ledger_seal SET events = $2, dossiers = $3, root = $4, prev_hash = $5, hash = $6 WHERE number = $1', [seal.number, made.events, made.dossiers, made.root, made.prev_hash, previous]);
  }
}

describe('what only the seals show', () => {
  test('a dossier removed without a trace', async () => {
    await ledger.damage(...REMOVE_BETA, FORGET_BETA_IN_FIGURES);
    expect(await ledger.fault()).toMatchObject({ kind: 'seal-events', seal: 1 });
  });

  test('a tail cut off together with its head and its command', async () => {
    await ledger.damage(
      `DELETE FROM dossier_event WHERE ${OF_ALPHA} AND seq = 4`,
      `DELETE FROM command_inbox WHERE ${OF_ALPHA}`,
      `UPDATE dossier SET last_seq = 3, last_hash = (SELECT hash FROM dossier_event WHERE ${OF_ALPHA} AND seq = 3) WHERE id = '${idOf('a1')}'`,
    );
    expect(await ledger.fault()).toMatchObject({ kind: 'seal-events', seal: (await ledger.sealNumbers()).at(-1) });
  });

  test('a tail written anew with every hash right', async () => {
    await ledger.damage(rewriteTail);
    expect(await ledger.fault()).toMatchObject({ kind: 'seal-root', seal: (await ledger.sealNumbers()).at(-1) });
  });

  test('an event added behind a seal with every hash right', async () => {
    await ledger.damage(
      (tx) => append(tx, ledger.beta, [contact(DAY_1)], DAY_1),
      `UPDATE dossier_event SET xact_id = (SELECT min(xact_id) FROM dossier_event) WHERE ${OF_BETA} AND seq = 4`,
    );
    expect(await ledger.fault()).toMatchObject({ kind: 'seal-events', seal: 1 });
  });

  test.each([
    ['another seal', '(SELECT min(xact_id) FROM dossier_event)'],
    ['what is not sealed yet', '(SELECT max(xact_id) FROM dossier_event)'],
  ])('an event moved into the time of %s', async (_, xact) => {
    await ledger.damage(`UPDATE dossier_event SET xact_id = ${xact} WHERE ${OF_ALPHA} AND seq = 4`);
    expect(await ledger.fault()).toMatchObject({ kind: 'seal-events' });
  });
});

describe('damage to the seals', () => {
  test.each([
    ['another count', 'UPDATE ledger_seal SET events = events + 1 WHERE number = 1', 'seal-edited'],
    ['another moment', 'UPDATE ledger_seal SET sealed_at = sealed_at - 1 WHERE number = 1', 'seal-edited'],
    ['another predecessor', `UPDATE ledger_seal SET prev_hash = repeat('0', 64) WHERE number = 1`, 'seal-chain'],
    ['a removed seal', 'DELETE FROM ledger_seal WHERE number = 1', 'seal-missing'],
    ['a seal before the first', 'UPDATE ledger_seal SET number = 0 WHERE number = 1', 'seal-missing'],
  ])('by %s is found', async (_, statement, kind) => {
    await ledger.damage('DELETE FROM ledger_seal_signature WHERE number = 1', statement);
    expect(await ledger.fault({})).toMatchObject({ kind, seal: kind === 'seal-missing' ? 1 : expect.any(Number) as number });
  });

  test('by a root changed with its hash made right is found', async () => {
    const seal = { ...(await ledger.getSeal(1)), root: sha256('forged'), prev_hash: genesisSealHash(sha256) };
    await ledger.damage(`UPDATE ledger_seal SET root = '${seal.root}', hash = '${hashSeal(seal, sha256)}' WHERE number = 1`);
    expect(await ledger.fault({})).toMatchObject({ kind: 'seal-root', seal: 1 });
  });

  test('by a dossier removed together with the seal that covers it is found at the seal that is gone', async () => {
    await ledger.damage(...REMOVE_BETA, FORGET_BETA_IN_FIGURES, 'DELETE FROM ledger_seal_signature', 'DELETE FROM ledger_seal WHERE number = 1');
    expect(await ledger.fault({})).toMatchObject({ kind: 'seal-missing', seal: 1 });
  });

  test('by a chain and all seals made anew is found by the signature of a day that is over', async () => {
    await ledger.damage(...REMOVE_BETA, FORGET_BETA_IN_FIGURES, sealAnew);
    expect(await ledger.fault()).toMatchObject({ kind: 'signature' });
    await ledger.damage('DELETE FROM ledger_seal_signature');
    expect(await ledger.fault()).toMatchObject({ kind: 'signature-missing' });
  });
});

describe('a seal written down outside the database', () => {
  test('is confirmed while it stands', async () => {
    const last = await ledger.getSeal((await ledger.sealNumbers()).length);
    expect(await ledger.fault({ knownSeals: [last, await ledger.getSeal(1)] })).toMatchObject({ ok: true });
  });

  test('shows that the latest seals were cut off with the events they cover', async () => {
    const last = await ledger.getSeal((await ledger.sealNumbers()).length);
    await ledger.damage(`DELETE FROM ledger_seal WHERE number = ${String(last.number)}`);
    expect(await ledger.fault()).toMatchObject({ ok: true });
    expect(await ledger.fault({ knownSeals: [last] })).toMatchObject({ kind: 'seal-missing', seal: last.number });
  });

  test('shows that a chain was rewritten and the seals made anew where no day is signed', async () => {
    const last = await ledger.getSeal((await ledger.sealNumbers()).length);
    await ledger.damage(rewriteTail, sealAnew);
    expect(await ledger.fault()).toMatchObject({ ok: true });
    expect(await ledger.fault({ knownSeals: [last] })).toMatchObject({ kind: 'seal-replaced', seal: last.number });
  });
});

describe('damage to the signatures', () => {
  test('by a removed signature of a day that is over is found by who knows the key', async () => {
    await ledger.damage('DELETE FROM ledger_seal_signature');
    expect(await ledger.fault()).toMatchObject({ kind: 'signature-missing' });
    expect(await ledger.fault({})).toMatchObject({ ok: true });
  });

  test("by a stranger's signature is found by who knows the key", async () => {
    const stranger = sealSignerOf(randomBytes(32));
    await resign((seal) => [stranger.sign(seal), stranger.publicKey]);
    expect(await ledger.fault()).toMatchObject({ kind: 'signature' });
  });

  test('by a signature over something else is found by anybody', async () => {
    await resign((seal) => [ledger.signer.sign({ number: seal.number, hash: sha256('else') }), ledger.signer.publicKey]);
    expect(await ledger.fault({})).toMatchObject({ kind: 'signature' });
  });

  async function resign(make: (seal: SealRow) => readonly [string, string]): Promise<void> {
    await ledger.damage(async (tx) => {
      for (const { number } of await tx.rows<{ number: number }>('SELECT number FROM ledger_seal_signature')) {
        const seal = await tx.first<SealRow>(`SELECT ${SEAL_COLUMNS} FROM ledger_seal WHERE number = $1`, [number]);
        await tx.run('UPDATE ledger_seal_signature SET signature = $2, signing_key = $3 WHERE number = $1', [number, ...make(seal as SealRow)]);
      }
    });
  }
});
