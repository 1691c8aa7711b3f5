import { randomUUID } from 'node:crypto';
import { type Actor, type Instant, instant } from '#domain';
import type { Database } from '#persistence';
import { acceptCommand, applyTransition, type Engine, takeIn } from '#service';

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
const COLUMNS = 'day, province, agency, procedure_code, field_code, channel, officer, measures';

/**
 * Lets dossiers be assigned and passed on, and writes the deltas those transitions wrote again, into a table with the same indexes:
 * the share of a transition that its figures are.
 */
export async function measureWriteCost(engine: Engine, owner: Database, dossiers: number, at: Instant): Promise<WriteCost> {
  const commands = await acceptCommands(engine, dossiers, at);
  const last = (await owner.read.first<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM figure_delta'))?.id ?? 0;
  const transition = await measured(owner, commands.length, (index) => applyTransition(engine, commands[index] ?? '', ['bench'], instant(at + MINUTE_MS)));
  const rows = await owner.read.rows<{ row: unknown }>('SELECT to_json(d) AS row FROM figure_delta d WHERE id > $1 ORDER BY id', [last]);
  await owner.read.run('CREATE TABLE IF NOT EXISTS twin_figure_delta (LIKE figure_delta INCLUDING ALL)');
  const each = rows.length / commands.length;
  const deltas = await owner.transaction((tx) =>
    measured(owner, commands.length, (index) => {
      const mine = rows.slice(Math.floor(index * each), Math.floor((index + 1) * each)).map(({ row }) => row);
      return tx.run(`INSERT INTO twin_figure_delta (${COLUMNS}) SELECT ${COLUMNS} FROM json_populate_recordset(NULL::figure_delta, $1)`, [JSON.stringify(mine)]);
    }),
  );
  return { transitions: commands.length, walOfTransition: transition.bytes, walOfDeltas: deltas.bytes, msOfTransition: transition.ms, msOfDeltas: deltas.ms };
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
