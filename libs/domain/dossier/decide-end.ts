import { addLimit } from '../deadline/deadline.js';
import { instant as toInstant, localDateOf } from '../time/instant.js';
import { openStageAt, resumeDates } from './dates.js';
import type { Deciders } from './decide.js';
import { closing } from './decide-stages.js';
import { accept, refuse, type Decision } from './decision.js';
import type { NewEvent } from './events.js';
import { foldEvent } from './fold.js';
import { finishOf } from './finish.js';
import type { DecideContext } from './rules.js';
import { openStages, type DossierState } from './state.js';
import { TIME_RULE_VERSION } from '../deadline/deadline.js';

/** Commands that end the clock, bring the result home, or open the dossier again. */
export type EndCommand =
  | 'RefuseAfterAppraisal'
  | 'RecordResult'
  | 'NotifyResult'
  | 'HandOver'
  | 'DispatchResult'
  | 'RecordDelivery'
  | 'ShelveResult'
  | 'Withdraw'
  | 'Suspend'
  | 'Cancel'
  | 'Reopen';

export const decideEnd: Deciders<EndCommand> = {
  RefuseAfterAppraisal: (state, body, { at }, text) =>
    state.refusalDecided
      ? refuse(state, 'decision-already-made')
      : text === undefined
        ? refuse(state, 'text-required')
        : accept({ type: 'RefusalDecided', payload: { reasonCode: body.reasonCode, documentNumber: body.documentNumber, text }, occurredAt: at }),

  RecordResult: (state, body, context) => {
    const outcome = body.outcome ?? (state.refusalDecided ? 'refused' : 'granted');
    if (outcome === 'refused' && !state.refusalDecided) {
      return refuse(state, 'refusal-not-decided');
    }
    const { at, settings, calendars } = context;
    const desk = calendars.intake(state.receivingAgency);
    return whenRunning(state, context, (running) =>
      accept({
        type: 'ResultRecorded',
        payload: {
          outcome,
          ...(body.resultNumber === undefined ? {} : { resultNumber: body.resultNumber }),
          closed: openStages(running).map((stage) => closing(stage, context)),
          finish: finishOf(running, context, at),
          noticeDueAt: addLimit(at, settings.resultNoticeLimit, desk),
          uncollectedAt: addLimit(at, settings.uncollectedAfter, desk),
        },
        occurredAt: at,
      }),
    );
  },

  NotifyResult: (state, body, { at }) => accept({ type: 'ResultNotified', payload: { means: body.means }, occurredAt: at }),

  HandOver: (_state, body, { at }, text) =>
    accept({ type: 'ResultHandedOver', payload: { ...body, ...(text === undefined ? {} : { receiver: text }) }, occurredAt: at }),

  DispatchResult: (_state, body, { at }, text) =>
    accept({ type: 'ResultDispatched', payload: { trackingNumber: body.trackingNumber, ...(text === undefined ? {} : { address: text }) }, occurredAt: at }),

  RecordDelivery: (state, body, { at }) => {
    const sent = state.result?.tracking;
    if (sent === undefined) {
      return refuse(state, 'no-dispatch');
    }
    if (sent !== body.trackingNumber) {
      return refuse(state, 'wrong-tracking-number', { trackingNumber: sent });
    }
    const type = body.outcome === 'delivered' ? 'ResultDelivered' : 'ResultReturnedBySender';
    return accept({ type, payload: { trackingNumber: sent }, occurredAt: at });
  },

  ShelveResult: (_state, body, { at }) => accept({ type: 'ResultShelved', payload: { place: body.place }, occurredAt: at }),

  Withdraw: (state, body, context, text) => {
    if (state.refusalDecided || state.result !== undefined) {
      return refuse(state, 'decision-already-made');
    }
    return whenRunning(state, context, (running) =>
      accept({
        type: 'DossierWithdrawn',
        payload: { reasonCode: body.reasonCode, ...(text === undefined ? {} : { text }), finish: finishOf(running, context, context.at) },
        occurredAt: context.at,
      }),
    );
  },

  Suspend: (state, body, context, text) =>
    whenRunning(state, context, (running) =>
      accept({
        type: 'DossierSuspended',
        payload: { decisionNumber: body.decisionNumber, ...(text === undefined ? {} : { text }), finish: finishOf(running, context, context.at) },
        occurredAt: context.at,
      }),
    ),

  Cancel: (state, body, { at, actor }, text) => {
    if (actor.role !== 'head') {
      return refuse(state, 'cancel-needs-head');
    }
    if (localDateOf(at) !== localDateOf(toInstant(state.receivedAt))) {
      return refuse(state, 'cancel-needs-same-day', { receivedAt: state.receivedAt });
    }
    return text === undefined
      ? refuse(state, 'text-required')
      : accept({ type: 'DossierCancelled', payload: { reasonCode: body.reasonCode, text }, occurredAt: at });
  },

  Reopen: (state, body, context, text) => {
    if (text === undefined) {
      return refuse(state, 'text-required');
    }
    const last = state.stages.filter((stage) => stage.part === state.part && stage.startedAt !== undefined).at(-1);
    return accept({
      type: 'DossierReopened',
      payload: {
        reasonCode: body.reasonCode,
        ...(body.decisionNumber === undefined ? {} : { decisionNumber: body.decisionNumber }),
        text,
        ...(last === undefined ? {} : { reopened: openStageAt(state, context, last, context.at) }),
        dates: reopenedDates(state, context),
      },
      occurredAt: context.at,
    });
  },
};

/** Closing while paused closes the pause first, so that the end is judged by a date somebody can read. */
function whenRunning(state: DossierState, context: DecideContext, end: (running: DossierState) => Decision): Decision {
  if (state.pause === undefined) {
    return end(state);
  }
  const resumed: NewEvent = { type: 'ClockResumed', payload: { dates: resumeDates(state, context, context.at) }, occurredAt: context.at };
  const decision = end(foldEvent(state, resumed));
  return decision.kind === 'refused' ? decision : accept(resumed, ...decision.events);
}

/** Reopening keeps what was consumed: what was left of the term when it ended runs on; a late dossier keeps its date. */
function reopenedDates(state: DossierState, context: DecideContext): { ruleVersion: string; dueAt?: number; appointment?: number; stageTargets: [] } {
  const { finish, dueAt } = state;
  if (finish === undefined || dueAt === undefined || finish.punctuality === 'late' || finish.at >= dueAt) {
    return { ruleVersion: TIME_RULE_VERSION, stageTargets: [] };
  }
  const calendar = context.calendars.processing(state.competentAgency);
  const left = calendar.workingTimeBetween(toInstant(finish.at), toInstant(dueAt));
  const next = calendar.addWorkingTime(context.at, left);
  return { ruleVersion: TIME_RULE_VERSION, dueAt: next, appointment: next, stageTargets: [] };
}
