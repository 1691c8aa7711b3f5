import { formatLocalDate } from '#domain';
import { type StreamedCell, type StreamedTable, streamTableCsv, streamTablePdf, streamTableXlsx } from '#letters';
import { formatIsoDateVi } from '#vi';
import type { Engine } from '../engine.js';
import { type EvidenceRequest, type EvidenceRow, evidenceRows } from './evidence-list.js';
import { fileNameOf } from './report-file-name.js';
import type { PrintOptions } from './print-report.js';

/** Formats lists are streamed in. */
export const LIST_FORMATS = ['xlsx', 'pdf', 'csv'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** A list being written: its bytes come as its rows are read. */
export interface StreamedReport {
  readonly fileName: string;
  readonly bytes: AsyncGenerator<Uint8Array>;
}

/** A list read to its end, to be written in several formats. */
export interface GatheredEvidence {
  readonly request: EvidenceRequest;
  readonly fileName: string;
  readonly owner: string;
  readonly rows: readonly EvidenceRow[];
}

type Reading = Pick<Engine, 'database' | 'rules' | 'vault'>;

const COLUMNS: StreamedTable['columns'] = [
  { head: 'STT', width: 7 },
  { head: 'Chỉ tiêu, tiêu chí', width: 34 },
  { head: 'Loại', width: 12 },
  { head: 'Mã', width: 34 },
  { head: 'Nội dung', width: 36 },
  { head: 'Cơ quan', width: 16 },
  { head: 'Hạn', width: 17 },
  { head: 'Thời điểm', width: 17 },
  { head: 'Kết quả', width: 18 },
  { head: 'SHA-256', width: 30 },
];

/**
 * What stands behind the figures of a period, line by line (danh mục tài liệu kiểm chứng), written while it is read, whatever its length:
 * a change made meanwhile may show. The same lines give the same bytes.
 */
export function streamEvidence(engine: Reading, request: EvidenceRequest, format: ListFormat, options: PrintOptions = {}): StreamedReport {
  return { fileName: nameOf(request), bytes: streamFrom(engine, request, format, options) };
}

async function* streamFrom(engine: Reading, request: EvidenceRequest, format: ListFormat, options: PrintOptions): AsyncGenerator<Uint8Array> {
  yield* written(request, await ownerOf(engine, request), evidenceRows(engine, request), format, options);
}

/** The same list with its lines in memory, as they are on this engine; `undefined` when there are more than `most`. */
export async function gatherEvidence(engine: Reading, request: EvidenceRequest, most: number): Promise<GatheredEvidence | undefined> {
  const rows: EvidenceRow[] = [];
  for await (const row of evidenceRows(engine, request)) {
    if (rows.length === most) {
      return undefined;
    }
    rows.push(row);
  }
  return { request, fileName: nameOf(request), owner: await ownerOf(engine, request), rows };
}

/** A gathered list as a file: the bytes that streaming its lines gives. */
export async function printEvidence({ request, owner, rows }: GatheredEvidence, format: ListFormat, options: PrintOptions = {}): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of written(request, owner, rows, format, options)) {
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

function written({ days, at }: EvidenceRequest, owner: string, rows: AsyncIterable<EvidenceRow> | Iterable<EvidenceRow>, format: ListFormat, options: PrintOptions): AsyncGenerator<Uint8Array> {
  const [first, last] = [formatIsoDateVi(formatLocalDate(days.first)), formatIsoDateVi(formatLocalDate(days.last))];
  const table = { name: 'Tài liệu kiểm chứng', title: ['DANH MỤC TÀI LIỆU KIỂM CHỨNG', `Kỳ từ ngày ${first} đến ngày ${last} – ${owner}`], columns: COLUMNS };
  switch (format) {
    case 'xlsx':
      return streamTableXlsx(table, numbered(rows));
    case 'pdf':
      return streamTablePdf(table, numbered(rows), { author: owner, createdAt: at });
    case 'csv':
      return streamTableCsv(table, numbered(rows), options);
  }
}

async function* numbered(rows: AsyncIterable<EvidenceRow> | Iterable<EvidenceRow>): AsyncGenerator<readonly StreamedCell[]> {
  let number = 0;
  for await (const row of rows) {
    number += 1;
    yield [number, ...row];
  }
}

/** Whose list it is, by name; by code where the catalogue has lost it. */
async function ownerOf({ database, rules }: Reading, { scope }: EvidenceRequest): Promise<string> {
  const code = scope.agency ?? scope.province;
  return (await rules.agencies(database.read)).get(code)?.name ?? code;
}

function nameOf({ scope, days }: EvidenceRequest): string {
  return fileNameOf('evidence', scope.agency ?? scope.province, days);
}
