import { z } from 'zod';
import type { Instant, ReportRules } from '#domain';
import type { Period } from '#domain/figures';
import { after, limit, line, reference } from './atoms.js';
import { boundsText, periodText } from './figure-period.js';
import { checkPeriod, day, month, periodOf } from './figure-query.js';

/** A period that is published: one in the words of figures, cut off as reports are or not, a month, a quarter, a year, or whole days. */
const publishedPeriod = z.union([
  z.strictObject({ period: periodText, bounds: boundsText.exactOptional() }).superRefine(checkPeriod),
  z.strictObject({ month }),
  z.strictObject({ quarter: z.string().regex(/^20\d\d-Q[1-4]$/, 'must be a quarter, such as 2026-Q3') }),
  z.strictObject({ year: z.int().min(2000).max(2099) }),
  z.strictObject({ from: day, to: day }).refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not be before from' }),
], 'must be one of {"period": "2026-H1", "bounds": "report"}, {"month": "2026-08"}, {"quarter": "2026-Q3"}, {"year": 2026} and {"from": "2026-06-15", "to": "2026-09-14"}');

/** What is published: a period that is over, for the whole province or narrowed to what figures are kept of. */
export const publishRequest = z
  .strictObject({
    period: publishedPeriod,
    scope: z.strictObject({ agency: reference.exactOptional(), procedure: reference.exactOptional(), field: reference.exactOptional(), channel: z.enum(['counter', 'online', 'post']).exactOptional() }).prefault({}),
  })
  .meta({ examples: [{ period: { month: '2026-08' }, scope: { agency: 'H99.31' } }, { period: { period: '2026-H1' } }, { period: { from: '2026-06-15', to: '2026-09-14' } }] });
/** A `publishRequest` that was checked. */
export type PublishBody = z.output<typeof publishRequest>;

/** Why a published period is to be opened again. */
export const reopenRequest = z.strictObject({ reason: line(500) }).meta({ examples: [{ reason: 'Nhập bổ sung hồ sơ giấy nhận trong thời gian mất kết nối' }] });
/** A `reopenRequest` that was checked. */
export type ReopenBody = z.output<typeof reopenRequest>;

/** Which publications are listed: those of one agency, or all the actor may see. */
export const publishedQuery = z.strictObject({ limit, after, agency: reference.exactOptional() });
/** A `publishedQuery` that was checked. */
export type PublishedQuery = z.output<typeof publishedQuery>;

/** Format of a file of a report, which tells it from the others. */
export const reportFormat = z.string().regex(/^[a-z0-9-]{1,20}$/, 'must be the format of a file of the report, such as csv');

/** The period a request means; `rules` cut off those of reports. */
export function publishedPeriodOf(named: PublishBody['period'], at: Instant, rules: ReportRules): Period {
  if ('quarter' in named) {
    return periodOf({ period: named.quarter }, at, rules);
  }
  return periodOf('year' in named ? { period: String(named.year) } : named, at, rules);
}
