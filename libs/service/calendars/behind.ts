import { type DossierEvent, eventOfRow } from '#domain';
import type { Database, Transaction } from '#persistence';
import { chainedRowOf, type EventRow } from '../event-rows.js';
import { FIRST_ID } from '../first-id.js';
import { ledgersOf } from '../ledgers-of.js';

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
  /** None where the ledger cannot be read. */
  readonly events: readonly DossierEvent[];
  /** Why nothing can be counted from its ledger; it holds up no other dossier. */
  readonly damage?: Error;
}

/** What locking came to. */
export interface LockedBehind {
  readonly dossiers: readonly StandingDossier[];
  /** Dossiers with commands accepted before: a transition has to decide these first. Their locks end with the transaction. */
  readonly waiting: readonly string[];
  /** Held by somebody else, or behind a command that failed to be decided and is tried again at its own pace. */
  readonly left: number;
}

interface OpenRow {
  readonly id: string;
  readonly calendar_snapshot: string;
  readonly last_seq: number;
  readonly last_hash: string;
  readonly settled_at: number;
  readonly workflow_seen_at: number | null;
  readonly procedure_code: string;
  readonly procedure_version: number;
}

const OPEN_ROW = 'id, calendar_snapshot, last_seq, last_hash, settled_at, workflow_seen_at, procedure_code, procedure_version';

/**
 * How many open dossiers stand on another version than the current one. Asks the index version by version, so that it costs
 * next to nothing while there are none.
 */
export async function countBehind(database: Database): Promise<number> {
  return (await database.read.first<{ n: number }>(`SELECT ${COUNT_BEHIND} AS n`))?.n ?? 0;
}

/** The number of dossiers behind as an expression of SQL. */
export const COUNT_BEHIND = `(SELECT coalesce(sum(standing.n), 0)::bigint FROM calendar_version v
  CROSS JOIN LATERAL (SELECT count(*) AS n FROM dossier d WHERE d.calendar_snapshot = v.id AND NOT d.closed) AS standing
  WHERE v.id <> (SELECT version_id FROM calendar_head))`;

/**
 * Ids of open dossiers that stand on another version than `head`, in pages by version and id. A page is asked for when it is
 * wanted and holds nothing; whatever falls behind meanwhile is found by the next run.
 */
export async function* pageBehind(database: Database, head: string, size: number): AsyncGenerator<readonly string[], undefined> {
  for (const snapshot of await versionsInUse(database)) {
    if (snapshot !== head) {
      for await (const rows of pageStanding<{ readonly id: string }>(database, 'id', snapshot, size)) {
        yield rows.map(({ id }) => id);
      }
    }
  }
}

/** Versions open dossiers stand on. */
async function versionsInUse(database: Database): Promise<readonly string[]> {
  const rows = await database.read.rows<{ id: string }>(
    `SELECT v.id FROM calendar_version v CROSS JOIN LATERAL (SELECT FROM dossier d WHERE d.calendar_snapshot = v.id AND NOT d.closed LIMIT 1) AS standing ORDER BY v.number`,
  );
  return rows.map(({ id }) => id);
}


async function* pageStanding<Row extends { readonly id: string }>(database: Database, columns: string, snapshot: string, size: number): AsyncGenerator<readonly Row[], undefined> {
  let after = FIRST_ID;
  for (;;) {
    const rows = await database.read.rows<Row>(`SELECT ${columns} FROM dossier WHERE NOT closed AND calendar_snapshot = $1 AND id > $2 ORDER BY id LIMIT $3`, [snapshot, after, size]);
    const last = rows.at(-1);
    if (last === undefined) {
      return undefined;
    }
    yield rows;
    after = last.id;
  }
}

/** Locks those of the dossiers that nobody else holds and that are still behind, and reads their ledgers: three statements. */
export async function lockBehind(tx: Transaction, head: string, ids: readonly string[]): Promise<LockedBehind> {
  const rows = await tx.rows<OpenRow>(
    `SELECT ${OPEN_ROW} FROM dossier WHERE id = ANY($2::uuid[]) AND NOT closed AND calendar_snapshot <> $1 ORDER BY id FOR UPDATE SKIP LOCKED`,
    [head, ids],
  );
  // Asked once the rows are held: whoever accepts a command holds its dossier's row, and whoever wrote events has committed.
  const pending = await tx.rows<{ dossier_id: string; failed: boolean }>(
    `SELECT dossier_id, bool_or(attempts > 0) AS failed FROM command_inbox WHERE dossier_id = ANY($1::uuid[]) AND status = 'pending' GROUP BY dossier_id`,
    [rows.map(({ id }) => id)],
  );
  const failing = new Map(pending.map(({ dossier_id: id, failed }) => [id, failed]));
  const free = rows.filter(({ id }) => !failing.has(id));
  const ledgers = await ledgersOf(tx, free.map(({ id }) => id));
  return {
    dossiers: free.map((row) => standingOf(row, ledgers.get(row.id))),
    waiting: pending.filter(({ failed }) => !failed).map(({ dossier_id: id }) => id),
    left: ids.length - rows.length + pending.filter(({ failed }) => failed).length,
  };
}

/** Pages of all open dossiers with their ledgers, locking nothing. One that is brought to another version meanwhile may come twice. */
export async function* pageOpenDossiers(database: Database, size: number): AsyncGenerator<readonly StandingDossier[], undefined> {
  for (const snapshot of await versionsInUse(database)) {
    for await (const rows of pageStanding<OpenRow>(database, OPEN_ROW, snapshot, size)) {
      const ledgers = await ledgersOf(database.read, rows.map(({ id }) => id));
      yield rows.map((row) => standingOf(row, ledgers.get(row.id)));
    }
  }
}

function standingOf(row: OpenRow, ledger: readonly EventRow[] = []): StandingDossier {
  return {
    id: row.id,
    snapshot: row.calendar_snapshot,
    lastSeq: row.last_seq,
    lastHash: row.last_hash,
    settledAt: row.settled_at,
    workflowSeen: row.workflow_seen_at !== null,
    procedureCode: row.procedure_code,
    procedureVersion: row.procedure_version,
    ...readable(row, ledger),
  };
}

function readable({ last_seq: lastSeq }: OpenRow, ledger: readonly EventRow[]): Pick<StandingDossier, 'events' | 'damage'> {
  try {
    const events = ledger.map((row) => eventOfRow(chainedRowOf(row)));
    const seq = events.at(-1)?.seq ?? 0;
    if (seq !== lastSeq) {
      throw new Error(`The row is at event ${String(lastSeq)}, the ledger ends with event ${String(seq)}`);
    }
    return { events };
  } catch (error) {
    return { events: [], damage: error instanceof Error ? error : new Error(String(error)) };
  }
}
