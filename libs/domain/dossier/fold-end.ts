import type { FoldSteps } from './fold-step.js';
import { closeStages, openStagesOf } from './fold-stages.js';
import { withDates } from './fold-clock.js';
import { withoutOpinions } from './fold-party.js';
import type { Finish } from './ending.js';
import type { StageMove } from './events.js';
import { type DossierState, openStages, type ResultState, type ShipmentState, shipmentUnderWay } from './state.js';
import type { DossierStatus } from './status.js';

/** Events that end a dossier's clock, carry its result home, or open it again. */
export type EndEventType =
  | 'IntakeRefused'
  | 'UnsupplementedClosed'
  | 'RefusalDecided'
  | 'ResultRecorded'
  | 'ResultNotified'
  | 'ResultNoticeOverdue'
  | 'ResultUncollected'
  | 'ResultShelved'
  | 'ResultHandedOver'
  | 'ResultDispatched'
  | 'ResultDelivered'
  | 'ResultReturnedToSender'
  | 'DossierWithdrawn'
  | 'DossierSuspended'
  | 'DossierCancelled'
  | 'DossierReopened';

/** Fold steps of the events of the end. */
export const foldEnd: FoldSteps<EndEventType> = {
  IntakeRefused: (state, { occurredAt }) => leftOff(state, 'intake-refused', occurredAt),

  UnsupplementedClosed: (state, { payload, occurredAt }) =>
    payload.as === 'refused'
      ? { ...ended(state, 'finished', payload, occurredAt), result: { outcome: 'refused', recordedAt: occurredAt, shipments: [] } }
      : ended(state, payload.as, payload, occurredAt),

  RefusalDecided: (state) => ({ ...state, refusalDecided: true }),

  ResultRecorded: (state, { payload, occurredAt }) => ({
    ...ended(withoutResultPoints(state), 'finished', payload, occurredAt),
    result: {
      outcome: payload.outcome,
      recordedAt: occurredAt,
      shipments: [],
      ...(payload.resultNumber === undefined ? {} : { resultNumber: payload.resultNumber }),
      ...(payload.noticeDueAt === undefined ? {} : { noticeDueAt: payload.noticeDueAt }),
      ...(payload.uncollectedAt === undefined ? {} : { uncollectedAt: payload.uncollectedAt }),
    },
  }),

  ResultNotified: (state, { occurredAt }) => withResult(state, { notifiedAt: occurredAt }),
  ResultNoticeOverdue: (state) => ({ ...state, passed: { ...state.passed, resultNotice: true } }),
  ResultUncollected: (state) => withResult({ ...state, passed: { ...state.passed, uncollected: true } }, { uncollected: true }),
  ResultShelved: (state, { payload }) => withResult(state, { shelf: payload.place }),
  ResultDispatched: (state, { payload, occurredAt }) => withResult(state, { shipments: [...(state.result?.shipments ?? []), { ...payload, sentAt: occurredAt }] }),

  ResultHandedOver: (state, { payload, occurredAt }) => {
    const { resultNumber, ...handover } = payload;
    return { ...withResult(state, { handover, handedOverAt: occurredAt, ...(resultNumber === undefined ? {} : { resultNumber }) }), status: 'returned' };
  },
  ResultDelivered: (state, { occurredAt }) => ({ ...withResult(state, { shipments: arrived(state, { deliveredAt: occurredAt }), handedOverAt: occurredAt }), status: 'returned' }),
  ResultReturnedToSender: (state, { occurredAt }) => withResult(state, { shipments: arrived(state, { returnedAt: occurredAt }) }),

  DossierWithdrawn: (state, { payload, occurredAt }) => ended(state, 'withdrawn', payload, occurredAt),
  DossierSuspended: (state, { payload, occurredAt }) => ended(state, 'suspended', payload, occurredAt),
  DossierCancelled: (state, { occurredAt }) => leftOff(state, 'cancelled', occurredAt),

  DossierReopened: (state, { payload, occurredAt }) => {
    const { finish, result, ...rest } = state;
    const open: DossierState = finish === undefined && result === undefined ? state : rest;
    const fault = open.fault === undefined || open.fault.correctedBy !== undefined ? {} : { fault: { ...open.fault, reopenedAt: occurredAt } };
    const moved = withDates({ ...open, ...fault, status: 'in-progress', refusalDecided: false, passed: lapsed(open, occurredAt) }, payload.dates);
    return { ...moved, stages: openStagesOf(moved, payload.reopened === undefined ? [] : [payload.reopened], occurredAt) };
  },
};

function ended(state: DossierState, status: DossierStatus, end: { readonly closed: readonly StageMove[]; readonly finish?: Finish }, at: number): DossierState {
  const stages = closeStages(state.stages, end.closed, at);
  // Before its date a draft is withdrawn by an event; for a broken promise the apology stays owed, only its proposed date lapses.
  const { apologyDraft, ...rest } = state;
  const open: DossierState = apologyDraft === undefined || state.becameLateAt === undefined ? state : rest;
  return { ...withoutOpinions(open, at), stages, status, ...(end.finish === undefined ? {} : { finish: { ...end.finish, at } }) };
}

/** Ends work that counts nowhere: a filing nobody received, or a dossier opened by mistake. What a stage used of its time is not booked. */
function leftOff(state: DossierState, status: DossierStatus, at: number): DossierState {
  const stages = closeStages(state.stages, openStages(state).map(({ id }) => ({ stage: id, usedMs: 0 })), at);
  return { ...withoutOpinions(state, at), status, stages };
}

/** A new result is notified and awaited anew, whatever became of an earlier one before the dossier was reopened. */
function withoutResultPoints(state: DossierState): DossierState {
  const { resultNotice, uncollected, ...passed } = state.passed;
  return resultNotice === undefined && uncollected === undefined ? state : { ...state, passed };
}

/** Desk clocks whose moment came while the dossier was out of the stock were not missed: they lapse. */
function lapsed({ passed, clocks }: DossierState, at: number): DossierState['passed'] {
  const before = (due: number | undefined): boolean => due !== undefined && due < at;
  return {
    ...passed,
    ...(before(clocks.transferDueAt) ? { transfer: true } : {}),
    ...(before(clocks.forwardingDueAt) ? { forwarding: true } : {}),
    ...(before(clocks.supplementRequestDueAt) ? { supplementRequest: true } : {}),
  };
}

/** The shipments with the end of the one that was on its way. */
function arrived({ result }: DossierState, end: Pick<ShipmentState, 'deliveredAt'> | Pick<ShipmentState, 'returnedAt'>): readonly ShipmentState[] {
  const underWay = result === undefined ? undefined : shipmentUnderWay(result);
  return (result?.shipments ?? []).map((shipment) => (shipment === underWay ? { ...shipment, ...end } : shipment));
}

function withResult(state: DossierState, change: Partial<ResultState>): DossierState {
  return state.result === undefined ? state : { ...state, result: { ...state.result, ...change } };
}
