import { parseArgs } from 'node:util';
import { readToolEnvironment } from '#config';
import { checkInvariants } from './simulation/invariants.js';
import { liveThroughMonth, MONTH_BEGINS } from './simulation/month.js';
import { renderMonth, reportMonth } from './simulation/report.js';
import { World } from './simulation/world.js';
import { UsageError } from './usage.js';

const USAGE = 'npm run simulate -- --dossiers 500 --seed 7 [--late-share 0.1] [--json]';
const HISTORIES_LOOKED_AT = 50;

/** A month of a counter's work in virtual time. Resolves to the exit code: 1 when an invariant is broken. */
export async function simulate(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const { temporalTestServer } = readToolEnvironment();
  if (temporalTestServer === undefined) {
    throw new UsageError(`The simulation needs the Temporal server that skips time; start it through its script: ${USAGE}`);
  }
  const world = await World.open(MONTH_BEGINS, temporalTestServer);
  try {
    const result = await liveThroughMonth(world, { ...options, progress: (day, of, taken) => { showProgress(day, of, taken); } });
    process.stderr.write('\n');
    const histories = await Promise.all(result.taken.slice(0, HISTORIES_LOOKED_AT).map((id) => world.historyLength(id)));
    const refusedAtIntake = Object.values(result.refused).reduce((sum, n) => sum + n, 0);
    const report = await reportMonth(world.engine, { seed: options.seed, end: result.end, refusedAtIntake }, histories, await checkInvariants(world.engine));
    process.stdout.write(`${options.json ? JSON.stringify({ ...report, refused: result.refused }) : renderMonth(report)}\n`);
    return report.invariants.every(({ broken }) => broken.length === 0) ? 0 : 1;
  } finally {
    await world.close();
  }
}

interface Options {
  readonly dossiers: number;
  readonly seed: number;
  readonly lateShare: number;
  readonly json: boolean;
}

function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { dossiers: { type: 'string', default: '500' }, seed: { type: 'string', default: '7' }, 'late-share': { type: 'string', default: '0.1' }, json: { type: 'boolean', default: false } },
  });
  const dossiers = Number(values.dossiers);
  const seed = Number(values.seed);
  const lateShare = Number(values['late-share']);
  if (!Number.isInteger(dossiers) || dossiers < 1 || !Number.isInteger(seed) || !(lateShare >= 0 && lateShare <= 1)) {
    throw new UsageError(`--dossiers and --seed are whole numbers, --late-share lies between 0 and 1: ${USAGE}`);
  }
  return { dossiers, seed, lateShare, json: values.json };
}

function showProgress(day: number, of: number, taken: number): void {
  const line = `day ${String(day)} of ${String(of)}, ${String(taken)} dossiers taken in`;
  process.stderr.write(process.stderr.isTTY ? `\r${line}` : day % 5 === 0 || day === of ? `${line}\n` : '');
}
