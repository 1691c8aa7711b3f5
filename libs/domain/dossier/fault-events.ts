import type { TextRef } from './commands.js';
import type { Fault } from './fault-state.js';
import type { SignedAs } from './signing-authority.js';

/** Payloads of the events about faults of the agency and what corrects them (NĐ 61/2018 Art. 21). */
export interface FaultEventPayloads {
  /** The agency says that it was at fault; the words tell the applicant how. No date moves, and what is late stays late. */
  FaultAcknowledged: { readonly fault: Fault; readonly documentNumber?: string; readonly text: TextRef; readonly signedAs?: SignedAs };
  /** A new dossier corrects this one, at the agency's cost; `dossier` is its code. */
  CorrectionOpened: { readonly dossier: string };
}
