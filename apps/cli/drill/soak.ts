import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '#service';
import type { Random } from '../simulation/random.js';
import type { DrillStack } from './drill-stack.js';
import { type Finding, lookForFindings } from './facts.js';
import { Load } from './load.js';
import { pacedAt } from './pace.js';
import { holdingsOf } from './process-facts.js';
import { prove, type Proof } from './proof.js';
import { type Sample, slopeOf } from './slope.js';
import { type BeforeAndAfter, grown, judgeSoak, MORE_CONNECTIONS, MORE_FILES, type SoakFacts } from './soak-facts.js';
import { type MemberName, MEMBERS } from './stack.js';
import { until } from './until.js';

/** How a soak is done. */
export interface SoakOptions {
  readonly lastsMs: number;
  /** The load runs for so long before anything is measured: caches fill and code is compiled. */
  readonly warmUpMs: number;
  readonly commandsPerSecond: number;
  readonly desks: number;
  /** Dossiers that fall due together, every minute. */
  readonly waveSize: number;
  readonly sampleEveryMs: number;
  readonly limitMbPerHour: number;
  readonly say: (line: string) => void;
}

/** What came of a soak. */
export interface SoakResult extends SoakFacts {
  readonly commandsPerSecond: number;
  readonly accepted: number;
  readonly samples: number;
  readonly proof: Proof;
  readonly findings: readonly Finding[];
}

/** What every member holds, and every name its connections go by. */
interface AtRest {
  readonly connections: ReadonlyMap<string, number>;
  readonly files: ReadonlyMap<string, number>;
}

const JUDGED: ReadonlySet<MemberName> = new Set(['api', 'worker', 'relay', 'postgres']);
const WAVE_EVERY_MS = 60_000;
const WAVE_IN_MS = 20_000;
const REST_WITHIN_MS = 60_000;
const CONNECTIONS = `SELECT application_name AS name, count(*)::int AS connections FROM pg_stat_activity WHERE datname = current_database() AND application_name <> '' GROUP BY 1`;

/** Has a counter work at one pace for a long time, and measures what every process holds: its memory all the while, connections and open files at rest before and after. */
export async function runSoak(stack: DrillStack, random: Random, options: SoakOptions): Promise<SoakResult> {
  const { commandsPerSecond, desks, lastsMs, warmUpMs, say } = options;
  const load = new Load(stack, random, { pace: pacedAt(commandsPerSecond) });
  const working = load.run(desks);
  try {
    await waves(load, options, systemClock.now() + warmUpMs);
    await load.hold();
    const warm = await prove(stack, false);
    const before = await atRest(stack);
    say(`warm after ${String(load.accepted)} commands`);
    const [acceptedBefore, from] = [load.accepted, systemClock.now()];
    load.goOn();
    const sampling = sampleMemory(stack, from + lastsMs, options.sampleEveryMs);
    await waves(load, options, from + lastsMs);
    const samples = await sampling;
    const accepted = load.accepted - acceptedBefore;
    const reached = (accepted * 1_000) / (systemClock.now() - from);
    await load.hold();
    const proof = await prove(stack, false);
    const facts = { memory: memoryLines(samples), ...(await untilGivenBack(stack, before)) };
    const revived = Object.entries(stack.endedUnasked).map(([name, times]): Finding => ({ kind: 'wrong', what: `${name} ended by itself ${String(times)} times` }));
    const findings = [...judgeSoak(facts, options.limitMbPerHour), ...revived, ...warm.findings, ...proof.findings, ...(await lookForFindings(stack, load))];
    return { ...facts, commandsPerSecond: reached, accepted, samples: samples.get('worker')?.length ?? 0, proof, findings };
  } finally {
    load.stop();
    await working;
  }
}

/** Until a moment dossiers fall due together every minute. */
async function waves(load: Load, { waveSize }: SoakOptions, end: number): Promise<void> {
  for (let at: number = systemClock.now(); at < end; at = systemClock.now()) {
    if (waveSize > 0 && at + WAVE_IN_MS < end) await load.wave(waveSize, WAVE_IN_MS);
    await delay(Math.max(0, Math.min(at + WAVE_EVERY_MS, end) - systemClock.now()));
  }
}

/** The memory of every member until a moment. */
async function sampleMemory(stack: DrillStack, end: number, everyMs: number): Promise<ReadonlyMap<MemberName, readonly Sample[]>> {
  const samples = new Map<MemberName, Sample[]>(MEMBERS.map((name) => [name, []]));
  for (let at: number = systemClock.now(); at < end; at = systemClock.now()) {
    for (const [name, taken] of samples) taken.push({ at, value: holdingsOf(stack.processesOf(name)).megabytes });
    await delay(Math.min(everyMs, end - at));
  }
  return samples;
}

function memoryLines(samples: ReadonlyMap<MemberName, readonly Sample[]>): SoakFacts['memory'] {
  return [...samples].map(([name, taken]) => ({ name, isJudged: JUDGED.has(name), firstMb: taken.at(0)?.value ?? 0, lastMb: taken.at(-1)?.value ?? 0, slope: slopeOf(taken) }));
}

async function atRest(stack: DrillStack): Promise<AtRest> {
  const rows = await stack.engine.database.read.rows<{ name: string; connections: number }>(CONNECTIONS);
  return {
    connections: new Map(rows.map(({ name, connections }) => [name, connections])),
    // A process of PostgreSQL is a connection, and those are counted.
    files: new Map(MEMBERS.filter((name) => name !== 'postgres').map((name) => [name, holdingsOf(stack.processesOf(name)).files])),
  };
}

/** What is held at rest once nobody holds more than before, or a minute later: connections are closed some seconds after their last use. */
async function untilGivenBack(stack: DrillStack, before: AtRest): Promise<Pick<SoakFacts, 'connections' | 'files'>> {
  const compare = async (): Promise<Pick<SoakFacts, 'connections' | 'files'>> => {
    const after = await atRest(stack);
    return { connections: beside(before.connections, after.connections), files: beside(before.files, after.files) };
  };
  await until('everything is given back', async () => {
    const { connections, files } = await compare();
    return grown(connections, MORE_CONNECTIONS).length + grown(files, MORE_FILES).length === 0;
  }, REST_WITHIN_MS).catch(() => undefined);
  return compare();
}

function beside(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): readonly BeforeAndAfter[] {
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().map((name) => ({ name, before: before.get(name) ?? 0, after: after.get(name) ?? 0 }));
}
