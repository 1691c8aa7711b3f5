import { sameClockAfter } from '#domain';
import { applyImport, type Engine } from '#service';
import { foldFigures } from '#service/figures';
import { finishedLives } from '../finished-lives.js';
import { makeModels } from '../models.js';
import { writeTwins } from '../open-twins.js';
import { type HistorySize, nationLines } from './history.js';
import type { Province } from './nation.js';

/** One finished dossier in so many carries every event of its life; the others those the figures of dossiers need. */
const FULL_SHARE = 100;
/** Many at once: dossiers of one cell are added together before it is written. */
const FOLDED_AT_ONCE = 500_000;

/** Told how many dossiers are written. */
export type LoadListener = (written: number) => void;

/** What the loading wrote and how long it took, in seconds. */
export interface LoadedHistory {
  readonly dossiers: number;
  readonly loadSeconds: number;
  readonly foldSeconds: number;
}

/**
 * Fills an engine with a nation's history by COPY: whole lives of the demo province, and dossiers of all provinces as an import writes
 * them, with chains, personal records and search tokens of their own. Folds all of it into the figures.
 */
export async function loadHistory(engine: Engine, provinces: readonly [Province, ...Province[]], size: HistorySize, listener: LoadListener): Promise<LoadedHistory> {
  const begun = performance.now();
  const full = Math.floor(size.finished / FULL_SHARE);
  if (full > 0) {
    const models = await makeModels(engine, [0, 1, 2].map((days) => sameClockAfter(size.at, -days)).flatMap(finishedLives), size.at);
    await writeTwins(engine, models, full, size.at, listener);
  }
  const lines = nationLines(provinces, { ...size, finished: size.finished - full });
  const refuse = (line: number, _code: string, { column, reason, detail }: { readonly column: string; readonly reason: string; readonly detail: string }): never => {
    throw new Error(`Generated line ${String(line)} was rejected: ${column} ${reason}: ${detail}`);
  };
  const summary = await applyImport(engine, lines, size.at, { source: 'bench', listener: { rejected: refuse, warned: () => undefined, progress: (done) => { listener(full + done); } } });
  const loaded = performance.now();
  while ((await foldFigures(engine, FOLDED_AT_ONCE)) > 0);
  return { dossiers: full + summary.taken, loadSeconds: (loaded - begun) / 1000, foldSeconds: (performance.now() - loaded) / 1000 };
}
