import { type ChainFault, type ChainedRow, formatInstant, instant } from '#domain';

/** What can be broken. Chain faults as `findChainFault` gives them; the others by what they contradict. */
export type FaultKind =
  | ChainFault['fault']
  | 'no-events'
  | 'no-dossier'
  | 'no-case'
  | 'clock'
  | 'unreadable-event'
  | 'command-without-event'
  | 'event-without-command'
  | 'projection'
  | 'date'
  | 'record-missing'
  | 'record-unreadable'
  | 'record-not-erased'
  | 'commitment'
  | 'data-key'
  | 'file'
  | 'letter'
  | 'authority'
  | 'procedure-edited'
  | 'procedure-replaced'
  | 'procedure-missing'
  | 'group-edited'
  | 'filing'
  | 'calendar-edited'
  | 'calendar-missing'
  | 'figure'
  | 'quality-fact'
  | 'published-figure'
  | 'document'
  | 'register'
  | 'score-sheet'
  | 'seal-missing'
  | 'seal-chain'
  | 'seal-edited'
  | 'seal-replaced'
  | 'seal-events'
  | 'seal-root'
  | 'signature'
  | 'signature-missing';

/** The first broken thing of a ledger. */
export interface LedgerFault {
  readonly kind: FaultKind;
  /** What was found, in a sentence. */
  readonly detail: string;
  readonly dossierId?: string;
  readonly caseId?: string;
  /** Code of the dossier or the case. */
  readonly code?: string;
  readonly seq?: number;
  /** Column of the row that contradicts its events. */
  readonly column?: string;
  /** Number of the seal. */
  readonly seal?: number;
}

/** A dossier as a fault names it. */
export interface NamedDossier {
  readonly id: string;
  readonly code: string;
}

const CHAIN_DETAILS: Readonly<Record<ChainFault['fault'], string>> = {
  missing: 'is missing',
  reordered: 'stands where another number belongs',
  'prev-hash': 'does not attach to the event before it: one of the two was exchanged or moved here from elsewhere',
  edited: 'does not give its hash: it was changed after it was written',
  'not-canonical': 'holds a text that is not canonical: it was not written by the engine',
  head: 'is not what its row ends with: the row names another last event or another last hash',
};

/** A chain fault with its sentence; `row` is the event it was found at, where there is one. */
export function faultOfChain(dossier: NamedDossier, { seq, fault }: ChainFault, row?: NamedEvent): LedgerFault {
  return { kind: fault, dossierId: dossier.id, code: dossier.code, seq, detail: `${nameOfEvent(seq, row)} ${CHAIN_DETAILS[fault]}` };
}

/** What of an event names it. */
export type NamedEvent = Pick<ChainedRow, 'type' | 'occurredAt'>;

/** An event for a person: its number, and what it claims to be. */
export function nameOfEvent(seq: number, row: NamedEvent | undefined): string {
  return row === undefined ? `event ${String(seq)}` : `event ${String(seq)} (${row.type}, ${formatMoment(row.occurredAt)})`;
}

/** A stored instant for a person, or the number as it stands when no clock can have given it. */
export function formatMoment(at: number): string {
  try {
    return formatInstant(instant(at));
  } catch {
    return String(at);
  }
}

/** A fault as one line for a person. */
export function describeFault(fault: LedgerFault): string {
  if (fault.dossierId !== undefined) {
    return `${fault.kind} in dossier ${fault.code ?? '(no row)'} (${fault.dossierId}): ${fault.detail}`;
  }
  if (fault.caseId !== undefined) {
    return `${fault.kind} in case ${fault.code ?? '(no row)'} (${fault.caseId}): ${fault.detail}`;
  }
  return `${fault.kind}${fault.seal === undefined ? '' : ` at seal ${String(fault.seal)}`}: ${fault.detail}`;
}
