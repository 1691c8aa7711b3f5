import type { Finding } from './facts.js';
import { lowerBound, type Slope } from './slope.js';

/** What a name holds at rest before the load and after it. */
export interface BeforeAndAfter {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** How the memory of a member went. */
export interface MemoryLine {
  readonly name: string;
  /** Whether it must be flat: the stand-in remembers everything it took, and the dev server of Temporal is in no installation. */
  readonly isJudged: boolean;
  readonly firstMb: number;
  readonly lastMb: number;
  readonly slope: Slope | undefined;
}

/** What a soak measured. */
export interface SoakFacts {
  readonly memory: readonly MemoryLine[];
  readonly connections: readonly BeforeAndAfter[];
  readonly files: readonly BeforeAndAfter[];
}

/** A pool at rest may hold a connection more or fewer: one is closed some seconds after its last use. */
export const MORE_CONNECTIONS = 2;
/** Files that may be open besides: a connection each of those, and what a listener has just accepted. */
export const MORE_FILES = 6;

/** Memory that surely rises by more than the limit an hour, and connections or open files that rest does not give back. */
export function judgeSoak({ memory, connections, files }: SoakFacts, limitMbPerHour: number): readonly Finding[] {
  const judged = memory.filter(({ isJudged }) => isJudged);
  return [
    ...judged.flatMap(({ name, slope }) => (slope === undefined || lowerBound(slope) <= limitMbPerHour ? [] : [wrong(`the memory of ${name} rises by ${slope.perHour.toFixed(1)} MB/h (standard error ${slope.standardError.toFixed(1)})`)])),
    ...judged.flatMap(({ name, slope }) => (slope === undefined ? [wrong(`the memory of ${name} was not sampled often enough for a slope`)] : [])),
    ...grown(connections, MORE_CONNECTIONS).map(({ name, before, after }) => wrong(`${name} holds ${String(after)} connections to the database at rest, ${String(before)} before`)),
    ...grown(files, MORE_FILES).map(({ name, before, after }) => wrong(`${name} holds ${String(after)} open files at rest, ${String(before)} before`)),
  ];
}

/** Those that hold more than before, beyond what rest explains. */
export function grown(lines: readonly BeforeAndAfter[], more: number): readonly BeforeAndAfter[] {
  return lines.filter(({ before, after }) => after > before + more);
}

function wrong(what: string): Finding {
  return { kind: 'wrong', what };
}
