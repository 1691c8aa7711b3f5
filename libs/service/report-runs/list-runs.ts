import type { ReportPeriod } from '#domain';
import type { Engine } from '../engine.js';
import { FileContentError, type FileStore } from '../files/file-store.js';
import { hashOfContent } from '../files/files.js';
import { contextOfReport } from './make-reports.js';

/** A report that was made by schedule. */
export interface ReportRun {
  readonly id: string;
  readonly report: ReportPeriod;
  readonly province: string;
  readonly first_day: number;
  readonly last_day: number;
  readonly due_at: number;
  readonly made_at: number;
  readonly figures_hash: string;
  readonly published_figure: string | null;
  readonly files: readonly { readonly format: string; readonly name: string; readonly mediaType: string; readonly size: number; readonly sha256: string }[];
}

const SELECT_RUN = `SELECT r.id, r.report, r.province, r.first_day, r.last_day, r.due_at, r.made_at, r.figures_hash, r.published_figure,
    (SELECT json_agg(json_build_object('format', f.format, 'name', f.name, 'mediaType', f.media_type, 'size', f.size, 'sha256', f.sha256) ORDER BY f.format COLLATE "C") FROM report_file f WHERE f.run_id = r.id) AS files
  FROM report_run r`;

/** Reports of a province made by schedule, the latest due first. */
export async function listReportRuns(engine: Pick<Engine, 'database'>, { province, limit, before }: { readonly province: string; readonly limit: number; readonly before?: { readonly at: number; readonly id: string } }): Promise<readonly ReportRun[]> {
  const rows = await engine.database.read.rows<Omit<ReportRun, 'files'> & { readonly files: ReportRun['files'] | null }>(
    `${SELECT_RUN} WHERE r.province = $1 AND ($2::bigint IS NULL OR (r.due_at, r.id) < ($2::bigint, $3::uuid)) ORDER BY r.due_at DESC, r.id DESC LIMIT $4`,
    [province, before?.at ?? null, before?.id ?? null, limit],
  );
  return rows.map((row) => ({ ...row, files: row.files ?? [] }));
}

/** A file of a report with its content, decrypted; `undefined` when the province has no such report or it no such file. */
export interface ReportFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

/**
 * Reads a file of a report.
 * @throws FileContentError when the store lost the content or holds another
 */
export async function readReportFile(engine: Pick<Engine, 'database' | 'vault'>, store: FileStore, { province, run, format }: { readonly province: string; readonly run: string; readonly format: string }): Promise<ReportFile | undefined> {
  const { read } = engine.database;
  const row = await read.first<{ id: string; name: string; media_type: string; sha256: string; key_ref: string; location: string }>(
    `SELECT f.id, f.name, f.media_type, f.sha256, f.key_ref, f.location FROM report_file f JOIN report_run r ON r.id = f.run_id WHERE r.id = $1 AND r.province = $2 AND f.format = $3`,
    [run, province, format],
  );
  if (row === undefined) {
    return undefined;
  }
  const content = await engine.vault.open(read, row.key_ref, contextOfReport(row.id), await store.get(row.location));
  if (hashOfContent(content) !== row.sha256) {
    throw new FileContentError(`Report file ${row.id} does not have the hash it was stored under: restore its content and row from the same backup`);
  }
  return { name: row.name, mediaType: row.media_type, content };
}
