import type { Channel, PauseGround } from '../procedure/procedure.js';
import { BrokenChainError } from './broken-chain.js';
import type { FeeDue, ResultDelivery, SubmittedComponent, TextRef } from './commands.js';
import type { Finish } from './ending.js';
import type { AnswerClock, DateBasis, EventPayloads, IntakeClocks, IntakeFacts, Milestones, PauseTaken } from './events.js';
import type { FaultState } from './fault-state.js';
import type { FixedBasis } from './fixed-date.js';
import type { IndexClock } from './index-clock.js';
import type { OpinionState, PartyState } from './party-state.js';
import type { RatingState } from './rating.js';
import type { StatuteClock } from './statute-clock.js';
import { isInStock, type DossierStatus } from './status.js';
import type { Trail } from './trail-state.js';

/** One pass through a stage. A repeated stage gets a new run that continues what its earlier runs left of its budget. */
export interface StageState {
  readonly id: string;
  readonly group: number;
  readonly part: number;
  readonly agency: string;
  readonly run: number;
  readonly status: 'pending' | 'open' | 'done';
  readonly officer?: string;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly targetAt?: number;
  /** Since when the present run counts without interruption; absent while paused or not open. */
  readonly countingFrom?: number;
  /** Working milliseconds used before `countingFrom`, over all runs, pauses left out. */
  readonly usedMs: number;
  /** Part of `usedMs` that lies before the term began again from zero: it stays with the stage and is not charged to its new budget. */
  readonly waivedMs: number;
  /** Part of `usedMs` that earlier runs used; absent where none did. */
  readonly priorMs?: number;
  /** The stage that handed this run over, while the receiver has not yet accepted it. */
  readonly awaitingAcceptanceFrom?: string;
  /** Runs whose lateness is recorded. */
  readonly lateRuns: readonly number[];
}

/** A date given to the applicant, numbered in the order given; `maximum` is what the law gives a dossier nobody promised a date for. */
export interface PromiseState {
  readonly number: number;
  readonly kind: 'first' | 're-appointment' | 'second-appointment' | 'maximum';
  readonly at: number;
  readonly brokenAt?: number;
  /** An apology was signed or is owed for it. */
  readonly apology?: 'signed' | 'owed';
  /** It was signed by the letter limit. */
  readonly apologyInTime?: true;
  /** By when it is signed in time although the date has passed. */
  readonly letterDueAt?: number;
}

/** A clock standing still, since when and why. */
export interface PauseState {
  readonly at: number;
  readonly ground: PauseGround | 'supplement';
  readonly plannedEndAt?: number;
  /** The planned end is the law's, not a person's. */
  readonly legalEnd?: true;
  readonly plannedEndPassed?: true;
  /** It began with a request for an opinion and ends with the last answer. */
  readonly opinions?: true;
  readonly taken: PauseTaken;
}

/** One request for papers and what became of it. */
export interface SupplementState {
  readonly number: number;
  readonly requestedAt: number;
  /** Who asked; absent where an import tells of it, or the event is from before it was kept. */
  readonly askedBy?: string;
  readonly applicantDueAt: number;
  readonly reminderAt?: number;
  readonly reminded?: true;
  readonly expired?: true;
  readonly receivedAt?: number;
}

/** Flags of points already passed; each is set once by its event. */
export interface PassedPoints {
  readonly answerAlert?: true;
  readonly answer?: true;
  /** Stays when a completed filing is to be answered anew: an answer once late is late once. */
  readonly answeredLate?: true;
  readonly transfer?: true;
  readonly forwarding?: true;
  readonly supplementRequest?: true;
  /** The `dueAt` for which the event was recorded: a moved date arms the point again. */
  readonly dueSoonFor?: number;
  readonly apologyDraftFor?: number;
  readonly letterLimitFor?: number;
  readonly resultHandoverFor?: number;
  /** The `dueAt` for which a drafted apology was rejected: no second draft before lateness. */
  readonly apologyRejectedFor?: number;
  readonly resultNotice?: true;
  readonly uncollected?: true;
}

/** One sending of the result by public post; neither delivered nor returned while it is on its way. */
export interface ShipmentState {
  readonly trackingNumber: string;
  readonly address: TextRef;
  readonly sentAt: number;
  readonly deliveredAt?: number;
  readonly returnedAt?: number;
}

/** The result and its way to the applicant. */
export interface ResultState {
  readonly outcome: 'granted' | 'refused';
  readonly recordedAt: number;
  /** Told by the source of an import, which knows no files. */
  readonly imported?: true;
  readonly resultNumber?: string;
  readonly noticeDueAt?: number;
  readonly uncollectedAt?: number;
  readonly notifiedAt?: number;
  /** Nobody had come for it by `uncollectedAt`. */
  readonly uncollected?: true;
  readonly shelf?: string;
  readonly shipments: readonly ShipmentState[];
  /** Who took it and how, where it was not delivered by post. */
  readonly handover?: Omit<EventPayloads['ResultHandedOver'], 'resultNumber'>;
  readonly handedOverAt?: number;
}

/** A payment and when it was recorded. */
export type PaymentState = EventPayloads['PaymentRecorded'] & { readonly at: number };

/** A file of the dossier and when it was entered. */
export type FileState = EventPayloads['FileAttached'] & { readonly at: number };

/** A dossier as its events make it. Only `foldDossier` makes one. */
export interface DossierState {
  readonly lastSeq: number;
  readonly status: DossierStatus;
  readonly imported: boolean;
  readonly code: string;
  readonly procedure: { readonly code: string; readonly version: number; readonly caseCode: string };
  readonly field: string;
  readonly channel: Channel;
  readonly receivingAgency: string;
  readonly competentAgency: string;
  readonly province: string;
  readonly place?: string;
  readonly immediate: boolean;
  readonly receivedAt: number;
  readonly submittedAt?: number;
  readonly timeEvidence?: IntakeFacts['timeEvidence'];
  readonly acceptedAt?: number;
  readonly answer?: AnswerClock;
  readonly clocks: IntakeClocks;
  readonly part: number;
  readonly startAt?: number;
  readonly basis: DateBasis;
  /** What a date a person set rests on. */
  readonly fixed?: FixedBasis;
  /** Codes of the legal extensions given, in order. */
  readonly extensions: readonly string[];
  /** Dates shown before acceptance of an online filing. */
  readonly provisional: boolean;
  readonly unconfirmedYears: readonly number[];
  readonly firstAppointment?: number;
  /** What lateness is judged on; with basis `none` the end of the legal maximum, which nobody promised. */
  readonly dueAt?: number;
  /** The end of the term before a day off rolled it; absent where nothing rolled. */
  readonly nominalDueAt?: number;
  /** The promise whose date `dueAt` is. */
  readonly duePromise: number;
  readonly appointment?: number;
  readonly milestones: Milestones;
  readonly promises: readonly PromiseState[];
  readonly reappointed: boolean;
  readonly becameLateAt?: number;
  readonly excused?: true;
  readonly forecastLate?: true;
  readonly apologyDraft?: { readonly promise: number; readonly proposedAt: number };
  /** Why it is late, as the agency of the late stage said. */
  readonly delayReason?: EventPayloads['DelayReasonSupplied'];
  readonly stages: readonly StageState[];
  readonly trail: Trail;
  readonly pause?: PauseState;
  readonly supplements: readonly SupplementState[];
  readonly parties: readonly PartyState[];
  readonly opinions: readonly OpinionState[];
  readonly refusalDecided: boolean;
  readonly result?: ResultState;
  readonly finish?: Finish & { readonly at: number };
  /** Item 2.1 of index 766, beside everything above. */
  readonly indexClock: IndexClock;
  /** The limit of the statute beside the promise, as far as its events tell when it ends. */
  readonly statute?: StatuteClock;
  readonly components: readonly SubmittedComponent[];
  readonly sets: number;
  readonly resultDelivery: ResultDelivery;
  readonly byProxy: boolean;
  readonly applicantType: IntakeFacts['applicantType'];
  /** Code of the dossier this one corrects. */
  readonly correctionOf?: string;
  /** Code of the filing that opened it beside others. */
  readonly filing?: string;
  readonly fault?: FaultState;
  readonly rating?: RatingState;
  readonly files: readonly FileState[];
  readonly personal: TextRef;
  readonly erased: boolean;
  readonly contacts: { readonly applicant: number; readonly agencies: readonly string[] };
  readonly feesDue: readonly FeeDue[];
  readonly payments: readonly PaymentState[];
  readonly passed: PassedPoints;
  /** Keys of the letters signed under authority that were made and sent. */
  readonly letters: { readonly issued: readonly string[]; readonly sent: readonly string[] };
  readonly competentReceivedAt?: number;
  readonly transferredAt?: number;
}

/** The sending that is on its way; `undefined` when there is none. */
export function shipmentUnderWay({ shipments }: Pick<ResultState, 'shipments'>): ShipmentState | undefined {
  return shipments.find((shipment) => shipment.deliveredAt === undefined && shipment.returnedAt === undefined);
}

/** Agencies that have the dossier in hand: those of open stages, and the senders of hand-overs nobody accepted yet. */
export function holdersOf(state: DossierState): readonly string[] {
  const holders = openStages(state).flatMap(({ agency, awaitingAcceptanceFrom: from }) => [agency, ...state.stages.filter(({ id }) => id === from).map((sender) => sender.agency)]);
  return [...new Set(holders)];
}

/** Stages now being worked on. */
export function openStages(state: DossierState): readonly StageState[] {
  return state.stages.filter((stage) => stage.status === 'open');
}

/**
 * By when the desk must hand the papers over to the agency, while they have not come to the first stage of another one:
 * also once more, when they came back.
 */
export function pendingTransfer(state: DossierState): number | undefined {
  const elsewhere = state.stages.filter(({ part, agency }) => part === 1 && agency !== state.receivingAgency);
  const arrival = elsewhere.length === 0 ? undefined : Math.min(...elsewhere.map(({ group }) => group));
  const atDesk = arrival !== undefined && openStages(state).some(({ part, group }) => part === 1 && group < arrival);
  return isInStock(state.status) && atDesk ? state.clocks.transferDueAt : undefined;
}

/** By when the papers must be with the competent agency of another territory, while it has not confirmed them. */
export function pendingForwarding({ status, clocks, competentReceivedAt }: DossierState): number | undefined {
  return isInStock(status) && competentReceivedAt === undefined ? clocks.forwardingDueAt : undefined;
}

/** The date the applicant was last given, with its number; `undefined` for dossiers without a date. */
export function currentPromise(state: DossierState): PromiseState | undefined {
  return state.promises.at(-1);
}

/**
 * The request the applicant has not answered yet. Throws `BrokenChainError` when there is none: only a dossier that waits
 * for papers may be asked.
 */
export function openRequest(state: DossierState): SupplementState {
  const open = state.supplements.at(-1);
  if (open === undefined || open.receivedAt !== undefined) {
    throw new BrokenChainError(`a dossier in status ${state.status} has asked for no papers`);
  }
  return open;
}

/** True when a request at `at` comes after its limit of 3 working days from intake (NĐ 61/2018 Art. 19.4) or is not the first. */
export function requestIsLate({ clocks, supplements }: DossierState, at: number): boolean {
  const limit = clocks.supplementRequestDueAt;
  return supplements.length > 0 || (limit !== undefined && at > limit);
}

/** The promise an apology is to be signed for: the drafted one, else the last broken one without a signed letter. */
export function promiseToApologise(state: DossierState): number | undefined {
  if (state.apologyDraft !== undefined) {
    return state.apologyDraft.promise;
  }
  return state.promises.filter((promise) => promise.brokenAt !== undefined && promise.apology !== 'signed').at(-1)?.number;
}
