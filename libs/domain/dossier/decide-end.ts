import { addLimit } from '../deadline/deadline.js';
import { withinCalendar } from '../calendar/within-calendar.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { TimeLimit } from '../deadline/time-limit.js';
import { instant, localDateOf, type Instant } from '../time/instant.js';
import { NOTHING_MOVED, reopenDates } from './dates.js';
import type { Deciders } from './decider.js';
import { accept, refuse } from './decision.js';
import { finishOf, whenRunning } from './finish.js';
import { mayDo } from './permissions.js';
import { secondPartAhead } from './running-rules.js';
import { closing, openStageAt } from './stage-clock.js';
import { type DossierState, openStages, shipmentUnderWay } from './state.js';

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

/** Deciders of the commands that end a dossier or bring its result home. */
export const decideEnd: Deciders<EndCommand> = {
  RefuseAfterAppraisal: (state, body, { at }, text) =>
    state.refusalDecided
      ? refuse(state, 'decision-already-made')
      : text === undefined
        ? refuse(state, 'text-required', { missing: 'reason' })
        : accept({ type: 'RefusalDecided', payload: { reasonCode: body.reasonCode, documentNumber: body.documentNumber, text }, occurredAt: at }),

  RecordResult: (state, body, context) => {
    const { province, receivingAgency } = state;
    if (!mayDo(context.actor, 'RecordResult', { province, agencies: [receivingAgency] }, context.agencies)) {
      return refuse(state, 'not-authorised', { agency: receivingAgency });
    }
    const outcome = body.outcome ?? (state.refusalDecided ? 'refused' : 'granted');
    if (outcome === 'refused' && !state.refusalDecided) {
      return refuse(state, 'refusal-not-decided');
    }
    if (outcome === 'granted' && state.refusalDecided) {
      return refuse(state, 'decision-already-made');
    }
    if (outcome === 'granted' && secondPartAhead(state, context)) {
      return refuse(state, 'second-part-not-begun');
    }
    const { at, settings, calendars } = context;
    const desk = calendars.intake(receivingAgency);
    const noticeDueAt = limitWithinCalendar(at, settings.resultNoticeLimit, desk);
    const uncollectedAt = limitWithinCalendar(at, settings.uncollectedAfter, desk);
    return whenRunning(state, context, (running) =>
      accept({
        type: 'ResultRecorded',
        payload: {
          outcome,
          ...(body.resultNumber === undefined ? {} : { resultNumber: body.resultNumber }),
          closed: openStages(running).map((stage) => closing(stage, context)),
          finish: finishOf(running, context, at),
          ...(noticeDueAt === undefined ? {} : { noticeDueAt }),
          ...(uncollectedAt === undefined ? {} : { uncollectedAt }),
        },
        occurredAt: at,
      }),
    );
  },

  NotifyResult: (state, body, { at }) => accept({ type: 'ResultNotified', payload: { means: body.means }, occurredAt: at }),

  HandOver: (state, body, { at }, text) => {
    const sent = underWay(state);
    if (sent !== undefined) {
      return refuse(state, 'already-dispatched', { trackingNumber: sent });
    }
    // Who took a result at the desk is named, unless everything personal of the dossier is gone.
    return text === undefined && body.method === 'desk' && !state.erased
      ? refuse(state, 'text-required', { missing: 'receiver' })
      : accept({ type: 'ResultHandedOver', payload: { ...body, ...(text === undefined ? {} : { receiver: text }) }, occurredAt: at });
  },

  DispatchResult: (state, body, { at }, text) => {
    const sent = underWay(state);
    if (sent !== undefined) {
      return refuse(state, 'already-dispatched', { trackingNumber: sent });
    }
    return text === undefined
      ? refuse(state, 'text-required', { missing: 'address' })
      : accept({ type: 'ResultDispatched', payload: { trackingNumber: body.trackingNumber, address: text }, occurredAt: at });
  },

  RecordDelivery: (state, body, { at }) => {
    const sent = underWay(state);
    if (sent === undefined) {
      return refuse(state, 'no-dispatch');
    }
    if (sent !== body.trackingNumber) {
      return refuse(state, 'wrong-tracking-number', { trackingNumber: sent });
    }
    const type = body.outcome === 'delivered' ? 'ResultDelivered' : 'ResultReturnedToSender';
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
        payload: {
          reasonCode: body.reasonCode,
          ...(text === undefined ? {} : { text }),
          closed: openStages(running).map((stage) => closing(stage, context)),
          ...(running.acceptedAt === undefined ? {} : { finish: finishOf(running, context, context.at) }),
        },
        occurredAt: context.at,
      }),
    );
  },

  Suspend: (state, body, context, text) => {
    if (state.refusalDecided) {
      return refuse(state, 'decision-already-made');
    }
    return whenRunning(state, context, (running) =>
      accept({
        type: 'DossierSuspended',
        payload: {
          decisionNumber: body.decisionNumber,
          ...(text === undefined ? {} : { text }),
          closed: openStages(running).map((stage) => closing(stage, context)),
          finish: finishOf(running, context, context.at),
        },
        occurredAt: context.at,
      }),
    );
  },

  Cancel: (state, body, { at, actor }, text) => {
    if (actor.role !== 'head') {
      return refuse(state, 'cancel-needs-head');
    }
    if (localDateOf(at) !== localDateOf(instant(state.acceptedAt ?? state.receivedAt))) {
      return refuse(state, 'cancel-needs-same-day', { receivedAt: state.receivedAt });
    }
    return text === undefined
      ? refuse(state, 'text-required', { missing: 'reason' })
      : accept({ type: 'DossierCancelled', payload: { reasonCode: body.reasonCode, text }, occurredAt: at });
  },

  Reopen: (state, body, context, text) => {
    if (text === undefined) {
      return refuse(state, 'text-required', { missing: 'reason' });
    }
    if (state.acceptedAt === undefined) {
      return refuse(state, 'never-accepted');
    }
    const last = state.stages.filter((stage) => stage.part === state.part && stage.startedAt !== undefined).at(-1);
    return accept({
      type: 'DossierReopened',
      payload: {
        reasonCode: body.reasonCode,
        ...(body.decisionNumber === undefined ? {} : { decisionNumber: body.decisionNumber }),
        text,
        ...(last === undefined ? {} : { reopened: openStageAt(state, context, last, context.at) }),
        dates: state.finish === undefined ? NOTHING_MOVED : reopenDates(state, context, context.at),
      },
      occurredAt: context.at,
    });
  },
};

/** Tracking number under which the result is on its way. */
function underWay({ result }: DossierState): string | undefined {
  return result === undefined ? undefined : shipmentUnderWay(result)?.trackingNumber;
}

/** A limit after `at`, or `undefined` beyond any calendar: a result is recorded even where its later reminders have no date yet. */
function limitWithinCalendar(at: Instant, limit: TimeLimit, calendar: WorkingCalendar): Instant | undefined {
  return withinCalendar(() => addLimit(at, limit, calendar));
}
