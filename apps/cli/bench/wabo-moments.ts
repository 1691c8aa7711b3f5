import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { instant, parseInstant, sameClockAfter } from '#domain';
import { MOMENT_SHARES, type PastMoment } from '#domain/figures';

/**
 * A public intake log of a Dutch municipality's environmental permits (J.C.A.M. Buijs, Eindhoven University of Technology,
 * 4TU.ResearchData). It lies beside the project, in whose folder scripts and tests are started, and is read from there.
 */
const FOLDER = '../shared/data/wabo-receipt';

/** A log of dossiers as moments of their lives. */
export interface MomentLog {
  readonly moments: readonly PastMoment[];
  readonly dossiers: number;
  /** Not late when the log ends, and still to be due: nobody knows what became of them. */
  readonly undecided: number;
  readonly begins: number;
  readonly ends: number;
}

/** True when the log is there to be read. */
export function hasWaboLog(): boolean {
  return existsSync(resolve(FOLDER, 'cases.csv'));
}

/**
 * The log's dossiers at each of the usual shares of their term, while they were open. Late is an end after the planned end; open
 * past it when the log ends is late as well, for that is certain then. What is not yet due when the log ends is left out, also
 * where it has ended: kept, it would be quick ones alone. Neither `responsible` nor `group` of a case is read: the one is a
 * person, and of the other it is unknown when it was entered.
 */
export function readWaboMoments(): MomentLog {
  const steps = new Map<string, { readonly at: number; readonly activity: string }[]>();
  let ends = 0;
  for (const [dossier = '', , activity = '', , , completedAt = ''] of rowsOf('events.csv')) {
    const at = parseInstant(completedAt);
    steps.set(dossier, [...(steps.get(dossier) ?? []), { at, activity }]);
    ends = Math.max(ends, at);
  }
  const cases = rowsOf('cases.csv').map(([dossier = '', , department = '', , , start = '', plannedEnd = '', , end = '']) => ({
    dossier, department, from: parseInstant(start), dueAt: parseInstant(plannedEnd), end: end === '' ? undefined : parseInstant(end),
  }));
  ends = Math.max(ends, ...cases.map(({ end }) => end ?? 0));
  const loadAt = loadsOf(cases);
  const decided = cases.filter(({ dueAt }) => dueAt <= ends);
  const moments = decided.flatMap(({ dossier, department, from, dueAt, end }) =>
    MOMENT_SHARES.flatMap((share): readonly PastMoment[] => {
      const at = Math.round(from + share * (dueAt - from));
      if (end !== undefined && end <= at) return [];
      const last = (steps.get(dossier) ?? []).filter((step) => step.at <= at).sort((a, b) => a.at - b.at).at(-1);
      return [{
        dossier, at, share, procedure: 'permit', agency: department, stage: last?.activity ?? '', termFrom: from, dueAt, stageSince: last?.at ?? from,
        pauses: 0, supplements: 0, load: loadAt(at), late: end === undefined || end > dueAt, knownAt: dueAt, ...(end === undefined ? {} : { endedAt: end }),
      }];
    }),
  );
  return { moments, dossiers: cases.length, undecided: cases.length - decided.length, begins: Math.min(...cases.map(({ from }) => from)), ends };
}

/** Open dossiers at a moment over their mean of the 90 days before it. */
function loadsOf(cases: readonly { readonly from: number; readonly end: number | undefined }[]): (at: number) => number {
  const openAt = (at: number): number => cases.filter(({ from, end }) => from <= at && (end === undefined || end > at)).length;
  return (at) => {
    const usual = Array.from({ length: USUAL_DAYS / STEP_DAYS }, (_, index) => openAt(sameClockAfter(instant(at), -(index + 1) * STEP_DAYS)));
    const mean = usual.reduce((sum, open) => sum + open, 0) / usual.length;
    return mean === 0 ? 1 : openAt(at) / mean;
  };
}

const USUAL_DAYS = 90;
const STEP_DAYS = 5;

function rowsOf(file: string): readonly (readonly string[])[] {
  const [, ...lines] = readFileSync(resolve(FOLDER, file), 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => line.split(','));
}
