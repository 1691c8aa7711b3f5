import { type Instant, instant } from '../time/instant.js';
import type { Actor } from './actor.js';
import { canonicalJson } from './canonical-json.js';
import { PAYLOAD_VERSION, type DossierEvent, type EventType, type NewEvent } from './events.js';

/** SHA-256 of a UTF-8 text as 64 lower-case hex digits; the domain has no crypto of its own. */
export type Sha256 = (text: string) => string;

/** Columns every ledger has under its hash, as stored. `xact_id` and scope columns are not part of it. */
export interface LedgerColumns {
  readonly seq: number;
  readonly cause: string;
  readonly ordinal: number;
  readonly type: string;
  /** Exactly the canonical text that is hashed and stored, `v` included. */
  readonly payload: string;
  readonly actor: Actor;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly calendarSnapshot: string;
}

/** Columns of `dossier_event` under the hash. */
export interface LedgerRow extends LedgerColumns {
  readonly dossierId: string;
}

/** A row's place in its chain. */
export interface ChainLink {
  readonly prevHash: string;
  readonly hash: string;
}

/** A row with its place in the chain. */
export interface ChainedRow extends LedgerRow, ChainLink {}

/** Head of a chain: where the next event attaches. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** Head of an empty chain: SHA-256 of the id of what it is about. */
export function genesisHead(id: string, sha256: Sha256): ChainHead {
  return { seq: 0, hash: sha256(id) };
}

/**
 * Hash of a row: SHA-256(prev_hash ‖ canonical JSON of the closed list of columns). The payload enters as its stored
 * canonical text, so that a stored text that is not canonical is found, not repaired.
 */
export function hashRow(row: LedgerRow, prevHash: string, sha256: Sha256): string {
  return hashColumns(row, { dossier_id: row.dossierId }, prevHash, sha256);
}

/** As `hashRow`, of any ledger: `id` is the column that says whose event it is. */
export function hashColumns(row: LedgerColumns, id: Readonly<Record<string, string>>, prevHash: string, sha256: Sha256): string {
  const columns = canonicalJson({
    ...id,
    actor: { agency: row.actor.agency, role: row.actor.role, subject: row.actor.subject },
    calendar_snapshot: row.calendarSnapshot,
    cause: row.cause,
    occurred_at: row.occurredAt,
    ordinal: row.ordinal,
    payload: row.payload,
    recorded_at: row.recordedAt,
    seq: row.seq,
    type: row.type,
  });
  return sha256(prevHash + columns);
}

/** What one cause appends: its events in order and who acted. */
export interface Appendix {
  readonly dossierId: string;
  readonly cause: string;
  readonly actor: Actor;
  readonly events: readonly NewEvent[];
  readonly recordedAt: Instant;
  readonly calendarSnapshot: string;
}

/** Chains new events to a head. Pure: the caller stores the rows and the new head in one transaction. */
export function chainEvents(head: ChainHead, appendix: Appendix, sha256: Sha256): { readonly rows: readonly ChainedRow[]; readonly head: ChainHead } {
  const { dossierId } = appendix;
  return chainRows(head, appendedColumns(head, appendix).map((columns): LedgerRow => ({ dossierId, ...columns })), (row, prevHash) => hashRow(row, prevHash, sha256));
}

/** The columns of the events one cause appends behind a head. */
export function appendedColumns(head: ChainHead, { cause, actor, events, recordedAt, calendarSnapshot }: Omit<Appendix, 'dossierId' | 'events'> & { readonly events: readonly AppendedEvent[] }): readonly LedgerColumns[] {
  return events.map((event, ordinal) => ({
    seq: head.seq + 1 + ordinal,
    cause,
    ordinal,
    type: event.type,
    payload: canonicalJson({ ...event.payload, v: PAYLOAD_VERSION }),
    actor,
    occurredAt: event.occurredAt,
    recordedAt,
    calendarSnapshot,
  }));
}

/** What of an event is written down. */
interface AppendedEvent {
  readonly type: string;
  readonly payload: object;
  readonly occurredAt: Instant;
}

/** Links rows to a head, each hashed with the hash of the one before. */
export function chainRows<Row extends LedgerColumns>(head: ChainHead, unlinked: readonly Row[], hashOf: (row: Row, prevHash: string) => string): { readonly rows: readonly (Row & ChainLink)[]; readonly head: ChainHead } {
  let { seq, hash } = head;
  const rows = unlinked.map((row): Row & ChainLink => {
    const prevHash = hash;
    hash = hashOf(row, prevHash);
    seq = row.seq;
    return { ...row, prevHash, hash };
  });
  return { rows, head: { seq, hash } };
}

/** What is wrong with a chain, at its first broken row. */
export interface ChainFault {
  readonly seq: number;
  readonly fault: 'missing' | 'reordered' | 'prev-hash' | 'edited' | 'not-canonical' | 'head';
}

/** The first fault of a dossier's chain read in order of `seq`, or `undefined` when it is whole and ends at its head. */
export function findChainFault(dossierId: string, rows: readonly ChainedRow[], head: ChainHead, sha256: Sha256): ChainFault | undefined {
  return findFault(genesisHead(dossierId, sha256), rows, head, (row, prevHash) => hashRow(row, prevHash, sha256));
}

/** As `findChainFault`, of any ledger from its genesis on. */
export function findFault<Row extends LedgerColumns & ChainLink>(genesis: ChainHead, rows: readonly Row[], head: ChainHead, hashOf: (row: Row, prevHash: string) => string): ChainFault | undefined {
  let { hash, seq } = genesis;
  for (const row of rows) {
    if (row.seq !== seq + 1) {
      return { seq: seq + 1, fault: row.seq > seq + 1 ? 'missing' : 'reordered' };
    }
    if (row.prevHash !== hash) {
      return { seq: row.seq, fault: 'prev-hash' };
    }
    if (!isCanonical(row.payload)) {
      return { seq: row.seq, fault: 'not-canonical' };
    }
    if (hashOf(row, row.prevHash) !== row.hash) {
      return { seq: row.seq, fault: 'edited' };
    }
    ({ hash, seq } = row);
  }
  return head.seq === seq && head.hash === hash ? undefined : { seq: seq + 1, fault: head.seq > seq ? 'missing' : 'head' };
}

function isCanonical(text: string): boolean {
  try {
    return canonicalJson(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

/** The domain event a stored row holds. */
export function eventOfRow(row: LedgerRow): DossierEvent {
  return { ...writtenEvent(row, `dossier ${row.dossierId}`), type: row.type as EventType } as DossierEvent;
}

/** What a stored row of any ledger says, its payload read; `whose` names it in the error. Throws when a newer program wrote it. */
export function writtenEvent(row: LedgerColumns, whose: string): Omit<LedgerColumns, 'payload' | 'occurredAt'> & { readonly payload: object; readonly occurredAt: Instant } {
  const { v: version, ...payload } = JSON.parse(row.payload) as { readonly v: number };
  if (version !== PAYLOAD_VERSION) {
    throw new Error(`Event ${String(row.seq)} of ${whose} has payload version ${String(version)}; this program reads version ${String(PAYLOAD_VERSION)}`);
  }
  const { type, occurredAt, seq, cause, ordinal, actor, recordedAt, calendarSnapshot } = row;
  return { type, payload, occurredAt: instant(occurredAt), seq, cause, ordinal, actor, recordedAt, calendarSnapshot };
}
