import { keepTemporalQuiet, letTemporalGo } from '../quiet-runtime.js';
import { Random } from '../simulation/random.js';
import { type CampaignResult, runCampaign } from './campaign.js';
import type { DrillStack } from './drill-stack.js';
import { onOwnStack } from './on-own-stack.js';
import { readOptions } from './options.js';
import { planCampaign } from './plan.js';
import { say } from './say.js';
import { renderCampaign, tableOf } from './table.js';
import type { TopologyName } from './topologies/index.js';

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

const NUMBERS = {
  kills: { otherwise: 100, least: 0 },
  'lasts-seconds': { otherwise: 60, least: 1 },
  open: { otherwise: 1_000, least: 0 },
  wave: { otherwise: 200, least: 0 },
  desks: { otherwise: 4, least: 1 },
  'prove-every': { otherwise: 10, least: 1 },
  'disk-mb': { otherwise: 1_024, least: 256 },
};
const MS_PER_SECOND = 1_000;

/**
 * A campaign of faults on a topology. Resolves to the exit code: 1 when anything was lost, doubled or wrong.
 * @param drills what the help says of other drills
 */
export async function campaign(on: TopologyName, args: readonly string[], drills = ''): Promise<number> {
  const options = readOptions(args, help(drills), NUMBERS, { only: '' });
  if (options === undefined) return 0;
  const random = new Random(options.seed);
  const plan = planCampaign(options.kills, random.branch(0)).filter(({ fault }) => fault.name.includes(options.only));
  say(`seed ${String(options.seed)}, ${String(plan.length)} faults:`);
  for (const { number, fault, after } of plan) say(`  ${String(number)}. ${fault.name}, ${String(after)} commands later`);
  const ways = { desks: options.desks, waveSize: options.wave, openDossiers: options.open, proveEvery: options['prove-every'] };
  keepTemporalQuiet();
  try {
    return await onOwnStack(on, { lastsMs: options['lasts-seconds'] * MS_PER_SECOND, diskMegabytes: options['disk-mb'] }, options.seed, async (stack) => tell(await runCampaign(stack, plan, random, ways), stack, options));
  } finally {
    await letTemporalGo();
  }
}

/** Prints what came of it; false when anything is wrong. */
function tell(result: CampaignResult, stack: DrillStack, { seed, json }: { readonly seed: number; readonly json: boolean }): boolean {
  const findings = [...result.outcomes.flatMap((outcome) => outcome.findings), ...result.proof.findings, ...result.wakes.findings];
  const { outcomes, ...rest } = result;
  process.stdout.write(`${json ? JSON.stringify({ seed, kills: outcomes.reduce((sum, { kills }) => sum + kills, 0), table: tableOf(outcomes), ...rest }) : renderCampaign(result)}\n`);
  for (const [name, times] of Object.entries(stack.endedUnasked)) say(`${name} ended by itself ${String(times)} times and was started again`);
  for (const { number, name, findings: found } of outcomes) {
    for (const { kind, what } of found) say(`seed ${String(seed)}, fault ${String(number)} (${name}): ${kind}: ${what}`);
  }
  return findings.length === 0;
}
