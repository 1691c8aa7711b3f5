import type { FoldSteps } from './fold-step.js';
import type { StageMove, StageOpening } from './events.js';
import { type DossierState, pendingTransfer, type StageState } from './state.js';

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

/** Fold steps of the events that move work. */
export const foldStages: FoldSteps<StageEventType> = {
  OfficerAssigned: (state, { payload }) =>
    working({ ...state, stages: change(state, payload.stage, (stage) => workedOnBy(accepted(stage), payload.officer)) }),

  StageForwarded: (state, { payload, occurredAt }) => {
    const closed = closeStages(state.stages, [payload.closed], occurredAt);
    return working({
      ...state,
      stages: openStagesOf({ ...state, stages: closed }, payload.opened, occurredAt, payload.closed.stage),
      ...(payload.toAgency === undefined || state.transferredAt !== undefined ? {} : { transferredAt: occurredAt }),
    });
  },

  HandoverAccepted: (state, { payload }) => working({ ...state, stages: change(state, payload.stage, accepted) }),

  HandoverRefused: (state, { payload, occurredAt }) => givenBack(state, [payload.closed], payload.reopened, occurredAt),

  HandoverRecalled: (state, { payload, occurredAt }) => givenBack(state, payload.closed, payload.reopened, occurredAt),

  StageReturned: (state, { payload, occurredAt }) => {
    const target = state.stages.find((stage) => stage.id === payload.reopened.stage);
    const closed = closeStages(state.stages, payload.closed, occurredAt);
    const rewound = closed.map((stage) =>
      target !== undefined && stage.part === target.part && stage.group > target.group ? asPending(stage) : stage,
    );
    return backAtDesk({ ...state, stages: openStagesOf({ ...state, stages: rewound }, [payload.reopened], occurredAt) }, occurredAt);
  },

  StageBecameLate: (state, { payload }) => ({
    ...state,
    stages: change(state, payload.stage, (stage) => ({ ...stage, lateRuns: [...stage.lateRuns, payload.run] })),
  }),

  DossierTransferred: (state, { payload, occurredAt }) => ({
    ...state,
    competentAgency: payload.to,
    stages: state.stages.map((stage) => {
      const move = payload.stages.find((candidate) => candidate.stage === stage.id);
      return move === undefined ? stage : changeHands(stage, payload.to, move.usedMs, occurredAt);
    }),
  }),
};

/** Closes the named stages: their run ends and the time it used stays with them. A stage that does not count (paused, outside its run) adds nothing. */
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

/**
 * Opens the named stages; one that ran before gets its next run. Time is used from the opening, and never from before the
 * term began: received after 15:00 and passed on the same evening, the next stage counts from the morning too.
 */
export function openStagesOf(
  state: Pick<DossierState, 'stages' | 'startAt'>,
  opened: readonly StageOpening[],
  at: number,
  from?: string,
): readonly StageState[] {
  return state.stages.map((stage) => {
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
      countingFrom: Math.max(at, state.startAt ?? at),
      ...(stage.usedMs === 0 ? {} : { priorMs: stage.usedMs }),
      ...(target === undefined ? {} : { targetAt: target }),
      ...(from === undefined ? {} : { awaitingAcceptanceFrom: from }),
    };
  });
}

/**
 * A stage that must run again when work reaches it: after an earlier stage was returned to, or when its hand-over was
 * refused or recalled. It keeps `run`, `startedAt`, `finishedAt` and the time it used, by which the next opening knows that
 * it is a repetition; who worked on it is forgotten.
 */
function asPending(stage: StageState): StageState {
  const { officer, awaitingAcceptanceFrom, countingFrom, ...rest } = stage;
  const held = officer ?? awaitingAcceptanceFrom ?? countingFrom;
  return held === undefined && stage.status === 'pending' ? stage : { ...rest, status: 'pending' };
}

/** A hand-over undone: the receivers' runs end (what they used stays with them) and wait for the next, the sender's stage opens again. */
function givenBack(state: DossierState, closed: readonly StageMove[], reopened: StageOpening | undefined, at: number): DossierState {
  const stages = closeStages(state.stages, closed, at).map((stage) => (closed.some((move) => move.stage === stage.id) ? asPending(stage) : stage));
  return backAtDesk({ ...state, stages: openStagesOf({ ...state, stages }, reopened === undefined ? [] : [reopened], at) }, at);
}

/** Papers that come back to the desk after the hour of their hand-over had left it in time, or are late already: that hour is not judged again. */
function backAtDesk(state: DossierState, at: number): DossierState {
  const due = pendingTransfer(state);
  return due === undefined || due >= at ? state : { ...state, passed: { ...state.passed, transfer: true } };
}

/**
 * A stage goes to another agency as it is: its target stands (a transfer moves no date), its officer stays behind, and the
 * time used so far is booked on the calendar it was used on.
 */
function changeHands(stage: StageState, agency: string, usedMs: number, at: number): StageState {
  const { officer, ...rest } = stage;
  const moved: StageState = { ...(officer === undefined ? stage : rest), agency };
  return stage.countingFrom === undefined ? moved : { ...moved, usedMs: stage.usedMs + usedMs, countingFrom: Math.max(stage.countingFrom, at) };
}

function workedOnBy({ officer: _, ...stage }: StageState, officer: string | undefined): StageState {
  return officer === undefined ? stage : { ...stage, officer };
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
