import type { Deciders } from './decider.js';
import { accept, refuse } from './decision.js';
import type { DecideContext } from './rules.js';
import { runningCase } from './running-rules.js';
import type { DossierState } from './state.js';

/** Commands that record something beside the clock. */
export type RecordCommand =
  | 'AssessFees'
  | 'RecordPayment'
  | 'AttachFile'
  | 'CorrectComponents'
  | 'CorrectPersonalData'
  | 'RecordContact'
  | 'ErasePersonalData'
  | 'RateService';

/** Deciders of the commands that only record. */
export const decideRecord: Deciders<RecordCommand> = {
  AssessFees: (state, body, context, text) => {
    const unknown = body.fees.find(({ fee }) => !isFee(fee, context));
    if (state.correctionOf !== undefined && body.fees.some(({ amount }) => amount > 0)) {
      return refuse(state, 'correction-free-of-charge', { dossier: state.correctionOf });
    }
    return unknown !== undefined
      ? refuse(state, 'unknown-fee', { fee: unknown.fee })
      : accept({ type: 'FeesAssessed', payload: { fees: body.fees, ...(text === undefined ? {} : { text }) }, occurredAt: context.at });
  },

  RecordPayment: (state, body, context) =>
    state.correctionOf !== undefined && body.amount > 0
      ? refuse(state, 'correction-free-of-charge', { dossier: state.correctionOf })
      : body.fee !== undefined && !isFee(body.fee, context)
        ? refuse(state, 'unknown-fee', { fee: body.fee })
        : accept({ type: 'PaymentRecorded', payload: { ...body, throughPortal: body.throughPortal === true }, occurredAt: context.at }),

  AttachFile: (state, body, context) => {
    if (state.files.some(({ fileId }) => fileId === body.fileId)) {
      return refuse(state, 'file-already-attached');
    }
    const unknown = body.component === undefined ? undefined : findUnknown(state, [body.component], context);
    return unknown !== undefined ? refuse(state, 'unknown-component', { component: unknown }) : accept({ type: 'FileAttached', payload: body, occurredAt: context.at });
  },

  CorrectComponents: (state, body, context, text) => {
    const unknown = findUnknown(state, body.components.map(({ code }) => code), context);
    if (unknown !== undefined) {
      return refuse(state, 'unknown-component', { component: unknown });
    }
    return accept({
      type: 'ComponentsCorrected',
      payload: { components: body.components, ...(text === undefined ? {} : { text }) },
      occurredAt: context.at,
    });
  },

  CorrectPersonalData: (state, body, { at }, text) => {
    if (state.erased) {
      return refuse(state, 'already-erased');
    }
    if (text === undefined) {
      return refuse(state, 'text-required', { missing: 'correction' });
    }
    return body.fields.length === 0
      ? refuse(state, 'nothing-to-correct')
      : accept({ type: 'PersonalDataCorrected', payload: { personal: text, fields: body.fields }, occurredAt: at });
  },

  RecordContact: (state, body, { at, agencies }) =>
    body.agency !== undefined && !agencies.has(body.agency)
      ? refuse(state, 'unknown-agency', { agency: body.agency })
      : accept({ type: 'ContactRecorded', payload: { party: body.party, ...(body.agency === undefined ? {} : { agency: body.agency }) }, occurredAt: at }),

  ErasePersonalData: (state, body, { at, actor }) => {
    if (state.erased) {
      return refuse(state, 'already-erased');
    }
    if (body.secondPerson === actor.subject) {
      return refuse(state, 'second-person-required');
    }
    return accept({ type: 'PersonalDataErased', payload: { decisionNumber: body.decisionNumber, secondPerson: body.secondPerson }, occurredAt: at });
  },

  RateService: (_state, body, { at }, text) => accept({ type: 'ServiceRated', payload: { ...body, ...(text === undefined ? {} : { text }) }, occurredAt: at }),
};

/** The first of these codes that is no paper of the running case; imported dossiers have no case to compare with. */
function findUnknown(state: DossierState, components: readonly string[], context: DecideContext): string | undefined {
  const known = state.imported ? undefined : runningCase(state, context).components;
  return known === undefined ? undefined : components.find((component) => !known.some(({ code }) => code === component));
}

function isFee(fee: number, { procedure }: DecideContext): boolean {
  return fee >= 1 && fee <= procedure.fees.length;
}
