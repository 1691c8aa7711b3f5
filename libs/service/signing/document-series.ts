import type { Actor, Instant } from '#domain';
import type { Engine } from '../engine.js';
import { type DocumentSeries, holdSeries, suffixOf } from './document-numbers.js';

/** Why a number is void; coded, so that nothing personal is written beside it. */
export const VOID_REASONS = ['misprint', 'wrong-dossier', 'withdrawn', 'entered-twice', 'never-used'] as const;
export type VoidReason = (typeof VOID_REASONS)[number];

/** A number of a series. Instants are epoch milliseconds. */
export interface DocumentNumberEntry {
  /** Absent for a typed one that begins with no number. */
  readonly number?: number;
  /** As printed. */
  readonly text: string;
  readonly typed: boolean;
  readonly dossierCode?: string;
  readonly takenAt: number;
  readonly takenBy: string;
  readonly voided?: { readonly at: number; readonly by: string; readonly reason: VoidReason };
}

/** A page of a series with what is missing of the whole of it. */
export interface DocumentSeriesPage {
  readonly entries: readonly DocumentNumberEntry[];
  /** Last number the engine gave. */
  readonly last: number;
  /** Numbers below the highest that nobody has taken: typed ones ran ahead of the count, which fills them. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
}

interface Row {
  readonly number: number | null;
  readonly text: string;
  readonly typed: boolean;
  readonly code: string | null;
  readonly taken_at: number;
  readonly taken_by: string;
  readonly voided_at: number | null;
  readonly voided_by: string | null;
  readonly void_reason: VoidReason | null;
}

/** Where a page of a series begins: behind this number, or among those without one behind this text. */
export interface SeriesPlace {
  readonly number: number;
  readonly text: string;
}

/** Stands for the number of those that have none, so that they come last. */
export const WITHOUT_NUMBER = 2_147_483_647;

/** Numbers of a series in their order, typed and voided ones among them. */
export async function readDocumentSeries(engine: Pick<Engine, 'database'>, { agency, symbol, year }: DocumentSeries, limit: number, after?: SeriesPlace): Promise<DocumentSeriesPage> {
  const { read } = engine.database;
  const series = [agency, symbol, year];
  const [rows, counter, gaps] = await Promise.all([
    read.rows<Row>(
      `SELECT n.number, n.text, n.typed, d.code, n.taken_at, n.taken_by, n.voided_at, n.voided_by, n.void_reason
       FROM document_number n LEFT JOIN dossier d ON d.id = n.dossier_id
       WHERE n.agency = $1 AND n.symbol = $2 AND n.year = $3 AND ($4::integer IS NULL OR (coalesce(n.number, ${String(WITHOUT_NUMBER)}), n.text) > ($4, $5))
       ORDER BY coalesce(n.number, ${String(WITHOUT_NUMBER)}), n.text LIMIT $6`,
      [...series, after?.number ?? null, after?.text ?? null, limit],
    ),
    read.first<{ last: number }>('SELECT last FROM document_counter WHERE agency = $1 AND symbol = $2 AND year = $3', series),
    read.rows<{ from: number; to: number }>(
      `SELECT before + 1 AS from, number - 1 AS to FROM (
         SELECT number, coalesce(lag(number) OVER (ORDER BY number), (SELECT begun FROM document_counter WHERE agency = $1 AND symbol = $2 AND year = $3), 0) AS before
         FROM document_number WHERE agency = $1 AND symbol = $2 AND year = $3 AND number IS NOT NULL
       ) AS taken WHERE number > before + 1 ORDER BY number`,
      series,
    ),
  ]);
  return { entries: rows.map(entryOf), last: counter?.last ?? 0, gaps };
}

/** What voiding came to; a number may be voided once. */
export type Voiding = { readonly kind: 'voided'; readonly entry: DocumentNumberEntry } | { readonly kind: 'not-found' | 'already-voided' | 'letter-owed' };

/**
 * Voids a number: it stays listed with reason, person and time, and is never given again. One that nobody took may be voided
 * where the series has gone past it, as a sheet spoilt in the agency's own register. Not while the letter that bears it is still to be
 * produced: that would go out under a void number.
 */
export async function voidDocumentNumber(engine: Pick<Engine, 'database'>, series: DocumentSeries, number: number, by: { readonly actor: Actor; readonly reason: VoidReason; readonly agencySymbol: string | undefined }, at: Instant): Promise<Voiding> {
  const { agency, symbol, year } = series;
  const place = [agency, symbol, year, number];
  return engine.database.transaction(async (tx): Promise<Voiding> => {
    await holdSeries(tx, series);
    const highest = await tx.first<{ n: number | null }>('SELECT max(number) AS n FROM document_number WHERE agency = $1 AND symbol = $2 AND year = $3', [agency, symbol, year]);
    if (number > (highest?.n ?? 0)) {
      return { kind: 'not-found' };
    }
    const waiting = await tx.first(
      `SELECT FROM document_number n JOIN letter l ON l.key = n.letter_key AND l.status = 'owed' WHERE n.agency = $1 AND n.symbol = $2 AND n.year = $3 AND n.number = $4 AND n.voided_at IS NULL`,
      place,
    );
    if (waiting !== undefined) {
      return { kind: 'letter-owed' };
    }
    await tx.run(
      `INSERT INTO document_number (agency, symbol, year, number, text, typed, taken_at, taken_by) VALUES ($1, $2, $3, $4, $5, TRUE, $6, $7) ON CONFLICT DO NOTHING`,
      [...place, `${String(number)}${suffixOf(series, by.agencySymbol)}`, at, by.actor.subject],
    );
    const voided = await tx.run(
      `UPDATE document_number SET voided_at = $5, voided_by = $6, void_reason = $7 WHERE agency = $1 AND symbol = $2 AND year = $3 AND number = $4 AND voided_at IS NULL`,
      [...place, at, by.actor.subject, by.reason],
    );
    const row = await tx.first<Row>(
      `SELECT n.number, n.text, n.typed, d.code, n.taken_at, n.taken_by, n.voided_at, n.voided_by, n.void_reason
       FROM document_number n LEFT JOIN dossier d ON d.id = n.dossier_id WHERE n.agency = $1 AND n.symbol = $2 AND n.year = $3 AND n.number = $4`,
      place,
    );
    return row === undefined ? { kind: 'not-found' } : voided === 0 && !(row.voided_by === by.actor.subject && row.void_reason === by.reason) ? { kind: 'already-voided' } : { kind: 'voided', entry: entryOf(row) };
  });
}

function entryOf(row: Row): DocumentNumberEntry {
  const { voided_at: at, voided_by: by, void_reason: reason } = row;
  return {
    ...(row.number === null ? {} : { number: row.number }),
    text: row.text,
    typed: row.typed,
    ...(row.code === null ? {} : { dossierCode: row.code }),
    takenAt: row.taken_at,
    takenBy: row.taken_by,
    ...(at === null || by === null || reason === null ? {} : { voided: { at, by, reason } }),
  };
}
