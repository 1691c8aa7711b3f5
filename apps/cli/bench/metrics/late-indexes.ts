import type { Database } from '#persistence';

/** What stands on a table beside its rows, and how it is made again. */
interface Put {
  readonly drop: string;
  readonly make: string;
}

/** Written at random places, row by row, they cost a load more than the rows do; nothing reads them before it ends. */
const LATE = `
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::regclass, k.conname) AS drop,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) AS make
    FROM pg_constraint k WHERE k.conrelid = 'search_token'::regclass AND k.contype IN ('p', 'u')
  UNION ALL
  SELECT format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
    FROM pg_index i WHERE i.indrelid IN ('search_token'::regclass, 'dossier'::regclass) AND NOT i.indisunique`;

/** Loads without the indexes that nothing reads meanwhile, and makes them again from all rows at once: the schema is the same before and after. */
export async function indexAfterwards<T>(owner: Database, load: () => Promise<T>, told: (index: string) => void): Promise<T> {
  const put = await owner.read.rows<Put>(LATE);
  for (const { drop } of put) await owner.read.run(drop);
  const loaded = await load();
  for (const { make } of put) {
    told(make);
    await owner.read.run(make);
  }
  return loaded;
}
