import { randomUUID } from 'node:crypto';
import { type Instant, sameClockAfter } from '#domain';
import { CopyRows, type BulkTransaction } from '#persistence';
import type { Engine } from '../engine.js';
import { stableText } from '../stable-text.js';
import type { ImportListener, ImportSummary, ReadLine } from './findings.js';
import { inBatches } from './in-batches.js';
import { requireSourceName } from './source-name.js';
import { parseStageLine, type StageLine } from './stage-line.js';
import { type StagedStage, StageLogRun } from './stage-log-run.js';
import { Tally } from './tally.js';

/** How a stage log is imported. */
export interface StageLogOptions {
  /** The system whose dossiers the log speaks of. */
  readonly source: string;
  readonly listener?: ImportListener;
  /** Dossiers a transaction takes; 500 unless told. */
  readonly batchSize?: number;
}

const LINES_AT_ONCE = 5_000;
const DOSSIERS_AT_ONCE = 500;
/** Staged lines this old were left by a process that ended in the middle. */
const LEFT_BEHIND_DAYS = 7;

/**
 * Takes the stage log of imported dossiers into their ledgers, one `StageImported` for each line. Lines may come in any order
 * and any number of times: all are staged first, then each dossier gets those it does not have yet in order of time. Bad
 * lines are reported and the rest goes in; after a failure it is simply run again.
 */
export async function applyStageLog(engine: Engine, lines: AsyncIterable<ReadLine> | Iterable<ReadLine>, at: Instant, options: StageLogOptions): Promise<ImportSummary> {
  requireSourceName(options.source);
  const { database } = engine;
  const tally = new Tally(options.listener);
  const importId = randomUUID();
  await database.read.run('DELETE FROM import_line WHERE staged_at < $1', [sameClockAfter(at, -LEFT_BEHIND_DAYS)]);
  try {
    for await (const batch of inBatches(lines, LINES_AT_ONCE)) {
      const staged = batch.flatMap((read) => understand(engine, read, at, tally));
      await database.bulk((tx) => stageLines(tx, importId, at, staged));
      tally.progress();
    }
    const run = new StageLogRun(engine, { importId, source: options.source, at }, tally);
    await run.apply(options.batchSize ?? DOSSIERS_AT_ONCE);
  } finally {
    await database.read.run('DELETE FROM import_line WHERE import_id = $1', [importId]);
  }
  return tally.summary();
}

function understand(engine: Engine, read: ReadLine, at: Instant, tally: Tally): readonly StagedStage[] {
  if ('problem' in read) {
    tally.reject(read.line, '', [read.problem]);
    return [];
  }
  const parsed = parseStageLine(read, at);
  if (parsed.kind === 'bad') {
    tally.reject(read.line, (read.fields['code'] ?? '').trim(), parsed.problems);
    return [];
  }
  return [{ line: read.line, stage: parsed.value, contentHash: hashOf(engine, parsed.value) }];
}

/** Equal lines have one content on every machine; a stage log holds codes of officers, no personal data. */
function hashOf(engine: Engine, line: StageLine): string {
  return engine.sha256(stableText(line));
}

async function stageLines(tx: Pick<BulkTransaction, 'copy'>, importId: string, at: Instant, staged: readonly StagedStage[]): Promise<void> {
  await tx.copy(
    'import_line',
    ['import_id', 'line', 'staged_at', 'code', 'content_hash', 'data'],
    new CopyRows(staged.map(({ line, stage, contentHash }) => [importId, line, at, stage.code, contentHash, JSON.stringify(stage)])),
  );
}
