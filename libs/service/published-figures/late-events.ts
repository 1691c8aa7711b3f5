import { type DossierState, eventOfRow, type EventType, foldEvent } from '#domain';
import { type FigureChange, figureChange, type FigureWindow, REACHING_BACK } from '#domain/figures';
import type { Statements } from '#persistence';
import { endOf } from '../figures/dossier-conditions.js';
import { chainedRowOf, type EventRow, SELECTED_EVENT } from '../event-rows.js';

/** An event behind a seal that changes the figures of a period, and what it changes. */
export interface LateEvent {
  readonly dossierId: string;
  readonly code: string;
  readonly seq: number;
  readonly type: EventType;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly change: FigureChange;
}

/** Where a page of late events begins: behind this event, in the order of transactions. */
export interface LateEventKey {
  readonly xact: string;
  readonly dossierId: string;
  readonly seq: number;
}

/** A page of late events. `next` without further items means that so many events changed nothing that the search was broken off. */
export interface LateEventPage {
  readonly items: readonly LateEvent[];
  readonly next?: LateEventKey;
}

interface Candidate extends LateEventKey {
  readonly code: string;
}

const CANDIDATES_AT_ONCE = 200;
const ROUNDS = 20;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Events of transactions from `from` on that change the figures of a window, with the change of each, in the order of transactions.
 * Only events are looked at that occurred before the window's end or may reach back into it, and of their dossiers only the
 * ledgers up to them: what it costs depends on what came after the seal, never on the size of the ledger.
 */
export async function readLateEvents(on: Pick<Statements, 'rows'>, window: FigureWindow, from: string, { limit, after }: { readonly limit: number; readonly after?: LateEventKey }): Promise<LateEventPage> {
  const items: LateEvent[] = [];
  let last = after;
  for (let round = 0; round < ROUNDS; round += 1) {
    const candidates = await readCandidates(on, window, from, last);
    const changes = await changesOf(on, window, candidates);
    for (const candidate of candidates) {
      const event = changes.get(keyOf(candidate.dossierId, candidate.seq));
      if (event !== undefined) {
        if (items.length === limit && last !== undefined) {
          return { items, next: last };
        }
        items.push({ ...event, code: candidate.code });
      }
      last = { xact: candidate.xact, dossierId: candidate.dossierId, seq: candidate.seq };
    }
    if (candidates.length < CANDIDATES_AT_ONCE) {
      return { items };
    }
  }
  return last === undefined ? { items } : { items, next: last };
}

async function readCandidates(on: Pick<Statements, 'rows'>, { scope, days }: FigureWindow, from: string, after: LateEventKey | undefined): Promise<readonly Candidate[]> {
  return on.rows<Candidate>(
    `SELECT e.xact_id::text AS xact, e.dossier_id AS "dossierId", e.seq, d.code
     FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id
     WHERE e.xact_id >= $1::xid8 AND (e.xact_id, e.dossier_id, e.seq) > ($2::xid8, $3::uuid, $4::integer)
       AND (e.occurred_at < $5::bigint OR e.type = ANY($6::text[])) AND d.province = $7
     ORDER BY e.xact_id, e.dossier_id, e.seq LIMIT ${String(CANDIDATES_AT_ONCE)}`,
    [from, after?.xact ?? from, after?.dossierId ?? FIRST_ID, after?.seq ?? 0, endOf(days), REACHING_BACK, scope.province],
  );
}

async function changesOf(on: Pick<Statements, 'rows'>, window: FigureWindow, candidates: readonly Candidate[]): Promise<ReadonlyMap<string, Omit<LateEvent, 'code'>>> {
  const wanted = new Set(candidates.map(({ dossierId, seq }) => keyOf(dossierId, seq)));
  const until = new Map<string, number>();
  for (const { dossierId, seq } of candidates) {
    until.set(dossierId, Math.max(seq, until.get(dossierId) ?? 0));
  }
  const rows = await on.rows<EventRow>(
    `SELECT ${SELECTED_EVENT} FROM dossier_event e JOIN unnest($1::uuid[], $2::integer[]) AS touched (id, until) ON e.dossier_id = touched.id AND e.seq <= touched.until
     ORDER BY e.dossier_id, e.seq`,
    [[...until.keys()], [...until.values()]],
  );
  const changes = new Map<string, Omit<LateEvent, 'code'>>();
  let last: string | undefined;
  let state: DossierState | undefined;
  for (const row of rows) {
    const before = last === row.dossier_id ? state : undefined;
    const event = eventOfRow(chainedRowOf(row));
    const after = foldEvent(before, event);
    [last, state] = [row.dossier_id, after];
    const key = keyOf(row.dossier_id, row.seq);
    const change = wanted.has(key) ? figureChange(before, event, after, window) : {};
    if (Object.keys(change).length > 0) {
      changes.set(key, { dossierId: row.dossier_id, seq: row.seq, type: event.type, occurredAt: row.occurred_at, recordedAt: row.recorded_at, change });
    }
  }
  return changes;
}

function keyOf(dossierId: string, seq: number): string {
  return `${dossierId}#${String(seq)}`;
}
