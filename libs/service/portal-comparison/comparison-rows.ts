import type { LocalDate } from '#domain';
import type { Reader } from '../rule-book.js';
import type { DocumentFormat } from '../document-tables/read-document.js';
import type { DifferenceKind, PortalDifference } from './difference.js';

/** A comparison without its differences. */
export interface PortalComparison {
  readonly id: string;
  readonly province: string;
  /** The one agency it is of; null for the whole province. */
  readonly agency: string | null;
  readonly form: 'counts' | 'codes';
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  readonly format: DocumentFormat;
  readonly sha256: string;
  readonly fileId: string | null;
  readonly rows: number;
  readonly same: number;
  readonly onlyHere: number;
  /** How many differences are kept, by kind. */
  readonly tally: Readonly<Partial<Record<DifferenceKind, number>>>;
  readonly uploadedBy: string;
  readonly uploadedAt: number;
}

/** What is selected for a `PortalComparison`. */
export const COMPARISON_COLUMNS = `id, province, agency, form, first_day AS "firstDay", last_day AS "lastDay", format, sha256, file_id AS "fileId", read_rows AS rows, same, only_here AS "onlyHere", tally,
  uploaded_by AS "uploadedBy", uploaded_at AS "uploadedAt"`;

/** Comparisons of some agencies, or of the whole province for who sees it, the latest first. */
export async function listComparisons(
  read: Pick<Reader, 'rows'>,
  { province, agencies, whole, limit, before }: { readonly province: string; readonly agencies: readonly string[]; readonly whole: boolean; readonly limit: number; readonly before?: { readonly at: number; readonly id: string } },
): Promise<readonly PortalComparison[]> {
  return read.rows<PortalComparison>(
    `SELECT ${COMPARISON_COLUMNS} FROM portal_comparison WHERE province = $1 AND (agency = ANY($2) OR ($3 AND agency IS NULL)) AND ($4::bigint IS NULL OR (uploaded_at, id) < ($4, $5::uuid))
     ORDER BY uploaded_at DESC, id DESC LIMIT $6`,
    [province, agencies, whole, before?.at ?? null, before?.id ?? null, limit],
  );
}

/** A comparison by its identifier. */
export async function findComparison(read: Pick<Reader, 'first'>, id: string): Promise<PortalComparison | undefined> {
  return read.first<PortalComparison>(`SELECT ${COMPARISON_COLUMNS} FROM portal_comparison WHERE id = $1`, [id]);
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
