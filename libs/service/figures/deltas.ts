import { type FigureDelta, splitDeltas } from '#domain/figures';
import type { Transaction } from '#persistence';

/** Columns of deltas in the order in which they are written. */
export const DELTA_COLUMN_LIST: readonly string[] = ['day', 'province', 'agency', 'procedure_code', 'field_code', 'channel', 'officer', 'measures'];
/** The same, as SQL lists them. */
export const DELTA_COLUMNS = DELTA_COLUMN_LIST.join(', ');

/** A delta in the order of `DELTA_COLUMN_LIST`. */
export function deltaValues({ day, province, agency, procedureCode, fieldCode, channel, officer, measures }: FigureDelta): readonly (string | number)[] {
  return [day, province, agency, procedureCode, fieldCode, channel, officer, arrayOf(measures)];
}

function arrayOf(measures: readonly number[]): string {
  return `{${measures.join(',')}}`;
}

/**
 * Adds what a transaction did to the figures, in the same transaction and in one statement: the figures are right at its
 * commit, and no counter is updated. Merge the deltas first (`mergeDeltas`); what one row cannot hold goes into several.
 */
export async function insertDeltas(tx: Pick<Transaction, 'run'>, deltas: readonly FigureDelta[]): Promise<void> {
  await insertInto(tx, 'figure_delta', 'smallint', splitDeltas(deltas));
}

/** Makes the table of a recount where the transaction has none yet: deltas gathered over many dossiers, so counts are wider, and no wider than a sum takes without memory of its own for each. */
export const RECOUNTED_TABLE = `CREATE TEMPORARY TABLE IF NOT EXISTS recounted_delta (
  day integer NOT NULL, province text NOT NULL, agency text NOT NULL, procedure_code text NOT NULL, field_code text NOT NULL,
  channel text NOT NULL, officer text NOT NULL, measures integer[] NOT NULL) ON COMMIT DROP`;

/** Adds deltas to the table of a recount. */
export async function insertRecounted(tx: Pick<Transaction, 'run'>, deltas: readonly FigureDelta[]): Promise<void> {
  await insertInto(tx, 'recounted_delta', 'integer', deltas);
}

async function insertInto(tx: Pick<Transaction, 'run'>, table: 'figure_delta' | 'recounted_delta', count: 'smallint' | 'integer', deltas: readonly FigureDelta[]): Promise<void> {
  if (deltas.length === 0) {
    return;
  }
  await tx.run(`INSERT INTO ${table} (${DELTA_COLUMNS}) ${unnestedDeltas(count)}`, deltaParameters(deltas));
}

/** SQL: rows of deltas from the parameters `deltaParameters` gives, which are the statement's first. */
export function unnestedDeltas(count: 'smallint' | 'integer'): string {
  return `SELECT day, province, agency, procedure_code, field_code, channel, officer, measures::${count}[] AS measures
     FROM unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
       AS delta (${DELTA_COLUMNS})`;
}

/** The columns of deltas as parameters. */
export function deltaParameters(deltas: readonly FigureDelta[]): readonly unknown[] {
  return [
    deltas.map(({ day }) => day),
    deltas.map(({ province }) => province),
    deltas.map(({ agency }) => agency),
    deltas.map(({ procedureCode }) => procedureCode),
    deltas.map(({ fieldCode }) => fieldCode),
    deltas.map(({ channel }) => channel),
    deltas.map(({ officer }) => officer),
    deltas.map(({ measures }) => arrayOf(measures)),
  ];
}
