import type { ChainFault } from '#domain';

/** What can be broken. Chain faults as `findChainFault` gives them; the others by what they contradict. */
export type FaultKind =
  | ChainFault['fault']
  | 'no-events'
  | 'no-dossier'
  | 'unreadable-event'
  | 'projection'
  | 'date'
  | 'record-missing'
  | 'record-unreadable'
  | 'commitment'
  | 'file'
  | 'seal-missing'
  | 'seal-chain'
  | 'seal-edited'
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
  readonly code?: string;
  readonly seq?: number;
  /** Column of the dossier row that contradicts its events. */
  readonly column?: string;
  /** Number of the seal. */
  readonly seal?: number;
}

const CHAIN_DETAILS: Readonly<Record<ChainFault['fault'], string>> = {
  missing: 'an event is missing here',
  reordered: 'its number is out of order',
  'prev-hash': 'it does not attach to the event before it: one of the two was exchanged or moved here from elsewhere',
  edited: 'its content does not give its hash: it was changed after it was written',
  'not-canonical': 'its stored text is not canonical: it was not written by the engine',
  head: 'the dossier row ends before its events do, or names another last hash',
};

/** A chain fault with its sentence. */
export function faultOfChain(dossier: { readonly id: string; readonly code: string }, { seq, fault }: ChainFault): LedgerFault {
  return { kind: fault, dossierId: dossier.id, code: dossier.code, seq, detail: `event ${String(seq)}: ${CHAIN_DETAILS[fault]}` };
}

/** A fault as one line for a person. */
export function describeFault(fault: LedgerFault): string {
  if (fault.dossierId !== undefined) {
    return `${fault.kind} in dossier ${fault.code ?? '(no row)'} (${fault.dossierId}): ${fault.detail}`;
  }
  return `${fault.kind}${fault.seal === undefined ? '' : ` at seal ${String(fault.seal)}`}: ${fault.detail}`;
}
