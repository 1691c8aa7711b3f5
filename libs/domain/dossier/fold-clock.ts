import { withAwaited } from './awaited-move.js';
import type { FoldSteps } from './fold-step.js';
import { plannedStages } from './blank-dossier.js';
import { openFirstGroup, withTerm } from './fold-opening.js';
import { closeStages } from './fold-stages.js';
import { endParty, withParty } from './fold-party.js';
import type { DatesMoved, PauseTaken, TermSet } from './events.js';
import type { PauseBounds } from './party-events.js';
import type { PauseGround } from '../procedure/procedure.js';
import type { DossierState, PauseState, PromiseState } from './state.js';
import { statusWhilePaused } from './status.js';

/** Events that set, move, warn of or break a date. */
export type ClockEventType =
  | 'DossierAccepted'
  | 'CompetentAgencyReceived'
  | 'ClockPaused'
  | 'PausePlannedEndPassed'
  | 'ClockResumed'
  | 'FinancialObligationRaised'
  | 'FinancialObligationMet'
  | 'NoObligationConfirmed'
  | 'AnswerAlerted'
  | 'AnswerBecameLate'
  | 'TransferBecameLate'
  | 'ForwardingBecameLate'
  | 'DueSoonWarned'
  | 'LatenessAssessed'
  | 'LatenessForecast'
  | 'DelayReasonSupplied'
  | 'ApologyDrafted'
  | 'ApologyWithdrawn'
  | 'ApologySigned'
  | 'LetterLimitPassed'
  | 'ResultHandoverMissed'
  | 'DossierBecameLate'
  | 'PromiseBroken'
  | 'LatenessExcused'
  | 'DeadlineMoved';

/** Fold steps of the events of the clock. */
export const foldClock: FoldSteps<ClockEventType> = {
  DossierAccepted: (state, { payload, occurredAt }) => ({
    ...withTerm(state, payload.term, occurredAt),
    acceptedAt: occurredAt,
    clocks: payload.clocks,
    components: payload.components ?? state.components,
  }),

  CompetentAgencyReceived: (state, { payload, occurredAt }) => ({
    ...withDates(state, payload.dates),
    competentReceivedAt: occurredAt,
    ...(state.pause === undefined || payload.pause === undefined ? {} : { pause: { ...state.pause, taken: payload.pause } }),
  }),

  ClockPaused: (state, { payload, occurredAt }) => {
    const stopped = pausedWithin(state, payload.ground, payload, occurredAt);
    return payload.opinion === undefined || stopped.pause === undefined ? stopped : { ...stopped, pause: { ...stopped.pause, opinions: true } };
  },

  PausePlannedEndPassed: (state) => (state.pause === undefined ? state : { ...state, pause: { ...state.pause, plannedEndPassed: true } }),

  ClockResumed: (state, { payload, occurredAt }) => withDates(resumed(state, occurredAt), payload.dates),

  FinancialObligationRaised: (state, { payload, occurredAt }) => pausedWithin(state, 'financial-obligation', payload, occurredAt),

  FinancialObligationMet: (state, { payload, occurredAt }) => {
    const going = withDates(resumed(state, occurredAt), payload.dates);
    return payload.term === undefined ? going : withSecondPart(going, payload.term, occurredAt);
  },

  NoObligationConfirmed: (state, { payload, occurredAt }) =>
    withSecondPart({ ...state, status: 'in-progress', stages: closeStages(state.stages, payload.closed, occurredAt) }, payload.term, occurredAt),

  AnswerAlerted: (state) => pass(state, { answerAlert: true }),
  AnswerBecameLate: (state) => pass(state, { answer: true, answeredLate: true }),
  TransferBecameLate: (state) => pass(state, { transfer: true }),
  ForwardingBecameLate: (state) => pass(state, { forwarding: true }),
  DueSoonWarned: (state, { payload }) => pass(state, { dueSoonFor: payload.dueAt }),
  LatenessAssessed: (state, { payload }) => pass(state, { apologyDraftFor: payload.dueAt }),
  LatenessForecast: (state) => ({ ...state, forecastLate: true }),
  DelayReasonSupplied: (state, { payload }) => ({ ...state, delayReason: payload }),

  ApologyDrafted: (state, { payload, occurredAt }) => {
    const limit = state.milestones.letterLimitAt;
    const drafted = { ...state, apologyDraft: { promise: payload.promise, proposedAt: payload.proposedAt } };
    return limit === undefined || occurredAt <= limit ? drafted : pass(drafted, { letterLimitFor: payload.dueAt });
  },

  ApologyWithdrawn: (state, { payload }) =>
    payload.because === 'rejected' && state.dueAt !== undefined ? pass(withoutDraft(state), { apologyRejectedFor: state.dueAt }) : withoutDraft(state),

  ApologySigned: (state, { payload, occurredAt }) => {
    const inTime = isInTime(state, payload.promise, occurredAt) ? { apologyInTime: true as const } : {};
    const signed = withoutDraft({ ...state, promises: markPromise(state, payload.promise, { apology: 'signed', ...inTime }) });
    if (payload.newAppointment === undefined || payload.newPromise === undefined) {
      return signed;
    }
    return {
      ...signed,
      reappointed: true,
      appointment: payload.newAppointment,
      promises: [...signed.promises, { number: payload.newPromise, kind: 're-appointment', at: payload.newAppointment }],
    };
  },

  ResultHandoverMissed: (state, { payload }) => pass(state, { resultHandoverFor: payload.dueAt }),

  LetterLimitPassed: (state) => (state.dueAt === undefined ? state : pass(state, { letterLimitFor: state.dueAt })),

  DossierBecameLate: (state, { payload }) => ({
    ...state,
    becameLateAt: payload.dueAt,
    promises: breakPromise(state, payload.promise, payload.dueAt, payload.letterDueAt),
    ...(payload.proposedAt === undefined ? {} : { apologyDraft: { promise: payload.promise, proposedAt: payload.proposedAt } }),
  }),

  PromiseBroken: (state, { payload }) => ({ ...state, promises: breakPromise(state, payload.number, payload.appointment) }),

  LatenessExcused: (state) => ({ ...state, excused: true }),

  DeadlineMoved: (state, { payload }) => {
    const { pause, clocks, answer, asked, awaited } = payload;
    const dated = withDates(state, payload.dates);
    const moved = awaited === undefined ? dated : withAwaited(dated, awaited);
    return {
      ...moved,
      ...(pause === undefined || moved.pause === undefined ? {} : { pause: { ...moved.pause, taken: pause } }),
      ...(clocks === undefined ? {} : { clocks: { ...state.clocks, ...clocks } }),
      ...(answer === undefined ? {} : { answer }),
      ...(asked === undefined ? {} : { supplements: [...state.supplements.slice(0, -1), ...state.supplements.slice(-1).map((open) => ({ ...open, ...asked }))] }),
    };
  },
};

/** Applies moved dates: `dueAt` takes its promise along under the same number; a later unbroken promise follows the appointment. */
export function withDates(state: DossierState, dates: DatesMoved): DossierState {
  const last = state.promises.at(-1)?.number;
  return {
    ...(dates.dueAt === undefined ? state : withNominal(state, dates.nominalDueAt)),
    ...(dates.startAt === undefined ? {} : { startAt: dates.startAt }),
    ...(dates.dueAt === undefined ? {} : { dueAt: dates.dueAt }),
    ...(dates.appointment === undefined ? {} : { appointment: dates.appointment }),
    ...(dates.unconfirmedYears === undefined ? {} : { unconfirmedYears: dates.unconfirmedYears }),
    ...(dates.milestones === undefined ? {} : { milestones: dates.milestones }),
    promises: state.promises.map((promise) => {
      const at = promise.number === state.duePromise ? dates.dueAt : promise.number === last ? dates.appointment : undefined;
      return at === undefined || promise.brokenAt !== undefined ? promise : { ...promise, at };
    }),
    stages: state.stages.map((stage) => {
      const target = dates.stageTargets.find((candidate) => candidate.stage === stage.id);
      return target === undefined ? stage : { ...stage, targetAt: target.targetAt };
    }),
  };
}

function withNominal(state: DossierState, at: number | undefined): DossierState {
  const { nominalDueAt, ...rest } = state;
  return { ...(nominalDueAt === undefined ? state : rest), ...nominal(at) };
}

function nominal(at: number | undefined): { readonly nominalDueAt?: number } {
  return at === undefined ? {} : { nominalDueAt: at };
}

/**
 * Opens the second part. What a pause left open of the first (as a rule the tax stage, outside the clock) ends at the proof
 * of payment; the time it used was booked when the obligation paused it, so closing adds nothing. Stages of the first part
 * that never ran stay pending for good. A late dossier gets its second promise, but its `dueAt` stands still.
 */
function withSecondPart(state: DossierState, term: TermSet, at: number): DossierState {
  const number = (state.promises.at(-1)?.number ?? 0) + 1;
  const done = closeStages(state.stages, state.stages.filter((stage) => stage.status === 'open').map((stage) => ({ stage: stage.id, usedMs: 0 })), at);
  const late = state.becameLateAt !== undefined;
  const next: DossierState = {
    ...withoutForecast(state),
    part: term.part,
    startAt: term.startAt,
    stages: [...done, ...openFirstGroup(plannedStages(term.stages, term.part), at, term.startAt)],
    unconfirmedYears: term.unconfirmedYears,
  };
  if (term.dueAt === undefined) {
    return next;
  }
  return {
    ...(late ? next : withNominal(next, undefined)),
    appointment: term.dueAt,
    promises: [...next.promises, { number, kind: 'second-appointment', at: term.dueAt }],
    ...(late ? {} : { ...nominal(term.nominalDueAt), dueAt: term.dueAt, duePromise: number, milestones: term.milestones }),
  };
}

/** Stops the clock: what the open stages have used by then is booked. */
export function paused(state: DossierState, pause: PauseState): DossierState {
  return {
    ...state,
    status: statusWhilePaused(pause.ground),
    pause,
    stages: state.stages.map((stage) => {
      const taken = pause.taken.stages.find((candidate) => candidate.stage === stage.id);
      const { countingFrom, ...stopped } = stage;
      return taken === undefined || countingFrom === undefined ? stage : { ...stopped, usedMs: stage.usedMs + taken.usedMs };
    }),
  };
}

/** Stops the clock on a ground of the procedure; whoever has the work meanwhile has its own time from now on. */
function pausedWithin(state: DossierState, ground: PauseGround, { plannedEndAt, legalEnd, party, pause }: PauseBounds & { readonly pause: PauseTaken }, at: number): DossierState {
  const stopped = paused(state, {
    at,
    ground,
    taken: pause,
    ...(plannedEndAt === undefined ? {} : { plannedEndAt }),
    ...(legalEnd === undefined ? {} : { legalEnd }),
  });
  return party === undefined ? stopped : withParty(stopped, party, { ground, task: 'answer' }, at);
}

/** The clock and the open stages run on from `at`; the time of the body at work in the pause is over. */
export function resumed(state: DossierState, at: number): DossierState {
  const { pause, ...rest } = endParty(state, at, 'resumption');
  return {
    ...(pause === undefined ? state : rest),
    status: 'in-progress',
    stages: state.stages.map((stage) => (stage.status === 'open' ? { ...stage, countingFrom: at } : stage)),
  };
}

/** A forecast of lateness is about one date; it lapses with it. */
export function withoutForecast(state: DossierState): DossierState {
  const { forecastLate, ...rest } = state;
  return forecastLate === undefined ? state : rest;
}

function withoutDraft(state: DossierState): DossierState {
  const { apologyDraft, ...rest } = state;
  return apologyDraft === undefined ? state : rest;
}

/** Marks points as passed. */
export function pass(state: DossierState, points: DossierState['passed']): DossierState {
  return { ...state, passed: { ...state.passed, ...points } };
}

function markPromise(state: DossierState, number: number, mark: Partial<PromiseState>): readonly PromiseState[] {
  return state.promises.map((promise) => (promise.number === number ? { ...promise, ...mark } : promise));
}

/** The letter of the due promise is in time by its limit before the date; without one until the date, or as long after as was stated when it passed. */
function isInTime({ promises, duePromise, milestones }: DossierState, number: number, at: number): boolean {
  const promise = promises.find((candidate) => candidate.number === number);
  if (promise === undefined || number !== duePromise) {
    return false;
  }
  return at <= (promise.brokenAt === undefined ? (milestones.letterLimitAt ?? promise.at) : (promise.letterDueAt ?? -Infinity));
}

function breakPromise(state: DossierState, number: number, at: number, letterDueAt?: number): readonly PromiseState[] {
  return state.promises.map((promise) =>
    promise.number === number ? { ...promise, brokenAt: at, apology: promise.apology ?? 'owed', ...(letterDueAt === undefined ? {} : { letterDueAt }) } : promise,
  );
}
