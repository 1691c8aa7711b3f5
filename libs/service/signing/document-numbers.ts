import { type Instant, localDateOf, yearOf } from '#domain';
import type { Transaction } from '#persistence';

/** Numbers that run on without a gap: of one agency, one kind of document and one year of the local day they are dated. */
export interface DocumentSeries {
  readonly agency: string;
  /** Letters of the kind of document, as `PXL`. */
  readonly symbol: string;
  readonly year: number;
}

/** What takes a number. */
export interface NumberTaking {
  readonly series: DocumentSeries;
  /** Symbol of the agency, the part after the hyphen in `15/PXL-STNMT`. */
  readonly agencySymbol: string | undefined;
  /** Absent where the document is about no one dossier, as a register. */
  readonly dossierId?: string;
  /** Key of the letter that bears the number, where it is known. */
  readonly letter?: string;
  readonly at: Instant;
  readonly by: string;
}

/** The series a document of this date belongs to. */
export function seriesAt(agency: string, symbol: string, datedAt: Instant): DocumentSeries {
  return { agency, symbol, year: yearOf(localDateOf(datedAt)) };
}

/**
 * The next number of a series, as printed. Those who take from one series wait for each other until they commit, so that what
 * is rolled back leaves no gap; numbers typed ahead of the count are passed over. The dossier must be locked before, never after.
 */
export async function takeDocumentNumber(tx: Transaction, taking: NumberTaking): Promise<string> {
  const { series, agencySymbol, dossierId, letter, at, by } = taking;
  const last = await holdSeries(tx, series);
  const row = await tx.first<{ text: string }>(
    `WITH next AS (
       SELECT min(n) AS n FROM generate_series($4::integer + 1,
         $4::integer + 1 + (SELECT count(*)::integer FROM document_number WHERE agency = $1 AND symbol = $2 AND year = $3 AND number > $4)) AS n
       WHERE NOT EXISTS (SELECT FROM document_number d WHERE d.agency = $1 AND d.symbol = $2 AND d.year = $3 AND d.number = n)
     ), counted AS (
       UPDATE document_counter SET last = next.n FROM next WHERE agency = $1 AND symbol = $2 AND year = $3
     )
     INSERT INTO document_number (agency, symbol, year, text, number, typed, letter_key, dossier_id, taken_at, taken_by)
     SELECT $1, $2, $3, n || $5, n, FALSE, $6, $7, $8, $9 FROM next RETURNING text`,
    [series.agency, series.symbol, series.year, last, suffixOf(series, agencySymbol), letter ?? null, dossierId ?? null, at, by],
  );
  if (row === undefined) {
    throw new Error(`No number of ${series.symbol} could be taken for ${series.agency}`);
  }
  return row.text;
}

/**
 * Enters a number typed from an agency's own register; returns it as printed (a bare number is given its symbols), or
 * `undefined` when the series has it already. It belongs to the series whose symbol it states.
 */
export async function enterTypedNumber(tx: Transaction, typed: string, taking: NumberTaking): Promise<string | undefined> {
  const series = { ...taking.series, symbol: statedSymbol(typed) ?? taking.series.symbol };
  const text = /^\d+$/u.test(typed) ? `${String(Number(typed))}${suffixOf(series, taking.agencySymbol)}` : typed;
  await holdSeries(tx, series);
  const entered = await tx.run(
    `INSERT INTO document_number (agency, symbol, year, text, number, typed, letter_key, dossier_id, taken_at, taken_by)
     VALUES ($1, $2, $3, $4, $5, TRUE, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [series.agency, series.symbol, series.year, text, leadingNumber(text) ?? null, taking.letter ?? null, taking.dossierId ?? null, taking.at, taking.by],
  );
  return entered === 0 ? undefined : text;
}

/** The number a letter bears already, voided ones aside. */
export async function numberOfLetter(tx: Pick<Transaction, 'first'>, letter: string): Promise<string | undefined> {
  return (await tx.first<{ text: string }>('SELECT text FROM document_number WHERE letter_key = $1 AND voided_at IS NULL ORDER BY taken_at DESC LIMIT 1', [letter]))?.text;
}

/** Locks a series until the transaction ends, beginning it when it is new; the last number the engine gave. */
export async function holdSeries(tx: Pick<Transaction, 'first'>, { agency, symbol, year }: DocumentSeries): Promise<number> {
  const row = await tx.first<{ last: number }>(
    `INSERT INTO document_counter AS c (agency, symbol, year, last) VALUES ($1, $2, $3, 0)
     ON CONFLICT (agency, symbol, year) DO UPDATE SET last = c.last RETURNING last`,
    [agency, symbol, year],
  );
  return row?.last ?? 0;
}

/** What stands behind the number, as `/PXL-STNMT`. */
export function suffixOf({ symbol }: DocumentSeries, agencySymbol: string | undefined): string {
  return `/${symbol}${agencySymbol === undefined ? '' : `-${agencySymbol}`}`;
}

// A number the integer column cannot hold is told apart by its text alone.
const LEADING = /^(?:[Ss]ố )?0*(\d{1,6})(?=$|[/_.-])/u;

function leadingNumber(text: string): number | undefined {
  const number = Number(LEADING.exec(text)?.[1] ?? 0);
  return number > 0 ? number : undefined;
}

function statedSymbol(text: string): string | undefined {
  return /^(?:[Ss]ố )?\d{1,6}\/([A-ZĂÂĐÊÔƠƯ]{1,12})(?=$|-)/u.exec(text)?.[1];
}
