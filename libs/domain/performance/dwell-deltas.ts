import type { NewEvent } from '../dossier/events.js';
import type { DossierState } from '../dossier/state.js';
import { endedRuns } from '../dossier/trail.js';
import { localDateOf } from '../time/instant.js';
import { wholeMinutes } from './delay-shares.js';
import { dwellBucket } from './dwell-buckets.js';
import { stepNumber } from './periods.js';

/** One finished run of a stage, by how long it was worked on. */
export interface DwellDelta {
  readonly province: string;
  /** Agency that had the stage when the run ended. */
  readonly agency: string;
  readonly procedureCode: string;
  readonly stage: string;
  /** Half-month of the local day on which it ended, numbered as in `stepNumber`. */
  readonly halfMonth: number;
  readonly bucket: number;
}

/**
 * The runs of stages an event ended, each with the working minutes it used on the calendar of its agency, pauses left out; of a run
 * that changed hands, with those of all who had it. A returned stage has a run for each time. Work on a filing that was never
 * received, or on a dossier opened by mistake, is booked nowhere.
 */
export function dwellDeltas(before: DossierState | undefined, event: NewEvent, after: DossierState): readonly DwellDelta[] {
  if (before === undefined || after.status === 'intake-refused' || after.status === 'cancelled') {
    return [];
  }
  const { province, procedure } = after;
  const halfMonth = stepNumber('half-month', localDateOf(event.occurredAt));
  return endedRuns(before, after, event.occurredAt).map(({ stage, part, agency }) => ({
    province,
    agency,
    procedureCode: procedure.code,
    stage,
    halfMonth,
    bucket: dwellBucket(wholeMinutes(usedMs(before, after, part, stage))),
  }));
}

/** What the run that just ended used: all the stage used, less what its earlier runs had used before it began. */
function usedMs(before: DossierState, after: DossierState, part: number, id: string): number {
  const of = ({ stages }: DossierState): DossierState['stages'][number] | undefined => stages.find((stage) => stage.part === part && stage.id === id);
  return Math.max(0, (of(after)?.usedMs ?? 0) - (of(before)?.priorMs ?? 0));
}
