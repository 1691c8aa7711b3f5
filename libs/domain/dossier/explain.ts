import type { Explanation } from '../deadline/explanation.js';
import { instant, type Instant } from '../time/instant.js';
import { type ClockSteps, type Derivation, type Deriver, type DossierStep, type Moment, stepsSinceBegun } from './derivation.js';
import type { DossierEvent, EventType } from './events.js';
import { explainCalendarMove } from './explain-calendar.js';
import { explainExtension, explainFixing } from './explain-dates.js';
import { explainPause, explainReopening, explainRestart, explainResume, type RunningOn } from './explain-pause.js';
import { explainCompetentReceipt, firstDate, firstEvent, secondPart } from './explain-term.js';
import type { FixedDate } from './fixed-date.js';
import { foldEvent } from './fold.js';
import type { OpeningEventType } from './fold-opening.js';
import type { LegalCitation } from './legal-citation.js';
import { redate, type RulesOf } from './redate.js';
import type { Rules } from './rules.js';
import { runningCase } from './running-rules.js';
import { currentPromise, type DossierState } from './state.js';

/** Why a dossier's dates are what they are: what each event did to them, and where that led. */
export interface DossierExplanation {
  readonly derivations: readonly Derivation[];
  /** The last count of a whole term, of a dossier without a date that of its legal maximum; absent for imported dossiers, whose dates were taken over as they were, and for dates a person set. */
  readonly explanation?: Explanation;
  /** The date a person set, with what it rests on. */
  readonly fixed?: FixedDate;
  /** The law that leaves the dossier without a date, of one that has none. */
  readonly undatedBy?: LegalCitation;
  readonly provisional: boolean;
  readonly firstAppointment?: number;
  readonly dueAt?: number;
  /** Of a dossier without a date: when its legal maximum is reached. */
  readonly maximumAt?: number;
  readonly appointment?: number;
  /** Years without an official notice the dates reach into. */
  readonly unconfirmedYears: readonly number[];
}

/**
 * `intake`: what was known when the dossier was taken in, which explains the printed date; of a filing nobody
 * accepted yet, all there is. `today`: everything that happened since.
 */
export type ExplanationView = 'intake' | 'today';

/**
 * Derives the explanation from a dossier's events and the rules of the calendar versions they were written under, which
 * `rulesOf` gives by snapshot; it is never stored. The last derivation of each clock ends at the date the dossier has.
 */
export function explainDates(events: readonly DossierEvent[], rulesOf: RulesOf, view: ExplanationView = 'today'): DossierExplanation {
  const derivations: Derivation[] = [];
  let state: DossierState | undefined;
  let snapshot = '';
  for (const [index, event] of events.entries()) {
    const after = foldEvent(state, event);
    const rules = (): Rules => rulesOf(event.calendarSnapshot);
    derivations.push(...derivationsOf(event, state, { written: event, after, rules, rulesOf, recount: () => recounted(events.slice(0, index), rules(), rulesOf) }));
    state = after;
    snapshot = event.calendarSnapshot;
    if (view === 'intake' && after.acceptedAt !== undefined) {
      break;
    }
  }
  const count = state?.basis === 'fixed' ? undefined : derivations.findLast((each) => each.count !== undefined)?.count;
  return {
    derivations,
    ...(count === undefined ? {} : { explanation: count }),
    ...(state === undefined ? {} : uncounted(state, rulesOf, snapshot)),
    provisional: state?.provisional ?? false,
    ...(state?.firstAppointment === undefined ? {} : { firstAppointment: state.firstAppointment }),
    ...(state?.dueAt === undefined ? {} : state.basis === 'none' ? { maximumAt: state.dueAt } : { dueAt: state.dueAt }),
    ...(state?.appointment === undefined ? {} : { appointment: state.appointment }),
    unconfirmedYears: state?.unconfirmedYears ?? [],
  };
}

/** What a date nobody counted rests on, or the law that leaves the dossier without one. */
function uncounted(state: DossierState, rulesOf: RulesOf, snapshot: string): Pick<DossierExplanation, 'fixed' | 'undatedBy'> {
  const { basis, fixed, dueAt } = state;
  if (basis === 'fixed' && fixed !== undefined && dueAt !== undefined) {
    return { fixed: { dueAt, ...fixed } };
  }
  const dating = basis === 'none' && !state.imported ? runningCase(state, rulesOf(snapshot)).dating : undefined;
  return dating === undefined ? {} : { undatedBy: dating.law };
}

/** The steps that lead to the appointment a dossier has, from where it began to be counted. */
export function stepsToAppointment({ derivations }: DossierExplanation): readonly DossierStep[] {
  const promise = Math.max(...derivations.map((each) => each.promise ?? 0));
  return stepsSinceBegun(derivations.filter((each) => (each.promise ?? 0) === promise));
}

/** The derivations of a life had it been counted under `rules` from the beginning. */
function recounted(events: readonly DossierEvent[], rules: Rules, rulesOf: RulesOf): readonly Derivation[] {
  const derivations: Derivation[] = [];
  let state: DossierState | undefined;
  for (const event of events.filter(({ type }) => type !== 'DeadlineMoved')) {
    const counted: DossierEvent = { ...event, ...redate(event, state, rules, rulesOf), calendarSnapshot: rules.calendars.snapshot };
    const after = foldEvent(state, counted);
    derivations.push(...derivationsOf(counted, state, { written: event, after, rules: () => rules, rulesOf, recount: () => [] }));
    state = after;
  }
  return derivations;
}

interface Around extends Pick<Moment<EventType>, 'written' | 'after' | 'rulesOf' | 'recount'> {
  /** Read when asked for: most events set no date. */
  readonly rules: () => Rules;
}

function derivationsOf(event: DossierEvent, before: DossierState | undefined, { rules, ...around }: Around): readonly Derivation[] {
  const moment = <Before>(state: Before): Moment<EventType, Before> => ({ ...around, event, before: state, get rules() { return rules(); } });
  const clocks =
    before === undefined
      ? (OPENINGS[event.type as OpeningEventType] as Deriver<EventType, undefined> | undefined)?.(moment(undefined))
      : (DERIVERS[event.type as keyof typeof DERIVERS] as Deriver<EventType>)(moment(before));
  const { after } = around;
  const maximum = after.basis === 'none';
  const promised = { due: after.promises.length === 0 || maximum ? undefined : after.duePromise, appointment: currentPromise(after)?.number };
  return (clocks ?? []).map((steps) => {
    const promise = promised[steps.clock];
    const whose = promise === undefined ? (maximum && steps.endsAt !== undefined ? ({ maximum } as const) : {}) : { promise };
    return { seq: event.seq, because: event.type, at: event.occurredAt, snapshot: event.calendarSnapshot, ...whose, ...steps };
  });
}

const OPENINGS: { readonly [T in OpeningEventType]: Deriver<T, undefined> } = {
  DossierReceived: ({ event: { payload }, written, after, rules }) => firstDate(after, rules, payload.term, firstEvent(payload.term.countedFrom, after.receivedAt, 'receipt'), written.payload.term),
  DossierRegistered: ({ event: { payload }, after, rules }) => firstDate(after, rules, payload.provisional, firstEvent(payload.provisional.countedFrom, after.receivedAt, 'receipt')),
  DossierImported: ({ event, after, rules }) => {
    const { source, dueAt, maximumAt } = event.payload;
    const end = dueAt ?? maximumAt;
    const date = dueAt !== undefined ? { dueAt: instant(dueAt) } : maximumAt !== undefined ? { maximumAt: instant(maximumAt) } : {};
    const taken: ClockSteps = { clock: 'due', steps: [{ code: 'imported', source, ...date }], ...(end === undefined ? {} : { endsAt: instant(end) }) };
    const { pause } = after;
    return [taken, ...(pause === undefined ? [] : explainPause(after, rules, { ...pause, at: instant(pause.at) }, pause.taken))];
  },
};

const NO_DATE = (): readonly ClockSteps[] => [];

const DERIVERS: { readonly [T in Exclude<EventType, OpeningEventType>]: Deriver<T> } = {
  CompletionRequested: NO_DATE,
  FilingCompleted: ({ event: { payload }, after, rules }) => firstDate(after, rules, payload.provisional, firstEvent(payload.provisional.countedFrom, after.receivedAt, 'completed-filing')),
  DossierAccepted: ({ event: { payload }, before, after, rules }) =>
    firstDate(after, rules, payload.term, firstEvent(payload.term.countedFrom, before.receivedAt, before.supplements.some(({ receivedAt }) => receivedAt !== undefined) ? 'completed-filing' : 'receipt')),
  IntakeRefused: NO_DATE,
  CompetentAgencyReceived: explainCompetentReceipt,
  StageImported: NO_DATE,
  OfficerAssigned: NO_DATE,
  StageForwarded: NO_DATE,
  HandoverAccepted: NO_DATE,
  HandoverRefused: NO_DATE,
  HandoverRecalled: NO_DATE,
  StageReturned: NO_DATE,
  SupplementRequested: ({ event, before, rules }) => explainPause(before, rules, { ground: 'supplement', at: event.occurredAt }, event.payload.pause),
  SupplementReceived: (moment) => {
    const { clock, dates } = moment.event.payload;
    return clock === 'restart' ? explainRestart(runningOn(moment), dates) : explainResume(runningOn(moment), dates);
  },
  SupplementPartReceived: NO_DATE,
  SupplementRequestLimitPassed: NO_DATE,
  SupplementReminderDue: NO_DATE,
  SupplementExpired: NO_DATE,
  UnsupplementedClosed: NO_DATE,
  ClockPaused: ({ event, before, rules }) => explainPause(before, rules, { ...event.payload, at: event.occurredAt }, event.payload.pause),
  PausePlannedEndPassed: NO_DATE,
  ClockResumed: (moment) => explainResume(runningOn(moment), moment.event.payload.dates, moment.event.payload.documentNumber),
  FinancialObligationRaised: ({ event, before, rules }) => explainPause(before, rules, { ...event.payload, ground: 'financial-obligation', at: event.occurredAt }, event.payload.pause),
  FinancialObligationMet: (moment) => {
    const { event, before, after, rules } = moment;
    const { term, dates, receiptNumber } = event.payload;
    return term === undefined ? explainResume(runningOn(moment), dates, receiptNumber) : secondPart(before, after, rules, term, 'payment');
  },
  NoObligationConfirmed: ({ event: { payload }, before, after, rules }) => secondPart(before, after, rules, payload.term, 'no-obligation'),
  RefusalDecided: NO_DATE,
  ResultRecorded: NO_DATE,
  ResultNotified: NO_DATE,
  ResultNoticeOverdue: NO_DATE,
  ResultUncollected: NO_DATE,
  ResultShelved: NO_DATE,
  ResultHandedOver: NO_DATE,
  ResultDispatched: NO_DATE,
  ResultDelivered: NO_DATE,
  ResultReturnedToSender: NO_DATE,
  DossierWithdrawn: NO_DATE,
  DossierSuspended: NO_DATE,
  DossierCancelled: NO_DATE,
  DossierReopened: (moment) => explainReopening(runningOn(moment), moment.event.payload.dates),
  DossierTransferred: NO_DATE,
  AnswerAlerted: NO_DATE,
  AnswerBecameLate: NO_DATE,
  TransferBecameLate: NO_DATE,
  ForwardingBecameLate: NO_DATE,
  StageBecameLate: NO_DATE,
  DueSoonWarned: NO_DATE,
  LatenessAssessed: NO_DATE,
  LatenessForecast: NO_DATE,
  DelayReasonSupplied: NO_DATE,
  ServiceRated: NO_DATE,
  ApologyDrafted: NO_DATE,
  ApologyWithdrawn: NO_DATE,
  ApologySigned: explainReappointment,
  LetterLimitPassed: NO_DATE,
  DossierBecameLate: ({ event: { payload } }) => [{ clock: 'due', steps: [{ code: 'became-late', dueAt: instant(payload.dueAt) }], endsAt: instant(payload.dueAt) }],
  PromiseBroken: NO_DATE,
  LatenessExcused: NO_DATE,
  DueDateFixed: explainFixing,
  TermExtended: explainExtension,
  DeadlineMoved: explainCalendarMove,
  ResultHandoverMissed: NO_DATE,
  VoucherRecorded: NO_DATE,
  PartyAnswered: NO_DATE,
  PartyDelayExplained: NO_DATE,
  PartyWarned: NO_DATE,
  PartyBecameLate: NO_DATE,
  OpinionRequested: NO_DATE,
  OpinionRecorded: NO_DATE,
  OpinionDeemedConsent: NO_DATE,
  OpinionBecameLate: NO_DATE,
  FeesAssessed: NO_DATE,
  PaymentRecorded: NO_DATE,
  FileAttached: NO_DATE,
  ComponentsCorrected: NO_DATE,
  PersonalDataCorrected: NO_DATE,
  ContactRecorded: NO_DATE,
  PersonalDataErased: NO_DATE,
  LetterIssued: NO_DATE,
  LetterSent: NO_DATE,
  FaultAcknowledged: NO_DATE,
  CorrectionOpened: NO_DATE,
};

function runningOn({ event, before, rules }: Pick<Moment<EventType>, 'before' | 'rules'> & { readonly event: { readonly occurredAt: Instant } }): RunningOn {
  return { at: event.occurredAt, before, rules };
}

/** The one re-appointment takes the place of the appointment; the due date stands. */
function explainReappointment({ event, before }: Moment<'ApologySigned'>): readonly ClockSteps[] {
  const { newAppointment, promise, reasonCode, documentNumber } = event.payload;
  if (newAppointment === undefined) {
    return [];
  }
  const at = instant(newAppointment);
  const step: DossierStep = {
    code: 're-appointed',
    promise,
    ...(before.appointment === undefined ? {} : { from: instant(before.appointment) }),
    at,
    reasonCode,
    ...(documentNumber === undefined ? {} : { documentNumber }),
    law: 'decree-61-2018:19.9',
  };
  return [{ clock: 'appointment', steps: [step], endsAt: at }];
}
