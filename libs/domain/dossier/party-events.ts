import type { TextRef } from './commands.js';
import type { OpinionOutcome } from './party-state.js';

/** The time another body has while our clock stands still, as it began. Instants are epoch milliseconds. */
export interface PartyClock {
  readonly number: number;
  /** Code of the party in the procedure version. */
  readonly code: string;
  readonly agency?: string;
  /** The budget taken; absent for the confirmation of a payment. */
  readonly case?: string;
  readonly dueAt: number;
  readonly warnAt?: number;
}

/** When a pause should be over and who has the work meanwhile; `legalEnd`: the procedure's law gave the end, not a person. */
export interface PauseBounds {
  readonly plannedEndAt?: number;
  readonly legalEnd?: true;
  readonly party?: PartyClock;
}

/** What another calendar moves of the time of others: the planned end of the pause, the body at work, opinions asked for. */
export interface AwaitedMove {
  readonly plannedEndAt?: number;
  readonly party?: { readonly number: number; readonly dueAt: number; readonly warnAt?: number };
  readonly opinions?: readonly { readonly number: number; readonly dueAt: number }[];
}

/** Payloads of the events about other agencies: those at work in a pause, and those asked for an opinion. */
export interface PartyEventPayloads {
  /** The applicant brought the voucher of a payment: whoever confirms it has its time from here. */
  VoucherRecorded: { readonly voucherNumber: string; readonly party: PartyClock };
  PartyAnswered: { readonly number: number; readonly documentNumber?: string };
  /** What a late body owes: its reason, with its apology, and a new date. */
  PartyDelayExplained: { readonly number: number; readonly reasonCode: string; readonly newDueAt: number; readonly documentNumber?: string; readonly text?: TextRef };
  PartyWarned: { readonly number: number; readonly dueAt: number };
  /** `promised`: the date it had promised when it explained its delay passed as well. */
  PartyBecameLate: { readonly number: number; readonly dueAt: number; readonly promised?: true };
  /** `pauses`: the clock stands still for it. */
  OpinionRequested: {
    readonly number: number;
    readonly consultation: string;
    readonly agency: string;
    readonly dueAt: number;
    readonly silence: 'consent' | 'late';
    readonly pauses?: true;
    readonly documentNumber?: string;
    readonly text?: TextRef;
  };
  OpinionRecorded: { readonly number: number; readonly outcome: OpinionOutcome; readonly documentNumber?: string; readonly text?: TextRef };
  OpinionDeemedConsent: { readonly number: number; readonly dueAt: number };
  OpinionBecameLate: { readonly number: number; readonly dueAt: number };
}
