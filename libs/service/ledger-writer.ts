import { type CausedEvents, type ChainedRow, type ChainHead, chainEvents, type DossierEvent, type DossierState, type EngineSettings, eventOfRow, foldDossier, foldEvent, type Instant } from '#domain';
import { dwellDeltas, figureDeltas, mergeDeltas } from '#domain/figures';
import { JoinedWrites, type Transaction } from '#persistence';
import type { Draft } from './draft.js';
import { oweEffects } from './owe-effects.js';
import { chainedRowOf, EVENT_COLUMNS, type EventRow, eventValues, SELECTED_EVENT } from './event-rows.js';
import type { Engine } from './engine.js';
import { insertDeltas } from './figures/deltas.js';
import { insertDwells } from './figures/dwell-deltas.js';
import { oweSync } from './sync/owe-sync.js';

/** A dossier whose row this transaction holds FOR UPDATE, as its ledger makes it. */
export interface LockedDossier {
  readonly id: string;
  readonly head: ChainHead;
  readonly settledAt: number;
  /** The calendar version its dates stand on. */
  readonly snapshot: string;
  readonly events: readonly DossierEvent[];
  readonly state: DossierState;
  readonly workflowSeen: boolean;
}

/** Locks a dossier and folds its ledger; `undefined` when there is none. */
export async function lockDossier(tx: Transaction, id: string): Promise<LockedDossier | undefined> {
  // The ledger is read by a statement of its own after the lock, so it holds what whoever had the lock before has written.
  const [row, rows] = await Promise.all([
    tx.first<{ last_seq: number; last_hash: string; settled_at: number; calendar_snapshot: string; workflow_seen_at: number | null }>(
      'SELECT last_seq, last_hash, settled_at, calendar_snapshot, workflow_seen_at FROM dossier WHERE id = $1 FOR UPDATE',
      [id],
    ),
    readLedger(tx, id),
  ]);
  if (row === undefined) {
    return undefined;
  }
  const events = rows.map(eventOfRow);
  return {
    id,
    head: { seq: row.last_seq, hash: row.last_hash },
    settledAt: row.settled_at,
    snapshot: row.calendar_snapshot,
    events,
    state: foldDossier(events),
    workflowSeen: row.workflow_seen_at !== null,
  };
}

/** A dossier's ledger outside any transaction of the caller. */
export async function readLedgerOf(engine: Pick<Engine, 'database'>, id: string): Promise<readonly ChainedRow[]> {
  return readLedger(engine.database.read, id);
}

/** A dossier's ledger in order of `seq`, payloads as stored. */
export async function readLedger(tx: Pick<Transaction, 'rows'>, id: string): Promise<readonly ChainedRow[]> {
  return (await tx.rows<EventRow>(`SELECT ${SELECTED_EVENT} FROM dossier_event e WHERE e.dossier_id = $1 ORDER BY e.seq`, [id])).map(chainedRowOf);
}

/** The ledger of the dossier that bears a code, read by one statement; empty when there is none. */
export async function readLedgerByCode(tx: Pick<Transaction, 'rows'>, code: string): Promise<readonly ChainedRow[]> {
  const rows = await tx.rows<EventRow>(`SELECT ${SELECTED_EVENT} FROM dossier d JOIN dossier_event e ON e.dossier_id = d.id WHERE d.code = $1 ORDER BY e.seq`, [code]);
  return rows.map(chainedRowOf);
}

/** Chains caused events to a draft. Pure; throws when an event cannot be written canonically or does not fit the state. */
export function draftEvents(draft: Draft, id: string, caused: CausedEvents, recordedAt: Instant, snapshot: string, engine: Pick<Engine, 'sha256'>): Draft {
  const appendix = { dossierId: id, cause: caused.cause, actor: caused.actor, events: caused.events, recordedAt, calendarSnapshot: snapshot };
  const chained = chainEvents(draft.head, appendix, engine.sha256);
  let { state } = draft;
  const [deltas, dwells] = [[...draft.deltas], [...draft.dwells]];
  for (const event of caused.events) {
    const after = foldEvent(state, event);
    deltas.push(...figureDeltas(state, event, after));
    dwells.push(...dwellDeltas(state, event, after));
    state = after;
  }
  return { ...draft, head: chained.head, state, rows: [...draft.rows, ...chained.rows], deltas, dwells };
}

/** An empty draft at the head of a locked dossier. */
export function draftOn(dossier: LockedDossier): Draft {
  return { head: dossier.head, state: dossier.state, before: dossier.state, rows: [], deltas: [], dwells: [] };
}

/** Stores a draft's events with their figure deltas, what the portal is owed and the effects they owe. The caller has written the dossier row. */
export async function storeDraft(tx: Transaction, draft: Draft, settings: EngineSettings, at: Instant): Promise<void> {
  if (draft.rows.length === 0) {
    return;
  }
  const writes = new JoinedWrites();
  await Promise.all([storeEvents(writes, draft), oweSync(writes, [draft], settings, at)]);
  await Promise.all([writes.send(tx), oweEffects(tx, [draft], at)]);
}

/** Stores a draft's events with what they add to the figures; the effects they owe are the caller's to store. */
export async function storeEvents(tx: Pick<Transaction, 'run'>, draft: Draft): Promise<void> {
  await Promise.all([insertEvents(tx, draft.rows), insertDeltas(tx, mergeDeltas(draft.deltas)), insertDwells(tx, draft.dwells)]);
}

/** Inserts ledger rows in one statement. */
export async function insertEvents(tx: Pick<Transaction, 'run'>, rows: readonly ChainedRow[]): Promise<void> {
  const width = EVENT_COLUMNS.length;
  const values = rows.map((_, row) => `(${EVENT_COLUMNS.map((__, column) => `$${String(row * width + column + 1)}`).join(', ')})`);
  await tx.run(`INSERT INTO dossier_event (${EVENT_COLUMNS.join(', ')}) VALUES ${values.join(', ')}`, rows.flatMap(eventValues));
}
