import { eventOfRow, foldDossier, formatInstant, instant, type Instant, parseInstant, sameClockAfter } from '#domain';
import { type Engine, readLedgerOf, verifyLedger } from '#service';
import { liveThroughMonth, MONTH_BEGINS, type MonthDay, WAKE_LAG_MS } from '../simulation/month.js';
import { type AskedTransition, World } from '../simulation/world.js';
import { closeOffices } from './closures.js';
import { nextWake, tellWakes } from './wrong-wakes.js';

/** A month in virtual time over calendars that move dates forth and back, as its wakes were. */
export interface WakeReport {
  readonly dossiers: number;
  /** Moves of dossiers to a changed calendar. */
  readonly moves: number;
  /** Points of interest recorded: warnings, drafts, latenesses, …. */
  readonly recorded: number;
  /** Timers that fired. */
  readonly wakes: number;
  /** Those of them that met a date moved further on, and waited again. */
  readonly idle: number;
  readonly pushes: number;
  readonly wrong: readonly string[];
}

/** A storm is announced for two days, one of them is given back the day before, and the second storm of the month closes one more. */
const CHANGES: readonly { readonly at: Instant; readonly closed: readonly string[] }[] = [
  { at: parseInstant('2026-08-11T10:10:00+07:00'), closed: ['2026-08-13', '2026-08-14'] },
  { at: parseInstant('2026-08-12T15:40:00+07:00'), closed: ['2026-08-13'] },
  { at: parseInstant('2026-08-19T09:20:00+07:00'), closed: ['2026-08-13', '2026-08-21'] },
];
const SEED = 7;
/** Many meet a late officer, so that every kind of wake comes. */
const LATE_SHARE = 0.3;
/** Days after the month by which everything that was still open has been due. */
const AFTERMATH_DAYS = 60;
const SLACK_MS = 2_000;

/** Lives through a month with calendar changes on real workflows, worker and PostgreSQL, and judges every wake and push. */
export async function watchCalendarWakes(dossiers: number, testServer: string): Promise<WakeReport> {
  const asked: AskedTransition[] = [];
  const world = await World.open(MONTH_BEGINS, testServer, (transition) => asked.push(transition));
  try {
    const pushes: Pushes = { made: 0, wrong: [] };
    const happenings = CHANGES.map(({ at, closed }) => ({ at, act: () => change(world, closed, pushes) }));
    const { end, taken } = await liveThroughMonth(world, { dossiers, seed: SEED, lateShare: LATE_SHARE, happenings, progress: showDay });
    await world.advanceTo(sameClockAfter(end, AFTERMATH_DAYS));
    await world.drain(WAKE_LAG_MS);
    return await judge(world, taken, asked, pushes);
  } finally {
    await world.close();
  }
}

function showDay({ day, of, taken }: MonthDay): void {
  process.stderr.write(`\rday ${String(day)} of ${String(of)} in virtual time, ${String(taken)} dossiers taken in${day === of ? '\n' : ''}`);
}

interface Pushes {
  made: number;
  readonly wrong: string[];
}

/** Publishes a change and brings every row up to it; whoever wakes earlier than before must be told, and nobody else. */
async function change(world: World, closed: readonly string[], pushes: Pushes): Promise<void> {
  const before = await wakesOf(world.engine);
  await closeOffices(world.engine, closed, world.now);
  const told = new Set(await world.redate());
  const after = await wakesOf(world.engine);
  pushes.made += told.size;
  for (const [id, at] of before) {
    const isEarlier = (after.get(id) ?? Infinity) < at;
    if (isEarlier !== told.has(id)) {
      pushes.wrong.push(`${id} wakes ${isEarlier ? 'earlier' : 'no earlier'} under the calendar published at ${formatInstant(world.now)} and was ${isEarlier ? 'not ' : ''}pushed`);
    }
  }
}

async function wakesOf(engine: Engine): Promise<ReadonlyMap<string, number>> {
  const { clockSkewMs: skewMs, latenessSpreadMs: spreadMs } = engine.options;
  const open = await engine.database.read.rows<{ id: string }>('SELECT id FROM dossier WHERE NOT closed ORDER BY id');
  const wakes = new Map<string, number>();
  for (const { id } of open) {
    wakes.set(id, nextWake(foldDossier((await readLedgerOf(engine, id)).map(eventOfRow)), id, { skewMs, spreadMs }));
  }
  return wakes;
}

async function judge({ engine, now }: World, taken: readonly string[], asked: readonly AskedTransition[], pushes: Pushes): Promise<WakeReport> {
  const { clockSkewMs: skewMs, latenessSpreadMs: spreadMs } = engine.options;
  const wrong = [...pushes.wrong];
  const wrote = new Set<string>();
  let [recorded, moves] = [0, 0];
  for (const id of taken) {
    const events = (await readLedgerOf(engine, id)).map(eventOfRow);
    const told = tellWakes(events, { skewMs, spreadMs, slackMs: SLACK_MS });
    recorded += told.recorded;
    wrong.push(...told.wrong);
    moves += events.filter(({ type }) => type === 'DeadlineMoved').length;
    events.forEach(({ recordedAt }) => wrote.add(`${id} ${String(recordedAt)}`));
  }
  wrong.push(...(await missedPoints(engine, now)), ...(await wrongLetters(engine)));
  const verification = await verifyLedger(engine);
  if (!verification.ok) {
    wrong.push(`the ledger is broken: ${JSON.stringify(verification.fault)}`);
  }
  const wakes = asked.filter(({ causes }) => causes.includes('wake'));
  const idle = wakes.filter(({ dossierId, at }) => !wrote.has(`${dossierId} ${String(at)}`)).length;
  return { dossiers: taken.length, moves, recorded, wakes: wakes.length, idle, pushes: pushes.made, wrong };
}

/** Dossiers whose rows say something was due that nobody was woken for. */
async function missedPoints({ database }: Engine, now: Instant): Promise<readonly string[]> {
  const rows = await database.read.rows<{ code: string; kind: string }>('SELECT code, next_point_kind AS kind FROM dossier WHERE NOT closed AND next_point_at < $1 ORDER BY code', [instant(now - WAKE_LAG_MS)]);
  return rows.map(({ code, kind }) => `${code}: ${kind} is over and was not recorded`);
}

/** Letters owed at another moment than the event that owes them, and moved appointments without a letter; publications passed at once share one, owed by the last. */
async function wrongLetters({ database }: Engine): Promise<readonly string[]> {
  const owed = await database.read.rows<{ key: string }>(
    `SELECT l.key FROM letter l JOIN dossier_event e ON e.dossier_id = l.dossier_id AND e.seq = l.owed_by_seq WHERE l.owed_at <> e.occurred_at ORDER BY l.key`,
  );
  const untold = await database.read.rows<{ code: string; seq: number }>(
    `SELECT d.code, e.seq FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id
     WHERE e.type = 'DeadlineMoved' AND e.payload->'dates'->'appointment' IS NOT NULL
       AND NOT EXISTS (SELECT FROM letter l WHERE l.dossier_id = e.dossier_id AND l.owed_by_seq >= e.seq AND l.kind = 'date-moved') ORDER BY d.code, e.seq`,
  );
  return [...owed.map(({ key }) => `letter ${key} is owed at another moment than its event`), ...untold.map(({ code, seq }) => `${code}: the appointment moved by event ${String(seq)} has no letter`)];
}
