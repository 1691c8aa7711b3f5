import type { Actor } from '../dossier/actor.js';
import { canonicalJson } from '../dossier/canonical-json.js';
import type { Sha256 } from '../dossier/ledger.js';

/** Columns of a sheet's event under its hash, as stored. `payload` is the stored canonical text. */
export interface SheetEventRow {
  readonly sheetId: string;
  readonly seq: number;
  readonly cause: string;
  readonly type: string;
  readonly payload: string;
  readonly actor: Actor;
  readonly occurredAt: number;
}

/** Head of an empty chain: SHA-256 of the sheet's id. */
export function sheetGenesis(sheetId: string, sha256: Sha256): string {
  return sha256(sheetId);
}

/** Hash of an event: SHA-256(prev_hash ‖ canonical JSON of the closed list of columns), as the ledger of dossiers is chained. */
export function hashSheetEvent(row: SheetEventRow, prevHash: string, sha256: Sha256): string {
  const { agency, role, subject } = row.actor;
  return sha256(prevHash + canonicalJson({ actor: { agency, role, subject }, cause: row.cause, occurred_at: row.occurredAt, payload: row.payload, seq: row.seq, sheet_id: row.sheetId, type: row.type }));
}

/** An event as stored, with its link. */
export type ChainedSheetEvent = SheetEventRow & { readonly prevHash: string; readonly hash: string };

/** The first event, by `seq`, whose place, link, text or hash is not as it was written; `undefined` for a whole chain. */
export function findSheetFault(sheetId: string, rows: readonly ChainedSheetEvent[], sha256: Sha256): number | undefined {
  let prev = sheetGenesis(sheetId, sha256);
  for (const [index, row] of rows.entries()) {
    if (row.sheetId !== sheetId || row.seq !== index + 1 || row.prevHash !== prev || !isCanonical(row.payload) || hashSheetEvent(row, prev, sha256) !== row.hash) {
      return index + 1;
    }
    prev = row.hash;
  }
  return undefined;
}

function isCanonical(text: string): boolean {
  try {
    return canonicalJson(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}
