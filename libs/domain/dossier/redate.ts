import { rollForward } from '../deadline/count.js';
import { giveBack, remainingUntil } from '../deadline/remaining.js';
import { applicantDeadline, subtractLimit } from '../deadline/deadline.js';
import { consultationOf } from '../procedure/pause-rules.js';
import { instant, localDateOf, type Instant } from '../time/instant.js';
import { legalMaximumAt } from './dated-term.js';
import { competentReceiptDates, leftAt, NOTHING_MOVED, pauseAfterReceipt, reopenDates, restartDates, resumeDates, takePause } from './dates.js';
import type { Finish } from './ending.js';
import type { DossierEvent, EventPayloads, IntakeClocks, NewEvent, StageMove, StageOpening, TermSet } from './events.js';
import { foldEvent } from './fold.js';
import { opinionDeadline } from './decide-consultation.js';
import { boundsAgain, partyAgain } from './pause-bounds.js';
import { planAnswer, planIntake } from './intake-plan.js';
import { extendedAgain, fixedAgain, fixingAgain } from './redate-dates.js';
import { routeOf, runningCase, UNCOUNTED_RULE } from './running-rules.js';
import type { Rules } from './rules.js';
import { openStageAt, usedBy } from './stage-clock.js';
import type { DossierState } from './state.js';
import { planTerm } from './term.js';

/** An event with the calendar snapshot it was written under. */
export type SnapshotEvent = NewEvent & Pick<DossierEvent, 'calendarSnapshot'>;

/** The rules of a calendar snapshot, for the procedure version of one dossier. */
export type RulesOf = (snapshot: string) => Rules;

/**
 * What a dossier would be had its whole life been counted on the calendars of `rules`: every event with the dates, targets,
 * remainders and used times those calendars give, folded one after the other. What people did, and when, stays as it is; so do
 * recorded lateness and the dates people named. Moves made by earlier calendar changes are left out, for the calendars
 * asked about are used from the beginning. Throws `CalendarRangeError` beyond their years.
 */
export function redated(events: readonly SnapshotEvent[], rules: Rules, rulesOf: RulesOf): DossierState {
  let state: DossierState | undefined;
  for (const event of events) {
    state = foldEvent(state, event.type === 'DeadlineMoved' ? withoutMove(event) : redate(event, state, rules, rulesOf));
  }
  if (state === undefined) {
    throw new RangeError('A dossier without events has no dates');
  }
  return state;
}

function withoutMove(event: Extract<SnapshotEvent, { type: 'DeadlineMoved' }>): NewEvent {
  return { type: 'DeadlineMoved', payload: { fromSnapshot: event.payload.fromSnapshot, dates: NOTHING_MOVED }, occurredAt: event.occurredAt };
}

/**
 * One event with everything in it that is counted counted on the calendars of `rules`, from the state before it. Under the
 * rules of its own snapshot, and the state its ledger gives, an event comes back with the dates it states. Imported
 * dates are carried over by their open time, which the snapshot of the import measures.
 */
export function redate(event: SnapshotEvent, before: DossierState | undefined, rules: Rules, rulesOf: RulesOf): NewEvent {
  const { occurredAt } = event;
  switch (event.type) {
    case 'DossierReceived': {
      const { receivedAt } = event.payload;
      return { ...event, payload: { ...event.payload, ...firstTerm(event, before, rules, { receivedAt, takenAt: receivedAt }) } };
    }
    case 'DossierRegistered': {
      const { receivedAt, receivingAgency, submittedAt } = event.payload;
      const { term } = firstTerm(event, before, rules, { receivedAt, takenAt: receivedAt });
      return { ...event, payload: { ...event.payload, provisional: term, answer: planAnswer(rules, receivingAgency, instant(submittedAt ?? receivedAt)) } };
    }
    case 'DossierImported':
      return { ...event, payload: { ...event.payload, ...carriedOver(event.payload, occurredAt, rules, rulesOf(event.calendarSnapshot)), ...maximumAgain(event, rules) } };
    default:
      return before === undefined ? event : redateNext(event, before, rules, rulesOf);
  }
}

function redateNext(event: Exclude<SnapshotEvent, { type: OpeningType }>, before: DossierState, rules: Rules, rulesOf: RulesOf): NewEvent {
  const { occurredAt: at } = event;
  const used = (moves: readonly StageMove[]): readonly StageMove[] => moves.map(({ stage }) => usedUntil(before, stage, rules, at));
  const opened = (opening: StageOpening): StageOpening => openedAgain(before, opening, rules, at);
  const perhaps = (opening: StageOpening | undefined): { readonly reopened?: StageOpening } => (opening === undefined ? {} : { reopened: opened(opening) });
  const ended = ({ closed, finish }: Ended): Ended => ({ closed: used(closed), ...(finish === undefined ? {} : { finish: leftAgain(finish, before, rules, at) }) });
  switch (event.type) {
    case 'DossierAccepted':
      return { ...event, payload: { ...event.payload, ...firstTerm(event, before, rules, { receivedAt: before.receivedAt, takenAt: at }) } };
    case 'CompletionRequested':
      return { ...event, payload: { ...event.payload, ...applicantTime(event, before, rules, rulesOf) } };
    case 'FilingCompleted': {
      const { term } = firstTerm(event, before, rules, { receivedAt: at, takenAt: at });
      return { ...event, payload: { ...event.payload, provisional: term, answer: planAnswer(rules, before.receivingAgency, at) } };
    }
    case 'CompetentAgencyReceived': {
      const pause = pauseAfterReceipt(before, rules, at);
      return { ...event, payload: { dates: competentReceiptDates(before, rules, at), ...(pause === undefined ? {} : { pause }) } };
    }
    case 'SupplementRequested':
      return { ...event, payload: { ...event.payload, ...applicantTime(event, before, rules, rulesOf), pause: takePause(before, rules, at) } };
    case 'ClockPaused': {
      const { ground, opinion } = event.payload;
      const answerDue = before.opinions.find(({ number }) => number === opinion)?.dueAt;
      const bounds = { ...boundsAgain(before, rules, ground, event.payload, at), ...(answerDue === undefined ? {} : { plannedEndAt: answerDue }) };
      return { ...event, payload: { ...event.payload, ...bounds, pause: takePause(before, rules, at) } };
    }
    case 'FinancialObligationRaised':
      return { ...event, payload: { ...event.payload, ...boundsAgain(before, rules, 'financial-obligation', event.payload, at), pause: takePause(before, rules, at) } };
    case 'VoucherRecorded':
      return { ...event, payload: { ...event.payload, party: partyAgain(before, rules, 'financial-obligation', event.payload.party, at) } };
    case 'OpinionRequested': {
      const rule = consultationOf(rules.procedure, event.payload.consultation);
      return rule === undefined ? event : { ...event, payload: { ...event.payload, dueAt: opinionDeadline(rules, rule, event.payload.agency, at) } };
    }
    case 'ClockResumed':
      return { ...event, payload: { ...event.payload, dates: resumeDates(before, rules, at) } };
    case 'SupplementReceived':
      return { ...event, payload: { ...event.payload, dates: event.payload.clock === 'restart' ? restartDates(before, rules, at) : resumeDates(before, rules, at) } };
    case 'FinancialObligationMet': {
      const { term } = event.payload;
      return { ...event, payload: term === undefined ? { ...event.payload, dates: resumeDates(before, rules, at) } : { ...event.payload, term: laterTerm(term, before, rules) } };
    }
    case 'NoObligationConfirmed':
      return { ...event, payload: { ...event.payload, closed: used(event.payload.closed), term: laterTerm(event.payload.term, before, rules) } };
    case 'StageForwarded':
      return { ...event, payload: { ...event.payload, closed: usedUntil(before, event.payload.closed.stage, rules, at), opened: event.payload.opened.map(opened) } };
    case 'HandoverRefused':
      return { ...event, payload: { ...event.payload, closed: usedUntil(before, event.payload.closed.stage, rules, at), ...perhaps(event.payload.reopened) } };
    case 'HandoverRecalled':
      return { ...event, payload: { ...event.payload, closed: used(event.payload.closed), ...perhaps(event.payload.reopened) } };
    case 'StageReturned':
      return { ...event, payload: { ...event.payload, closed: used(event.payload.closed), reopened: opened(event.payload.reopened) } };
    case 'DossierTransferred':
      return { ...event, payload: { ...event.payload, stages: used(event.payload.stages) } };
    case 'ResultRecorded':
      return { ...event, payload: { ...event.payload, ...ended(event.payload) } };
    case 'UnsupplementedClosed':
      return { ...event, payload: { ...event.payload, ...ended(event.payload) } };
    case 'DossierWithdrawn':
      return { ...event, payload: { ...event.payload, ...ended(event.payload) } };
    case 'DossierSuspended':
      return { ...event, payload: { ...event.payload, ...ended(event.payload) } };
    case 'DossierReopened': {
      const dates = before.finish === undefined ? NOTHING_MOVED : reopenDates(before, rules, at);
      return { ...event, payload: { ...event.payload, ...perhaps(event.payload.reopened), dates } };
    }
    case 'DueDateFixed':
      return { ...event, payload: { ...event.payload, dates: fixingAgain(event, before, rules) } };
    case 'TermExtended':
      return { ...event, payload: { ...event.payload, dates: extendedAgain(event, before, rules) } };
    case 'ApologySigned':
      return event.payload.newAppointment === undefined ? event : { ...event, payload: { ...event.payload, newAppointment: onWorkingDay(event.payload.newAppointment, before, rules) } };
    default:
      return event;
  }
}

interface Ended {
  readonly closed: readonly StageMove[];
  readonly finish?: Finish;
}

/** How a dossier stood at its end stays; what reopening gives back is counted like everything else. */
function leftAgain({ punctuality, delayMs }: Finish, before: DossierState, rules: Rules, at: Instant): Finish {
  return { punctuality, delayMs, ...leftAt(before, rules, at) };
}

type OpeningType = 'DossierReceived' | 'DossierRegistered' | 'DossierImported';
type Asking = Extract<SnapshotEvent, { type: 'CompletionRequested' | 'SupplementRequested' }>;

type FirstTerm = Extract<SnapshotEvent, { type: 'DossierReceived' | 'DossierRegistered' | 'DossierAccepted' | 'FilingCompleted' }>;

interface Moments {
  readonly receivedAt: number;
  readonly takenAt: number;
}

/** The hour of a planned receipt follows the settings it was planned by. */
function firstTerm(event: FirstTerm, before: DossierState | undefined, given: Rules, { receivedAt, takenAt }: Moments): { readonly term: TermSet; readonly clocks: IntakeClocks } {
  const state = before ?? foldEvent(undefined, event);
  const stated = 'term' in event.payload ? event.payload.term : event.payload.provisional;
  const { plannedBy } = stated;
  const rules = plannedBy === undefined ? given : { ...given, settings: { ...given.settings, transferCutOffMinute: plannedBy.cutOffMinute, transferToleranceMinutes: plannedBy.toleranceMinutes } };
  return planIntake(rules, runningCase(state, rules), state.channel, routeOf(state, rules), { receivedAt: instant(receivedAt), takenAt: instant(takenAt), at: event.occurredAt }, fixedAgain(stated, state, rules));
}

function laterTerm({ part, countedFrom }: TermSet, before: DossierState, rules: Rules): TermSet {
  return planTerm(rules, runningCase(before, rules), part, before.channel, routeOf(before, rules), instant(countedFrom));
}

/** A date nobody here counted keeps its open time from the import on; a warning before it follows when the date moves. */
function carriedOver({ dueAt, competentAgency }: EventPayloads['DossierImported'], importedAt: number, rules: Rules, own: Rules): { readonly dueAt?: number } {
  if (dueAt === undefined || dueAt <= importedAt || own.calendars.snapshot === rules.calendars.snapshot) {
    return {};
  }
  const end = { dueAt: instant(dueAt), nominalAt: instant(dueAt) };
  const left = remainingUntil(end, instant(importedAt), UNCOUNTED_RULE.limit, own.calendars.processing(competentAgency));
  return { dueAt: giveBack(end.dueAt, left, instant(importedAt), UNCOUNTED_RULE.end, rules.calendars.processing(competentAgency)) };
}

/** The legal maximum of an imported dossier without a date, counted again. */
function maximumAgain(event: Extract<SnapshotEvent, { type: 'DossierImported' }>, rules: Rules): { readonly maximumAt?: number } {
  if (event.payload.maximumAt === undefined) {
    return {};
  }
  const state = foldEvent(undefined, event);
  const at = legalMaximumAt(rules, runningCase(state, rules), state.channel, routeOf(state, rules), instant(event.payload.receivedAt));
  return at === undefined ? {} : { maximumAt: at };
}

/** The applicant's own time as the procedure gives it; a date the request itself named stands as it is. */
function applicantTime(event: Asking, before: DossierState, rules: Rules, rulesOf: RulesOf): { readonly applicantDueAt: number; readonly reminderAt?: number } {
  const { payload, occurredAt } = event;
  const counted = ({ calendars, procedure }: Rules): number =>
    applicantDeadline(occurredAt, procedure.supplement.applicantLimit, calendars.processing(before.competentAgency));
  const isNamed = payload.applicantDueAt !== counted(rulesOf(event.calendarSnapshot));
  const applicantDueAt = instant(isNamed ? payload.applicantDueAt : counted(rules));
  const reminderAt = subtractLimit(applicantDueAt, rules.settings.supplementReminderLead, rules.calendars.processing(before.competentAgency));
  return { applicantDueAt, ...(reminderAt > occurredAt ? { reminderAt } : {}) };
}

/** A date somebody named, on the next working day where its own has become a day off. */
function onWorkingDay(at: number, before: DossierState, rules: Rules): number {
  const calendar = rules.calendars.processing(before.competentAgency);
  return calendar.isWorkingDay(localDateOf(instant(at))) ? at : rollForward(instant(at), calendar);
}

function usedUntil(state: DossierState, id: string, rules: Rules, at: Instant): StageMove {
  const stage = state.stages.find((candidate) => candidate.id === id);
  return { stage: id, usedMs: stage === undefined ? 0 : usedBy(stage, rules, at) };
}

function openedAgain(state: DossierState, opening: StageOpening, rules: Rules, at: Instant): StageOpening {
  const stage = state.stages.find((candidate) => candidate.id === opening.stage);
  return stage === undefined ? opening : openStageAt(state, rules, stage, at);
}
