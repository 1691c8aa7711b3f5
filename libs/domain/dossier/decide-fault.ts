import type { Deciders } from './decider.js';
import { accept, refuse } from './decision.js';
import { mayDo } from './permissions.js';

/** Commands about faults of the agency. */
export type FaultCommand = 'AcknowledgeFault' | 'RecordCorrection';

/** Deciders of the commands about faults (NĐ 61/2018 Art. 21). They move no date: a lost file that is late stays late. */
export const decideFault: Deciders<FaultCommand> = {
  AcknowledgeFault: (state, body, { at, actor, agencies }, text) => {
    const { province, competentAgency, fault } = state;
    if (!mayDo(actor, 'AcknowledgeFault', { province, agencies: [competentAgency] }, agencies)) {
      return refuse(state, 'not-authorised', { agency: competentAgency });
    }
    if (fault !== undefined && fault.reopenedAt === undefined) {
      return refuse(state, 'fault-already-acknowledged');
    }
    if (body.fault === 'wrong-result' && state.result === undefined) {
      return refuse(state, 'no-result-to-correct');
    }
    // Who holds the result has lost nothing by papers that went astray afterwards.
    if (body.fault === 'lost-dossier' && state.status === 'returned') {
      return refuse(state, 'not-allowed-in-status');
    }
    return text === undefined ? refuse(state, 'text-required', { missing: 'reason' }) : accept({ type: 'FaultAcknowledged', payload: { ...body, text }, occurredAt: at });
  },

  RecordCorrection: (state, { dossier }, { at }) =>
    state.fault === undefined ? refuse(state, 'fault-not-acknowledged', { dossier: state.code }) : accept({ type: 'CorrectionOpened', payload: { dossier }, occurredAt: at }),
};
