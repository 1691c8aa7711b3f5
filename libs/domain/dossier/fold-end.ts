import type { FoldSteps } from './fold.js';
import { closeStages, openStagesOf } from './fold-stages.js';
import { withDates } from './fold-clock.js';
import type { Finish } from './events.js';
import type { DossierState, ResultState } from './state.js';
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
  | 'ResultReturnedBySender'
  | 'DossierWithdrawn'
  | 'DossierSuspended'
  | 'DossierCancelled'
  | 'DossierReopened';

export const foldEnd: FoldSteps<EndEventType> = {
  IntakeRefused: (state) => ({ ...state, status: 'intake-refused' }),

  UnsupplementedClosed: (state, { payload, occurredAt }) =>
    payload.as === 'refused'
      ? { ...ended(state, 'finished', payload.finish, occurredAt), result: { outcome: 'refused', recordedAt: occurredAt } }
      : ended(state, payload.as, payload.finish, occurredAt),

  RefusalDecided: (state) => ({ ...state, refusalDecided: true }),

  ResultRecorded: (state, { payload, occurredAt }) => ({
    ...ended({ ...state, stages: closeStages(state.stages, payload.closed, occurredAt) }, 'finished', payload.finish, occurredAt),
    result: {
      outcome: payload.outcome,
      recordedAt: occurredAt,
      ...(payload.resultNumber === undefined ? {} : { resultNumber: payload.resultNumber }),
      ...(payload.noticeDueAt === undefined ? {} : { noticeDueAt: payload.noticeDueAt }),
      ...(payload.uncollectedAt === undefined ? {} : { uncollectedAt: payload.uncollectedAt }),
    },
  }),

  ResultNotified: (state, { occurredAt }) => withResult(state, { notifiedAt: occurredAt }),
  ResultNoticeOverdue: (state) => ({ ...state, passed: { ...state.passed, resultNotice: true } }),
  ResultUncollected: (state) => ({ ...state, passed: { ...state.passed, uncollected: true } }),
  ResultShelved: (state, { payload }) => withResult(state, { shelf: payload.place }),
  ResultDispatched: (state, { payload }) => withResult(state, { tracking: payload.trackingNumber }),

  ResultHandedOver: (state, { occurredAt }) => ({ ...withResult(state, { handedOverAt: occurredAt }), status: 'returned' }),
  ResultDelivered: (state, { occurredAt }) => ({ ...withResult(state, { handedOverAt: occurredAt }), status: 'returned' }),

  ResultReturnedBySender: (state) => {
    if (state.result === undefined) {
      return state;
    }
    const { tracking, ...result } = state.result;
    return tracking === undefined ? state : { ...state, result };
  },

  DossierWithdrawn: (state, { payload, occurredAt }) => ended(state, 'withdrawn', payload.finish, occurredAt),
  DossierSuspended: (state, { payload, occurredAt }) => ended(state, 'suspended', payload.finish, occurredAt),
  DossierCancelled: (state) => ({ ...state, status: 'cancelled' }),

  DossierReopened: (state, { payload, occurredAt }) => {
    const { finish, result, ...rest } = state;
    const open: DossierState = finish === undefined && result === undefined ? state : rest;
    const moved = withDates({ ...open, status: 'in-progress', refusalDecided: false }, payload.dates);
    return payload.reopened === undefined ? moved : { ...moved, stages: openStagesOf(moved.stages, [payload.reopened], occurredAt) };
  },
};

function ended(state: DossierState, status: DossierStatus, finish: Finish, at: number): DossierState {
  const { pause, apologyDraft, ...rest } = state;
  const closed: DossierState = pause === undefined && apologyDraft === undefined ? state : rest;
  return { ...closed, status, finish: { ...finish, at } };
}

function withResult(state: DossierState, change: Partial<ResultState>): DossierState {
  return state.result === undefined ? state : { ...state, result: { ...state.result, ...change } };
}
