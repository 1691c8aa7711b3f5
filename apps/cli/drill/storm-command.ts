import { Random } from '../simulation/random.js';
import type { WaitsOfClerks } from './clerk-waits.js';
import { onOwnStack } from './on-own-stack.js';
import { readOptions } from './options.js';
import { say } from './say.js';
import { runStorm, type StormResult } from './storm.js';
import type { Behind } from './storm-facts.js';

const HELP = `npm run drill -- storm [options]: thousands of dossiers fall due at one instant while a counter works, on this machine

The stack of the campaign. A counter works alone and is measured; then dossiers are imported that are all due at the same instant, and
their workflows are started; at that instant they all wake. How long after it their lateness and the apologies they owe were written
down is told, and how long clerks waited meanwhile for an answer by HTTP, beside how long they waited before.

  --dossiers N         dossiers due at the instant (10000)
  --due-in-seconds N   from their import until then; their workflows must be started meanwhile (60 and 60 ms for each dossier)
  --spread-seconds N   over how long the wakes are spread, LATENESS_SPREAD_MS of an installation (60, as unless set; docker-compose.yml has 600)
  --alone-seconds N    how long the counter is measured alone (60)
  --desks N            desks that work at once (4)
  --disk-mb N          size of the disk of the database, in memory (2048)
  --seed N             what the desks do; another each time unless given
  --json               the result as JSON on standard output

Exits 1 when a workflow did not sleep until the instant, when not all was written down within half an hour, when a lateness is missing,
stands twice, carries another date or came too early, when an apology is owed twice or not at all, or when anything else a campaign looks for is wrong.
`;

const NUMBERS = {
  dossiers: { otherwise: 10_000, least: 1 },
  'due-in-seconds': { otherwise: 0, least: 0 },
  'spread-seconds': { otherwise: 60, least: 0 },
  'alone-seconds': { otherwise: 60, least: 1 },
  desks: { otherwise: 4, least: 1 },
  'disk-mb': { otherwise: 2_048, least: 256 },
};
const MS_PER_SECOND = 1_000;
const [LEAST_DUE_IN_MS, START_MS] = [60_000, 60];
/** What differs in a storm may differ in all its dossiers. */
const MOST_TOLD = 20;

/** A storm. Resolves to the exit code: 1 when anything was lost, doubled or wrong. */
export async function storm(args: readonly string[]): Promise<number> {
  const options = readOptions(args, HELP, NUMBERS);
  if (options === undefined) return 0;
  const { seed, dossiers, desks, json } = options;
  const dueInMs = options['due-in-seconds'] === 0 ? LEAST_DUE_IN_MS + dossiers * START_MS : options['due-in-seconds'] * MS_PER_SECOND;
  say(`seed ${String(seed)}`);
  const variables = { LATENESS_SPREAD_MS: String(options['spread-seconds'] * MS_PER_SECOND) };
  return onOwnStack('dev-server', { lastsMs: 0, diskMegabytes: options['disk-mb'], variables }, seed, async (stack) => {
    const result = await runStorm(stack, new Random(seed), { dossiers, desks, dueInMs, aloneMs: options['alone-seconds'] * MS_PER_SECOND });
    process.stdout.write(`${json ? JSON.stringify({ seed, ...result }) : renderStorm(result)}\n`);
    for (const { kind, what } of result.findings.slice(0, MOST_TOLD)) say(`seed ${String(seed)}: ${kind}: ${what}`);
    if (result.findings.length > MOST_TOLD) say(`and ${String(result.findings.length - MOST_TOLD)} more like these`);
    return result.findings.length === 0;
  });
}

/** For people, in Markdown. */
function renderStorm({ dossiers, dueAt, asleep, lateness, apologies, lastedMs, isOver, alone, meanwhile, proof }: StormResult): string {
  const seconds = (ms: number): string => `${(ms / MS_PER_SECOND).toFixed(1)} s`;
  const after = (name: string, { count, p50Ms, p99Ms, worstMs }: Behind): string => `| ${name} | ${String(count)} | ${seconds(p50Ms)} | ${seconds(p99Ms)} | ${seconds(worstMs)} |`;
  return [
    `| written down after the moment | times | p50 | p99 | last |`,
    '| --- | --- | --- | --- | --- |',
    after('lateness', lateness),
    after('apologies owed', apologies),
    '',
    '| clerks waited | calls before | p50 | p99 | calls meanwhile | p50 | p99 | ratio of p99 |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    waitsLine('intake', alone, meanwhile),
    waitsLine('command', alone, meanwhile),
    '',
    `${String(dossiers)} dossiers were due at ${new Date(dueAt).toISOString()}, ${String(asleep)} of their workflows slept until then; after ${seconds(lastedMs)} ${isOver ? 'nothing was left' : 'NOT ALL of it was written down'}. At the end: ${String(proof.events)} events verified, figures equal to their recount.`,
  ].join('\n');
}

function waitsLine(kind: keyof WaitsOfClerks, alone: WaitsOfClerks, meanwhile: WaitsOfClerks): string {
  const ms = (value: number): string => `${value.toFixed(0)} ms`;
  const [before, during] = [alone[kind], meanwhile[kind]];
  const ratio = before.p99Ms === 0 ? '' : (during.p99Ms / before.p99Ms).toFixed(1);
  return `| ${kind} | ${String(before.calls)} | ${ms(before.p50Ms)} | ${ms(before.p99Ms)} | ${String(during.calls)} | ${ms(during.p50Ms)} | ${ms(during.p99Ms)} | ${ratio} |`;
}
