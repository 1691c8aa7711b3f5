import type { Instant } from '#domain';
import type { Engine } from '../engine.js';
import { indexedUnder } from '../personal/search-token.js';
import type { BatchRows } from './batch-rows.js';
import { contentOf, parseDossierLine } from './dossier-line.js';
import type { ImportListener, Parsed, ReadLine } from './findings.js';
import { identifyLines, type Verdict } from './identify-lines.js';
import type { ImportCatalogue } from './import-catalogue.js';
import { orderedIds } from './ordered-id.js';
import { placeLine, type PlacedLine } from './place-line.js';
import { makeDataKeys, prepareRows } from './prepare-batch.js';
import { rememberedTokens } from './remembered-tokens.js';
import { Tally } from './tally.js';

/** How lines are imported. */
export interface ImportOptions {
  /** The system the lines come from: with its code it is a dossier's identity. Up to 40 letters, digits, dots, dashes, underscores. */
  readonly source: string;
  readonly listener?: ImportListener;
  /** Dossiers a transaction takes; 2,000 unless told. */
  readonly batchSize?: number;
}

/** Attempts at a batch whose codes are taken or whose calendar is replaced by others at the same moment. */
const ATTEMPTS = 3;

/** A line of a batch after parsing and placing. */
interface UnderstoodLine {
  readonly line: number;
  readonly code: string;
  readonly parsed: Parsed<PlacedLine>;
  /** Empty for bad lines. */
  readonly contentHash: string;
}

interface PreparedBatch {
  /** Codes of its new lines with their content. */
  readonly codes: ReadonlyMap<string, string>;
  readonly verdicts: ReadonlyMap<number, Verdict>;
  readonly rows: BatchRows;
}

/** One run of an import: understands, prepares and writes its batches. */
export class ImportRun {
  readonly tally: Tally;
  private readonly withKeys = new Set<string>();
  private readonly nextId: () => string;
  private readonly tokens: readonly ReturnType<typeof rememberedTokens>[];

  constructor(
    private readonly engine: Engine,
    private readonly catalogue: ImportCatalogue,
    private readonly at: Instant,
    private readonly options: ImportOptions,
  ) {
    this.tally = new Tally(options.listener);
    this.nextId = orderedIds(at);
    this.tokens = indexedUnder(engine.vault).map(rememberedTokens);
  }

  understand(batch: readonly ReadLine[]): readonly UnderstoodLine[] {
    return batch.map((read) => {
      if ('problem' in read) {
        return { line: read.line, code: '', parsed: { kind: 'bad', problems: [read.problem] }, contentHash: '' };
      }
      const parsed = parseDossierLine(read, this.at);
      const code = (read.fields['code'] ?? '').trim();
      return parsed.kind === 'bad'
        ? { line: read.line, code, parsed, contentHash: '' }
        : { line: read.line, code: parsed.value.code, parsed: placeLine(parsed.value, this.catalogue), contentHash: this.engine.vault.hmac('import-content', contentOf(parsed.value)) };
    });
  }

  /** Makes the rows of a batch. `underway` holds the codes, with their content, of batches that are being written. */
  async prepare(lines: readonly UnderstoodLine[], underway: readonly ReadonlyMap<string, string>[]): Promise<PreparedBatch> {
    const { engine, at, options, catalogue, nextId, tokens } = this;
    const { read } = engine.database;
    const good = lines.flatMap(({ line, code, contentHash, parsed }) => (parsed.kind === 'parsed' ? [{ line, code, contentHash, placed: parsed.value }] : []));
    const verdicts = await identifyLines(engine.database, options.source, good, underway, at);
    const fresh = good.filter(({ line }) => verdicts.get(line) === 'new');
    await this.#makeKeys(fresh.map(({ placed }) => placed.competent.code));
    const snapshot = await engine.rules.currentSnapshot(read);
    const rules = { calendars: await engine.rules.calendars(read, snapshot), agencies: catalogue.agencies, settings: await engine.rules.settings(read), signatories: [] };
    return {
      codes: new Map(fresh.map(({ code, contentHash }) => [code, contentHash])),
      verdicts,
      rows: await prepareRows({ engine, source: options.source, rules, at, nextId, tokens }, fresh),
    };
  }

  /** Writes a batch, and reports it when the batch `before` it has been reported: in the order of the lines. */
  async write(lines: readonly UnderstoodLine[], first: PreparedBatch, before: Promise<void> | undefined): Promise<void> {
    let batch = first;
    for (let attempt = 1; !(await this.#isWritten(batch, attempt)); attempt += 1) {
      // What was underway when it was first prepared has been committed then.
      await before;
      batch = await this.prepare(lines, []);
    }
    await before;
    for (const { line, code, parsed } of lines) {
      this.#report(line, code, parsed, batch.verdicts.get(line));
    }
    this.tally.progress();
  }

  async #isWritten({ rows }: PreparedBatch, attempt: number): Promise<boolean> {
    try {
      if (rows.isEmpty || (await this.#writeRows(rows))) {
        return true;
      }
    } catch (error) {
      if (!isTakenMeanwhile(error) || attempt === ATTEMPTS) {
        throw error;
      }
    }
    if (attempt === ATTEMPTS) {
      throw new Error(`A calendar version was published during each of ${String(ATTEMPTS)} attempts at a batch: run the import again when publishing is over`);
    }
    return false;
  }

  /** False, with nothing written, when another calendar version was published meanwhile: its id stands in the events. */
  async #writeRows(rows: BatchRows): Promise<boolean> {
    return this.engine.database.bulk(async (tx) => {
      if ((await this.engine.rules.holdCalendar(tx)) !== rows.snapshot) {
        return false;
      }
      await rows.write(tx);
      return true;
    });
  }

  #report(line: number, code: string, parsed: Parsed<PlacedLine>, verdict: Verdict | undefined): void {
    if (parsed.kind === 'bad') {
      this.tally.reject(line, code, parsed.problems);
    } else if (verdict === 'unchanged') {
      this.tally.leave();
    } else if (verdict === 'new') {
      this.tally.take(line, code, parsed.value.warnings);
    } else if (verdict !== undefined) {
      this.tally.reject(line, code, [verdict]);
    }
  }

  async #makeKeys(agencies: readonly string[]): Promise<void> {
    const missing = new Set(agencies.filter((agency) => !this.withKeys.has(agency)));
    await makeDataKeys(this.engine, missing, this.at);
    missing.forEach((agency) => this.withKeys.add(agency));
  }
}

/** PostgreSQL's unique_violation: somebody else took a code between the look and the write. */
function isTakenMeanwhile(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505';
}
