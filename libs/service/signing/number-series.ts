import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';
import { type ChangeAuthor, keepChange, knownChange } from '../catalogue/changes.js';
import { type DocumentSeries, holdSeries } from './document-numbers.js';

/** A series of numbers as it stands. */
export interface NumberSeries extends DocumentSeries {
  /** Last number of the agency's own register before the engine gave the first; 0 where the engine began the series. */
  readonly begun: number;
  /** Last number the engine gave. */
  readonly last: number;
  readonly taken: number;
  readonly voided: number;
}

/** Series of an agency, the newest year first. */
export async function listNumberSeries(read: Reader, agency: string): Promise<readonly NumberSeries[]> {
  return read.rows<NumberSeries>(
    `SELECT c.agency, c.symbol, c.year, c.begun, c.last, count(n.text)::integer AS taken, count(n.voided_at)::integer AS voided
     FROM document_counter c LEFT JOIN document_number n ON n.agency = c.agency AND n.symbol = c.symbol AND n.year = c.year
     WHERE c.agency = $1 GROUP BY c.agency, c.symbol, c.year ORDER BY c.year DESC, c.symbol`,
    [agency],
  );
}

/** What setting a beginning came to. `in-use`: the engine has given numbers of it already. */
type SeriesBeginning = { readonly kind: 'begun'; readonly series: NumberSeries } | { readonly kind: 'in-use'; readonly last: number } | { readonly kind: 'key-conflict' };

/**
 * Says up to which number the agency's own register had come when the engine took the series over; it goes on behind that. Once for a key,
 * and only until it has given the first number: a series has no holes.
 */
export async function beginNumberSeries({ database }: Pick<Engine, 'database'>, series: DocumentSeries, begun: number, author: ChangeAuthor): Promise<SeriesBeginning> {
  return database.transaction(async (tx): Promise<SeriesBeginning> => {
    const known = await knownChange(tx, author);
    if (known === 'key-conflict') {
      return { kind: 'key-conflict' };
    }
    const { agency, symbol, year } = series;
    if (known === undefined) {
      const last = await holdSeries(tx, series);
      const given = await tx.first('SELECT FROM document_number WHERE agency = $1 AND symbol = $2 AND year = $3 AND NOT typed LIMIT 1', [agency, symbol, year]);
      if (given !== undefined) {
        return { kind: 'in-use', last };
      }
      await tx.run('UPDATE document_counter SET last = $4, begun = $4 WHERE agency = $1 AND symbol = $2 AND year = $3', [agency, symbol, year, begun]);
      await keepChange(tx, { subject: 'number-series', code: `${agency}/${symbol}/${String(year)}`, before: { begun: last }, after: { begun } }, author);
    }
    const found = (await listNumberSeries(tx, agency)).find((one) => one.symbol === symbol && one.year === year);
    if (found === undefined) {
      throw new Error(`The series ${symbol} of ${agency} vanished while it was begun`);
    }
    return { kind: 'begun', series: found };
  });
}
