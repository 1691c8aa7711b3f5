import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Database } from '#persistence';

const TABLES = ['dossier', 'dossier_event', 'figure_delta', 'personal_record', 'search_token', 'command_inbox', 'sync_outbox'] as const;

/** The rows of one dossier by table, to be written again under another identity. */
export type TwinRows = Readonly<Record<(typeof TABLES)[number], readonly Readonly<Record<string, unknown>>[]>>;

/** Reads every row an intake wrote for a dossier. */
export async function readRows(database: Database, dossierId: string): Promise<TwinRows> {
  const of = async (table: (typeof TABLES)[number]): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    const where = table === 'dossier' ? 'id = $1' : table === 'figure_delta' ? 'id = (SELECT max(id) FROM figure_delta WHERE $1::uuid IS NOT NULL)' : 'dossier_id = $1';
    return (await database.read.rows<{ row: Record<string, unknown> }>(`SELECT to_json(t) AS row FROM ${table} t WHERE ${where}`, [dossierId])).map(({ row }) => row);
  };
  const entries = await Promise.all(TABLES.map(async (table) => [table, await of(table)] as const));
  return Object.fromEntries(entries) as unknown as TwinRows;
}

/** Writes the same rows under a new identity in one bare transaction on connections of ours, which prepare their statements. */
export async function writeTwin(database: Database, rows: TwinRows): Promise<void> {
  await database.transaction(async (tx) => {
    for (const { sql, parameters } of twinInserts(rows)) await tx.run(sql, parameters);
  });
}

/** The same as anybody would write it with nothing but the driver: BEGIN, one INSERT a table, COMMIT. */
export async function writeTwinPlainly(pool: pg.Pool, rows: TwinRows): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    for (const { sql, parameters } of twinInserts(rows)) await client.query(sql, parameters);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

function twinInserts(rows: TwinRows): readonly { readonly sql: string; readonly parameters: string[] }[] {
  const id = randomUUID();
  return TABLES.map((table) => {
    const twins = rows[table].map((row) => withIdentity(table, row, id));
    const columns = Object.keys(twins[0] ?? {}).join(', ');
    return { sql: `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`, parameters: [JSON.stringify(twins)] };
  });
}

function withIdentity(table: (typeof TABLES)[number], row: Readonly<Record<string, unknown>>, id: string): Record<string, unknown> {
  const { xact_id: xact, ...rest } = row;
  const kept = xact === undefined ? row : rest;
  switch (table) {
    case 'dossier':
      return { ...kept, id, code: id };
    case 'figure_delta': {
      const { id: number, ...delta } = kept;
      return number === undefined ? kept : delta;
    }
    case 'command_inbox': {
      const { number, ...command } = kept;
      return number === undefined ? kept : { ...command, id: randomUUID(), idempotency_key: id, dossier_id: id };
    }
    case 'dossier_event':
    case 'personal_record':
    case 'search_token':
    case 'sync_outbox':
      return { ...kept, dossier_id: id };
  }
}
