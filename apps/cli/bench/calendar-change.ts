import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { readToolEnvironment } from '#config';
import { instant, type Instant, parseInstant, sameClockAfter } from '#domain';
import { openDatabase } from '#persistence';
import { applyCalendarVersion, computeNextImpact, countBehind, type Engine, readCalendarDraft, type RolloutTally, verifyLedger } from '#service';
import { openScratchEngine } from '../scratch/scratch-engine.js';
import { UsageError } from '../usage.js';
import { type WakeReport, watchCalendarWakes } from './calendar-wakes.js';
import { closeOffices, draftClosures, publishDraft } from './closures.js';
import { fillWithOpen } from './open-dossiers.js';

const USAGE = `npm run bench -- calendar-change [--dossiers 100000] [--wakes 200] [--json]   a calendar change over open dossiers: seconds until every row is right,
  and over so many more in virtual time: whether every workflow wakes when the law says (0 leaves either out)`;
const BEGINS = parseInstant('2026-08-10T08:00:00+07:00');
const MORNINGS = [0, 1, 2, 3, 4].map((day) => sameClockAfter(BEGINS, day));
/** The Monday after: nothing of these dossiers is due yet. */
const PUBLISHED = parseInstant('2026-08-17T08:00:00+07:00');
const STORM = '2026-08-18';

/** `cpuSeconds`: of this process alone, PostgreSQL's are its own; `load`: how many wanted the machine's cores meanwhile, us included. */
type TimedRollout = RolloutTally & { readonly seconds: number; readonly cpuSeconds: number; readonly load: number };

interface Results {
  readonly dossiers: number;
  readonly impactSeconds: number;
  readonly publishSeconds: number;
  readonly forward: TimedRollout;
  readonly bareSeconds: number;
  /** The same closure taken back: dates stand, targets and wakes move earlier. */
  readonly back: TimedRollout;
  readonly verifySeconds: number;
  readonly events: number;
}

/**
 * Publishes a closure over many open dossiers, and takes it back; prints the time until rows are right beside PostgreSQL
 * alone writing them. Then the same in virtual time, with workflows. Resolves to 1 when a workflow woke at a wrong moment.
 */
export async function benchCalendarChange(args: readonly string[]): Promise<number> {
  const { dossiers, wakes, json } = readOptions(args);
  const { temporalTestServer } = readToolEnvironment();
  if (wakes > 0 && temporalTestServer === undefined) {
    throw new UsageError(`Wakes are watched on the Temporal server that skips time, and there is none; start the bench through its script, or without them by --wakes 0: ${USAGE}`);
  }
  const rows = dossiers === 0 ? undefined : await benchRows(dossiers);
  const report = wakes === 0 || temporalTestServer === undefined ? undefined : await watchCalendarWakes(wakes, temporalTestServer);
  process.stdout.write(json ? `${JSON.stringify({ ...rows, ...(report === undefined ? {} : { wakes: report }) })}\n` : [...(rows === undefined ? [] : sentences(rows)), ...(report === undefined ? [] : wakeSentences(report)), ''].join('\n'));
  return report === undefined || report.wrong.length === 0 ? 0 : 1;
}

function readOptions(args: readonly string[]): { readonly dossiers: number; readonly wakes: number; readonly json: boolean } {
  const { values } = parseArgs({ args: [...args], options: { dossiers: { type: 'string', default: '100000' }, wakes: { type: 'string', default: '200' }, json: { type: 'boolean', default: false } } });
  const [dossiers, wakes] = [Number(values.dossiers), Number(values.wakes)];
  if (!Number.isSafeInteger(dossiers) || (dossiers !== 0 && dossiers < 100) || !Number.isSafeInteger(wakes) || wakes < 0) {
    throw new UsageError(`--dossiers is 0 or at least 100, --wakes at least 0: ${USAGE}`);
  }
  return { dossiers, wakes, json: values.json };
}

async function benchRows(dossiers: number): Promise<Results> {
  const scratch = await openScratchEngine({ at: BEGINS, poolSize: 6 });
  try {
    const { engine } = scratch;
    await fillWithOpen(engine, dossiers, MORNINGS, PUBLISHED, (written) => process.stderr.write(`\r${String(written)} of ${String(dossiers)} open dossiers written`));
    process.stderr.write('\n');
    const owner = await openDatabase({ url: scratch.ownerUrl, poolSize: 1, applicationName: 'dunghan-bench' });
    try {
      await owner.read.run('ANALYZE');
      return await measure(engine, owner, dossiers);
    } finally {
      await owner.close();
    }
  } finally {
    await scratch.close();
  }
}

type Owner = Awaited<ReturnType<typeof openDatabase>>;

async function measure(engine: Engine, owner: Owner, dossiers: number): Promise<Results> {
  const closed = await draftClosures(engine, [STORM], PUBLISHED);
  const impactSeconds = await timed(() => computeNextImpact(engine, PUBLISHED));
  const summary = (await readCalendarDraft(engine, closed.id))?.draft.impact;
  tell(`impact listed in ${impactSeconds.toFixed(1)} s: ${JSON.stringify(summary)}`);
  const publishSeconds = await timed(() => publishDraft(engine, closed, PUBLISHED));
  await prepareBare(owner);
  const forward = await rollOut(engine, instant(PUBLISHED + 1_000));
  tell(`${String(forward.moved)} dates moved in ${forward.seconds.toFixed(1)} s, ${forward.cpuSeconds.toFixed(1)} s of it this process's CPU`);
  const bareSeconds = await bareWrites(owner);
  const later = instant(PUBLISHED + 60_000);
  await closeOffices(engine, [], later);
  const backward = await rollOut(engine, instant(later + 1_000));
  tell(`taken back in ${backward.seconds.toFixed(1)} s; the ledger is verified`);
  let events = 0;
  const verifySeconds = await timed(async () => {
    const verification = await verifyLedger(engine);
    if (!verification.ok) {
      throw new Error(`The ledger is broken: ${JSON.stringify(verification.fault)}`);
    }
    ({ events } = verification);
  });
  return { dossiers, impactSeconds, publishSeconds, forward, bareSeconds, back: backward, verifySeconds, events };
}

async function rollOut(engine: Engine, at: Instant): Promise<TimedRollout> {
  let tally: RolloutTally | undefined;
  const cpu = process.cpuUsage();
  const seconds = await timed(async () => {
    tally = await applyCalendarVersion(engine, at);
  });
  const { user, system } = process.cpuUsage(cpu);
  const [load = 0] = loadavg();
  const behind = await countBehind(engine.database);
  if (tally === undefined || behind > 0) {
    throw new Error(`${String(behind)} dossiers were left behind`);
  }
  return { ...tally, seconds, cpuSeconds: (user + system) / 1e6, load };
}

/** Tables like ours, with the rows as they stand before the change. */
async function prepareBare(owner: Owner): Promise<void> {
  for (const table of ['dossier', 'dossier_event', 'letter']) {
    await owner.read.run(`CREATE TABLE twin_${table} (LIKE ${table} INCLUDING ALL)`);
  }
  await owner.read.run('INSERT INTO twin_dossier SELECT * FROM dossier');
  await owner.read.run('INSERT INTO twin_dossier_event OVERRIDING SYSTEM VALUE SELECT * FROM dossier_event');
  await owner.read.run('ANALYZE');
}

/** The least anybody must do: PostgreSQL writes the same rows into tables with the same indexes and checks, in one transaction and without a word from outside. */
async function bareWrites(owner: Owner): Promise<number> {
  return timed(() =>
    owner.transaction(async (tx) => {
      await tx.run(
        `UPDATE twin_dossier t SET due_at = d.due_at, appointment = d.appointment, last_seq = d.last_seq, last_hash = d.last_hash, settled_at = d.settled_at, calendar_snapshot = d.calendar_snapshot,
           stage_target_at = d.stage_target_at, next_point_at = d.next_point_at, next_point_kind = d.next_point_kind FROM dossier d WHERE d.id = t.id`,
      );
      await tx.run(`INSERT INTO twin_dossier_event OVERRIDING SYSTEM VALUE SELECT * FROM dossier_event WHERE type = 'DeadlineMoved'`);
      await tx.run(`INSERT INTO twin_letter SELECT * FROM letter WHERE kind = 'date-moved'`);
    }),
  );
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
}

function sentences({ dossiers, impactSeconds, publishSeconds, forward, bareSeconds, back, verifySeconds, events }: Results): readonly string[] {
  const rate = (seconds: number): string => Math.round(dossiers / seconds).toLocaleString('en');
  return [
    `A closure over ${dossiers.toLocaleString('en')} open dossiers`,
    `impact list              ${impactSeconds.toFixed(1).padStart(6)} s   ${rate(impactSeconds)} dossiers/s`,
    `publication              ${publishSeconds.toFixed(1).padStart(6)} s`,
    `until every row is right ${forward.seconds.toFixed(1).padStart(6)} s   ${rate(forward.seconds)} dossiers/s, ${forward.moved.toLocaleString('en')} dates moved, ${forward.nudged.toLocaleString('en')} workflows pushed; ${forward.cpuSeconds.toFixed(1)} s of it this process's CPU, at load ${forward.load.toFixed(1)} on ${String(availableParallelism())} cores`,
    `PostgreSQL alone         ${bareSeconds.toFixed(1).padStart(6)} s   writing the same rows (ours takes ${(forward.seconds / bareSeconds).toFixed(1)} times as long)`,
    `the same taken back      ${back.seconds.toFixed(1).padStart(6)} s   ${back.moved.toLocaleString('en')} dates moved, ${back.nudged.toLocaleString('en')} workflows pushed`,
    `ledger -- verify         ${verifySeconds.toFixed(1).padStart(6)} s   ${events.toLocaleString('en')} events, all well`,
  ];
}

function wakeSentences({ dossiers, moves, recorded, wakes, idle, pushes, wrong }: WakeReport): readonly string[] {
  const shown = 20;
  return [
    `A month of ${String(dossiers)} dossiers in virtual time over three calendar changes: ${String(moves)} moves, ${String(pushes)} workflows pushed, ${String(recorded)} points recorded by ${String(wakes)} wakes (${String(idle)} met a date that lay further on by then)`,
    `wrong wakes: ${String(wrong.length)} of ${String(wakes + pushes)}`,
    ...wrong.slice(0, shown).map((line) => `  ${line}`),
  ];
}
