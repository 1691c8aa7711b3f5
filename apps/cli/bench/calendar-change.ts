import { parseArgs } from 'node:util';
import { type Actor, type CalendarDefinition, instant, type Instant, parseInstant, sameClockAfter } from '#domain';
import { openDatabase } from '#persistence';
import {
  applyCalendarVersion,
  type CalendarDraft,
  computeNextImpact,
  countBehind,
  createCalendarDraft,
  currentCalendar,
  type Engine,
  publishCalendarDraft,
  readCalendarDraft,
  type RolloutTally,
  verifyLedger,
} from '#service';
import { openScratchEngine } from '../scratch/scratch-engine.js';
import { UsageError } from '../usage.js';
import { writeOpenTwins } from './open-twins.js';

const USAGE = 'npm run bench -- calendar-change [--dossiers 100000] [--json]   a calendar change over open dossiers: seconds until every row is right';
const BEGINS = parseInstant('2026-08-10T08:00:00+07:00');
const MORNINGS = [0, 1, 2, 3, 4].map((day) => sameClockAfter(BEGINS, day));
/** The Monday after: nothing of these dossiers is due yet. */
const PUBLISHED = parseInstant('2026-08-17T08:00:00+07:00');
const STORM = '2026-08-18';
const AUTHOR: Actor = { subject: 'bench-author', role: 'admin', agency: 'H99' };
const SECOND: Actor = { subject: 'bench-second', role: 'admin', agency: 'H99' };

/** `cpuSeconds`: of this process alone, PostgreSQL's are its own. */
type TimedRollout = RolloutTally & { readonly seconds: number; readonly cpuSeconds: number };

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

/** Publishes a closure over many open dossiers, and takes it back; prints the time until rows are right beside PostgreSQL alone writing them. */
export async function benchCalendarChange(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { dossiers: { type: 'string', default: '100000' }, json: { type: 'boolean' } } });
  const dossiers = Number(values.dossiers);
  if (!Number.isSafeInteger(dossiers) || dossiers < 100) {
    throw new UsageError(USAGE);
  }
  const scratch = await openScratchEngine({ at: BEGINS, poolSize: 6 });
  try {
    const { engine } = scratch;
    await writeOpenTwins(engine, dossiers, MORNINGS, (written) => process.stderr.write(`\r${String(written)} of ${String(dossiers)} open dossiers written`));
    process.stderr.write('\n');
    const owner = await openDatabase({ url: scratch.ownerUrl, poolSize: 1, applicationName: 'dunghan-bench' });
    try {
      await owner.read.run('ANALYZE');
      const results = await measure(engine, owner, dossiers);
      process.stdout.write(values.json === true ? `${JSON.stringify(results)}\n` : sentences(results));
    } finally {
      await owner.close();
    }
    return 0;
  } finally {
    await scratch.close();
  }
}

type Owner = Awaited<ReturnType<typeof openDatabase>>;

async function measure(engine: Engine, owner: Owner, dossiers: number): Promise<Results> {
  const closed = await write(engine, [STORM], PUBLISHED);
  const impactSeconds = await timed(() => computeNextImpact(engine, PUBLISHED));
  const summary = (await readCalendarDraft(engine, closed.id))?.draft.impact;
  tell(`impact listed in ${impactSeconds.toFixed(1)} s: ${JSON.stringify(summary)}`);
  const publishSeconds = await timed(() => publish(engine, closed, PUBLISHED));
  await prepareBare(owner);
  const forward = await rollOut(engine, instant(PUBLISHED + 1_000));
  tell(`${String(forward.moved)} dates moved in ${forward.seconds.toFixed(1)} s, ${forward.cpuSeconds.toFixed(1)} s of it this process's CPU`);
  const bareSeconds = await bareWrites(owner);
  const later = instant(PUBLISHED + 60_000);
  const back = await write(engine, [], later);
  await computeNextImpact(engine, later);
  await publish(engine, back, later);
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

async function write(engine: Engine, closures: readonly string[], at: Instant): Promise<CalendarDraft> {
  const province = (await currentCalendar(engine)).layers.get('demo-province');
  if (province === undefined) {
    throw new Error('The demonstration province has no layer of its own');
  }
  const layer: CalendarDefinition = { ...province, days: closures.map((date) => ({ date, kind: 'closure', name: 'Nghỉ do bão', source: '01/CĐ-UBND', reason: 'storm', decision: '01/CĐ-UBND' })) };
  const outcome = await createCalendarDraft(engine, { content: { layers: [layer] }, source: '01/CĐ-UBND', reasonCode: 'storm' }, AUTHOR, at);
  if (outcome.kind !== 'written') {
    throw new Error(`The draft was refused: ${JSON.stringify(outcome)}`);
  }
  return outcome.draft;
}

async function publish(engine: Engine, draft: CalendarDraft, at: Instant): Promise<void> {
  const outcome = await publishCalendarDraft(engine, draft.id, SECOND, { now: () => at });
  if (outcome.kind !== 'published') {
    throw new Error(`The draft was not published: ${JSON.stringify(outcome)}`);
  }
}

async function rollOut(engine: Engine, at: Instant): Promise<TimedRollout> {
  let tally: RolloutTally | undefined;
  const cpu = process.cpuUsage();
  const seconds = await timed(async () => {
    tally = await applyCalendarVersion(engine, at);
  });
  const { user, system } = process.cpuUsage(cpu);
  const behind = await countBehind(engine.database);
  if (tally === undefined || behind > 0) {
    throw new Error(`${String(behind)} dossiers were left behind`);
  }
  return { ...tally, seconds, cpuSeconds: (user + system) / 1e6 };
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

function sentences({ dossiers, impactSeconds, publishSeconds, forward, bareSeconds, back, verifySeconds, events }: Results): string {
  const rate = (seconds: number): string => Math.round(dossiers / seconds).toLocaleString('en');
  return [
    `A closure over ${dossiers.toLocaleString('en')} open dossiers`,
    `impact list              ${impactSeconds.toFixed(1).padStart(6)} s   ${rate(impactSeconds)} dossiers/s`,
    `publication              ${publishSeconds.toFixed(1).padStart(6)} s`,
    `until every row is right ${forward.seconds.toFixed(1).padStart(6)} s   ${rate(forward.seconds)} dossiers/s, ${forward.moved.toLocaleString('en')} dates moved, ${forward.nudged.toLocaleString('en')} workflows pushed; ${String(Math.round((forward.cpuSeconds / dossiers) * 1e6))} µs of this process's CPU a dossier`,
    `PostgreSQL alone         ${bareSeconds.toFixed(1).padStart(6)} s   writing the same rows (ours takes ${(forward.seconds / bareSeconds).toFixed(1)} times as long)`,
    `the same taken back      ${back.seconds.toFixed(1).padStart(6)} s   ${back.moved.toLocaleString('en')} dates moved, ${back.nudged.toLocaleString('en')} workflows pushed`,
    `ledger -- verify         ${verifySeconds.toFixed(1).padStart(6)} s   ${events.toLocaleString('en')} events, all well`,
    '',
  ].join('\n');
}
