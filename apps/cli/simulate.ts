import { parseArgs } from 'node:util';
import { readToolEnvironment } from '#config';
import { caseMonth } from './simulation/cases.js';
import { lateRateUntil, liveThroughMonth, MONTH_BEGINS, type MonthDay } from './simulation/month.js';
import { readMonthFacts } from './simulation/month-facts.js';
import { renderMonth, reportMonth } from './simulation/report.js';
import { World } from './simulation/world.js';
import { UsageError } from './usage.js';

const USAGE = 'npm run simulate -- --dossiers 500 --seed 7 [--late-share 0.1] [--cases 60] [--json]';

/** A month of a counter's work in virtual time. Resolves to the exit code: 1 when an invariant is broken. */
export async function simulate(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const { temporalTestServer } = readToolEnvironment();
  if (temporalTestServer === undefined) {
    throw new UsageError(`The simulation needs the Temporal server that skips time; start it through its script: ${USAGE}`);
  }
  const world = await World.open(MONTH_BEGINS, temporalTestServer);
  try {
    const { desk, happenings } = await caseMonth(world, options.cases, options.seed);
    const result = await liveThroughMonth(world, { ...options, happenings, progress: showProgress });
    process.stderr.write('\n');
    const histories = await world.historyLengths(result.taken);
    const facts = await readMonthFacts(world.engine, lateRateUntil(result.end), { portal: await world.portalFacts(), trustedKeys: [world.sealKey] });
    const report = await reportMonth(world.engine, options.seed, { ...result, caseCommands: desk.tally }, histories, facts);
    process.stdout.write(`${options.json ? JSON.stringify(report) : renderMonth(report)}\n`);
    return report.invariants.every(({ broken }) => broken.length === 0) ? 0 : 1;
  } finally {
    await world.close();
  }
}

interface Options {
  readonly dossiers: number;
  readonly seed: number;
  readonly lateShare: number;
  /** Decisions, feedback, urgings and plans together. */
  readonly cases: number;
  readonly json: boolean;
}

function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { dossiers: { type: 'string', default: '500' }, seed: { type: 'string', default: '7' }, 'late-share': { type: 'string', default: '0.1' }, cases: { type: 'string', default: '60' }, json: { type: 'boolean', default: false } },
  });
  const dossiers = Number(values.dossiers);
  const seed = Number(values.seed);
  const lateShare = Number(values['late-share']);
  const cases = Number(values.cases);
  if (!Number.isInteger(dossiers) || dossiers < 1 || !Number.isInteger(seed) || !Number.isInteger(cases) || cases < 0 || !(lateShare >= 0 && lateShare <= 1)) {
    throw new UsageError(`--dossiers and --seed are whole numbers, as is --cases; --late-share lies between 0 and 1: ${USAGE}`);
  }
  return { dossiers, seed, lateShare, cases, json: values.json };
}

/** One line that is written over on a terminal; elsewhere a line for every fifth day. */
function showProgress({ day, of, taken, late }: MonthDay): void {
  const line = `day ${String(day)} of ${String(of)}, ${String(taken)} dossiers taken in, late rate ${late?.value ?? '–'} %`;
  process.stderr.write(process.stderr.isTTY ? `\r${line} ` : day % 5 === 0 || day === of ? `${line}\n` : '');
}
