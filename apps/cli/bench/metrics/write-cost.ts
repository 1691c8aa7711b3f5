import { randomUUID } from 'node:crypto';
import { type Actor, type Instant, instant } from '#domain';
import type { Database } from '#persistence';
import { acceptCommand, applyTransition, type Engine, takeIn } from '#service';
import { DELTA_COLUMNS, DWELL_COLUMNS } from '#service/figures';

/** What the deltas of figures cost of a transition: bytes of write-ahead log, and milliseconds. */
export interface WriteCost {
  readonly transitions: number;
  readonly walOfTransition: number;
  readonly walOfDeltas: number;
  readonly msOfTransition: number;
  readonly msOfDeltas: number;
}

const OFFICER: Actor = { subject: 'bench-officer', role: 'officer', agency: 'H99' };
const CLERK: Actor = { ...OFFICER, role: 'clerk' };
const MINUTE_MS = 60_000;
/** What a transition adds to the figures, and to the lengths of stages. */
const TABLES = [
  { table: 'figure_delta', columns: DELTA_COLUMNS },
  { table: 'dwell_delta', columns: DWELL_COLUMNS },
] as const;
type Table = (typeof TABLES)[number];

/**
 * Lets dossiers be assigned and passed on, and writes the deltas those transitions wrote again, into tables with the same indexes:
 * the share of a transition that its figures are.
 */
export async function measureWriteCost(engine: Engine, owner: Database, dossiers: number, at: Instant): Promise<WriteCost> {
  const commands = await acceptCommands(engine, dossiers, at);
  const lasts = await Promise.all(TABLES.map(({ table }) => lastOf(owner, table)));
  const transition = await measured(owner, commands.length, (index) => applyTransition(engine, commands[index] ?? '', ['bench'], instant(at + MINUTE_MS)));
  const written = await Promise.all(TABLES.map((one, index) => writtenAfter(owner, one, lasts[index] ?? 0, commands.length)));
  const deltas = await owner.transaction((tx) =>
    measured(owner, commands.length, async (index) => {
      for (const { table, columns, of } of written) {
        const mine = of(index);
        if (mine.length > 0) await tx.run(`INSERT INTO twin_${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`, [JSON.stringify(mine)]);
      }
    }),
  );
  return { transitions: commands.length, walOfTransition: transition.bytes, walOfDeltas: deltas.bytes, msOfTransition: transition.ms, msOfDeltas: deltas.ms };
}

async function lastOf(owner: Database, table: Table['table']): Promise<number> {
  return (await owner.read.first<{ id: number }>(`SELECT coalesce(max(id), 0) AS id FROM ${table}`))?.id ?? 0;
}

/** What so many transitions wrote into a table since its row `last`, in equal parts, and an empty table like it. */
async function writtenAfter(owner: Database, one: Table, last: number, transitions: number): Promise<Table & { readonly of: (index: number) => readonly unknown[] }> {
  const rows = await owner.read.rows<{ row: unknown }>(`SELECT to_json(d) AS row FROM ${one.table} d WHERE id > $1 ORDER BY id`, [last]);
  await owner.read.run(`CREATE TABLE IF NOT EXISTS twin_${one.table} (LIKE ${one.table} INCLUDING ALL)`);
  const each = rows.length / transitions;
  return { ...one, of: (index) => rows.slice(Math.floor(index * each), Math.floor((index + 1) * each)).map(({ row }) => row) };
}

/** Dossiers each with a command that waits to be decided. */
async function acceptCommands(engine: Engine, count: number, at: Instant): Promise<readonly string[]> {
  const ids: string[] = [];
  const clock = { now: () => at };
  for (let index = 0; index < count; index += 1) {
    const taken = await takeIn(engine, clock, { actor: CLERK, idempotencyKey: randomUUID(), body: { procedureCode: '1.005144', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Người nộp hồ sơ đo tốc độ', phone: '0900000001' } } });
    if (taken.kind !== 'created') {
      throw new Error(`The bench's dossier was not taken in: ${JSON.stringify(taken)}`);
    }
    const accepted = await acceptCommand(engine, clock, { actor: OFFICER, idempotencyKey: randomUUID(), dossierCode: taken.code, type: 'Forward', body: {} });
    if (accepted.kind !== 'accepted') {
      throw new Error(`The bench's command was not accepted: ${JSON.stringify(accepted)}`);
    }
    ids.push(taken.dossierId);
  }
  return ids;
}

async function measured(owner: Database, calls: number, call: (index: number) => Promise<unknown>): Promise<{ readonly bytes: number; readonly ms: number }> {
  const from = await walAt(owner);
  const begun = performance.now();
  for (let index = 0; index < calls; index += 1) {
    await call(index);
  }
  const ms = (performance.now() - begun) / calls;
  const until = await walAt(owner);
  const bytes = await owner.read.first<{ bytes: number }>('SELECT pg_wal_lsn_diff($1::pg_lsn, $2::pg_lsn)::bigint AS bytes', [until, from]);
  return { bytes: (bytes?.bytes ?? 0) / calls, ms };
}

async function walAt(owner: Database): Promise<string> {
  const row = await owner.read.first<{ lsn: string }>('SELECT pg_current_wal_insert_lsn()::text AS lsn');
  return row?.lsn ?? '0/0';
}
