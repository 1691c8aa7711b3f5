import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { readToolEnvironment } from '#config';
import { type Engine, systemClock } from '#service';
import { openGateway } from '../../dispatch/temporal-gateway.js';
import { workflowBundlePath } from '../../worker/bundle.js';
import { startWorkers } from '../../worker/start.js';
import { keepTemporalQuiet } from '../quiet-runtime.js';
import { openScratchEngine } from '../scratch/scratch-engine.js';
import { UsageError } from '../usage.js';
import { BenchDesk, type BenchDossier } from './desk.js';
import { type DevServer, startDevServer } from './dev-server.js';
import { DossierClocks } from './dossier-clocks.js';
import { measureEmpty } from './empty-load.js';
import { BUDGET, isWithinBudget, largest, measureHistory, replayHistories } from './histories.js';
import { quantile, runLoad } from './load.js';
import { BENCH_BEGINS, liveConcurrentLife, liveStandardLife, STANDARD_COMMANDS } from './standard-dossier.js';
import { turnstile } from './turnstile.js';
import { printWorkflowBench, type WorkflowBenchResult } from './workflow-report.js';

const USAGE = 'npm run bench -- workflow [--dossiers 100] [--histories 400] [--json]';
/** Requests in flight at once, and dossiers alive at once: the others wait for their timers. */
const AT_ONCE = 8;
const ALIVE = 48;
const EMPTY_COUNT = 400;

/**
 * Size of the standard dossier's history, its rate beside that of an empty workflow on the same server in the same run, and
 * replay of histories that concurrent commands have made. Exits 1 above the budget or when one does not replay.
 */
export async function benchWorkflow(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { dossiers: { type: 'string', default: '100' }, histories: { type: 'string', default: '400' }, json: { type: 'boolean', default: false } },
  });
  const [dossiers, histories] = [Number(values.dossiers), Number(values.histories)];
  const { temporalBinary } = readToolEnvironment();
  if (temporalBinary === undefined || !Number.isInteger(dossiers) || dossiers < 1 || !Number.isInteger(histories) || histories < 0) {
    throw new UsageError(USAGE);
  }
  keepTemporalQuiet();
  const result = await onRealServers(temporalBinary, (servers) => measure(servers, dossiers, histories));
  printWorkflowBench(result, values.json);
  return isWithinBudget(result) && result.replayFailures === 0 ? 0 : 1;
}

interface Servers {
  readonly engine: Engine;
  readonly temporal: DevServer;
  readonly connection: Connection;
  readonly native: NativeConnection;
}

async function onRealServers<T>(temporalBinary: string, work: (servers: Servers) => Promise<T>): Promise<T> {
  const scratch = await openScratchEngine({ at: BENCH_BEGINS });
  const temporal = await startDevServer(temporalBinary);
  const connection = await Connection.connect({ address: temporal.address });
  const native = await NativeConnection.connect({ address: temporal.address });
  try {
    // Points are settled at their instant: the bench has one clock, so none can be ahead of another.
    const engine: Engine = { ...scratch.engine, options: { ...scratch.engine.options, clockSkewMs: 0 } };
    return await work({ engine, temporal, connection, native });
  } finally {
    await native.close();
    await connection.close();
    await temporal.stop();
    await scratch.close();
  }
}

async function measure({ engine, temporal: { address, namespace }, connection, native }: Servers, dossiers: number, histories: number): Promise<WorkflowBenchResult> {
  const clocks = new DossierClocks(systemClock, BENCH_BEGINS);
  const client = new Client({ connection, namespace });
  const gateway = openGateway({ address, namespace, report: () => undefined });
  const workers = await startWorkers({
    connection: native,
    namespace,
    workflowBundle: workflowBundlePath,
    dossierActivities: clocks.activities(engine),
    letterActivities: { produceLetter: () => Promise.reject(new Error('The bench sends no letters')), deliverLetter: () => Promise.reject(new Error('The bench sends no letters')) },
    maxCachedWorkflows: 2_000,
    transitionsAtOnce: 10,
    lettersPerSecond: 1,
  });
  try {
    const desk = new BenchDesk(engine, gateway, clocks);
    await liveStandardLife(desk, turnstile(AT_ONCE));
    say(`${String(dossiers)} standard dossiers`);
    const standard = await liveStandardLives(desk, dossiers);
    const size = largest(await Promise.all(standard.dossiers.map(({ id }) => measureHistory(client, id))));
    say(`${String(EMPTY_COUNT)} empty workflows and updates`);
    const empty = await measureEmpty(client.workflow, native, namespace, EMPTY_COUNT, AT_ONCE);
    say(`${String(histories)} dossiers under concurrent commands`);
    const concurrent = await liveConcurrentLives(desk, histories);
    say('replaying their histories');
    const replay = await replayHistories(client, concurrent, workflowBundlePath);
    return { ...size, budget: BUDGET, ...standard.rates, ...replay, emptyWorkflows: empty.workflows, emptyUpdates: empty.updates };
  } finally {
    await gateway.close();
    await workers.stop();
  }
}

interface Lives {
  readonly dossiers: readonly BenchDossier[];
  readonly rates: Pick<WorkflowBenchResult, 'dossiers' | 'wakes' | 'dossiersPerSecond' | 'commandsPerSecond' | 'commandP50Ms' | 'commandP99Ms'>;
}

async function liveStandardLives(desk: BenchDesk, count: number): Promise<Lives> {
  const turn = turnstile(AT_ONCE);
  const warmUp = desk.latenciesMs.length;
  const dossiers: BenchDossier[] = [];
  let wakes = 0;
  const { perSecond } = await runLoad(count, ALIVE, async () => {
    const life = await liveStandardLife(desk, turn);
    dossiers.push(life.dossier);
    wakes += life.wakes;
  });
  const latencies = desk.latenciesMs.slice(warmUp).sort((a, b) => a - b);
  return {
    dossiers,
    rates: { dossiers: count, wakes, dossiersPerSecond: perSecond, commandsPerSecond: perSecond * STANDARD_COMMANDS, commandP50Ms: quantile(latencies, 0.5), commandP99Ms: quantile(latencies, 0.99) },
  };
}

async function liveConcurrentLives(desk: BenchDesk, count: number): Promise<readonly BenchDossier[]> {
  const turn = turnstile(AT_ONCE);
  const dossiers: BenchDossier[] = [];
  await runLoad(count, AT_ONCE, async () => {
    dossiers.push(await liveConcurrentLife(desk, turn));
  });
  return dossiers;
}

function say(line: string): void {
  process.stderr.write(`· ${line}\n`);
}
