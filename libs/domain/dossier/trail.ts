import type { NewEvent } from './events.js';
import type { DossierState, StageState } from './state.js';
import { NO_TRAIL, type Standstill, type Trail, type TrailRun } from './trail-state.js';

/** The trail after an event. A term begun anew before it was broken leaves nothing of what came before it. */
export function trailAfter(before: DossierState, event: NewEvent, after: DossierState): Trail {
  if (isNewTerm(before, event)) {
    return NO_TRAIL;
  }
  const { runs, standstills } = before.trail;
  const ended = [...endedRuns(before, after, event.occurredAt), ...cutRuns(before, event, after)];
  const stood: readonly Standstill[] = before.pause !== undefined && after.pause === undefined ? [{ from: before.pause.at, to: event.occurredAt }] : [];
  return ended.length === 0 && stood.length === 0 ? before.trail : { runs: [...runs, ...ended], standstills: [...standstills, ...stood] };
}

/** The runs an event ended, as they stood at their end. */
export function endedRuns(before: DossierState, after: DossierState, at: number): readonly TrailRun[] {
  return before.stages.flatMap((stage) => {
    const now = stage.status === 'open' ? stateOf(after, stage) : undefined;
    return now === undefined || isSameRun(stage, now) ? [] : [trailRun(stage, at, now.status === 'pending' ? 'undone' : 'done')];
  });
}

/** A run of a stage that is still open, as if it ended now. */
export function runUntil(stage: StageState, at: number): TrailRun {
  return trailRun(stage, at, 'done');
}

/** Parts of runs that go on: with another agency, or after lateness with the new budget of a term begun again. */
function cutRuns(before: DossierState, event: NewEvent, after: DossierState): readonly TrailRun[] {
  const anew = event.type === 'SupplementReceived' && event.payload.clock === 'restart';
  return before.stages.flatMap((stage) => {
    const now = stage.status === 'open' ? stateOf(after, stage) : undefined;
    return now !== undefined && isSameRun(stage, now) && (anew || now.agency !== stage.agency) ? [trailRun(stage, anew ? (before.pause?.at ?? event.occurredAt) : event.occurredAt, 'cut')] : [];
  });
}

/** Lateness ends all that: `dueAt` stands from then on, whatever begins anew. */
function isNewTerm({ becameLateAt }: DossierState, event: NewEvent): boolean {
  if (becameLateAt !== undefined) {
    return false;
  }
  switch (event.type) {
    case 'SupplementReceived':
      return event.payload.clock === 'restart';
    case 'FinancialObligationMet':
    case 'NoObligationConfirmed':
      return event.payload.term !== undefined;
    default:
      return false;
  }
}

function stateOf({ stages }: DossierState, { part, id }: StageState): StageState | undefined {
  return stages.find((stage) => stage.part === part && stage.id === id);
}

function isSameRun(stage: StageState, now: StageState): boolean {
  return now.status === 'open' && now.run === stage.run;
}

function trailRun({ id, part, group, run, agency, officer, startedAt, targetAt }: StageState, endedAt: number, end: TrailRun['end']): TrailRun {
  return {
    stage: id,
    part,
    group,
    run,
    agency,
    ...(officer === undefined ? {} : { officer }),
    startedAt: startedAt ?? endedAt,
    endedAt,
    ...(targetAt === undefined ? {} : { targetAt }),
    end,
  };
}
