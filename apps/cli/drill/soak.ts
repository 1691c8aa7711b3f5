import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '#service';
import type { Random } from '../simulation/random.js';
import type { DrillStack } from './drill-stack.js';
import { lookForFindings } from './facts.js';
import { type Finding, wrong } from './finding.js';
import { Load } from './load.js';
import { pacedAt } from './pace.js';
import { openFilesOf, ownMegabytesOf } from './process-facts.js';
import { prove, type Proof } from './proof.js';
import { say } from './say.js';
import { type Sample, slopeOf } from './slope.js';
import { type BeforeAndAfter, grown, judgeSoak, MORE_CONNECTIONS, MORE_FILES, type SoakFacts, type SoakLimits } from './soak-facts.js';
import { type MemberName, MEMBERS } from './stack.js';

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
  readonly limits: SoakLimits;
}

/** What came of a soak. */
export interface SoakResult extends SoakFacts {
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
/** Longer than a pool keeps a connection nobody uses: ten seconds. */
const REST_STEP_MS = 15_000;
const REST_STEPS = 12;
const ASK_EVERY_MS = 500;
const CONNECTIONS = `SELECT application_name AS name, count(*)::int AS connections FROM pg_stat_activity WHERE datname = current_database() AND application_name <> '' GROUP BY 1`;

/** Has a counter work at one pace for a long time, and measures what every process holds: its memory all the while, connections and open files at rest before and after. */
export async function runSoak(stack: DrillStack, random: Random, options: SoakOptions): Promise<SoakResult> {
  const { commandsPerSecond, desks, lastsMs, warmUpMs } = options;
  const load = new Load(stack, random, { pace: pacedAt(commandsPerSecond) });
  const working = load.run(desks);
  try {
    await waves(load, options, systemClock.now() + warmUpMs);
    await load.hold();
    const warm = await prove(stack, false);
    const before = await untilAtRest(stack);
    say(`warm after ${String(load.accepted)} commands`);
    const [acceptedBefore, from] = [load.accepted, systemClock.now()];
    load.goOn();
    const samples = await sampleMeanwhile(stack, load, options, from + lastsMs);
    const accepted = load.accepted - acceptedBefore;
    const reached = (accepted * 1_000) / (systemClock.now() - from);
    await load.hold();
    const proof = await prove(stack, false);
    const facts = { memory: memoryLines(samples), ...(await untilGivenBack(stack, before)), commandsPerSecond: reached };
    const revived = Object.entries(stack.endedUnasked).map(([name, times]): Finding => wrong(`${name} ended by itself ${String(times)} times`));
    const findings = [...judgeSoak(facts, options.limits), ...revived, ...warm.findings, ...proof.findings, ...(await lookForFindings(stack, load))];
    return { ...facts, accepted, samples: samples.get('worker')?.length ?? 0, proof, findings };
  } finally {
    load.stop();
    await working;
  }
}

/** The memory of every member until a moment, while waves come. Where one of the two fails, the other ends as well. */
async function sampleMeanwhile(stack: DrillStack, load: Load, options: SoakOptions, end: number): Promise<ReadonlyMap<MemberName, readonly Sample[]>> {
  const failing = new AbortController();
  try {
    const [samples] = await Promise.all([sampleMemory(stack, end, options.sampleEveryMs, failing.signal), waves(load, options, end, failing.signal)]);
    return samples;
  } finally {
    failing.abort();
  }
}

/** Until a moment dossiers fall due together every minute. */
async function waves(load: Load, { waveSize }: SoakOptions, end: number, signal?: AbortSignal): Promise<void> {
  for (let at: number = systemClock.now(); at < end; at = systemClock.now()) {
    if (waveSize > 0 && at + WAVE_IN_MS < end) await load.wave(waveSize, WAVE_IN_MS);
    await delay(Math.max(0, Math.min(at + WAVE_EVERY_MS, end) - systemClock.now()), undefined, { signal });
  }
}

/** The memory of every member until a moment. */
async function sampleMemory(stack: DrillStack, end: number, everyMs: number, signal: AbortSignal): Promise<ReadonlyMap<MemberName, readonly Sample[]>> {
  const samples = new Map<MemberName, Sample[]>(MEMBERS.map((name) => [name, []]));
  for (let at: number = systemClock.now(); at < end; at = systemClock.now()) {
    for (const [name, taken] of samples) taken.push({ at, value: ownMegabytesOf(stack.processesOf(name)) });
    await delay(Math.min(everyMs, end - at), undefined, { signal });
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
    files: new Map(MEMBERS.filter((name) => name !== 'postgres').map((name) => [name, openFilesOf(stack.processesOf(name))])),
  };
}

/** What is held once two readings agree, between which whatever nobody uses has been closed. Throws when it does not come to rest. */
async function untilAtRest(stack: DrillStack): Promise<AtRest> {
  let former = await atRest(stack);
  for (let step = 0; step < REST_STEPS; step += 1) {
    await delay(REST_STEP_MS);
    const now = await atRest(stack);
    if (!isMoreThan(former, now) && !isMoreThan(now, former)) return now;
    former = now;
  }
  throw new Error('Before the soak connections and open files did not come to rest');
}

/** What is held at rest once nobody holds more than before, or a minute later: connections are closed some seconds after their last use. */
async function untilGivenBack(stack: DrillStack, before: AtRest): Promise<Pick<SoakFacts, 'connections' | 'files'>> {
  let after = await atRest(stack);
  for (const deadline = performance.now() + REST_WITHIN_MS; isMoreThan(after, before) && performance.now() < deadline; after = await atRest(stack)) await delay(ASK_EVERY_MS);
  return { connections: beside(before.connections, after.connections), files: beside(before.files, after.files) };
}

function isMoreThan(held: AtRest, before: AtRest): boolean {
  return grown(beside(before.connections, held.connections), MORE_CONNECTIONS).length + grown(beside(before.files, held.files), MORE_FILES).length > 0;
}

function beside(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): readonly BeforeAndAfter[] {
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().map((name) => ({ name, before: before.get(name) ?? 0, after: after.get(name) ?? 0 }));
}
