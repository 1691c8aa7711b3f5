import { randomUUID } from 'node:crypto';
import { addCalendarDays, formatLocalDate, type Instant, localDateOf, REPORT_PERIODS, type ReportPeriod, reportsDue, type ScheduledReport, startOfDay, SYSTEM_ACTOR } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { type FileStore, locationOf } from '../files/file-store.js';
import { hashOfContent } from '../files/files.js';
import { reportGivenOut, sealDocuments } from '../ledger/sealed-documents.js';
import { isInstallationTrouble } from '../installation-trouble.js';
import { publishFigures } from '../published-figures/publish-figures.js';
import { oweNotices } from '../staff/notices.js';
import type { ComposedFile, ComposedReport, ReportComposer } from './report-composer.js';

/** Reports due longer ago than this are not made up for: an installation begins without a past. Nine months' reports lie behind by less. */
const CAUGHT_UP_DAYS = 45;

/** A report that is due for a province and has no run. */
export interface MissingReport extends ScheduledReport {
  readonly province: string;
}

/** What making reports needs beside the engine. */
export interface ReportParts {
  readonly files: FileStore;
  readonly compose: ReportComposer;
}

/** The figures of a report's period cannot be published yet; trying again in a moment is right. */
export class ReportNotReadyError extends Error {
  override readonly name = 'ReportNotReadyError';
}

/** Reports that are due and were not made, of one kind or of all; PostgreSQL alone says so, whatever Temporal remembers. */
export async function listMissingReports(engine: Pick<Engine, 'database' | 'rules'>, at: Instant, only?: ReportPeriod): Promise<readonly MissingReport[]> {
  const { read } = engine.database;
  const { assignedTasks } = await engine.rules.settings(read);
  const since = startOfDay(addCalendarDays(localDateOf(at), -CAUGHT_UP_DAYS));
  const due = (only === undefined ? REPORT_PERIODS : [only]).flatMap((period) => reportsDue(period, assignedTasks.reports, since, at));
  const provinces = await read.rows<{ province: string }>(`SELECT DISTINCT province COLLATE "C" AS province FROM figure_cell WHERE grain = 'province' AND step = 'year' ORDER BY 1`);
  const made = await read.rows<{ key: string }>(`SELECT report || ' ' || province || ' ' || last_day AS key FROM report_run WHERE agency = '' AND due_at > $1`, [since]);
  const known = new Set(made.map(({ key }) => key));
  return provinces.flatMap(({ province }) => due.filter(({ period, last }) => !known.has(`${period} ${province} ${String(last)}`)).map((report) => ({ ...report, province })));
}

/**
 * Makes every report of a kind that is due and was not made: publishes the figures of its days, composes its files, stores them encrypted
 * and tells the managers. Each once, whoever makes it and however often: a run stands with its files or not at all. One that cannot be made
 * holds up no other. Returns how many. Told to stop it makes no other: what is made stands, and whoever goes on makes the rest.
 * @throws what it was told to stop by; the first failure, after all the others were made; a ReportNotReadyError while events of a period are still being written
 */
export async function makeDueReports(engine: Engine, parts: ReportParts, report: ReportPeriod, at: Instant, stop?: AbortSignal): Promise<number> {
  const missing = await listMissingReports(engine, at, report);
  let made = 0;
  const failures: unknown[] = [];
  for (const one of missing) {
    try {
      made += await makeReport(engine, parts, one, { at, stop });
    } catch (error) {
      if (isInstallationTrouble(error) || stop?.aborted === true) {
        throw error;
      }
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw failures.find((error) => !(error instanceof ReportNotReadyError)) ?? failures[0];
  }
  return made;
}

async function makeReport(engine: Engine, { files, compose }: ReportParts, missing: MissingReport, { at, stop }: { readonly at: Instant; readonly stop: AbortSignal | undefined }): Promise<number> {
  stop?.throwIfAborted();
  const { period: report, province, first, last } = missing;
  const [scope, days] = [{ province }, { first, last }];
  const published = await publishFigures(engine, { scope, period: { kind: 'range', ...days }, by: SYSTEM_ACTOR, at });
  if (published.kind === 'not-sealed' || published.kind === 'period-not-over' || published.kind === 'catching-up') {
    throw new ReportNotReadyError(`The figures of the ${report} up to ${formatLocalDate(last)} cannot be published yet: ${published.kind}`);
  }
  const composed = await compose(engine, { report, days, scope, at });
  stop?.throwIfAborted();
  return storeRun(engine, files, missing, composed, published.kind === 'published' ? published.figure.id : undefined, at);
}

async function storeRun(engine: Engine, store: FileStore, { period, province, first, last, dueAt }: MissingReport, { files, figuresHash }: ComposedReport, publishedId: string | undefined, at: Instant): Promise<number> {
  return engine.database.transaction(async (tx) => {
    const id = randomUUID();
    const inserted = await tx.run(
      `INSERT INTO report_run (id, report, province, agency, first_day, last_day, due_at, made_at, figures_hash, published_figure)
       VALUES ($1, $2, $3, '', $4, $5, $6, $7, $8, $9) ON CONFLICT ON CONSTRAINT report_run_unique DO NOTHING`,
      [id, period, province, first, last, dueAt, at, figuresHash, publishedId ?? null],
    );
    if (inserted === 0) {
      return 0;
    }
    for (const file of files) {
      await storeReportFile(engine, store, tx, { runId: id, province, at }, file);
    }
    const made = { id, report: period, province, agency: '', firstDay: first, lastDay: last, dueAt, madeAt: at, figuresHash, ...(publishedId === undefined ? {} : { published: publishedId }) };
    const stored = files.map(({ format, name, mediaType, content }) => ({ format, name, mediaType, sha256: hashOfContent(content), size: content.length }));
    await sealDocuments(tx, [reportGivenOut({ ...made, files: stored })], engine.sha256);
    const facts = { run: id, report: period, first: formatLocalDate(first), last: formatLocalDate(last) };
    await oweNotices(tx, [{ key: `report-made:${id}`, kind: 'report-made', to: { agency: province, role: 'manager' }, facts }], at);
    return 1;
  });
}

interface ReportOf {
  readonly runId: string;
  readonly province: string;
  readonly at: Instant;
}

async function storeReportFile(engine: Pick<Engine, 'vault'>, store: FileStore, tx: Transaction, { runId, province, at }: ReportOf, { format, name, mediaType, content }: ComposedFile): Promise<void> {
  const id = randomUUID();
  const { ciphertext, keyRef } = await engine.vault.seal(tx, { agency: province, at }, contextOfReport(id), content);
  await store.put(locationOf(id), ciphertext);
  await tx.run('INSERT INTO report_file (id, run_id, format, name, media_type, sha256, size, key_ref, location) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    id, runId, format, name, mediaType, hashOfContent(content), content.length, keyRef, locationOf(id),
  ]);
}

/** The place a report file's ciphertext belongs to; it opens under no other. */
export function contextOfReport(fileId: string): string {
  return `report:${fileId}`;
}
