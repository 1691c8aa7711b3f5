import { type DaySpan, dwellPercentile, type DwellRange, spansOf } from '#domain/figures';
import type { Database } from '#persistence';
import { Parameters } from './scope.js';

/** Whose stages are asked about. */
export interface DwellScope {
  readonly province: string;
  readonly procedure: string;
  /** All agencies of the province together when absent. */
  readonly agency?: string;
}

/** How long the finished runs of a stage took: the buckets in which their percentiles lie, by percent. */
export interface StageDwell {
  readonly stage: string;
  readonly runs: number;
  readonly percentiles: Readonly<Record<(typeof DWELL_PERCENTILES)[number], DwellRange>>;
}

/** The percentiles told of every stage. */
export const DWELL_PERCENTILES = [50, 90, 99] as const;

interface BucketRow {
  readonly stage: string;
  readonly bucket: number;
  readonly runs: number;
}

/**
 * Percentiles of the working minutes of the runs that ended within days, by stage in code order, from the kept cells and the runs
 * not yet merged into them, in one statement and so of one moment. `undefined` for days that are not whole half-months (1–14, 15–end).
 */
export async function readDwell(database: Pick<Database, 'read'>, { province, procedure, agency }: DwellScope, days: DaySpan): Promise<readonly StageDwell[] | undefined> {
  const [span, ...others] = spansOf(days, ['half-month']) ?? [];
  if (span === undefined || others.length > 0) {
    return undefined;
  }
  const parameters = new Parameters();
  const scope = `province = ${parameters.add(province, 'text')} AND procedure_code = ${parameters.add(procedure, 'text')}
      AND half_month BETWEEN ${parameters.add(span.from, 'integer')} AND ${parameters.add(span.to, 'integer')}`;
  const named = parameters.add(agency ?? '', 'text');
  const rows = await database.read.rows<BucketRow>(
    `SELECT stage, bucket, sum(runs)::bigint AS runs FROM (
       SELECT stage, bucket, runs FROM dwell_cell WHERE ${scope} AND agency = ${named}
       UNION ALL
       SELECT stage, bucket, 1 FROM dwell_delta WHERE ${scope} AND agency = ${agency === undefined ? 'agency' : named}
     ) AS line GROUP BY stage, bucket ORDER BY stage COLLATE "C", bucket`,
    parameters.values,
  );
  return [...new Set(rows.map(({ stage }) => stage))].flatMap((stage) => dwellOf(stage, rows.filter((row) => row.stage === stage)));
}

function dwellOf(stage: string, rows: readonly BucketRow[]): readonly StageDwell[] {
  const counts = new Map(rows.map(({ bucket, runs }) => [bucket, runs]));
  const [half, most, nearlyAll] = DWELL_PERCENTILES.map((percent) => dwellPercentile(counts, percent));
  return half === undefined || most === undefined || nearlyAll === undefined
    ? []
    : [{ stage, runs: rows.reduce((sum, { runs }) => sum + runs, 0), percentiles: { 50: half, 90: most, 99: nearlyAll } }];
}
