import { quantile } from '../bench/load.js';
import { type Finding, wrong } from './finding.js';
import type { Wave } from './load.js';

/** A lateness as the ledger has it. */
export interface RecordedLateness {
  readonly code: string;
  /** The instant it names, the one it stands at, and when it was written down, epoch ms. */
  readonly dueAt: number;
  readonly occurredAt: number;
  readonly recordedAt: number;
}

/** An apology that is owed, and when that was written down. */
export interface OwedApology {
  readonly code: string;
  readonly recordedAt: number;
}

/** How long after a moment things were written down. */
export interface Behind {
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
}

/** How far behind a moment the instants lie. */
export function behind(moment: number, instants: readonly number[]): Behind {
  const sorted = instants.map((at) => at - moment).toSorted((one, other) => one - other);
  return { count: sorted.length, p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99), worstMs: sorted.at(-1) ?? 0 };
}

/** All slept until the moment, and every dossier of the wave became late once, at the wave's instant and not before, and owes one apology. */
export function judgeStorm({ codes, dueAt }: Wave, asleep: number, latenesses: readonly RecordedLateness[], apologies: readonly OwedApology[]): readonly Finding[] {
  const [lateOf, owedOf] = [Map.groupBy(latenesses, ({ code }) => code), Map.groupBy(apologies, ({ code }) => code)];
  const awake = asleep < codes.length ? [wrong(`only ${String(asleep)} of ${String(codes.length)} workflows slept until the moment: the others were not started by then`)] : [];
  return [...awake, ...codes.flatMap((code): readonly Finding[] => {
    const late = lateOf.get(code) ?? [];
    return [
      ...countFindings(`dossier ${code} became late`, late.length),
      ...late.flatMap((each) => misplaced(each, dueAt)),
      ...countFindings(`dossier ${code} owes its apology`, owedOf.get(code)?.length ?? 0),
    ];
  })];
}

function countFindings(what: string, times: number): readonly Finding[] {
  if (times === 1) return [];
  return [times === 0 ? { kind: 'lost', what: `${what} never` } : { kind: 'doubled', what: `${what} ${String(times)} times` }];
}

function misplaced({ code, dueAt, occurredAt, recordedAt }: RecordedLateness, due: number): readonly Finding[] {
  const text = (at: number): string => new Date(at).toISOString();
  return [
    ...(dueAt === due && occurredAt === due ? [] : [wrong(`dossier ${code} was due at ${text(due)} and became late at ${text(occurredAt)}, with ${text(dueAt)} as its date`)]),
    ...(recordedAt >= due ? [] : [wrong(`dossier ${code} became late ${String(due - recordedAt)} ms before its date`)]),
  ];
}
