import type { LocalDate } from '#domain';
import type { TableFault } from '#domain/figures';
import type { Reader } from '../rule-book.js';
import type { DocumentFormat } from '../document-tables/read-document.js';
import type { DifferenceKind, PortalDifference } from './difference.js';

/** Why a table that was left to the relay is not compared: cell by cell, or as a whole. */
export type UploadFaults = { readonly cells: readonly TableFault[] } | { readonly document: string };

/** A comparison without its differences; what it is read and counted to is null until it stands. */
export interface PortalComparison {
  readonly id: string;
  readonly province: string;
  /** The one agency it is of; null for the whole province. */
  readonly agency: string | null;
  /** `comparing`: the relay is at it or comes to it; `faulty`: it cannot be read; `failed`: it was tried and given up. */
  readonly state: 'compared' | 'comparing' | 'faulty' | 'failed';
  readonly form: 'counts' | 'codes' | null;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  readonly format: DocumentFormat | null;
  readonly sha256: string;
  readonly fileId: string | null;
  readonly rows: number | null;
  /** Lines compared so far. */
  readonly done: number | null;
  readonly same: number | null;
  readonly onlyHere: number | null;
  /** How many differences are kept, by kind. */
  readonly tally: Readonly<Partial<Record<DifferenceKind, number>>> | null;
  readonly faults: UploadFaults | null;
  readonly uploadedBy: string;
  readonly uploadedAt: number;
}

/** What is selected of a comparison that stands, for a `PortalComparison`. */
export const COMPARISON_COLUMNS = `id, province, agency, 'compared' AS state, form, first_day AS "firstDay", last_day AS "lastDay", format, sha256, file_id AS "fileId", read_rows AS rows, read_rows AS done,
  same, only_here AS "onlyHere", tally, NULL::json AS faults, uploaded_by AS "uploadedBy", uploaded_at AS "uploadedAt"`;

/** The same of one that the relay makes. */
export const UPLOAD_COLUMNS = `id, province, agency, state, NULL::text AS form, first_day AS "firstDay", last_day AS "lastDay", NULL::text AS format, sha256, file_id AS "fileId", lines AS rows, done,
  NULL::integer AS same, NULL::integer AS "onlyHere", NULL::json AS tally, faults, uploaded_by AS "uploadedBy", uploaded_at AS "uploadedAt"`;

/** Comparisons of some agencies, or of the whole province for who sees it, the latest first; those the relay makes among them. */
export async function listComparisons(
  read: Pick<Reader, 'rows'>,
  { province, agencies, whole, limit, before }: { readonly province: string; readonly agencies: readonly string[]; readonly whole: boolean; readonly limit: number; readonly before?: { readonly at: number; readonly id: string } },
): Promise<readonly PortalComparison[]> {
  const listed = (columns: string, table: string): string => `(SELECT ${columns} FROM ${table}
     WHERE province = $1 AND (agency = ANY($2) OR ($3 AND agency IS NULL)) AND ($4::bigint IS NULL OR (uploaded_at, id) < ($4, $5::uuid)) ORDER BY uploaded_at DESC, id DESC LIMIT $6)`;
  return read.rows<PortalComparison>(
    `${listed(COMPARISON_COLUMNS, 'portal_comparison')} UNION ALL ${listed(UPLOAD_COLUMNS, 'portal_upload')} ORDER BY "uploadedAt" DESC, id DESC LIMIT $6`,
    [province, agencies, whole, before?.at ?? null, before?.id ?? null, limit],
  );
}

/** A comparison by its identifier, one the relay makes included. */
export async function findComparison(read: Pick<Reader, 'first'>, id: string): Promise<PortalComparison | undefined> {
  return read.first<PortalComparison>(`SELECT ${COMPARISON_COLUMNS} FROM portal_comparison WHERE id = $1 UNION ALL SELECT ${UPLOAD_COLUMNS} FROM portal_upload WHERE id = $1`, [id]);
}

/** A kept difference with its place. */
export interface PlacedDifference {
  readonly place: number;
  readonly difference: PortalDifference;
}

/** A page of the differences of a comparison in order. */
export async function listDifferences(read: Pick<Reader, 'rows'>, id: string, { kind, after = 0, limit }: { readonly kind?: DifferenceKind; readonly after?: number; readonly limit: number }): Promise<readonly PlacedDifference[]> {
  return read.rows<PlacedDifference>('SELECT place, content AS difference FROM portal_difference WHERE comparison_id = $1 AND place > $2 AND ($3::text IS NULL OR kind = $3) ORDER BY place LIMIT $4', [id, after, kind ?? null, limit]);
}
