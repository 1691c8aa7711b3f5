import { z } from 'zod';
import { CODE_COLUMNS, COUNT_COLUMNS } from '#domain/figures';
import { DIFFERENCE_KINDS } from '#service/figures';
import { after, limit, line, reference } from './atoms.js';
import { day } from './figure-query.js';

/** A list of 100,000 codes with its other columns. */
const CSV_LIMIT = 12_000_000;

/** A table of the portal: its counts of a period by agency or field, or its list of codes. */
export const portalComparisonRequest = z
  .strictObject({
    agency: reference.exactOptional().meta({ description: 'The competent agency it is of; the whole province where absent' }),
    from: day.meta({ description: 'First day of the period; of a list of codes, of receipt' }),
    to: day.meta({ description: 'Last day of the period' }),
    document: z.union([
      z.strictObject({ file: z.uuid().meta({ description: 'An XLSX uploaded to /api/v1/evidence' }) }),
      z.strictObject({ csv: z.string().min(1).max(CSV_LIMIT).meta({ description: 'The text of a CSV, parted by commas, semicolons or tabs' }) }),
    ], 'must be {"file": …} with the id of an XLSX uploaded to /api/v1/evidence, or {"csv": …} with the text of a CSV'),
    columns: z
      .partialRecord(z.enum([...CODE_COLUMNS, ...COUNT_COLUMNS]), line(200))
      .exactOptional()
      .meta({ description: 'Headings of the table that mean a column where the usual words do not tell' }),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'must not be before from' })
  .meta({ examples: [{ agency: 'H99.31', from: '2026-08-01', to: '2026-08-31', document: { csv: 'Mã hồ sơ;Trạng thái;Ngày hẹn trả;Tình trạng hạn\n000.00.31.H99-260812-0001;Đã trả kết quả;21/08/2026;Đúng hạn\n' }, columns: { due: 'Ngày hẹn trả' } }] });
/** A `portalComparisonRequest` that was checked. */
export type PortalComparisonRequest = z.output<typeof portalComparisonRequest>;

/** Whose comparisons are listed. */
export const portalComparisonsQuery = z.strictObject({ limit, after, agency: reference.exactOptional() });
/** A `portalComparisonsQuery` that was checked. */
export type PortalComparisonsQuery = z.output<typeof portalComparisonsQuery>;

/** Which differences of a comparison are listed. */
export const portalDifferencesQuery = z.strictObject({
  limit,
  after: z.string().regex(/^[1-9]\d{0,8}$/, 'must be the `next` of a page of this list').transform(Number).exactOptional().meta({ type: 'integer', description: 'The `next` of the page before' }),
  kind: z.enum(DIFFERENCE_KINDS).exactOptional(),
});
/** A `portalDifferencesQuery` that was checked. */
export type PortalDifferencesQuery = z.output<typeof portalDifferencesQuery>;
