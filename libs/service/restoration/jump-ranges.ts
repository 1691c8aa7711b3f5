import { CODE_STYLES, type Instant, localDateOf, sameClockAfter, yearOf } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';

/** A range no code or number is given from any more. */
export interface PassedRange {
  readonly kind: 'dossier-code' | 'case-code' | 'document-number';
  readonly series: string;
  readonly first: number;
  readonly last: number;
}

/** What a restore may have lost: everything after `knownUntil`, up to the moment it was restored. */
export interface LostWindow {
  readonly knownUntil: Instant;
  readonly restoredAt: Instant;
}

/** How many codes and document numbers are passed over in each series. */
export interface Gaps {
  readonly codes: number;
  readonly numbers: number;
}

/** What is entered late bears the code of the day it was received on. */
const ENTERED_LATE_DAYS = 7;

/**
 * Passes over everything the lost window may have given out: codes of dossiers of every desk and day of it and of the week before, codes of cases and numbers of documents of its years,
 * also of series that had not begun yet. Returns the ranges.
 */
export async function passOverRanges(engine: Pick<Engine, 'rules' | 'options'>, tx: Transaction, window: LostWindow, { codes, numbers }: Gaps): Promise<readonly PassedRange[]> {
  const dossierKeys = await dossierSeries(engine, tx, window);
  const caseKeys = await caseSeries(tx, window);
  const dossierCodes = await passOverCodes(tx, 'dossier-code', dossierKeys, codes);
  const caseCodes = await passOverCodes(tx, 'case-code', caseKeys, codes);
  return [...dossierCodes, ...caseCodes, ...(await passOverNumbers(tx, yearsOf(window), numbers))];
}

async function dossierSeries({ rules, options: { codeStyle } }: Pick<Engine, 'rules' | 'options'>, tx: Transaction, { knownUntil, restoredAt }: LostWindow): Promise<readonly string[]> {
  const days = daysOf({ knownUntil: sameClockAfter(knownUntil, -ENTERED_LATE_DAYS), restoredAt });
  const desks = [...(await rules.agencies(tx)).values()].filter(({ desk }) => desk);
  const keys = desks.flatMap(({ unitCode }) => days.map((day) => codeStyle.counterKey(unitCode, day)));
  // Codes of the style that is not in use now may be given again once it is.
  const others = CODE_STYLES.filter(({ name }) => name !== codeStyle.name).flatMap((style) => desks.flatMap(({ unitCode }) => days.map((day) => style.counterKey(unitCode, day))));
  const begun = await tx.rows<{ key: string }>('SELECT key FROM code_counter WHERE key = ANY($1)', [others]);
  return [...new Set([...keys, ...begun.map(({ key }) => key)])];
}

async function caseSeries(tx: Transaction, window: LostWindow): Promise<readonly string[]> {
  const known = await tx.rows<{ key: string }>(`SELECT DISTINCT regexp_replace(key, '-\\d{4}$', '') AS key FROM code_counter WHERE starts_with(key, 'case:')`);
  return known.flatMap(({ key }) => yearsOf(window).map((year) => `${key}-${String(year)}`));
}

async function passOverCodes(tx: Transaction, kind: PassedRange['kind'], series: readonly string[], gap: number): Promise<readonly PassedRange[]> {
  const rows = await tx.rows<{ key: string; last: number }>(
    'INSERT INTO code_counter AS c (key, last) SELECT key, $2::integer FROM unnest($1::text[]) AS key ON CONFLICT (key) DO UPDATE SET last = c.last + excluded.last RETURNING key, last',
    [series, gap],
  );
  return rows.map(({ key, last }) => ({ kind, series: key, first: last - gap + 1, last }));
}

/** Of agencies that have numbered anything or have open dossiers: of others nothing was begun, and a first number of 101 would need an explanation for nothing. */
async function passOverNumbers(tx: Transaction, years: readonly number[], gap: number): Promise<readonly PassedRange[]> {
  const rows = await tx.rows<{ series: string; last: number }>(
    `INSERT INTO document_counter AS c (agency, symbol, year, last)
     SELECT agency, symbol, year, $2::integer FROM (SELECT agency FROM document_counter UNION SELECT competent_agency FROM dossier WHERE NOT closed UNION SELECT receiving_agency FROM dossier WHERE NOT closed) AS numbering
       CROSS JOIN (SELECT DISTINCT symbol FROM document_counter) AS symbols CROSS JOIN unnest($1::integer[]) AS year
     ON CONFLICT (agency, symbol, year) DO UPDATE SET last = c.last + excluded.last RETURNING agency || '/' || symbol || '/' || year AS series, last`,
    [years, gap],
  );
  return rows.map(({ series, last }) => ({ kind: 'document-number', series, first: last - gap + 1, last }));
}

/** A moment of each local day of a window, its last moment among them. */
export function daysOf({ knownUntil, restoredAt }: LostWindow): readonly Instant[] {
  const days: Instant[] = [];
  for (let at = knownUntil; at < restoredAt; at = sameClockAfter(at, 1)) days.push(at);
  return [...days, restoredAt];
}

function yearsOf({ knownUntil, restoredAt }: LostWindow): readonly number[] {
  const [first, last] = [yearOf(localDateOf(knownUntil)), yearOf(localDateOf(restoredAt))];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
