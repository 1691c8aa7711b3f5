import { type Finding, wrong } from './finding.js';
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
  /** Commands, intakes among them, that were accepted a second. */
  readonly commandsPerSecond: number;
}

/** What a soak must keep to. */
export interface SoakLimits {
  readonly mbPerHour: number;
  /** Fewer commands accepted a second, and it was another soak than the one asked for. */
  readonly leastPace: number;
}

/** A pool at rest may hold a connection more or fewer: one is closed some seconds after its last use. */
export const MORE_CONNECTIONS = 2;
/** Files that may be open besides: a connection each of those, and what a listener has just accepted. */
export const MORE_FILES = 6;

/** A pace that was not reached, memory that surely rises by more than the limit an hour, and connections or open files that rest does not give back. */
export function judgeSoak({ memory, connections, files, commandsPerSecond }: SoakFacts, { mbPerHour, leastPace }: SoakLimits): readonly Finding[] {
  const judged = memory.filter(({ isJudged }) => isJudged);
  return [
    ...(commandsPerSecond < leastPace ? [wrong(`${commandsPerSecond.toFixed(1)} commands a second were accepted, and ${leastPace.toFixed(1)} must be`)] : []),
    ...judged.flatMap(({ name, slope }) => (slope === undefined || lowerBound(slope) <= mbPerHour ? [] : [wrong(`the memory of ${name} rises by ${slope.perHour.toFixed(1)} MB/h (standard error ${slope.standardError.toFixed(1)})`)])),
    ...judged.flatMap(({ name, slope }) => (slope === undefined ? [wrong(`the memory of ${name} was not sampled often enough for a slope`)] : [])),
    ...grown(connections, MORE_CONNECTIONS).map(({ name, before, after }) => wrong(`${name} holds ${String(after)} connections to the database at rest, ${String(before)} before`)),
    ...grown(files, MORE_FILES).map(({ name, before, after }) => wrong(`${name} holds ${String(after)} open files at rest, ${String(before)} before`)),
  ];
}

/** Those that hold more than before, beyond what rest explains. */
export function grown(lines: readonly BeforeAndAfter[], more: number): readonly BeforeAndAfter[] {
  return lines.filter(({ before, after }) => after > before + more);
}
