import type { NewEvent } from '../dossier/events.js';
import type { DossierState, StageState } from '../dossier/state.js';
import { endedRuns } from '../dossier/trail.js';
import { localDateOf } from '../time/instant.js';
import type { LocalDate } from '../time/local-date.js';
import { wholeMinutes } from './delay-shares.js';
import { isRunLate, runKey, runsEnded } from './dossier-stock.js';
import { dwellBucket } from './dwell-buckets.js';
import { delayOfEnd, endBookedOn } from './figure-deltas.js';
import { stepNumber } from './periods.js';

/** What an event adds to the counts of a stage: a finished run by how long it was worked on, and what is judged of runs and delays. */
export interface DwellDelta {
  readonly province: string;
  /** Agency that had the stage when the run ended, or to whose stage a delay is charged. */
  readonly agency: string;
  readonly procedureCode: string;
  /** Empty for a delay that belongs to no stage. */
  readonly stage: string;
  /** Half-month of the local day on which it is booked, numbered as in `stepNumber`. */
  readonly halfMonth: number;
  /** Of the length of the run; `NO_LENGTH` where none is counted. */
  readonly bucket: number;
  /** Runs whose length is counted. */
  readonly runs: 0 | 1;
  /** Runs with a target, as the measure `stageEnded` counts them, and those of them after it, as `stageEndedLate` does. */
  readonly ended: 0 | 1;
  readonly endedLate: 0 | 1;
  /** Whole working minutes of delay, as the measure `delayShareMinutes` books them. */
  readonly delayMinutes: number;
}

/** Stands where a bucket does for counts that are of no length. */
export const NO_LENGTH = -1;

/**
 * What an event does to the counts of stages. The runs it ended, each with the working minutes it used on the calendar of its agency,
 * pauses left out; of a run that changed hands, with those of all who had it. A returned stage has a run for each time. The length of work
 * on a filing that was never received, or on a dossier opened by mistake, is booked nowhere. Ends against targets and the shares of a delay
 * are those of the figures: over all stages of a procedure they are what `figureDeltas` books of it.
 */
export function dwellDeltas(before: DossierState | undefined, event: NewEvent, after: DossierState): readonly DwellDelta[] {
  return [...runsOf(before, event, after), ...delaysOf(before, event, after)];
}

function runsOf(before: DossierState | undefined, event: NewEvent, after: DossierState): readonly DwellDelta[] {
  if (before === undefined) {
    return [];
  }
  const judged = new Map(runsEnded(before, after).map((stage) => [runKey(stage), stage]));
  const measured = after.status === 'intake-refused' || after.status === 'cancelled' ? [] : endedRuns(before, after, event.occurredAt);
  const known = new Set(measured.map(({ part, stage, run }) => runKey({ part, id: stage, run })));
  const day = localDateOf(event.occurredAt);
  return [
    ...measured.map(({ part, stage, run, agency }) => ({
      ...none(after, agency, stage, day),
      bucket: dwellBucket(wholeMinutes(usedMs(before, after, part, stage))),
      runs: 1 as const,
      ...judgedAs(judged.get(runKey({ part, id: stage, run }))),
    })),
    ...[...judged.entries()].flatMap(([key, stage]) => (known.has(key) ? [] : [{ ...none(after, stage.agency, stage.id, day), ...judgedAs(stage) }])),
  ];
}

function judgedAs(stage: StageState | undefined): Pick<DwellDelta, 'ended' | 'endedLate'> {
  return { ended: stage === undefined ? 0 : 1, endedLate: stage !== undefined && isRunLate(stage) ? 1 : 0 };
}

function delaysOf(before: DossierState | undefined, event: NewEvent, after: DossierState): readonly DwellDelta[] {
  const day = endBookedOn(before, event, after);
  return day === undefined ? [] : delayOfEnd(after).flatMap(({ agency, stage, minutes }) => (minutes === 0 ? [] : [{ ...none(after, agency, stage, day), delayMinutes: minutes }]));
}

function none({ province, procedure }: DossierState, agency: string, stage: string, day: LocalDate): DwellDelta {
  return { province, agency, procedureCode: procedure.code, stage, halfMonth: stepNumber('half-month', day), bucket: NO_LENGTH, runs: 0, ended: 0, endedLate: 0, delayMinutes: 0 };
}

/** What the run that just ended used: all the stage used, less what its earlier runs had used before it began. */
function usedMs(before: DossierState, after: DossierState, part: number, id: string): number {
  const of = ({ stages }: DossierState): DossierState['stages'][number] | undefined => stages.find((stage) => stage.part === part && stage.id === id);
  return Math.max(0, (of(after)?.usedMs ?? 0) - (of(before)?.priorMs ?? 0));
}
