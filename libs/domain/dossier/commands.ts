import type { FaultCommandBodies } from './fault-commands.js';
import type { DelayCommandBodies } from './delay-commands.js';
import type { FixedDate } from './fixed-date.js';
import type { LegalCitation } from './legal-citation.js';
import type { LetterCommandBodies } from './letter-commands.js';
import type { PartyCommandBodies } from './party-commands.js';
import type { RatingCommandBodies } from './rating.js';

/** Free text leaves a command before it is decided: it is stored encrypted, and the event holds this reference only. */
export interface TextRef {
  readonly version: number;
  readonly commitment: string;
}

/** One thing asked for in a supplement request: a paper of the procedure version, or the legal basis for anything else. */
export interface SupplementItem {
  readonly component?: string;
  readonly legalBasis?: LegalCitation;
}

/** Parts of a personal record that can be corrected: those of the applicant by their bare name, `proxy` as a whole or field by field. */
export const PERSONAL_FIELDS = [
  'type', 'name', 'idNumber', 'phone', 'email', 'address', 'proxy', 'proxy.name', 'proxy.idNumber', 'proxy.phone', 'proxy.email', 'proxy.address', 'proxy.authorisation',
  'lettersTo', 'requestContent', 'note', 'notifyBy',
] as const;
export type PersonalField = (typeof PERSONAL_FIELDS)[number];

/** A paper handed in. */
export interface SubmittedComponent {
  readonly code: string;
  readonly copies: number;
  readonly kind: 'original' | 'certified' | 'copy' | 'scan' | 'reused' | 'data-store';
}

/** How the result reaches the applicant. */
export type ResultDelivery = 'desk' | 'post' | 'online';

/** One fee of the procedure version and what this applicant owes of it; 0 dong after an exemption. */
export interface FeeDue {
  /** Place in the procedure version's list of fees, counted from 1. */
  readonly fee: number;
  /** Whole dong. */
  readonly amount: number;
}

/**
 * Body of every command by its type. Instants are epoch milliseconds. Free text (reasons, names) travels beside the body,
 * see `DossierCommand.text`.
 */
export interface CommandBodies extends PartyCommandBodies, LetterCommandBodies, FaultCommandBodies, DelayCommandBodies, RatingCommandBodies {
  /** `fixed`: the date, where a person sets it. */
  Accept: { readonly components?: readonly SubmittedComponent[]; readonly fixed?: FixedDate };
  RefuseIntake: { readonly reasonCode: string };
  ConfirmReceipt: Record<never, never>;
  /** Without an officer nobody has the stage any more: what takes back an assignment of what nobody had. */
  Assign: { readonly officer?: string; readonly stage?: string };
  Forward: { readonly stage?: string };
  AcceptHandover: { readonly stage?: string };
  RefuseHandover: { readonly stage?: string };
  RecallHandover: { readonly stage?: string };
  ReturnToStage: { readonly stage: string };
  RequestSupplement: {
    readonly items: readonly SupplementItem[];
    readonly reasonCode: string;
    /** Instant by which the applicant must answer; the procedure's own limit when absent. */
    readonly applicantDueAt?: number;
  };
  ReceiveSupplement: { readonly components?: readonly SubmittedComponent[]; readonly complete?: boolean };
  CloseUnsupplemented: { readonly reasonCode: string };
  /** `partyCase`: which budget the body at work has; the first for the applicant when absent. */
  PauseClock: { readonly ground: string; readonly plannedEndAt?: number; readonly documentNumber?: string; readonly partyCase?: string };
  ResumeClock: { readonly documentNumber?: string };
  RaiseFinancialObligation: { readonly amount?: number; readonly documentNumber?: string; readonly partyCase?: string };
  MeetFinancialObligation: { readonly receiptNumber: string };
  /** Nothing is owed: the second part of a two-part term begins without a pause. */
  ConfirmNoObligation: { readonly documentNumber?: string };
  RefuseAfterAppraisal: { readonly reasonCode: string; readonly documentNumber: string };
  RecordResult: { readonly resultNumber?: string; readonly outcome?: 'granted' | 'refused' };
  NotifyResult: { readonly means: 'sms' | 'zalo' | 'phone' | 'email' | 'letter' | 'portal' };
  /** What goes by post is handed over by `DispatchResult` and `RecordDelivery`. */
  HandOver: {
    readonly method: Exclude<ResultDelivery, 'post'>;
    readonly identityChecked: boolean;
    readonly authorised: boolean;
    readonly signature: 'paper' | 'digital' | 'none';
    /** Where it was not known yet when the result was recorded. */
    readonly resultNumber?: string;
  };
  DispatchResult: { readonly trackingNumber: string };
  RecordDelivery: { readonly outcome: 'delivered' | 'returned'; readonly trackingNumber: string };
  ShelveResult: { readonly place: string };
  Withdraw: { readonly reasonCode: string };
  Suspend: { readonly decisionNumber: string };
  Cancel: { readonly reasonCode: 'wrong-procedure' | 'duplicate' | 'test' };
  Reopen: { readonly reasonCode: string; readonly decisionNumber?: string };
  Transfer: { readonly agency: string; readonly reasonCode: string };
  ForecastLate: { readonly reasonCode: string };
  /**
   * Without a reason that of the agency of the late stage is taken. `previewed`: digest of the letter its signatory looked at; what
   * would be signed now must still read like it.
   */
  SignApology: { readonly reasonCode?: string; readonly newAppointment?: number; readonly documentNumber?: string; readonly previewed?: string };
  RejectApology: { readonly reasonCode: string };
  ExcuseLateness: { readonly ground: string; readonly decisionNumber: string; readonly secondPerson: string };
  /** Sets the date of a case whose date a person sets, or a later one on a new document. */
  FixDueDate: FixedDate;
  /** Lengthens the term on a ground its procedure names; to the end of what that allows when `dueAt` is absent. */
  ExtendTerm: { readonly extension: string; readonly dueAt?: number; readonly documentNumber?: string };
  /** Replaces what was due before: the whole list as it now stands. */
  AssessFees: { readonly fees: readonly FeeDue[] };
  RecordPayment: {
    readonly amount: number;
    readonly method: 'cash' | 'transfer' | 'card';
    /** Paid on the public service portal; at the desk or from elsewhere when absent. */
    readonly throughPortal?: boolean;
    readonly receiptNumber: string;
    /** The one fee it is for, as in `FeeDue`. */
    readonly fee?: number;
  };
  AttachFile: {
    readonly fileId: string;
    readonly sha256: string;
    readonly mediaType: string;
    readonly size: number;
    readonly purpose: 'component' | 'result' | 'evidence';
    readonly component?: string;
  };
  CorrectComponents: { readonly components: readonly SubmittedComponent[] };
  /** As sent: the fields the text gives; as decided: those of them that differ from the present record. */
  CorrectPersonalData: { readonly fields: readonly PersonalField[] };
  RecordContact: { readonly party: 'applicant' | 'agency'; readonly agency?: string };
  ErasePersonalData: { readonly decisionNumber: string; readonly secondPerson: string };
}

/** Name of a command: an imperative. */
export type CommandType = keyof CommandBodies;

/** Every command the engine knows; the compiler keeps the list complete. */
export const COMMAND_TYPES = Object.keys({
  Accept: 0, RefuseIntake: 0, ConfirmReceipt: 0, Assign: 0, Forward: 0, AcceptHandover: 0, RefuseHandover: 0,
  RecallHandover: 0, ReturnToStage: 0, RequestSupplement: 0, ReceiveSupplement: 0, CloseUnsupplemented: 0,
  PauseClock: 0, ResumeClock: 0, RaiseFinancialObligation: 0, MeetFinancialObligation: 0, ConfirmNoObligation: 0, RefuseAfterAppraisal: 0,
  RecordResult: 0, NotifyResult: 0, HandOver: 0, DispatchResult: 0, RecordDelivery: 0, ShelveResult: 0, Withdraw: 0,
  Suspend: 0, Cancel: 0, Reopen: 0, Transfer: 0, ForecastLate: 0, SignApology: 0, RejectApology: 0, ExcuseLateness: 0,
  FixDueDate: 0, ExtendTerm: 0,
  AssessFees: 0, RecordPayment: 0, AttachFile: 0, CorrectComponents: 0, CorrectPersonalData: 0, RecordContact: 0, ErasePersonalData: 0,
  RecordVoucher: 0, RecordPartyAnswer: 0, RecordPartyDelay: 0, RequestOpinion: 0, RecordOpinion: 0,
  RecordLetterIssued: 0, RecordLetterSent: 0,
  AcknowledgeFault: 0, RecordCorrection: 0,
  SupplyDelayReason: 0,
  RateService: 0,
} satisfies Record<CommandType, 0>) as readonly CommandType[];

/** Commands only the engine gives, through the inbox like all others. */
export const SYSTEM_COMMANDS = ['RecordCorrection', 'RecordLetterIssued', 'RecordLetterSent'] as const satisfies readonly CommandType[];
export type SystemCommand = (typeof SYSTEM_COMMANDS)[number];

/** A command as it is decided: type, body, and a reference to its free text if it had any. */
export type DossierCommand = {
  [T in CommandType]: { readonly type: T; readonly body: CommandBodies[T]; readonly text?: TextRef };
}[CommandType];
