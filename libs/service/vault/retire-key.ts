import { type Instant, localDateOf, yearOf } from '#domain';
import type { Database, Transaction } from '#persistence';

/** What retiring a data key came to. `inUse`: columns of tables where something is still sealed under it, with how many rows. */
export type Retirement = { readonly kind: 'retired' } | { readonly kind: 'unknown' | 'too-young' } | { readonly kind: 'in-use'; readonly inUse: readonly { readonly place: string; readonly rows: number }[] };

/** The present year's key and the last one's may still be at work somewhere. */
const YEARS_AT_WORK = 2;

/**
 * Destroys the data key of an agency and a year, so that no copy of what was sealed under it ever opens again. Refused while anything of
 * the database still needs it: the personal data of its dossiers goes first, each by its own erasure in the ledger.
 */
export function retireKey(database: Database, { agency, year }: { readonly agency: string; readonly year: number }, at: Instant): Promise<Retirement> {
  const ref = `${agency}/${String(year)}`;
  return database.transaction(async (tx): Promise<Retirement> => {
    if (year > yearOf(localDateOf(at)) - YEARS_AT_WORK) {
      return { kind: 'too-young' };
    }
    if ((await tx.first('SELECT ref FROM data_key WHERE ref = $1 FOR UPDATE', [ref])) === undefined) {
      return { kind: 'unknown' };
    }
    const inUse = await usesOf(tx, ref);
    if (inUse.length > 0) {
      return { kind: 'in-use', inUse };
    }
    await tx.run('DELETE FROM data_key WHERE ref = $1', [ref]);
    await tx.run('INSERT INTO retired_data_key (ref, retired_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [ref, at]);
    return { kind: 'retired' };
  });
}

/** Every column that names a data key is called so. */
async function usesOf(tx: Transaction, ref: string): Promise<readonly { readonly place: string; readonly rows: number }[]> {
  const columns = await tx.rows<{ table: string; column: string }>(
    `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns WHERE table_schema = current_schema() AND column_name ~ '(^|_)key_ref$' ORDER BY 1, 2`,
  );
  const uses = [];
  for (const { table, column } of columns) {
    const found = await tx.first<{ rows: number }>(`SELECT count(*) AS rows FROM "${table}" WHERE "${column}" = $1`, [ref]);
    if (found !== undefined && found.rows > 0) uses.push({ place: `${table}.${column}`, rows: found.rows });
  }
  return uses;
}
