import { existsSync } from 'node:fs';
import { Random } from '../simulation/random.js';
import { UsageError } from '../usage.js';
import { onOwnStack } from './on-own-stack.js';
import { readOptions } from './options.js';
import { say } from './say.js';
import { lowerBound } from './slope.js';
import { runSoak, type SoakResult } from './soak.js';
import type { BeforeAndAfter, MemoryLine } from './soak-facts.js';

const HELP = `npm run drill -- soak [options]: a counter works at one pace for half an hour, on this machine

The stack of the campaign, with a worker that keeps few workflows in memory, so that its cache is full before anything is measured.
Every minute dossiers fall due together. The memory each process has of its own is sampled, and the line of least squares through its
means over equal spans of time is told with its standard error; that of API, worker, relay and PostgreSQL is judged. Connections to
the database and open files are counted at rest, before and after.

  --minutes N              how long it is measured (30)
  --commands-per-second N  intakes among them (20)
  --least-pace N           of that pace, in percent, what must be reached (90)
  --warm-up-seconds N      how long the load runs before (300)
  --desks N                desks that share the pace (8)
  --wave N                 dossiers that fall due together every minute (20)
  --sample-every-ms N      between two samples of memory (5000)
  --limit-mb-per-hour N    the slope a process may have: exceeded when even two standard errors below the slope are above it (20)
  --disk-mb N              size of the disk of the database, in memory (2048)
  --seed N                 what the desks do; another each time unless given
  --json                   the result as JSON on standard output

Exits 1 when the pace was not reached, memory rises by more than that, connections or open files are not given back at rest, a
process ended by itself, or anything a campaign looks for is wrong: an accepted command that is not decided above all.
`;

const NUMBERS = {
  minutes: { otherwise: 30, least: 1 },
  'commands-per-second': { otherwise: 20, least: 1 },
  'least-pace': { otherwise: 90, least: 0 },
  'warm-up-seconds': { otherwise: 300, least: 1 },
  desks: { otherwise: 8, least: 1 },
  wave: { otherwise: 20, least: 0 },
  'sample-every-ms': { otherwise: 5_000, least: 100 },
  'limit-mb-per-hour': { otherwise: 20, least: 0 },
  'disk-mb': { otherwise: 2_048, least: 256 },
};
const [MS_PER_SECOND, MS_PER_MINUTE, PERCENT] = [1_000, 60_000, 100];
/** Full within the first minutes of the load. */
const VARIABLES = { MAX_CACHED_WORKFLOWS: '100' };

/** A soak. Resolves to the exit code: 1 when something rises that must not, or anything was lost, doubled or wrong. */
export async function soak(args: readonly string[]): Promise<number> {
  const options = readOptions(args, HELP, NUMBERS);
  if (options === undefined) return 0;
  if (!existsSync('/proc/self/status')) throw new UsageError('Memory and open files of other processes are read from /proc, which this system does not have');
  const { seed, json } = options;
  const limits = { mbPerHour: options['limit-mb-per-hour'], leastPace: (options['commands-per-second'] * options['least-pace']) / PERCENT };
  say(`seed ${String(seed)}`);
  return onOwnStack('dev-server', { lastsMs: 0, diskMegabytes: options['disk-mb'], variables: VARIABLES }, seed, async (stack) => {
    const result = await runSoak(stack, new Random(seed), {
      lastsMs: options.minutes * MS_PER_MINUTE,
      warmUpMs: options['warm-up-seconds'] * MS_PER_SECOND,
      commandsPerSecond: options['commands-per-second'],
      desks: options.desks,
      waveSize: options.wave,
      sampleEveryMs: options['sample-every-ms'],
      limits,
    });
    process.stdout.write(`${json ? JSON.stringify({ seed, ...result }) : renderSoak(result, limits.mbPerHour)}\n`);
    for (const { kind, what } of result.findings) say(`seed ${String(seed)}: ${kind}: ${what}`);
    return result.findings.length === 0;
  });
}

/** For people, in Markdown. */
function renderSoak({ memory, connections, files, commandsPerSecond, accepted, samples, proof }: SoakResult, limitMbPerHour: number): string {
  return [
    '| memory of its own | first | last | slope | standard error | at least |',
    '| --- | --- | --- | --- | --- | --- |',
    ...memory.map(memoryLine),
    '',
    '| at rest | before | after |',
    '| --- | --- | --- |',
    ...connections.map((line) => restLine(`connections of ${line.name}`, line)),
    ...files.map((line) => restLine(`open files of ${line.name}`, line)),
    '',
    `${String(accepted)} commands accepted, ${commandsPerSecond.toFixed(1)} a second; ${String(samples)} samples of memory, of which a slope may be at most ${String(limitMbPerHour)} MB/h. At the end: every accepted command decided, ${String(proof.events)} events verified, figures equal to their recount.`,
  ].join('\n');
}

function memoryLine({ name, isJudged, firstMb, lastMb, slope }: MemoryLine): string {
  const told = slope === undefined ? ['', '', ''] : [slope.perHour, slope.standardError, lowerBound(slope)].map((value) => `${value.toFixed(1)} MB/h`);
  return `| ${[isJudged ? name : `${name} (not judged)`, `${firstMb.toFixed(0)} MB`, `${lastMb.toFixed(0)} MB`, ...told].join(' | ')} |`;
}

function restLine(name: string, { before, after }: BeforeAndAfter): string {
  return `| ${name} | ${String(before)} | ${String(after)} |`;
}
