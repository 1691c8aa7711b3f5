import { withinCalendar } from '../calendar/within-calendar.js';
import { addLimit } from '../deadline/deadline.js';
import { instant, type Instant } from '../time/instant.js';
import { SYSTEM_ACTOR, type Actor } from './actor.js';
import { assessLateness, draftWhenEndangered, dueOf } from './apology-draft.js';
import type { NewEvent } from './events.js';
import { foldEvent } from './fold.js';
import { causeOfPoint, pointsOfInterest, type Point } from './points.js';
import { proposedAppointment } from './prospects.js';
import type { Rules } from './rules.js';
import { opinionSilent, partyLate, warnOfParty } from './settle-party.js';
import { currentPromise, type DossierState } from './state.js';

/** Events of one cause, in order; `ordinal` is their place within it. */
export interface CausedEvents {
  readonly cause: string;
  readonly actor: Actor;
  readonly events: readonly NewEvent[];
}

/** The state after settling and what was recorded on the way. */
export interface Settlement {
  readonly state: DossierState;
  readonly recorded: readonly CausedEvents[];
}

/** More points than any dossier can have between two causes: reaching it means a point does not go away when recorded. */
const POINT_LIMIT = 500;

/**
 * Records every point of interest that lies before `until` (at `until` too when `inclusive`), each at its own legal
 * instant, in the fixed order of kinds. Whoever settles a point and however late, the events are the same, as long as the
 * rules are: a proposed date and an assessment read the calendars. So whoever publishes a calendar version first settles
 * each running dossier under the old one up to the instant of the change, and only then moves its dates.
 */
export function settlePoints(state: DossierState, until: Instant, inclusive: boolean, rules: Rules): Settlement {
  let current = state;
  const recorded: CausedEvents[] = [];
  for (let round = 0; round < POINT_LIMIT; round += 1) {
    const point = pointsOfInterest(current)[0];
    if (point === undefined || point.at > until || (point.at === until && !inclusive)) {
      return { state: current, recorded };
    }
    const passed = passPoint(current, point, rules);
    const after = folded(current, passed);
    const drafted = draftWhenEndangered(after, rules, instant(point.at));
    const events = [...passed, ...drafted];
    current = folded(after, drafted);
    recorded.push({ cause: causeOfPoint(point), actor: SYSTEM_ACTOR, events });
  }
  throw new Error(`Settling does not end: point ${JSON.stringify(pointsOfInterest(current)[0])} stays after it was recorded`);
}

function folded(state: DossierState, events: readonly NewEvent[]): DossierState {
  return events.reduce<DossierState>((before, event) => foldEvent(before, event), state);
}

function passPoint(state: DossierState, point: Point, rules: Rules): readonly NewEvent[] {
  const occurredAt = instant(point.at);
  switch (point.kind) {
    case 'answer-alert':
      return [{ type: 'AnswerAlerted', payload: {}, occurredAt }];
    case 'answer-due':
      return [{ type: 'AnswerBecameLate', payload: { dueAt: point.at }, occurredAt }];
    case 'transfer-due':
      return [{ type: 'TransferBecameLate', payload: { dueAt: point.at }, occurredAt }];
    case 'forwarding-due':
      return [{ type: 'ForwardingBecameLate', payload: { dueAt: point.at }, occurredAt }];
    case 'supplement-request-limit':
      return [{ type: 'SupplementRequestLimitPassed', payload: {}, occurredAt }];
    case 'supplement-reminder':
      return [{ type: 'SupplementReminderDue', payload: { number: Number(point.of) }, occurredAt }];
    case 'supplement-due':
      return [{ type: 'SupplementExpired', payload: { number: Number(point.of) }, occurredAt }];
    case 'pause-planned-end':
      return [{ type: 'PausePlannedEndPassed', payload: { ground: state.pause?.ground ?? '' }, occurredAt }];
    case 'opinion-due':
      return opinionSilent(state, Number(point.of), occurredAt);
    case 'party-warning':
      return warnOfParty(state, Number(point.of), occurredAt);
    case 'party-due':
      return partyLate(state, Number(point.of), occurredAt);
    case 'due-soon':
      return [{ type: 'DueSoonWarned', payload: { dueAt: dueOf(state) }, occurredAt }];
    case 'apology-draft':
      return assessLateness(state, rules, occurredAt);
    case 'letter-limit':
      return [{ type: 'LetterLimitPassed', payload: { promise: state.duePromise }, occurredAt }];
    case 'result-handover':
      return [{ type: 'ResultHandoverMissed', payload: { dueAt: dueOf(state) }, occurredAt }];
    case 'stage-due':
      return stageLate(state, point, occurredAt);
    case 'expiry':
      return [dossierLate(state, rules, occurredAt)];
    case 'promise-expiry':
      return [{ type: 'PromiseBroken', payload: { number: Number(point.of), appointment: currentPromise(state)?.at ?? point.at }, occurredAt }];
    case 'result-notice':
      return [{ type: 'ResultNoticeOverdue', payload: {}, occurredAt }];
    case 'uncollected':
      return [{ type: 'ResultUncollected', payload: {}, occurredAt }];
  }
}

/** Lateness with the new date an apology may promise, none when the one re-appointment is used up, and by when its letter is still in time where no limit bound it before. */
function dossierLate(state: DossierState, rules: Rules, occurredAt: Instant): NewEvent {
  const proposedAt = state.reappointed ? undefined : proposedAppointment(state, rules, occurredAt);
  const calendar = rules.calendars.processing(state.competentAgency);
  const letterDueAt = state.milestones.letterLimitAt === undefined ? withinCalendar(() => addLimit(occurredAt, rules.settings.letterAfterExpiry, calendar)) : undefined;
  return {
    type: 'DossierBecameLate',
    payload: { dueAt: occurredAt, promise: state.duePromise, ...(proposedAt === undefined ? {} : { proposedAt }), ...(letterDueAt === undefined ? {} : { letterDueAt }) },
    occurredAt,
  };
}

function stageLate(state: DossierState, point: Point, occurredAt: Instant): readonly NewEvent[] {
  const stage = state.stages.find((candidate) => `${candidate.id}#${String(candidate.run)}` === point.of);
  if (stage === undefined) {
    return [];
  }
  return [{ type: 'StageBecameLate', payload: { stage: stage.id, run: stage.run, targetAt: point.at }, occurredAt }];
}
