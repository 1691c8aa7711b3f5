import type { Deciders } from './decider.js';
import { accept, refuse } from './decision.js';
import type { NewEvent } from './events.js';
import { proposedAppointment } from './prospects.js';
import type { DecideContext } from './rules.js';
import { currentPromise, promiseToApologise } from './state.js';

/** Commands about lateness: saying it will come, apologising for it, excusing it beside the rate. */
export type PromiseCommand = 'ForecastLate' | 'SignApology' | 'RejectApology' | 'ExcuseLateness';

/** Deciders of the commands about lateness. */
export const decidePromise: Deciders<PromiseCommand> = {
  ForecastLate: (_state, body, { at }, text) =>
    accept({ type: 'LatenessForecast', payload: { reasonCode: body.reasonCode, ...(text === undefined ? {} : { text }) }, occurredAt: at }),

  SignApology: (state, body, context, text) => {
    const promise = promiseToApologise(state);
    if (promise === undefined) {
      return refuse(state, 'no-apology-draft');
    }
    if (state.finish !== undefined || state.reappointed) {
      return body.newAppointment === undefined
        ? accept(signed(promise, body, undefined, undefined, text, context))
        : refuse(state, state.finish === undefined ? 'second-reappointment-refused' : 'reappointment-after-end');
    }
    const newest = currentPromise(state);
    const earliest = Math.max(context.at, newest?.at ?? context.at);
    const drafted = state.apologyDraft?.proposedAt;
    const chosen = body.newAppointment ?? (drafted !== undefined && drafted > earliest ? drafted : proposedAppointment(state, context, context.at));
    if (chosen === undefined) {
      return refuse(state, 'beyond-calendar');
    }
    if (chosen <= earliest) {
      return refuse(state, 'reappointment-not-in-future', { newAppointment: chosen });
    }
    return accept(signed(promise, body, chosen, (newest?.number ?? 0) + 1, text, context));
  },

  RejectApology: (state, body, { at }, text) =>
    state.apologyDraft === undefined
      ? refuse(state, 'no-apology-draft')
      : text === undefined
        ? refuse(state, 'text-required', { missing: 'reason', reasonCode: body.reasonCode })
        : accept({ type: 'ApologyWithdrawn', payload: { promise: state.apologyDraft.promise, because: 'rejected', text }, occurredAt: at }),

  ExcuseLateness: (state, body, { at, actor }, text) => {
    if (state.becameLateAt === undefined) {
      return refuse(state, 'not-late');
    }
    if (state.excused === true) {
      return refuse(state, 'already-excused');
    }
    if (body.secondPerson === actor.subject) {
      return refuse(state, 'second-person-required');
    }
    return accept({
      type: 'LatenessExcused',
      payload: { ground: body.ground, decisionNumber: body.decisionNumber, secondPerson: body.secondPerson, ...(text === undefined ? {} : { text }) },
      occurredAt: at,
    });
  },
};

function signed(
  promise: number,
  body: { readonly reasonCode: string; readonly documentNumber?: string },
  newAppointment: number | undefined,
  newPromise: number | undefined,
  text: { readonly version: number; readonly commitment: string } | undefined,
  { at }: DecideContext,
): NewEvent {
  return {
    type: 'ApologySigned',
    payload: {
      promise,
      reasonCode: body.reasonCode,
      ...(newAppointment === undefined ? {} : { newAppointment }),
      ...(newPromise === undefined ? {} : { newPromise }),
      ...(body.documentNumber === undefined ? {} : { documentNumber: body.documentNumber }),
      ...(text === undefined ? {} : { text }),
    },
    occurredAt: at,
  };
}
