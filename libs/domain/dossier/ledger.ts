import type { Instant } from '../time/instant.js';
import type { Actor } from './actor.js';
import { canonicalJson } from './canonical-json.js';
import { PAYLOAD_VERSION, type DossierEvent, type EventType, type NewEvent } from './events.js';

/** SHA-256 of a UTF-8 text as 64 lower-case hex digits; the domain has no crypto of its own. */
export type Sha256 = (text: string) => string;

/** Columns of `dossier_event` under the hash, as stored. `xact_id` and scope columns are not part of it. */
export interface LedgerRow {
  readonly dossierId: string;
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

/** A row with its place in the chain. */
export interface ChainedRow extends LedgerRow {
  readonly prevHash: string;
  readonly hash: string;
}

/** Head of a dossier's chain: where the next event attaches. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** Head of an empty chain: SHA-256 of the dossier id. */
export function genesisHead(dossierId: string, sha256: Sha256): ChainHead {
  return { seq: 0, hash: sha256(dossierId) };
}

/**
 * Hash of a row: SHA-256(prev_hash ‖ canonical JSON of the closed list of columns). The payload enters as its stored
 * canonical text, so that a stored text that is not canonical is found, not repaired.
 */
export function hashRow(row: LedgerRow, prevHash: string, sha256: Sha256): string {
  const columns = canonicalJson({
    actor: { agency: row.actor.agency, role: row.actor.role, subject: row.actor.subject },
    calendar_snapshot: row.calendarSnapshot,
    cause: row.cause,
    dossier_id: row.dossierId,
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
  let { seq, hash } = head;
  const rows = appendix.events.map((event, ordinal): ChainedRow => {
    const prevHash = hash;
    seq += 1;
    const row: LedgerRow = {
      dossierId: appendix.dossierId,
      seq,
      cause: appendix.cause,
      ordinal,
      type: event.type,
      payload: canonicalJson({ ...event.payload, v: PAYLOAD_VERSION }),
      actor: appendix.actor,
      occurredAt: event.occurredAt,
      recordedAt: appendix.recordedAt,
      calendarSnapshot: appendix.calendarSnapshot,
    };
    hash = hashRow(row, prevHash, sha256);
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
  let { hash, seq } = genesisHead(dossierId, sha256);
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
    if (hashRow(row, row.prevHash, sha256) !== row.hash) {
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
  const { v: version, ...payload } = JSON.parse(row.payload) as { readonly v: number };
  if (version !== PAYLOAD_VERSION) {
    throw new Error(`Event ${String(row.seq)} of dossier ${row.dossierId} has payload version ${String(version)}; this program reads version ${String(PAYLOAD_VERSION)}`);
  }
  return {
    type: row.type as EventType,
    payload,
    occurredAt: row.occurredAt,
    seq: row.seq,
    cause: row.cause,
    ordinal: row.ordinal,
    actor: row.actor,
    recordedAt: row.recordedAt,
    calendarSnapshot: row.calendarSnapshot,
  } as DossierEvent;
}
