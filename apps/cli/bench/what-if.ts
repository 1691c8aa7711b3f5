import { parseArgs } from 'node:util';
import { type Actor, eventOfRow, foldEvent, type DossierState, instant, type Instant, parseInstant, parseLocalDate, sameClockAfter } from '#domain';
import type { Scenario } from '#domain/figures';
import { openDatabase } from '#persistence';
import type { Engine } from '#service';
import { askWhatIf, computeNextWhatIf, findWhatIf, foldFigures } from '#service/figures';
import { openScratchEngine } from '../scratch/scratch-engine.js';
import { UsageError } from '../usage.js';
import { finishedLives } from './finished-lives.js';
import { OFFICER } from './life-steps.js';
import { makeModels } from './models.js';
import { writeTwins } from './open-twins.js';

const USAGE = 'npm run bench -- what-if [--dossiers 20000] [--json]   the late rate of a year under other rules: dossiers replayed a second, minutes for three million, processor time here, beside folding the same events without any change';
const BEGINS = parseInstant('2026-01-01T08:00:00+07:00');
const AT = parseInstant('2026-10-30T09:00:00+07:00');
/** Dossiers of a large province in a year. */
const YEAR_OF_A_PROVINCE = 3_000_000;
/** Days before `AT` on which lives are over, so that they are spread over the months the catalogue is in force. */
const MORNINGS = [0, 16, 32, 48, 64, 80];
const FOLD_BATCH = 500_000;
const PAGE = 5_000;
const MANAGER: Actor = { subject: 'bench-manager', role: 'manager', agency: 'H99' };
const DAYS = { first: parseLocalDate('2026-01-01'), last: parseLocalDate('2026-12-31') };
const NONE: Scenario = { holidays: [], openDays: [], terms: [], absences: [] };

const SCENARIOS: readonly (readonly [string, Scenario])[] = [
  ['a new day off', { ...NONE, holidays: [{ date: '2026-09-15' }] }],
  ['a shorter term of one procedure', { ...NONE, terms: [{ procedure: '1.013225', part: 1, limit: { unit: 'working-days', amount: 5 } }] }],
  ['every Saturday morning worked', { ...NONE, openDays: [{ on: { every: 'sat', from: '2026-01-01', to: '2026-12-31' }, hours: 'morning' }] }],
  // One officer has every dossier here, so that all of this fortnight are read and laid out: a province has hundreds of officers.
  ['the officer away for a fortnight', { ...NONE, absences: [{ officer: OFFICER.subject, from: '2026-09-07', to: '2026-09-18' }] }],
];

/** What some work took: on the clock, which others on the machine lengthen, and of this process's processor, which they hardly do. */
interface Spent {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** How a scenario was replayed. */
interface ScenarioPace extends Spent {
  readonly scenario: string;
  readonly replayed: number;
  readonly before: number;
  readonly matches: boolean;
}

/** Loads whole lives into a scratch database, replays scenarios over them and prints the pace. Resolves to 1 where before is not the figure. */
export async function benchWhatIf(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { dossiers: { type: 'string', default: '20000' }, json: { type: 'boolean', default: false } } });
  const dossiers = Number(values.dossiers);
  if (!Number.isSafeInteger(dossiers) || dossiers < 1) {
    throw new UsageError(USAGE);
  }
  const scratch = await openScratchEngine({ at: BEGINS, poolSize: 6 });
  const owner = await openDatabase({ url: scratch.ownerUrl, poolSize: 1, applicationName: 'dunghan-bench' });
  try {
    const { engine } = scratch;
    const models = await makeModels(engine, MORNINGS.flatMap((days) => finishedLives(sameClockAfter(AT, -days))), AT);
    await writeTwins(engine, models, dossiers, AT, () => undefined);
    while ((await foldFigures(engine, FOLD_BATCH)) > 0);
    await owner.read.run('ANALYZE');
    const total = dossiers + models.length;
    const events = await engine.database.read.first<{ n: number }>('SELECT count(*) AS n FROM dossier_event');
    const folding = await spentOn(() => foldAll(engine));
    const paces: ScenarioPace[] = [];
    for (const [scenario, rules] of SCENARIOS) {
      paces.push(await measure(engine, scenario, rules));
    }
    const report = { dossiers: total, events: events?.n ?? 0, folding, paces };
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : sentences(report));
    return paces.every(({ matches }) => matches) ? 0 : 1;
  } finally {
    await owner.close();
    await scratch.close();
  }
}

async function measure(engine: Engine, scenario: string, rules: Scenario): Promise<ScenarioPace> {
  const asked = await askWhatIf(engine, { actor: MANAGER, idempotencyKey: scenario, province: 'H99', days: DAYS, scenario: rules, at: AT });
  if (asked.kind !== 'asked') {
    throw new Error(`The scenario "${scenario}" was not taken: ${JSON.stringify(asked)}`);
  }
  const started = performance.now();
  const clock = { now: (): Instant => instant(AT + Math.floor(performance.now() - started)) };
  const spent = await spentOn(() => computeNextWhatIf(engine, clock));
  const answer = (await findWhatIf(engine.database.read, asked.request.id, MANAGER.subject))?.answer;
  if (answer === null || answer === undefined) {
    throw new Error(`The scenario "${scenario}" was not computed`);
  }
  return { scenario, ...spent, replayed: answer.counts.replayed, before: answer.total.before.d, matches: answer.matches };
}

/** The least any replay of everything must do: every event read, parsed and folded, page by page. */
async function foldAll({ database }: Engine): Promise<void> {
  let after: readonly [string, number] = ['00000000-0000-0000-0000-000000000000', 0];
  let state: DossierState | undefined;
  for (;;) {
    const rows = await database.read.rows<{ id: string; seq: number; type: string; payload: string; at: number; snapshot: string }>(
      `SELECT dossier_id AS id, seq, type, payload::text AS payload, occurred_at AS at, calendar_snapshot AS snapshot FROM dossier_event WHERE (dossier_id, seq) > ($1::uuid, $2::integer) ORDER BY dossier_id, seq LIMIT ${String(PAGE)}`,
      after,
    );
    for (const { id, seq, type, payload, at, snapshot } of rows) {
      state = foldEvent(
        id === after[0] ? state : undefined,
        eventOfRow({ dossierId: id, seq, type, payload, occurredAt: at, recordedAt: at, calendarSnapshot: snapshot, cause: '', ordinal: 0, actor: MANAGER, prevHash: '', hash: '' } as unknown as Parameters<typeof eventOfRow>[0]),
      );
      after = [id, seq];
    }
    if (rows.length < PAGE) {
      return;
    }
  }
}

async function spentOn(work: () => Promise<unknown>): Promise<Spent> {
  const [begun, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { seconds: (performance.now() - begun) / 1000, cpuSeconds: (user + system) / 1_000_000 };
}

interface Report {
  readonly dossiers: number;
  readonly events: number;
  readonly folding: Spent;
  readonly paces: readonly ScenarioPace[];
}

function sentences({ dossiers, events, folding, paces }: Report): string {
  const head = `${dossiers.toLocaleString('en')} dossiers with ${events.toLocaleString('en')} events; folding all of them as they are: ${told(folding)}\n`;
  const lines = paces.map(({ scenario, replayed, matches, ...spent }) => {
    const pace = dossiers / spent.seconds;
    const minutes = (YEAR_OF_A_PROVINCE / pace / 60).toFixed(1);
    const share = (spent.cpuSeconds / folding.cpuSeconds).toFixed(2);
    return `${scenario}: ${told(spent)}, ${Math.round(pace).toLocaleString('en')} dossiers a second (${replayed.toLocaleString('en')} replayed), ${minutes} minutes for three million, ${share} of the processor time of plain folding; before ${matches ? 'equals' : 'DIFFERS from'} the figure\n`;
  });
  return head + lines.join('');
}

function told({ seconds, cpuSeconds }: Spent): string {
  return `${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of processor)`;
}
