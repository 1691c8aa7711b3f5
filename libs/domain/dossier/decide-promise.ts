import type { Deciders } from './decider.js';
import { accept, refuse } from './decision.js';
import { objectToDelayReason } from './delay-reasons.js';
import { reasonGivers, reasonToSign, type SignedReason } from './delay-reason-giver.js';
import type { NewEvent } from './events.js';
import { mayDo } from './permissions.js';
import { reappointmentToSign } from './reappointment.js';
import type { DecideContext } from './rules.js';
import { currentPromise, promiseToApologise } from './state.js';

/** Commands about lateness: saying it will come, apologising for it, excusing it beside the rate. */
export type PromiseCommand = 'ForecastLate' | 'SupplyDelayReason' | 'SignApology' | 'RejectApology' | 'ExcuseLateness';

/** Deciders of the commands about lateness. */
export const decidePromise: Deciders<PromiseCommand> = {
  ForecastLate: (state, body, { at, settings }, text) => {
    const objection = objectToDelayReason(body.reasonCode, settings.delayReasons, at);
    return objection === undefined
      ? accept({ type: 'LatenessForecast', payload: { reasonCode: body.reasonCode, ...(text === undefined ? {} : { text }) }, occurredAt: at })
      : refuse(state, objection.code, objection.data);
  },

  SupplyDelayReason: (state, body, { at, actor, agencies, settings }, text) => {
    const promise = promiseToApologise(state);
    const givers = reasonGivers(state, at);
    if (promise === undefined || givers.length === 0) {
      return refuse(state, 'no-delay-to-explain');
    }
    const agency = givers.find((giver) => mayDo(actor, 'SupplyDelayReason', { province: state.province, agencies: [giver] }, agencies));
    if (agency === undefined) {
      return refuse(state, 'not-authorised', { agency: givers.join(', ') });
    }
    const objection = objectToDelayReason(body.reasonCode, settings.delayReasons, at);
    return objection === undefined
      ? accept({ type: 'DelayReasonSupplied', payload: { promise, agency, reasonCode: body.reasonCode, ...(text === undefined ? {} : { text }) }, occurredAt: at })
      : refuse(state, objection.code, objection.data);
  },

  SignApology: (state, body, context, text) => {
    const promise = promiseToApologise(state);
    if (promise === undefined) {
      return refuse(state, state.reappointed && body.newAppointment !== undefined ? 'second-reappointment-refused' : 'no-apology-draft');
    }
    const reason = reasonToSign(state, promise, body.reasonCode, text, context);
    if ('code' in reason) {
      return refuse(state, reason.code, reason.data);
    }
    if (state.finish !== undefined || state.reappointed) {
      return body.newAppointment === undefined
        ? accept(signed(promise, reason, body.documentNumber, undefined, context))
        : refuse(state, state.finish === undefined ? 'second-reappointment-refused' : 'reappointment-after-end');
    }
    const given = currentPromise(state);
    // A second appointment given meanwhile is the date the applicant waits for: the letter names that one.
    if (body.newAppointment === undefined && given !== undefined && given.number > promise && given.brokenAt === undefined) {
      return accept(signed(promise, reason, body.documentNumber, undefined, context));
    }
    const newAppointment = reappointmentToSign(state, body.newAppointment, context);
    return typeof newAppointment === 'number'
      ? accept(signed(promise, reason, body.documentNumber, { newAppointment, newPromise: (given?.number ?? 0) + 1 }, context))
      : refuse(state, newAppointment.code, newAppointment.data);
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
  { reasonCode, reasonOf, text }: SignedReason,
  documentNumber: string | undefined,
  given: { readonly newAppointment: number; readonly newPromise: number } | undefined,
  { at }: DecideContext,
): NewEvent {
  return {
    type: 'ApologySigned',
    payload: { promise, reasonCode, reasonOf, ...given, ...(documentNumber === undefined ? {} : { documentNumber }), ...(text === undefined ? {} : { text }) },
    occurredAt: at,
  };
}
