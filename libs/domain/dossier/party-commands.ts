import type { OpinionOutcome } from './party-state.js';

/** Bodies of the commands about other agencies: those at work in a pause, and those asked for an opinion. Instants are epoch milliseconds. */
export interface PartyCommandBodies {
  /** The voucher of a payment whose confirmation is awaited. */
  RecordVoucher: { readonly voucherNumber: string };
  /** The body at work has answered; the clock runs on by `ResumeClock` or `MeetFinancialObligation`. */
  RecordPartyAnswer: { readonly documentNumber?: string };
  /** The body at work gave its reason for a delay, with its apology, and a new date. */
  RecordPartyDelay: { readonly reasonCode: string; readonly newDueAt: number; readonly documentNumber?: string };
  RequestOpinion: { readonly consultation: string; readonly agency: string; readonly documentNumber?: string };
  /** `number`: the request that is answered. */
  RecordOpinion: { readonly number: number; readonly outcome: OpinionOutcome; readonly documentNumber?: string };
}
