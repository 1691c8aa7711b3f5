import { type DossierEvent, eventOfRow } from '#domain';
import type { Database, Transaction } from '#persistence';
import { chainedRowOf, type EventRow, SELECTED_EVENT } from '../event-rows.js';

/** A locked dossier that stands on an older calendar version, with its ledger. */
export interface StandingDossier {
  readonly id: string;
  readonly snapshot: string;
  readonly lastSeq: number;
  readonly lastHash: string;
  readonly settledAt: number;
  readonly workflowSeen: boolean;
  readonly procedureCode: string;
  readonly procedureVersion: number;
  readonly events: readonly DossierEvent[];
}

/** What locking came to. */
export interface LockedBehind {
  readonly dossiers: readonly StandingDossier[];
  /** Dossiers with commands accepted before: a transition has to decide these first. Their locks end with the transaction. */
  readonly waiting: readonly string[];
  /** Held by somebody else, or behind a command that failed to be decided and is tried again at its own pace. */
  readonly left: number;
}

interface LockedRow {
  readonly id: string;
  readonly calendar_snapshot: string;
  readonly last_seq: number;
  readonly last_hash: string;
  readonly settled_at: number;
  readonly workflow_seen_at: number | null;
  readonly procedure_code: string;
  readonly procedure_version: number;
}

/** What of a dossier row says that it is open and stands on another version than $1. */
const BEHIND = 'NOT closed AND (calendar_snapshot < $1 OR calendar_snapshot > $1)';

/** How many open dossiers stand on another version than the current one; asks the index alone. */
export async function countBehind(database: Database): Promise<number> {
  const row = await database.read.first<{ n: number }>(`SELECT count(*) AS n FROM dossier WHERE ${BEHIND.replaceAll('$1', '(SELECT version_id FROM calendar_head)')}`);
  return row?.n ?? 0;
}

/**
 * Ids of open dossiers that stand on another version than `head`, in pages by version and id. A page is asked for when it is
 * wanted and holds nothing; whatever falls behind meanwhile is found by the next run.
 */
export async function* pageBehind(database: Database, head: string, size: number): AsyncGenerator<readonly string[], undefined> {
  let after: { readonly snapshot: string; readonly id: string } | undefined;
  for (;;) {
    const rows = await database.read.rows<{ id: string; calendar_snapshot: string }>(
      `SELECT id, calendar_snapshot FROM dossier WHERE ${BEHIND} AND ($2::text IS NULL OR (calendar_snapshot, id) > ($2, $3::uuid)) ORDER BY calendar_snapshot, id LIMIT $4`,
      [head, after?.snapshot ?? null, after?.id ?? null, size],
    );
    const last = rows.at(-1);
    if (last === undefined) {
      return undefined;
    }
    yield rows.map(({ id }) => id);
    after = { snapshot: last.calendar_snapshot, id: last.id };
  }
}

/** Locks those of the dossiers that nobody else holds and that are still behind, and reads their ledgers: three statements. */
export async function lockBehind(tx: Transaction, head: string, ids: readonly string[]): Promise<LockedBehind> {
  const rows = await tx.rows<LockedRow>(
    `SELECT id, calendar_snapshot, last_seq, last_hash, settled_at, workflow_seen_at, procedure_code, procedure_version
     FROM dossier WHERE id = ANY($2::uuid[]) AND ${BEHIND} ORDER BY id FOR UPDATE SKIP LOCKED`,
    [head, ids],
  );
  // Asked once the rows are held: whoever accepts a command holds its dossier's row, and whoever wrote events has committed.
  const pending = await tx.rows<{ dossier_id: string; failed: boolean }>(
    `SELECT dossier_id, bool_or(attempts > 0) AS failed FROM command_inbox WHERE dossier_id = ANY($1::uuid[]) AND status = 'pending' GROUP BY dossier_id`,
    [rows.map(({ id }) => id)],
  );
  const failing = new Map(pending.map(({ dossier_id: id, failed }) => [id, failed]));
  const free = rows.filter(({ id }) => !failing.has(id));
  const events = await eventsOf(tx, free.map(({ id }) => id));
  return {
    dossiers: free.map((row) => standingOf(row, events.get(row.id) ?? [])),
    waiting: pending.filter(({ failed }) => !failed).map(({ dossier_id: id }) => id),
    left: ids.length - rows.length + pending.filter(({ failed }) => failed).length,
  };
}

function standingOf(row: LockedRow, events: readonly DossierEvent[]): StandingDossier {
  return {
    id: row.id,
    snapshot: row.calendar_snapshot,
    lastSeq: row.last_seq,
    lastHash: row.last_hash,
    settledAt: row.settled_at,
    workflowSeen: row.workflow_seen_at !== null,
    procedureCode: row.procedure_code,
    procedureVersion: row.procedure_version,
    events,
  };
}

/** Events of many dossiers by dossier, each in order of `seq`. */
export async function eventsOf(tx: Pick<Transaction, 'rows'>, ids: readonly string[]): Promise<ReadonlyMap<string, readonly DossierEvent[]>> {
  const rows = await tx.rows<EventRow>(`SELECT ${SELECTED_EVENT} FROM dossier_event e WHERE e.dossier_id = ANY($1::uuid[]) ORDER BY e.dossier_id, e.seq`, [ids]);
  const events = new Map<string, DossierEvent[]>();
  for (const row of rows) {
    const known = events.get(row.dossier_id) ?? [];
    known.push(eventOfRow(chainedRowOf(row)));
    events.set(row.dossier_id, known);
  }
  return events;
}
