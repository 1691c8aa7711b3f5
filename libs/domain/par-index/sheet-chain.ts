import { appendedColumns, type ChainFault, type ChainHead, type ChainLink, chainRows, findFault, genesisHead, hashColumns, type LedgerColumns, type Sha256, writtenEvent } from '../dossier/ledger.js';
import type { Actor } from '../dossier/actor.js';
import type { Instant } from '../time/instant.js';
import type { NewSheetEvent, SheetEvent } from './sheet-events.js';

/** Columns of `par_sheet_event` under the hash. */
export interface SheetRow extends LedgerColumns {
  readonly sheetId: string;
}

/** A row with its place in the chain. */
export type ChainedSheetRow = SheetRow & ChainLink;

/** What one cause appends to a sheet at one moment. */
export interface SheetAppendix {
  readonly sheetId: string;
  readonly cause: string;
  readonly actor: Actor;
  readonly events: readonly NewSheetEvent[];
  readonly at: Instant;
  readonly calendarSnapshot: string;
}

/** Chains new events to a sheet's head, as the ledger of dossiers does; `sheet_id` stands in the place of `dossier_id`. */
export function chainSheet(head: ChainHead, { sheetId, events, at, ...appendix }: SheetAppendix, sha256: Sha256): { readonly rows: readonly ChainedSheetRow[]; readonly head: ChainHead } {
  const dated = events.map((event) => ({ ...event, occurredAt: at }));
  return chainRows(head, appendedColumns(head, { ...appendix, events: dated, recordedAt: at }).map((columns): SheetRow => ({ sheetId, ...columns })), hashWith(sha256));
}

/** The first fault of a sheet's chain read in order of `seq`, or `undefined` when it is whole and ends at its head. */
export function findSheetFault(sheetId: string, rows: readonly ChainedSheetRow[], head: ChainHead, sha256: Sha256): ChainFault | undefined {
  return findFault(genesisHead(sheetId, sha256), rows, head, hashWith(sha256));
}

function hashWith(sha256: Sha256): (row: SheetRow, prevHash: string) => string {
  return (row, prevHash) => hashColumns(row, { sheet_id: row.sheetId }, prevHash, sha256);
}

/** The event a stored row holds. */
export function sheetEventOfRow(row: SheetRow): SheetEvent {
  return writtenEvent(row, `score sheet ${row.sheetId}`) as SheetEvent;
}
