import type { Instant } from '#domain';
import type { Engine } from '../engine.js';
import type { ImportSummary, ReadLine } from './findings.js';
import { readImportCatalogue } from './import-catalogue.js';
import { type ImportOptions, ImportRun } from './import-run.js';
import { inBatches } from './in-batches.js';
import { requireSourceName } from './source-name.js';

const BATCH_SIZE = 2_000;
/** Batches PostgreSQL writes at the same time, while this process prepares the next. */
const WRITES_AT_ONCE = 2;

/**
 * Takes dossiers of another system into the ledger, `at` being the moment of the import: one transaction for each batch,
 * the next batch prepared while those before it are written. Bad lines are reported and the rest goes in. Importing the same
 * lines again changes nothing, so after a failure (which it throws, with whole batches committed) it is simply run again.
 */
export async function applyImport(engine: Engine, lines: AsyncIterable<ReadLine> | Iterable<ReadLine>, at: Instant, options: ImportOptions): Promise<ImportSummary> {
  requireSourceName(options.source);
  const run = new ImportRun(engine, await readImportCatalogue(engine, engine.database.read), at, options);
  const underway: { readonly codes: ReadonlyMap<string, string>; readonly done: Promise<void> }[] = [];
  try {
    for await (const batch of inBatches(lines, options.batchSize ?? BATCH_SIZE)) {
      const understood = run.understand(batch);
      const prepared = await run.prepare(understood, underway.map(({ codes }) => codes));
      if (underway.length === WRITES_AT_ONCE) {
        await underway.shift()?.done;
      }
      const done = run.write(understood, prepared, underway.at(-1)?.done);
      // Awaited later; until then a failure must not count as unhandled.
      done.catch(() => undefined);
      underway.push({ codes: prepared.codes, done });
    }
  } finally {
    // Whatever happens, nothing of this import goes on after it.
    await Promise.allSettled(underway.map(({ done }) => done));
  }
  await Promise.all(underway.map(({ done }) => done));
  return run.tally.summary();
}
