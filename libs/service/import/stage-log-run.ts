import { type ChainedRow, type ChainHead, chainEvents, type Instant, type NewEvent, SYSTEM_ACTOR } from '#domain';
import { CopyRows, type BulkTransaction } from '#persistence';
import type { Engine } from '../engine.js';
import { EVENT_COLUMNS, eventValues } from '../event-rows.js';
import type { Problem, Warning } from './findings.js';
import type { StageLine } from './stage-line.js';
import type { Tally } from './tally.js';

/** A line of a stage log, understood and waiting in the staging table. */
export interface StagedStage {
  readonly line: number;
  readonly stage: StageLine;
  readonly contentHash: string;
}

/** What one run of a stage log is about. */
export interface StageLogScope {
  readonly importId: string;
  readonly source: string;
  readonly at: Instant;
}

interface LockedRow {
  readonly id: string;
  readonly code: string;
  readonly last_seq: number;
  readonly last_hash: string;
}

interface Growth {
  readonly id: string;
  readonly rows: readonly ChainedRow[];
  readonly head: ChainHead;
}

const UNKNOWN: Problem = { column: 'code', reason: 'unknown-dossier', detail: 'is no dossier imported from this source: import the dossiers first' };

/** Brings staged lines into the ledgers of their dossiers, a number of dossiers for each transaction. */
export class StageLogRun {
  constructor(
    private readonly engine: Engine,
    private readonly scope: StageLogScope,
    private readonly tally: Tally,
  ) {}

  async apply(dossiersAtOnce: number): Promise<void> {
    const agencies = await this.engine.rules.agencies(this.engine.database.read);
    for (let codes = await this.#codesAfter('', dossiersAtOnce); codes.length > 0; codes = await this.#codesAfter(codes.at(-1) ?? '', dossiersAtOnce)) {
      const verdicts = await this.engine.database.bulk((tx) => this.#grow(tx, codes));
      for (const { staged, verdict } of verdicts) {
        this.#report(staged, verdict, agencies.has(staged.stage.agency ?? '') || staged.stage.agency === undefined);
      }
      this.tally.progress();
    }
  }

  async #codesAfter(code: string, limit: number): Promise<readonly string[]> {
    const rows = await this.engine.database.read.rows<{ code: string }>(
      'SELECT DISTINCT code FROM import_line WHERE import_id = $1 AND code > $2 ORDER BY code LIMIT $3',
      [this.scope.importId, code, limit],
    );
    return rows.map((row) => row.code);
  }

  async #grow(tx: BulkTransaction, codes: readonly string[]): Promise<readonly Judged[]> {
    const snapshot = await this.engine.rules.holdCalendar(tx);
    const dossiers = new Map((await this.#lock(tx, codes)).map((row) => [row.code, row]));
    const known = await knownStages(tx, [...dossiers.values()].map(({ id }) => id));
    const judged = (await this.#staged(tx, codes)).map((staged): Judged => {
      const dossier = dossiers.get(staged.stage.code);
      if (dossier === undefined) {
        return { staged, verdict: UNKNOWN };
      }
      const cause = `${dossier.id} ${causeOf(staged)}`;
      const verdict = known.has(cause) ? 'unchanged' : 'new';
      known.add(cause);
      return { staged, verdict };
    });
    const growth = [...dossiers.values()].flatMap((dossier) => {
      const added = judged.filter(({ staged, verdict }) => verdict === 'new' && staged.stage.code === dossier.code);
      return added.length === 0 ? [] : [this.#chain(dossier, added.map(({ staged }) => staged), snapshot)];
    });
    await this.#store(tx, growth);
    return judged;
  }

  async #lock(tx: BulkTransaction, codes: readonly string[]): Promise<readonly LockedRow[]> {
    return tx.rows<LockedRow>(
      `SELECT d.id, d.code, d.last_seq, d.last_hash FROM dossier d JOIN dossier_import i ON i.dossier_id = d.id
       WHERE i.source = $1 AND i.code = ANY($2) ORDER BY d.id FOR UPDATE OF d`,
      [this.scope.source, codes],
    );
  }

  /** In the order in which they enter the ledger, whatever the order of the file. */
  async #staged(tx: BulkTransaction, codes: readonly string[]): Promise<readonly StagedStage[]> {
    const rows = await tx.rows<{ line: number; content_hash: string; data: StageLine }>(
      'SELECT line, content_hash, data FROM import_line WHERE import_id = $1 AND code = ANY($2)',
      [this.scope.importId, codes],
    );
    return rows
      .map(({ line, content_hash: contentHash, data }) => ({ line, contentHash, stage: data }))
      .sort((a, b) => a.stage.finishedAt - b.stage.finishedAt || (a.contentHash < b.contentHash ? -1 : a.contentHash > b.contentHash ? 1 : a.line - b.line));
  }

  #chain(dossier: LockedRow, staged: readonly StagedStage[], snapshot: string): Growth {
    let head: ChainHead = { seq: dossier.last_seq, hash: dossier.last_hash };
    const rows = staged.flatMap((line) => {
      const appendix = { dossierId: dossier.id, cause: causeOf(line), actor: SYSTEM_ACTOR, events: [eventOf(line)], recordedAt: this.scope.at, calendarSnapshot: snapshot };
      const chained = chainEvents(head, appendix, this.engine.sha256);
      head = chained.head;
      return chained.rows;
    });
    return { id: dossier.id, rows, head };
  }

  /** A logged stage changes neither state, figures nor dates of its dossier, only the end of its chain: it stands on the calendar it stood on. */
  async #store(tx: BulkTransaction, growth: readonly Growth[]): Promise<void> {
    await tx.run(
      `UPDATE dossier SET last_seq = grown.seq, last_hash = grown.hash
       FROM unnest($1::uuid[], $2::integer[], $3::text[]) AS grown (id, seq, hash) WHERE dossier.id = grown.id`,
      [growth.map(({ id }) => id), growth.map(({ head }) => head.seq), growth.map(({ head }) => head.hash)],
    );
    await tx.copy('dossier_event', EVENT_COLUMNS, new CopyRows(growth.flatMap(({ rows }) => rows.map(eventValues))));
  }

  #report({ line, stage }: StagedStage, verdict: Judged['verdict'], isAgencyKnown: boolean): void {
    if (verdict === 'unchanged') {
      this.tally.leave();
    } else if (verdict === 'new') {
      const warning: Warning = { column: 'agency', reason: 'unknown-agency', detail: `${stage.agency ?? ''} is not in the catalogue; the line is kept as it is` };
      this.tally.take(line, stage.code, isAgencyKnown ? [] : [warning]);
    } else {
      this.tally.reject(line, stage.code, [verdict]);
    }
  }
}

interface Judged {
  readonly staged: StagedStage;
  readonly verdict: 'new' | 'unchanged' | Problem;
}

async function knownStages(tx: BulkTransaction, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ dossier_id: string; cause: string }>(`SELECT dossier_id, cause FROM dossier_event WHERE dossier_id = ANY($1) AND type = 'StageImported'`, [ids]);
  return new Set(rows.map(({ dossier_id: id, cause }) => `${id} ${cause}`));
}

function causeOf({ contentHash }: StagedStage): string {
  return `stage:${contentHash}`;
}

function eventOf({ stage, contentHash }: StagedStage): NewEvent {
  const { stage: name, agency, officer, finishedAt } = stage;
  return {
    type: 'StageImported',
    payload: { name, ...(agency === undefined ? {} : { agency }), ...(officer === undefined ? {} : { officer }), finishedAt, contentHash },
    occurredAt: finishedAt,
  };
}
