import type { FoldSteps } from './fold.js';
import type { StageMove, StageOpening } from './events.js';
import type { DossierState, StageState } from './state.js';

/** Events that move work between stages and people. */
export type StageEventType =
  | 'OfficerAssigned'
  | 'StageForwarded'
  | 'HandoverAccepted'
  | 'HandoverRefused'
  | 'HandoverRecalled'
  | 'StageReturned'
  | 'StageBecameLate'
  | 'DossierTransferred';

export const foldStages: FoldSteps<StageEventType> = {
  OfficerAssigned: (state, { payload }) =>
    working({ ...state, stages: change(state, payload.stage, (stage) => accepted({ ...stage, officer: payload.officer })) }),

  StageForwarded: (state, { payload, occurredAt }) => {
    const closed = closeStages(state.stages, [payload.closed], occurredAt);
    return working({
      ...state,
      stages: openStagesOf(closed, payload.opened, occurredAt, payload.closed.stage),
      ...(payload.toAgency === undefined || state.transferredAt !== undefined ? {} : { transferredAt: occurredAt }),
      passed: payload.toAgency === undefined ? state.passed : { ...state.passed, transfer: true },
    });
  },

  HandoverAccepted: (state, { payload }) => working({ ...state, stages: change(state, payload.stage, accepted) }),

  HandoverRefused: (state, { payload, occurredAt }) => ({
    ...state,
    stages: openStagesOf(unopen(closeStages(state.stages, [payload.closed], occurredAt), [payload.closed]), [payload.reopened], occurredAt),
  }),

  HandoverRecalled: (state, { payload, occurredAt }) => ({
    ...state,
    stages: openStagesOf(unopen(closeStages(state.stages, payload.closed, occurredAt), payload.closed), [payload.reopened], occurredAt),
  }),

  StageReturned: (state, { payload, occurredAt }) => {
    const target = state.stages.find((stage) => stage.id === payload.reopened.stage);
    const closed = closeStages(state.stages, payload.closed, occurredAt);
    const rewound = closed.map((stage) =>
      target !== undefined && stage.part === target.part && stage.group > target.group ? asPending(stage) : stage,
    );
    return { ...state, stages: openStagesOf(rewound, [payload.reopened], occurredAt) };
  },

  StageBecameLate: (state, { payload }) => ({
    ...state,
    stages: change(state, payload.stage, (stage) => ({ ...stage, lateRuns: [...stage.lateRuns, payload.run] })),
  }),

  DossierTransferred: (state, { payload }) => ({
    ...state,
    competentAgency: payload.to,
    stages: state.stages.map((stage) => (stage.agency === payload.from && stage.status !== 'done' ? { ...stage, agency: payload.to } : stage)),
  }),
};

/** Closes the named stages: their run ends and the time it used stays with them. */
export function closeStages(stages: readonly StageState[], closed: readonly StageMove[], at: number): readonly StageState[] {
  return stages.map((stage) => {
    const move = closed.find((candidate) => candidate.stage === stage.id);
    if (move === undefined) {
      return stage;
    }
    const { countingFrom: counted, ...closing } = accepted(stage);
    return { ...closing, status: 'done', finishedAt: at, usedMs: stage.usedMs + (counted === undefined ? 0 : move.usedMs) };
  });
}

/** Opens the named stages; one that ran before gets its next run. */
export function openStagesOf(
  stages: readonly StageState[],
  opened: readonly StageOpening[],
  at: number,
  from?: string,
): readonly StageState[] {
  return stages.map((stage) => {
    const opening = opened.find((candidate) => candidate.stage === stage.id);
    if (opening === undefined) {
      return stage;
    }
    const { finishedAt: ended, targetAt: plannedTarget, ...rest } = stage;
    const target = opening.targetAt ?? plannedTarget;
    return {
      ...rest,
      status: 'open',
      run: ended === undefined && stage.startedAt === undefined ? stage.run : stage.run + 1,
      startedAt: at,
      countingFrom: at,
      ...(target === undefined ? {} : { targetAt: target }),
      ...(from === undefined ? {} : { awaitingAcceptanceFrom: from }),
    };
  });
}

function asPending(stage: StageState): StageState {
  const { officer, awaitingAcceptanceFrom, ...rest } = stage;
  return officer === undefined && awaitingAcceptanceFrom === undefined && stage.status === 'pending' ? stage : { ...rest, status: 'pending' };
}

function unopen(stages: readonly StageState[], closed: readonly StageMove[]): readonly StageState[] {
  return stages.map((stage) => (closed.some((move) => move.stage === stage.id) ? asPending(stage) : stage));
}

function accepted(stage: StageState): StageState {
  const { awaitingAcceptanceFrom, ...rest } = stage;
  return awaitingAcceptanceFrom === undefined ? stage : rest;
}

function change(state: DossierState, id: string, update: (stage: StageState) => StageState): readonly StageState[] {
  return state.stages.map((stage) => (stage.id === id ? update(stage) : stage));
}

function working(state: DossierState): DossierState {
  return state.status === 'received' ? { ...state, status: 'in-progress' } : state;
}
