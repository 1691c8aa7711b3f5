import type { FoldSteps } from './fold-step.js';

/** Events that record something beside the clock: papers, money, contacts, corrections. */
export type RecordEventType =
  | 'StageImported'
  | 'FeesAssessed'
  | 'PaymentRecorded'
  | 'FileAttached'
  | 'ComponentsCorrected'
  | 'PersonalDataCorrected'
  | 'ContactRecorded'
  | 'PersonalDataErased'
  | 'ServiceRated';

/** Fold steps of the events that only record. */
export const foldRecord: FoldSteps<RecordEventType> = {
  StageImported: (state) => state,
  FeesAssessed: (state, { payload }) => ({ ...state, feesDue: payload.fees }),
  PaymentRecorded: (state, { payload, occurredAt }) => ({ ...state, payments: [...state.payments, { ...payload, at: occurredAt }] }),
  FileAttached: (state, { payload, occurredAt }) => ({ ...state, files: [...state.files, { ...payload, at: occurredAt }] }),
  ComponentsCorrected: (state, { payload }) => ({ ...state, components: payload.components }),
  PersonalDataCorrected: (state, { payload }) => ({ ...state, personal: payload.personal }),
  ContactRecorded: (state, { payload }) => {
    const { applicant, agencies } = state.contacts;
    if (payload.party === 'applicant') {
      return { ...state, contacts: { applicant: applicant + 1, agencies } };
    }
    const agency = payload.agency ?? state.competentAgency;
    return agencies.includes(agency) ? state : { ...state, contacts: { applicant, agencies: [...agencies, agency] } };
  },
  PersonalDataErased: (state) => ({ ...state, erased: true }),
  ServiceRated: (state, { payload: { rating, channel, text }, occurredAt }) => ({
    ...state,
    rating: { rating, channel, at: occurredAt, agency: state.competentAgency, ...(text === undefined ? {} : { comment: text.version }) },
  }),
};
