import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readToolEnvironment } from '#config';
import { keepTemporalQuiet } from '../quiet-runtime.js';
import { Random } from '../simulation/random.js';
import { UsageError } from '../usage.js';
import { type CampaignResult, runCampaign } from './campaign.js';
import { DrillStack } from './drill-stack.js';
import { Leavings } from './leavings.js';
import { planCampaign } from './plan.js';
import { renderCampaign, tableOf } from './table.js';
import { topologyOf } from './topologies/index.js';

const help = (drills: string): string => `npm run drill -- [options]: a campaign of faults against the whole system under load, on this machine

Everything is real: PostgreSQL, Temporal, API, worker, relay, and the stand-in for mail server, message gateway and national portal.
Desks take dossiers in and say commands; others fall due by their own timers, many at the same instant. Meanwhile processes are
killed with -9, alone and together, stopped, their disk filled, their clocks set, their ways out slow or half dead, a command is
poisoned, the workflows' code changes, Temporal loses everything, and the database is restored to an instant. After each fault everything
accepted before must be decided and everything due be settled; nothing lost, nothing done twice. At the end ledger, figures and every history are proved.

${drills}
  --kills N            processes killed with -9 (100); every other fault comes once for each 100, and once at least
  --seed N             the same plan at the same points of the load (counted in accepted commands); another each time unless given
  --only TEXT          of the plan only the faults whose names hold the text, as "kill -9" or "disk"
  --lasts-seconds N    how long something is stopped, slow, full or wrong (60)
  --open N             open dossiers nobody works on, which a change of the workflows' code must carry over (1000)
  --wave N             dossiers that fall due at one instant, before every fourth fault (200)
  --desks N            desks that work at once (4)
  --prove-every N      after so many faults the load is held, and ledger, figures and promises are proved (10)
  --disk-mb N          size of the disk of the database, in memory (1024); without the right to mount it the disk cannot be full
  --json               the table as JSON on standard output; what happens goes to standard error either way

Exits 1 when anything was lost, doubled or wrong; its data folder is then kept, and named.
`;

interface Options {
  readonly kills: number;
  readonly seed: number;
  readonly only: string;
  readonly lastsMs: number;
  readonly openDossiers: number;
  readonly waveSize: number;
  readonly desks: number;
  readonly proveEvery: number;
  readonly diskMegabytes: number;
  readonly json: boolean;
}

const MS_PER_SECOND = 1_000;
const SEEDS = 4_294_967_296;
const INTERRUPTED = 130;

/**
 * A campaign of faults. Resolves to the exit code: 1 when anything was lost, doubled or wrong.
 * @param drills what the help says of other drills
 */
export async function campaign(args: readonly string[], drills = ''): Promise<number> {
  const options = readOptions(args);
  if (options === undefined) {
    process.stdout.write(help(drills));
    return 0;
  }
  const topology = topologyOf(readToolEnvironment());
  keepTemporalQuiet();
  const random = new Random(options.seed);
  const plan = planCampaign(options.kills, random.branch(0)).filter(({ fault }) => fault.name.includes(options.only));
  say(`seed ${String(options.seed)}, ${String(plan.length)} faults:`);
  for (const { number, fault, after } of plan) say(`  ${String(number)}. ${fault.name}, ${String(after)} commands later`);
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-drill-'));
  const leavings = new Leavings();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void breakOff(leavings, folder));
  let isSound = false;
  try {
    const stack = await DrillStack.start({ folder, topology, lastsMs: options.lastsMs, diskMegabytes: options.diskMegabytes }, leavings);
    const result = await runCampaign(stack, plan, random, { ...options, say });
    isSound = tell(result, stack, options);
  } finally {
    await leavings.clear(!isSound);
    if (isSound) await rm(folder, { recursive: true, force: true });
    else say(`seed ${String(options.seed)}: the data folder is kept: ${folder}`);
  }
  return isSound ? 0 : 1;
}

/** Somebody has seen enough: nothing is left behind. */
async function breakOff(leavings: Leavings, folder: string): Promise<void> {
  await leavings.clear(false);
  await rm(folder, { recursive: true, force: true });
  process.exit(INTERRUPTED);
}

/** Prints what came of it; false when anything is wrong. */
function tell(result: CampaignResult, stack: DrillStack, { seed, json }: Options): boolean {
  const findings = [...result.outcomes.flatMap((outcome) => outcome.findings), ...result.proof.findings, ...result.wakes.findings];
  const { outcomes, ...rest } = result;
  process.stdout.write(`${json ? JSON.stringify({ seed, kills: outcomes.reduce((sum, { kills }) => sum + kills, 0), table: tableOf(outcomes), ...rest }) : renderCampaign(result)}\n`);
  for (const [name, times] of Object.entries(stack.endedUnasked)) say(`${name} ended by itself ${String(times)} times and was started again`);
  for (const { number, name, findings: found } of outcomes) {
    for (const { kind, what } of found) say(`seed ${String(seed)}, fault ${String(number)} (${name}): ${kind}: ${what}`);
  }
  return findings.length === 0;
}

function readOptions(args: readonly string[]): Options | undefined {
  const text = (value: string): { readonly type: 'string'; readonly default: string } => ({ type: 'string', default: value });
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: text('100'), seed: text(String(Math.floor(Math.random() * SEEDS))), only: text(''), 'lasts-seconds': text('60'), open: text('1000'), wave: text('200'),
      desks: text('4'), 'prove-every': text('10'), 'disk-mb': text('1024'), json: flag, help: flag,
    },
  });
  if (values.help) return undefined;
  const whole = (name: keyof typeof values, least: number): number => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < least) throw new UsageError(`--${name} is a whole number from ${String(least)}: npm run drill -- --help`);
    return value;
  };
  return {
    kills: whole('kills', 0),
    seed: whole('seed', 0),
    only: values.only,
    lastsMs: whole('lasts-seconds', 1) * MS_PER_SECOND,
    openDossiers: whole('open', 0),
    waveSize: whole('wave', 0),
    desks: whole('desks', 1),
    proveEvery: whole('prove-every', 1),
    diskMegabytes: whole('disk-mb', 256),
    json: values.json,
  };
}

function say(line: string): void {
  process.stderr.write(`drill: ${line}\n`);
}
