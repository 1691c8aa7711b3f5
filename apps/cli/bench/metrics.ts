import { randomUUID } from 'node:crypto';
import { mkdir, statfs } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { instant, parseInstant, sameClockAfter } from '#domain';
import { openDatabase } from '#persistence';
import { type Engine, takeIn, warnOfStages } from '#service';
import { checkBalance, readFigure, recountFigures } from '#service/figures';
import { ProgressBar } from '../import-progress.js';
import { openScratchEngine } from '../scratch/scratch-engine.js';
import { UsageError } from '../usage.js';
import { isKept, onceKept } from './metrics/kept-history.js';
import { loadHistory } from './metrics/load-history.js';
import { askLists, askQuestions, countPlainly } from './metrics/measure.js';
import { publishNation } from './metrics/nation.js';
import { askPanels } from './metrics/panels.js';
import type { Measured, Proved } from './metrics/report.js';
import { metricsTable, proofLine, verdictLines } from './metrics/table.js';
import { missedOf } from './metrics/verdict.js';
import { measureWriteCost } from './metrics/write-cost.js';

const USAGE = `npm run bench -- metrics [--finished 100000] [--open 1000] [--provinces 34] [--procedures 500] [--calls 200] [--seed 7] [--threads 2] [--keep FOLDER] [--json]
  a nation's history: questions of the screens from kept figures beside counting dossiers, parts of a manager's screens, queues, searches, the cost of writing figures, a recount; exits 1 where a recount disagrees or something takes longer or costs more than is promised
  --keep leaves the loaded history in the folder: run again with it, the questions are asked without loading`;
const BEGINS = parseInstant('2023-10-01T08:00:00+07:00');
const AT = parseInstant('2026-09-28T09:00:00+07:00');
/** Measured: rows, indexes, deltas and cells of a dossier; and what the log and sorts take beside them. */
const BYTES_A_DOSSIER = 7_500;
const SPARE_BYTES = 10e9;
const WRITE_COST_DOSSIERS = 300;
const LOOKED_AT_ONCE = 500;
/** Durability is PostgreSQL's own; memory as an office's server would give it, and room for the log of a long load. */
const SETTINGS = { shared_buffers: '4GB', work_mem: '256MB', maintenance_work_mem: '1GB', max_wal_size: '8GB', checkpoint_timeout: '30min' };

/** Loads a history into a scratch database and prints the table. Resolves to 1 when a recount or a balance disagrees, or something takes longer or costs more than is promised. */
export async function benchMetrics(args: readonly string[]): Promise<number> {
  const sizes = readSizes(args);
  if (sizes.keep === undefined || !isKept(sizes.keep)) await requireDisk(sizes.finished + sizes.open, sizes.keep ?? tmpdir());
  const scratch = await openScratchEngine({ at: BEGINS, poolSize: 6, settings: SETTINGS, ...(sizes.keep === undefined ? {} : { keptIn: sizes.keep }) });
  const owner = await openDatabase({ url: scratch.ownerUrl, poolSize: 2, applicationName: 'dunghan-bench' });
  try {
    const { engine } = scratch;
    const bar = new ProgressBar(process.stderr, () => share);
    let share = 0;
    const { provinces, loaded } = await onceKept(sizes.keep, () => scratch.fill(async () => {
      const [first, ...others] = await publishNation(engine, sizes, BEGINS);
      if (first === undefined) throw new UsageError(USAGE);
      const nation = [first, ...others] as const;
      const history = await loadHistory({ engine, owner }, nation, { ...sizes, begins: BEGINS, at: AT, threads: { count: sizes.threads, databaseUrl: scratch.databaseUrl, masterKey: scratch.masterKey } }, {
        written: (dossiers) => {
          share = dossiers / (sizes.finished + sizes.open);
          bar.show(dossiers);
        },
        step: (name) => { bar.say(name); },
      });
      return { provinces: nation, loaded: history };
    }));
    const asking = { engine, provinces, at: AT, calls: sizes.calls, seed: sizes.seed };
    bar.say('noting from when open dossiers are endangered, as the relay does …');
    if (await noteEndangered(engine, sizes.threads)) await owner.read.run('VACUUM ANALYZE dossier');
    bar.say('questions …');
    const [cells, panels, lists] = [await askQuestions(asking), await askPanels(asking), await askLists(asking)];
    await requireAtOnce(engine);
    const writeCost = await measureWriteCost(engine, owner, WRITE_COST_DOSSIERS, sameClockAfter(AT, 1));
    bar.say('the same questions by counting dossiers …');
    const questions = await countPlainly(asking, cells);
    const measured: Measured = { machine: machine(), versions: await versions(engine), loaded, ...(await sizesOf(engine)), questions, panels, lists, writeCost };
    const missed = missedOf(measured);
    // The recount takes longest of all: what was measured is told before it.
    if (!sizes.json) process.stdout.write(`${metricsTable(measured)}${verdictLines(missed)}`);
    bar.say('recount from the ledger …');
    const proved = await prove(engine);
    process.stdout.write(sizes.json ? `${JSON.stringify({ ...measured, missed, ...proved })}\n` : proofLine(proved));
    return missed.length === 0 && proved.recount.differences === 0 && proved.brokenBalances === 0 ? 0 : 1;
  } finally {
    await owner.close();
    await scratch.close();
  }
}

function readSizes(args: readonly string[]): Readonly<Record<'finished' | 'open' | 'provinces' | 'procedures' | 'calls' | 'seed' | 'threads', number>> & { readonly json: boolean; readonly keep?: string } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      finished: { type: 'string', default: '100000' }, open: { type: 'string', default: '1000' }, provinces: { type: 'string', default: '34' },
      procedures: { type: 'string', default: '500' }, calls: { type: 'string', default: '200' }, seed: { type: 'string', default: '7' }, threads: { type: 'string', default: '2' }, keep: { type: 'string' }, json: { type: 'boolean', default: false },
    },
  });
  const { json, keep, ...texts } = values;
  const numbers = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Number(text)])) as Record<keyof typeof texts, number>;
  if (Object.values(numbers).some((number) => !Number.isSafeInteger(number) || number < 1) || numbers.provinces > 99 || numbers.procedures < 2) {
    throw new UsageError(USAGE);
  }
  return { ...numbers, json, ...(keep === undefined ? {} : { keep: resolve(keep) }) };
}

/** Refuses before anything is written: a full disk in the middle takes other things down with it. */
async function requireDisk(dossiers: number, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  const [free, needed] = [bavail * bsize, dossiers * BYTES_A_DOSSIER + SPARE_BYTES];
  if (free < needed) {
    throw new UsageError(`${dossiers.toLocaleString('en')} dossiers need about ${gigabytes(needed)} in ${folder}, and ${gigabytes(free)} are free: set TMPDIR or --keep to a larger disk, or ask for fewer`);
  }
}

/** What the relay counts after every event is counted of all that was loaded, before anybody asks; tells whether there was anything. */
async function noteEndangered(engine: Engine, atOnce: number): Promise<boolean> {
  let looked = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (;;) {
      const pass = await warnOfStages(engine, AT, LOOKED_AT_ONCE);
      looked += pass.looked;
      if (pass.looked === 0) return;
    }
  }));
  return looked > 0;
}

async function prove(engine: Engine): Promise<Proved> {
  const begun = performance.now();
  const { events, differences } = await recountFigures(engine.database);
  const seconds = (performance.now() - begun) / 1000;
  return { recount: { events, differences: differences.length, seconds }, brokenBalances: (await checkBalance(engine.database)).length };
}

/** A dossier taken in is in the figures with its commit, whatever waits to be folded. */
async function requireAtOnce(engine: Engine): Promise<void> {
  const at = instant(AT + 1_000);
  const received = async (): Promise<number> => (await readFigure(engine.database, { scope: { province: 'H99' }, period: { kind: 'year', year: 2026 }, rates: ['late-rate'], at })).figures[0]?.counts.received ?? 0;
  const before = await received();
  const taken = await takeIn(engine, { now: () => at }, { actor: { subject: 'bench-clerk', role: 'clerk', agency: 'H99' }, idempotencyKey: randomUUID(), body: { procedureCode: '1.005144', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Người nộp hồ sơ đo tốc độ' } } });
  if (taken.kind !== 'created' || (await received()) !== before + 1) {
    throw new Error('A dossier that was taken in is not in the figures at once');
  }
}

async function sizesOf({ database }: Engine): Promise<Pick<Measured, 'databaseBytes' | 'cells'>> {
  const row = await database.read.first<{ bytes: number; cells: number }>('SELECT pg_database_size(current_database()) AS bytes, (SELECT count(*) FROM figure_cell) AS cells');
  return { databaseBytes: row?.bytes ?? 0, cells: row?.cells ?? 0 };
}

async function versions({ database }: Engine): Promise<string> {
  const row = await database.read.first<{ server_version: string }>('SHOW server_version');
  return `PostgreSQL ${row?.server_version ?? '?'}, Node ${process.versions.node}`;
}

function machine(): string {
  const [cpu] = cpus();
  return `${String(cpus().length)} × ${cpu?.model.trim() ?? 'processor'}, ${gigabytes(totalmem())}`;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
