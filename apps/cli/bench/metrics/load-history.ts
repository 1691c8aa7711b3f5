import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { sameClockAfter } from '#domain';
import type { Engine } from '#service';
import { foldProvince } from '#service/figures';
import type { Database } from '#persistence';
import { finishedLives } from '../finished-lives.js';
import { runLoad } from '../load.js';
import { makeModels } from '../models.js';
import { writeTwins } from '../open-twins.js';
import { indexAfterwards } from './late-indexes.js';
import type { HistorySize } from './history.js';
import { type LoadPart, writeLines } from './load-part.js';
import type { Province } from './nation.js';

/** One finished dossier in so many carries every event of its life; the others those the figures of dossiers need. */
const FULL_SHARE = 100;

/** Threads that load at the same time, and what each opens its own engine by. */
export interface LoadThreads {
  readonly count: number;
  readonly databaseUrl: string;
  readonly masterKey: Uint8Array;
}

/** Told how far the loading is. */
export interface LoadListener {
  readonly written: (dossiers: number) => void;
  readonly step: (name: string) => void;
}

/** The application's door to the database, and that of the schema's owner. */
export interface LoadedInto {
  readonly engine: Engine;
  readonly owner: Database;
}

/** What the loading wrote and how long it took, in seconds. */
export interface LoadedHistory {
  readonly dossiers: number;
  readonly loadSeconds: number;
  readonly indexSeconds: number;
  readonly foldSeconds: number;
}

/**
 * Fills an engine with a nation's history: whole lives at one desk of the demo province, copied from a few that were really lived, and
 * by COPY dossiers of all provinces as an import writes them, with chains, personal records and search tokens of their own. Folds all of it into the figures.
 */
export async function loadHistory({ engine, owner }: LoadedInto, provinces: readonly [Province, ...Province[]], size: HistorySize & { readonly threads?: LoadThreads }, listener: LoadListener): Promise<LoadedHistory> {
  const begun = performance.now();
  let written = begun;
  const dossiers = await indexAfterwards(owner, async () => {
    const count = await writeHistory(engine, provinces, size, listener.written);
    written = performance.now();
    return count;
  }, listener.step);
  listener.step('ANALYZE');
  await owner.read.run('ANALYZE');
  const indexed = performance.now();
  listener.step('folding the figures');
  await foldAll(engine, owner, size.threads?.count ?? 1);
  listener.step('VACUUM ANALYZE');
  await owner.read.run('VACUUM ANALYZE');
  return { dossiers, loadSeconds: (written - begun) / 1000, indexSeconds: (indexed - written) / 1000, foldSeconds: (performance.now() - indexed) / 1000 };
}

/** Province by province: all dossiers of a cell are added together before it is written, once, and no two provinces have one in common. */
async function foldAll(engine: Engine, owner: Database, atOnce: number): Promise<void> {
  await owner.read.run('CREATE INDEX figure_delta_loaded ON figure_delta (province)');
  const provinces = await owner.read.rows<{ province: string }>('SELECT province FROM figure_delta UNION SELECT province FROM dwell_delta');
  await runLoad(provinces.length, atOnce, (index) => foldProvince(engine, provinces[index]?.province ?? ''));
  await owner.read.run('DROP INDEX figure_delta_loaded');
}

async function writeHistory(engine: Engine, provinces: readonly [Province, ...Province[]], size: HistorySize & { readonly threads?: LoadThreads }, told: (written: number) => void): Promise<number> {
  const full = Math.floor(size.finished / FULL_SHARE);
  if (full > 0) {
    const models = await makeModels(engine, [0, 1, 2].map((days) => sameClockAfter(size.at, -days)).flatMap(finishedLives), size.at);
    await writeTwins(engine, models, full, size.at, told);
  }
  const rest = { ...size, finished: size.finished - full };
  const lines = size.threads === undefined ? await writeLines(engine, { name: 'bench', provinces, size: rest }, (written) => { told(full + written); }) : await writeApart(size.threads, provinces, rest, (written) => { told(full + written); });
  return full + lines;
}

/** The lines in so many parts at once, each prepared on a processor of its own. */
async function writeApart({ count, databaseUrl, masterKey }: LoadThreads, provinces: LoadPart['provinces'], size: HistorySize, told: (written: number) => void): Promise<number> {
  const [finished, open] = [Math.ceil(size.finished / count), Math.ceil(size.open / count)];
  const written = Array.from({ length: count }, () => 0);
  const parts = written.map((_, index): LoadPart => ({
    name: `bench-${String(index)}`, databaseUrl, masterKey, provinces,
    size: { ...size, seed: size.seed * count + index, first: index * (finished + open), finished: Math.min(finished, size.finished - index * finished), open: Math.min(open, size.open - index * open) },
  }));
  await Promise.all(parts.map(async (workerData, index) => {
    const worker = new Worker(new URL('load-part.js', import.meta.url), { workerData });
    worker.on('message', (lines: number) => {
      written[index] = lines;
      told(written.reduce((sum, one) => sum + one));
    });
    // An error in the thread is thrown here.
    await once(worker, 'exit');
  }));
  return written.reduce((sum, one) => sum + one);
}
