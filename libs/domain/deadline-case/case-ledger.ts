import { appendedColumns, type ChainFault, type ChainHead, type ChainLink, chainRows, findFault, genesisHead, hashColumns, type LedgerColumns, type Sha256, writtenEvent } from '../dossier/ledger.js';
import type { Instant } from '../time/instant.js';
import type { CaseEvent, CausedCaseEvents } from './case-events.js';

/** Columns of `case_event` under the hash. */
export interface CaseRow extends LedgerColumns {
  readonly caseId: string;
}

/** A row with its place in the chain. */
export type ChainedCaseRow = CaseRow & ChainLink;

/** Where and under which calendars the events of one cause are recorded. */
export interface CaseAppendix extends CausedCaseEvents {
  readonly caseId: string;
  readonly recordedAt: Instant;
  readonly calendarSnapshot: string;
}

/** Chains new events to a case's head, as the ledger of dossiers does; `case_id` stands in the place of `dossier_id`. */
export function chainCase(head: ChainHead, appendix: CaseAppendix, sha256: Sha256): { readonly rows: readonly ChainedCaseRow[]; readonly head: ChainHead } {
  const { caseId } = appendix;
  return chainRows(head, appendedColumns(head, appendix).map((columns): CaseRow => ({ caseId, ...columns })), hashWith(sha256));
}

/** The first fault of a case's chain read in order of `seq`, or `undefined` when it is whole and ends at its head. */
export function findCaseFault(caseId: string, rows: readonly ChainedCaseRow[], head: ChainHead, sha256: Sha256): ChainFault | undefined {
  return findFault(genesisHead(caseId, sha256), rows, head, hashWith(sha256));
}

function hashWith(sha256: Sha256): (row: CaseRow, prevHash: string) => string {
  return (row, prevHash) => hashColumns(row, { case_id: row.caseId }, prevHash, sha256);
}

/** The event a stored row holds. */
export function caseEventOfRow(row: CaseRow): CaseEvent {
  return writtenEvent(row, `case ${row.caseId}`) as CaseEvent;
}
