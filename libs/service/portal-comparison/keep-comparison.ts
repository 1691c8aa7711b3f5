import type { Transaction } from '#persistence';
import { COMPARISON_COLUMNS, type PortalComparison } from './comparison-rows.js';
import type { PortalDocument } from './compare-table.js';
import { type Compared, DIFFERENCE_KINDS, type DifferenceKind, type PortalDifference } from './difference.js';

/** What a comparison is kept with: its place, what it was read from, and under which key it was asked for. */
export interface ComparisonRow {
  readonly id: string;
  readonly province: string;
  readonly agency: string | null;
  readonly first: number;
  readonly last: number;
  readonly sha256: string;
  readonly fileId: string | null;
  /** The sealed text of a CSV; a file is kept as evidence. */
  readonly source: Buffer | null;
  readonly keyRef: string | null;
  readonly uploadedBy: string;
  readonly uploadedAt: number;
  readonly idempotencyKey: string;
  readonly hmac: string;
}

const DIFFERENCES_AT_ONCE = 2_000;

/** Keeps a comparison with all its differences, some thousand by one statement. */
export async function keepComparison(tx: Transaction, row: ComparisonRow, { table, format }: PortalDocument, { differences, same, onlyHere }: Compared): Promise<PortalComparison> {
  const tally = Object.fromEntries(DIFFERENCE_KINDS.map((kind): [DifferenceKind, number] => [kind, differences.filter((each) => each.kind === kind).length]).filter(([, count]) => count > 0));
  const comparison = await tx.first<PortalComparison>(
    `INSERT INTO portal_comparison (id, province, agency, form, first_day, last_day, format, sha256, file_id, source, key_ref, read_rows, same, only_here, tally, uploaded_by, uploaded_at, idempotency_key, request_hmac)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) RETURNING ${COMPARISON_COLUMNS}`,
    [
      row.id, row.province, row.agency, table.form, row.first, row.last, format, row.sha256, row.fileId, row.source, row.keyRef,
      table.lines.length, same, onlyHere, JSON.stringify(tally), row.uploadedBy, row.uploadedAt, row.idempotencyKey, row.hmac,
    ],
  );
  for (let from = 0; from < differences.length; from += DIFFERENCES_AT_ONCE) {
    await writeDifferences(tx, row.id, from, differences.slice(from, from + DIFFERENCES_AT_ONCE));
  }
  if (comparison === undefined) {
    throw new Error('The comparison vanished');
  }
  return comparison;
}

async function writeDifferences(tx: Pick<Transaction, 'run'>, id: string, from: number, differences: readonly PortalDifference[]): Promise<void> {
  await tx.run(
    'INSERT INTO portal_difference (comparison_id, place, kind, content) SELECT $1, $2 + given.place, given.kind, given.content::json FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS given (kind, content, place)',
    [id, from, differences.map(({ kind }) => kind), differences.map((difference) => JSON.stringify(difference))],
  );
}
