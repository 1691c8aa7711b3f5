import { describe, expect, test } from 'vitest';
import { eventOfRow, instant, parseInstant } from '#domain';
import { produceLetter, readDocumentSeries, readLedgerOf, seriesAt, takeDocumentNumber, voidDocumentNumber } from '#service';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;
const COMMUNES = ['H99.31', 'H99.32', 'H99.33'] as const;
const RECEIVED = '2026-08-19T09:00:00+07:00';
const LATE = '2026-09-10T09:00:00+07:00';
const PXL = (agency: string, year = 2026): { readonly agency: string; readonly symbol: string; readonly year: number } => ({ agency, symbol: 'PXL', year });

/** A late dossier of a commune whose apology waits for a signature. */
async function lateDossier(agencyCode: string): Promise<{ readonly code: string; readonly id: string }> {
  clock.set(RECEIVED);
  const dossier = await counter.takeIn({ agencyCode });
  clock.set(LATE);
  await counter.wake(dossier.id);
  return dossier;
}

async function signedNumber(id: string): Promise<string | undefined> {
  const signed = (await readLedgerOf(engine, id)).map(eventOfRow).find((event) => event.type === 'ApologySigned');
  return signed?.type === 'ApologySigned' ? signed.payload.documentNumber : undefined;
}

async function sign(code: string, documentNumber?: string): Promise<string> {
  const { outcome } = await counter.give(person('signatory'), code, 'SignApology', { reasonCode: 'complex', ...(documentNumber === undefined ? {} : { documentNumber }) });
  return outcome?.kind === 'refused' ? outcome.refusal.code : (outcome?.kind ?? 'pending');
}

/** As many at once as there are connections: more would wait for one, and on a busy machine give up. */
const CONNECTIONS = 8;

async function atOnce<T>(jobs: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
  const done: T[] = [];
  const waiting = jobs.values();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (const job of waiting) {
        done.push(await job());
      }
    }),
  );
  return done;
}

const lastOf = async (agency: string): Promise<number> => (await readDocumentSeries(engine, PXL(agency), 1)).last;

test('of two hundred apologies signed at once in three agencies each has its number, without doubles or gaps, though others take one and roll back', async () => {
  const begun = await Promise.all(COMMUNES.map(lastOf));
  const dossiers = [];
  for (let number = 0; number < 200; number += 1) {
    dossiers.push({ agency: COMMUNES[number % 3] ?? 'H99.31', ...(await lateDossier(COMMUNES[number % 3] ?? 'H99.31')) });
  }
  const rollBack = (agency: string, dossierId: string): Promise<unknown> =>
    engine.database
      .transaction(async (tx) => {
        await tx.run('SELECT 1 FROM dossier WHERE id = $1 FOR SHARE', [dossierId]);
        await takeDocumentNumber(tx, { series: seriesAt(agency, 'PXL', clock.now()), agencySymbol: 'UBND', dossierId, at: clock.now(), by: 'somebody' });
        throw new Error('rolled back');
      })
      .catch((error: unknown) => String(error));
  const outcomes = await atOnce<unknown>(dossiers.flatMap(({ agency, code, id }, index) => [() => sign(code), ...(index % 5 === 0 ? [() => rollBack(agency, id)] : [])]));
  expect(new Set(outcomes)).toEqual(new Set(['applied', 'Error: rolled back']));
  for (const [at, agency] of COMMUNES.entries()) {
    const own = dossiers.filter((dossier) => dossier.agency === agency);
    const numbers = await Promise.all(own.map(({ id }) => signedNumber(id)));
    const before = begun[at] ?? 0;
    expect([...numbers].sort()).toEqual(own.map((_, index) => `${String(before + index + 1)}/PXL-UBND`).sort());
    expect(await readDocumentSeries(engine, PXL(agency), 500)).toMatchObject({ last: before + own.length, gaps: [] });
  }
});

test('letters are produced while the dates of their dossiers pass: whoever takes dossier, letter and number takes them in one order', async () => {
  const dossiers = [];
  for (let number = 0; number < 20; number += 1) {
    clock.set(RECEIVED);
    const dossier = await counter.takeIn();
    clock.set('2026-08-26T08:00:00+07:00');
    await counter.wake(dossier.id);
    expect(await sign(dossier.code)).toBe('applied');
    dossiers.push(dossier);
  }
  clock.set(LATE);
  // Lateness owes the letter again that is being produced.
  await atOnce<unknown>(dossiers.flatMap(({ id }) => [() => produceLetter(engine, `${id}:apology:1`, clock.now()), () => counter.wake(id)]));
  await atOnce(dossiers.map(({ id }) => () => counter.wake(id)));
  for (const { id } of dossiers) {
    const types = (await readLedgerOf(engine, id)).map(({ type }) => type);
    expect(types.filter((type) => type === 'DossierBecameLate' || type === 'LetterIssued')).toHaveLength(2);
  }
});

describe('a number', () => {
  const AGENCY = 'H99.31';
  test('typed ahead of the count is entered, passed over later, and never given twice; what lies between is filled', async () => {
    const last = await lastOf(AGENCY);
    const [typed, doubled, ...next] = [await lateDossier(AGENCY), await lateDossier(AGENCY), await lateDossier(AGENCY), await lateDossier(AGENCY), await lateDossier(AGENCY)];
    expect(await sign(typed.code, `${String(last + 2)}/PXL-UBND`)).toBe('applied');
    expect((await readDocumentSeries(engine, PXL(AGENCY), 1)).gaps).toEqual([{ from: last + 1, to: last + 1 }]);
    expect(await sign(doubled.code, String(last + 2))).toBe('document-number-taken');
    expect(await signedNumber(doubled.id)).toBeUndefined();
    for (const { code } of next) {
      expect(await sign(code)).toBe('applied');
    }
    expect(await Promise.all(next.map(({ id }) => signedNumber(id)))).toEqual([last + 1, last + 3, last + 4].map((number) => `${String(number)}/PXL-UBND`));
    expect((await readDocumentSeries(engine, PXL(AGENCY), 1)).gaps).toEqual([]);
  });

  test('that is voided stays listed with reason, person and time, and the next one follows it', async () => {
    const first = await lateDossier(AGENCY);
    expect(await sign(first.code)).toBe('applied');
    const last = await lastOf(AGENCY);
    const voiding = (actor = person('admin')): ReturnType<typeof voidDocumentNumber> => voidDocumentNumber(engine, PXL(AGENCY), last, { actor, reason: 'misprint', agencySymbol: 'UBND' }, clock.now());
    expect(await voiding(), 'its letter is still to be produced').toEqual({ kind: 'letter-owed' });
    await produceLetter(engine, `${first.id}:apology:1`, clock.now());
    expect(await voiding()).toMatchObject({ kind: 'voided', entry: { number: last, voided: { by: 'admin-1', reason: 'misprint', at: clock.now() } } });
    expect((await voiding()).kind).toBe('voided');
    expect((await voiding(person('head'))).kind).toBe('already-voided');
    expect(await voidDocumentNumber(engine, PXL(AGENCY), last + 1, { actor: person('admin'), reason: 'never-used', agencySymbol: 'UBND' }, clock.now())).toEqual({ kind: 'not-found' });
    const { code, id } = await lateDossier(AGENCY);
    expect(await sign(code)).toBe('applied');
    expect(await signedNumber(id)).toBe(`${String(last + 1)}/PXL-UBND`);
    const { entries } = await readDocumentSeries(engine, PXL(AGENCY), 10, { number: last - 1, text: '~' });
    expect(entries.map(({ number, voided, dossierCode }) => [number, voided?.reason, dossierCode !== undefined])).toEqual([[last, 'misprint', true], [last + 1, undefined, true]]);
  });

  test.each([
    // signed at local time         series
    ['2026-12-31T23:59:59+07:00', 2026],
    ['2027-01-01T00:00:00+07:00', 2027],
  ])('signed at %s belongs to the local year %i', (at, year) => {
    expect(seriesAt('H99.31', 'PXL', instant(parseInstant(at))).year).toBe(year);
  });
});
