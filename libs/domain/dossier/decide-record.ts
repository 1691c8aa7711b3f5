import type { Deciders } from './decider.js';
import { accept, refuse } from './decision.js';
import { runningCase } from './running-rules.js';

/** Commands that record something beside the clock. */
export type RecordCommand =
  | 'RecordPayment'
  | 'AttachFile'
  | 'CorrectComponents'
  | 'CorrectPersonalData'
  | 'RecordContact'
  | 'ErasePersonalData';

/** Deciders of the commands that only record. */
export const decideRecord: Deciders<RecordCommand> = {
  RecordPayment: (_state, body, { at }) => accept({ type: 'PaymentRecorded', payload: body, occurredAt: at }),

  AttachFile: (_state, body, { at }) => accept({ type: 'FileAttached', payload: body, occurredAt: at }),

  CorrectComponents: (state, body, context, text) => {
    const known = state.imported ? undefined : runningCase(state, context).components;
    const unknown = body.components.find((component) => known !== undefined && !known.some(({ code }) => code === component.code));
    if (unknown !== undefined) {
      return refuse(state, 'unknown-component', { component: unknown.code });
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
    return text === undefined
      ? refuse(state, 'text-required')
      : accept({ type: 'PersonalDataCorrected', payload: { personal: text, fields: body.fields }, occurredAt: at });
  },

  RecordContact: (_state, body, { at }) =>
    accept({ type: 'ContactRecorded', payload: { party: body.party, ...(body.agency === undefined ? {} : { agency: body.agency }) }, occurredAt: at }),

  ErasePersonalData: (state, body, { at, actor }) => {
    if (state.erased) {
      return refuse(state, 'already-erased');
    }
    if (body.secondPerson === actor.subject) {
      return refuse(state, 'second-person-required');
    }
    return accept({ type: 'PersonalDataErased', payload: { decisionNumber: body.decisionNumber, secondPerson: body.secondPerson }, occurredAt: at });
  },
};
