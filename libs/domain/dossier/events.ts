import type { Remaining } from '../deadline/remaining.js';
import type { Channel, PauseGround } from '../procedure/procedure.js';
import type { Instant } from '../time/instant.js';
import type { Actor } from './actor.js';
import type { FeeDue, PersonalField, ResultDelivery, SubmittedComponent, SupplementItem, TextRef } from './commands.js';
import type { DateEventPayloads } from './date-events.js';
import type { DelayEventPayloads } from './delay-events.js';
import type { Finish } from './ending.js';
import type { FaultEventPayloads } from './fault-events.js';
import type { FixedBasis } from './fixed-date.js';
import type { IndexMove } from './index-clock.js';
import type { LetterEventPayloads } from './letter-events.js';
import type { AwaitedMove, PartyEventPayloads, PauseBounds } from './party-events.js';
import type { RatingEventPayloads } from './rating-events.js';
import type { SignedAs } from './signing-authority.js';
import type { StatuteMove } from './statute-clock.js';

/** How a due date came to be: counted by the engine, fixed by a person on a legal basis, imported, or none (judged by its maximum). */
export type DateBasis = 'computed' | 'fixed' | 'imported' | 'none';

/** A stage as it was planned when its part of the term began. */
export interface PlannedStage {
  readonly id: string;
  /** Index of the group; stages of one group run side by side. */
  readonly group: number;
  readonly agency: string;
  /** End of the stage's budget when everything before it takes its full budget; absent for stages outside the clock. */
  readonly targetAt?: number;
}

/** The dates of one part of a term, as the rules gave them on the calendars of `calendar_snapshot`. */
export interface TermSet extends StatuteMove {
  readonly part: number;
  readonly ruleVersion: string;
  /** The moment the start rule was asked about: receipt, planned receipt by the competent agency, proof of payment, or the word that nothing is owed. */
  readonly countedFrom: number;
  readonly startAt: number;
  /** Counted from a planned receipt: the settings that gave its hour, so that it is found again whatever they are now. */
  readonly plannedBy?: { readonly cutOffMinute: number; readonly toleranceMinutes: number };
  readonly basis: DateBasis;
  readonly fixed?: FixedBasis;
  /** When the term ends; with basis `fixed` on what `fixed` says. With `none` the instant its legal maximum is reached: judged like a due date, promised to nobody. */
  readonly dueAt?: number;
  /** The end before a day off rolled it (calendar days, months, years); absent where nothing rolled. A pause measures to it. */
  readonly nominalDueAt?: number;
  /** Years without an official notice the dates reach into. */
  readonly unconfirmedYears: readonly number[];
  readonly stages: readonly PlannedStage[];
  readonly milestones: Milestones;
}

/** Instants derived from `dueAt`: warning, apology draft, letter limit, and when the result should be with the desk. Absent ones do not apply. */
export interface Milestones {
  readonly dueSoonAt?: number;
  readonly apologyDraftAt?: number;
  readonly letterLimitAt?: number;
  readonly resultHandoverAt?: number;
}

/** Dates after a move; every field is the new value and an absent field keeps the old one. */
export interface DatesMoved extends IndexMove, StatuteMove {
  readonly ruleVersion: string;
  /** Where the term begins when it begins again, and, as in `TermSet`, the moment its start rule was asked about. */
  readonly startAt?: number;
  readonly countedFrom?: number;
  readonly dueAt?: number;
  /** As in `TermSet`; belongs to the `dueAt` beside it. */
  readonly nominalDueAt?: number;
  readonly appointment?: number;
  readonly unconfirmedYears?: readonly number[];
  readonly milestones?: Milestones;
  readonly stageTargets: readonly { readonly stage: string; readonly targetAt: number }[];
}

/** What every opening of a dossier states. */
export interface IntakeFacts {
  readonly code: string;
  readonly procedure: { readonly code: string; readonly version: number; readonly caseCode: string; readonly hash: string };
  readonly field: string;
  readonly channel: Channel;
  readonly receivingAgency: string;
  readonly competentAgency: string;
  readonly province: string;
  readonly place?: string;
  readonly receivedAt: number;
  readonly submittedAt?: number;
  /** A time not taken from the server's clock: what it rests on and who vouches for it. */
  readonly timeEvidence?: { readonly kind: 'outage' | 'postal-arrival' | 'portal'; readonly reference: string; readonly secondPerson?: string };
  readonly components: readonly SubmittedComponent[];
  readonly sets: number;
  readonly resultDelivery: ResultDelivery;
  readonly byProxy: boolean;
  readonly applicantType: 'person' | 'organisation';
  readonly immediate: boolean;
  /** Code of the dossier it corrects, at the agency's cost (NĐ 61/2018 Art. 21). */
  readonly correctionOf?: string;
  /** Code of the filing of a group that opened it beside others. */
  readonly filing?: string;
  readonly personal: TextRef;
}

/** Clocks that start at intake beside the term. */
export interface IntakeClocks {
  /** A supplement request after this instant needs the head (NĐ 61/2018 Art. 19.4). */
  readonly supplementRequestDueAt?: number;
  /** Desk to agency: same day, after 15:00 the start of the next working day; moves no due date. */
  readonly transferDueAt?: number;
  /** Receiving desk to the competent agency's territory (non-territorial intake). */
  readonly forwardingDueAt?: number;
}

/** The end of a run of a stage. */
export interface StageMove {
  readonly stage: string;
  /** Working milliseconds the closing run used on its agency's calendar. */
  readonly usedMs: number;
}

/** The beginning of a run of a stage; no target outside the clock. */
export interface StageOpening {
  readonly stage: string;
  readonly targetAt?: number;
}

type Dates = { readonly dates: DatesMoved };

/** When an online filing must be answered, and when its desk is alerted before. */
export interface AnswerClock {
  readonly alertAt: number;
  readonly dueAt: number;
}

/** What the applicant is asked to hand in, why, and by when. Numbered over the dossier's whole life, the filing included. */
export interface PapersAsked {
  readonly number: number;
  readonly askedBy?: string;
  readonly items: readonly SupplementItem[];
  readonly reasonCode: string;
  /** Why, in words (NĐ 61/2018 Art. 17.1a). */
  readonly text: TextRef;
  readonly applicantDueAt: number;
  readonly reminderAt?: number;
  readonly lateInNationalIndex: boolean;
}

/** Payload of every event by its type, version 1. Only strings, integers, booleans, arrays and objects; instants are epoch milliseconds. */
export interface EventPayloads extends PartyEventPayloads, FaultEventPayloads, DelayEventPayloads, DateEventPayloads<DatesMoved>, LetterEventPayloads, RatingEventPayloads {
  DossierReceived: IntakeFacts & { readonly term: TermSet; readonly clocks: IntakeClocks };
  DossierRegistered: IntakeFacts & { readonly provisional: TermSet; readonly answer: AnswerClock };
  /** The one complete notice about an online filing (NĐ 61/2018 Art. 17.2): it is answered, and not yet received. */
  CompletionRequested: PapersAsked;
  /** The filing is complete from here on: the receipt, and with it the answer and the dates, count anew. */
  FilingCompleted: { readonly number: number; readonly components: readonly SubmittedComponent[]; readonly provisional: TermSet; readonly answer: AnswerClock };
  DossierAccepted: { readonly term: TermSet; readonly clocks: IntakeClocks; readonly components?: readonly SubmittedComponent[] };
  IntakeRefused: { readonly reasonCode: string; readonly text?: TextRef; readonly facts?: IntakeFacts };
  /** The term counts from this receipt (NĐ 309/2026); one earlier than planned moves nothing. `pause`: received while the clock stood still, what running on gives back. */
  CompetentAgencyReceived: Dates & { readonly pause?: PauseTaken };
  DossierImported: {
    readonly source: string;
    readonly code: string;
    readonly procedure: { readonly code: string; readonly version: number; readonly caseCode: string; readonly hash: string };
    readonly field: string;
    readonly channel: Channel;
    readonly receivingAgency: string;
    readonly competentAgency: string;
    readonly province: string;
    readonly receivedAt: number;
    readonly dueAt?: number;
    readonly firstDueAt?: number;
    readonly maximumAt?: number;
    readonly finishedAt?: number;
    readonly handedOverAt?: number;
    readonly pausedAt?: number;
    readonly pauseGround?: PauseGround | 'supplement';
    /** What was left of the term when it was imported while paused. */
    readonly remaining?: Remaining;
    readonly supplementCount: number;
    /** End of the applicant's time when imported while waiting for papers; the import's own instant when the source does not tell. */
    readonly applicantDueAt?: number;
    readonly status: string;
    readonly holder?: string;
    readonly stages: readonly PlannedStage[];
    readonly currentStage?: string;
    readonly milestones: Milestones;
    /** How a finished dossier stood against its imported date, and its delay on the calendar of the competent agency where that reaches: see `Finish`. */
    readonly finish?: Finish;
    readonly contentHash: string;
    readonly personal: TextRef;
  };
  StageImported: { readonly name: string; readonly agency?: string; readonly officer?: string; readonly finishedAt: number; readonly contentHash: string };
  /** Without an officer: nobody works on the stage any more. */
  OfficerAssigned: { readonly stage: string; readonly officer?: string };
  StageForwarded: { readonly closed: StageMove; readonly opened: readonly StageOpening[]; readonly toAgency?: string };
  HandoverAccepted: { readonly stage: string };
  /** `reopened` is absent when the sender's stage is open again already: another receiver beside it refused before. */
  HandoverRefused: { readonly closed: StageMove; readonly reopened?: StageOpening; readonly text?: TextRef };
  HandoverRecalled: { readonly closed: readonly StageMove[]; readonly reopened?: StageOpening };
  StageReturned: { readonly closed: readonly StageMove[]; readonly reopened: StageOpening; readonly text?: TextRef };
  SupplementRequested: PapersAsked & { readonly stage?: string; readonly afterLimit: boolean; readonly pause: PauseTaken };
  SupplementReceived: { readonly number: number; readonly clock: 'restart' | 'shift'; readonly components: readonly SubmittedComponent[] } & Dates;
  /** Some of the papers came: the clock stays paused until all are there. */
  SupplementPartReceived: { readonly number: number; readonly components: readonly SubmittedComponent[] };
  SupplementRequestLimitPassed: Record<never, never>;
  SupplementReminderDue: { readonly number: number };
  SupplementExpired: { readonly number: number };
  UnsupplementedClosed: { readonly as: 'refused' | 'withdrawn' | 'suspended'; readonly reasonCode: string; readonly text?: TextRef; readonly closed: readonly StageMove[]; readonly finish: Finish };
  /** `opinion`: the clock stands still until that opinion is given, which its limit should bring. */
  ClockPaused: PauseBounds & { readonly ground: PauseGround; readonly opinion?: number; readonly documentNumber?: string; readonly text?: TextRef; readonly pause: PauseTaken };
  PausePlannedEndPassed: { readonly ground: string };
  ClockResumed: { readonly documentNumber?: string } & Dates;
  FinancialObligationRaised: PauseBounds & { readonly amount?: number; readonly documentNumber?: string; readonly pause: PauseTaken };
  FinancialObligationMet: { readonly receiptNumber: string; readonly term?: TermSet } & Dates;
  /** Nothing is owed: the second part begins at once, and what was open of the first ends with the time it used. */
  NoObligationConfirmed: { readonly documentNumber?: string; readonly closed: readonly StageMove[]; readonly term: TermSet };
  RefusalDecided: { readonly reasonCode: string; readonly documentNumber: string; readonly text?: TextRef; readonly signedAs?: SignedAs };
  ResultRecorded: { readonly outcome: 'granted' | 'refused'; readonly resultNumber?: string; readonly closed: readonly StageMove[]; readonly finish: Finish; readonly noticeDueAt?: number; readonly uncollectedAt?: number };
  ResultNotified: { readonly means: string };
  ResultNoticeOverdue: Record<never, never>;
  ResultUncollected: Record<never, never>;
  ResultShelved: { readonly place: string };
  ResultHandedOver: {
    readonly method: ResultDelivery;
    readonly identityChecked: boolean;
    readonly authorised: boolean;
    readonly signature: 'paper' | 'digital' | 'none';
    readonly resultNumber?: string;
    readonly receiver?: TextRef;
  };
  ResultDispatched: { readonly trackingNumber: string; readonly address: TextRef };
  ResultDelivered: { readonly trackingNumber: string };
  ResultReturnedToSender: { readonly trackingNumber: string };
  /** Without `finish` when the filing had not been accepted: then it is neither received nor finished. */
  DossierWithdrawn: { readonly reasonCode: string; readonly text?: TextRef; readonly closed: readonly StageMove[]; readonly finish?: Finish };
  DossierSuspended: { readonly decisionNumber: string; readonly text?: TextRef; readonly closed: readonly StageMove[]; readonly finish: Finish };
  DossierCancelled: { readonly reasonCode: string; readonly text?: TextRef };
  DossierReopened: { readonly reasonCode: string; readonly decisionNumber?: string; readonly text?: TextRef; readonly reopened?: StageOpening } & Dates;
  /** `stages`: unfinished stages that go along, with the time the open ones used so far on the old agency's calendar. */
  DossierTransferred: { readonly from: string; readonly to: string; readonly reasonCode: string; readonly stages: readonly StageMove[] };
  AnswerAlerted: Record<never, never>;
  AnswerBecameLate: { readonly dueAt: number };
  TransferBecameLate: { readonly dueAt: number };
  ForwardingBecameLate: { readonly dueAt: number };
  StageBecameLate: { readonly stage: string; readonly run: number; readonly targetAt: number };
  DueSoonWarned: { readonly dueAt: number };
  /** At the apology's lead: whether the unspent stage budgets fit into the working time left. */
  LatenessAssessed: { readonly dueAt: number; readonly endangered: boolean; readonly neededMs?: number; readonly leftMs: number };
  /** The result should have been with the desk by now, some time before the appointment; no date moves and nobody is late yet. */
  ResultHandoverMissed: { readonly dueAt: number };
  /** `letterDueAt`: by when its letter is still in time, where no limit before the date bound it. */
  DossierBecameLate: { readonly dueAt: number; readonly promise: number; readonly proposedAt?: number; readonly letterDueAt?: number };
  PromiseBroken: { readonly number: number; readonly appointment: number };
  LatenessExcused: { readonly ground: string; readonly decisionNumber: string; readonly secondPerson: string; readonly text?: TextRef };
  /** Another calendar was published. What is absent did not move; `pause` replaces what running on gives back. */
  DeadlineMoved: Dates & {
    readonly fromSnapshot: string;
    readonly pause?: PauseTaken;
    readonly clocks?: IntakeClocks;
    readonly answer?: AnswerClock;
    /** The applicant's time for the papers last asked for. */
    readonly asked?: { readonly applicantDueAt: number; readonly reminderAt?: number };
    readonly awaited?: AwaitedMove;
  };
  /** `ground`: nothing is due because the agency corrects its own fault. */
  FeesAssessed: { readonly fees: readonly FeeDue[]; readonly ground?: 'agency-fault'; readonly text?: TextRef };
  PaymentRecorded: { readonly amount: number; readonly method: string; readonly throughPortal: boolean; readonly receiptNumber: string; readonly fee?: number };
  FileAttached: { readonly fileId: string; readonly sha256: string; readonly mediaType: string; readonly size: number; readonly purpose: string; readonly component?: string };
  ComponentsCorrected: { readonly components: readonly SubmittedComponent[]; readonly text?: TextRef };
  PersonalDataCorrected: { readonly personal: TextRef; readonly fields: readonly PersonalField[] };
  ContactRecorded: { readonly party: 'applicant' | 'agency'; readonly agency?: string };
  PersonalDataErased: { readonly decisionNumber: string; readonly secondPerson: string };
}

/** What a pause takes away, to be given back on resuming: time left in the unit of its clock. */
export interface PauseTaken {
  readonly dueRemaining?: Remaining;
  readonly appointmentRemaining?: Remaining;
  /** Open stages: time their run has used so far, and what is left of their budget if it had not run out. */
  readonly stages: readonly { readonly stage: string; readonly usedMs: number; readonly remaining?: Remaining }[];
}

/** Name of an event: a past participle. */
export type EventType = keyof EventPayloads;

/** Version of the payload shapes above; stands as `v` in every payload. */
export const PAYLOAD_VERSION = 1;

/** An event as decided, before it has a place in a chain. */
export type NewEvent = {
  [T in EventType]: { readonly type: T; readonly payload: EventPayloads[T]; readonly occurredAt: Instant };
}[EventType];

/** An event of a dossier's ledger. `occurredAt` need not rise with `seq`. */
export type DossierEvent = NewEvent & {
  readonly seq: number;
  readonly cause: string;
  readonly ordinal: number;
  readonly actor: Actor;
  readonly recordedAt: Instant;
  readonly calendarSnapshot: string;
};
