import type { Instant } from '#domain';
import type { Engine } from '../engine.js';
import type { ImportSummary, ReadLine } from './findings.js';
import { readImportCatalogue } from './import-catalogue.js';
import { type ImportOptions, ImportRun } from './import-run.js';
import { inBatches } from './in-batches.js';
import { requireSourceName } from './source-name.js';

const BATCH_SIZE = 2_000;

/**
 * Takes dossiers of another system into the ledger, `at` being the moment of the import: one transaction for each batch,
 * the next batch prepared while the last is written. Bad lines are reported and the rest goes in. Importing the same lines
 * again changes nothing, so after a failure (which it throws, with the batches before it committed) it is simply run again.
 */
export async function applyImport(engine: Engine, lines: AsyncIterable<ReadLine> | Iterable<ReadLine>, at: Instant, options: ImportOptions): Promise<ImportSummary> {
  requireSourceName(options.source);
  const run = new ImportRun(engine, await readImportCatalogue(engine, engine.database.read), at, options);
  let underway: ReadonlyMap<string, string> = new Map();
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const batch of inBatches(lines, options.batchSize ?? BATCH_SIZE)) {
      const understood = run.understand(batch);
      const prepared = await run.prepare(understood, underway);
      await writing;
      writing = run.write(understood, prepared);
      // Awaited with the next batch; until then a failure must not count as unhandled.
      writing.catch(() => undefined);
      underway = prepared.codes;
    }
  } finally {
    await writing;
  }
  return run.tally.summary();
}
