import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { applyImport, closeEngine, type Engine, openEngine } from '#service';
import { type HistorySize, nationLines } from './history.js';
import type { Province } from './nation.js';

/** A part of a history, and the database it goes into. */
export interface LoadPart {
  readonly name: string;
  readonly databaseUrl: string;
  readonly masterKey: Uint8Array;
  readonly provinces: readonly [Province, ...Province[]];
  readonly size: HistorySize;
}

/** Writes the lines of a part by COPY as an import does; tells how many are written, and returns that. */
export async function writeLines(engine: Engine, { name, provinces, size }: Pick<LoadPart, 'name' | 'provinces' | 'size'>, told: (written: number) => void): Promise<number> {
  const refuse = (line: number, _code: string, { column, reason, detail }: { readonly column: string; readonly reason: string; readonly detail: string }): never => {
    throw new Error(`Generated line ${String(line)} was rejected: ${column} ${reason}: ${detail}`);
  };
  const { taken } = await applyImport(engine, nationLines(provinces, size), size.at, { source: name, listener: { rejected: refuse, warned: () => undefined, progress: told } });
  return taken;
}

/** A part in a thread of its own, which tells its parent how many lines are written. */
async function loadApart(part: LoadPart): Promise<void> {
  const engine = await openEngine({ databaseUrl: part.databaseUrl, masterKey: part.masterKey, applicationName: 'dunghan-bench-load', poolSize: 4 });
  try {
    const taken = await writeLines(engine, part, (written) => parentPort?.postMessage(written));
    parentPort?.postMessage(taken);
  } finally {
    await closeEngine(engine);
  }
}

if (!isMainThread && parentPort !== null) await loadApart(workerData as LoadPart);
