import { type DossierState, eventOfRow, type EventType, foldEvent, instant, MS_PER_HOUR, sameClockAfter } from '#domain';
import { type FigureChange, figureChange, type FigureWindow, REACHING_BACK } from '#domain/figures';
import type { Statements } from '#persistence';
import { endOf } from '../figures/dossier-conditions.js';
import { chainedRowOf, type EventRow, SELECTED_EVENT } from '../event-rows.js';
import { FIRST_ID } from '../first-id.js';

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

/** Events looked at by one statement, and how often for one page. */
const EXAMINED_AT_ONCE = 500;
const ROUNDS = 20;
/** The greatest transaction number there can be. */
const LAST_TRANSACTION = '18446744073709551615';
/** An event recorded no later than this after it occurred was recorded in its time; the index of the others says the same. */
const IN_TIME_MS = MS_PER_HOUR;
/** No transaction lasts longer, and no two clocks of the installation differ by more. */
const LONGEST_TRANSACTION_DAYS = 1;

/**
 * Events of transactions from `from` on that change the figures of a window, with the change of each, in the order of transactions.
 * Looked at are, each by an index, the events recorded long after they occurred, those of the kinds that may reach back, and those recorded
 * in their time up to a day after the window, by when everything of it was; and of their dossiers the ledgers up to them. So the years
 * after an old window are not read, a statement looks at no more than `EXAMINED_AT_ONCE` events, and a page at `ROUNDS` times as many.
 */
export async function readLateEvents(on: Pick<Statements, 'rows' | 'first'>, window: FigureWindow, from: string, { limit, after }: { readonly limit: number; readonly after?: LateEventKey }): Promise<LateEventPage> {
  const recordedBefore = await recordedInTimeBefore(on, window);
  const items: LateEvent[] = [];
  let last = after;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { candidates, reached, isLast } = await readCandidates(on, window, { from, recordedBefore, after: last });
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
    last = reached ?? last;
    if (isLast) {
      return { items };
    }
  }
  return last === undefined ? { items } : { items, next: last };
}

/** Below which transaction events of a window stand that were recorded in their time: what the first seal a day after its end has seen. */
async function recordedInTimeBefore(on: Pick<Statements, 'first'>, { days }: FigureWindow): Promise<string> {
  const seal = await on.first<{ until: string }>('SELECT until_xact::text AS until FROM ledger_seal WHERE sealed_at >= $1::bigint ORDER BY sealed_at, number LIMIT 1', [sameClockAfter(instant(endOf(days) + IN_TIME_MS), LONGEST_TRANSACTION_DAYS)]);
  return seal?.until ?? LAST_TRANSACTION;
}

interface Stretch {
  readonly from: string;
  readonly recordedBefore: string;
  readonly after: LateEventKey | undefined;
}

interface Examined {
  readonly candidates: readonly Candidate[];
  /** The last event looked at, whether or not it may change anything. */
  readonly reached: LateEventKey | undefined;
  readonly isLast: boolean;
}

async function readCandidates(on: Pick<Statements, 'rows'>, { scope, days }: FigureWindow, { from, recordedBefore, after }: Stretch): Promise<Examined> {
  const next = (which: string): string => `(SELECT e.xact_id, e.dossier_id, e.seq FROM dossier_event e
    WHERE ${which} AND e.xact_id >= $1::xid8 AND (e.xact_id, e.dossier_id, e.seq) > ($2::xid8, $3::uuid, $4::integer) ORDER BY e.xact_id, e.dossier_id, e.seq LIMIT ${String(EXAMINED_AT_ONCE)})`;
  const rows = await on.rows<LateEventKey & { readonly code: string | null }>(
    `WITH next AS MATERIALIZED (
       ${next(`e.recorded_at - e.occurred_at > ${String(IN_TIME_MS)}`)}
       UNION ${next(`e.type IN (${REACHING_BACK.map((type) => `'${type}'`).join(', ')})`)}
       UNION ${next('e.xact_id < $7::xid8')}
       ORDER BY xact_id, dossier_id, seq LIMIT ${String(EXAMINED_AT_ONCE)}
     )
     SELECT next.xact_id::text AS xact, next.dossier_id AS "dossierId", next.seq,
       CASE WHEN (e.occurred_at < $5::bigint OR e.type = ANY($6::text[])) AND d.province = $8 AND (d.accepted_at IS NULL OR d.accepted_at < $5::bigint) THEN d.code END AS code
     FROM next JOIN dossier_event e ON e.dossier_id = next.dossier_id AND e.seq = next.seq JOIN dossier d ON d.id = next.dossier_id
     ORDER BY next.xact_id, next.dossier_id, next.seq`,
    [from, after?.xact ?? from, after?.dossierId ?? FIRST_ID, after?.seq ?? 0, endOf(days), REACHING_BACK, recordedBefore, scope.province],
  );
  const candidates = rows.flatMap(({ code, ...key }): readonly Candidate[] => (code === null ? [] : [{ ...key, code }]));
  const end = rows.at(-1);
  return { candidates, reached: end && { xact: end.xact, dossierId: end.dossierId, seq: end.seq }, isLast: rows.length < EXAMINED_AT_ONCE };
}

async function changesOf(on: Pick<Statements, 'rows'>, window: FigureWindow, candidates: readonly Candidate[]): Promise<ReadonlyMap<string, Omit<LateEvent, 'code'>>> {
  if (candidates.length === 0) {
    return new Map();
  }
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
