import { type DaySpan, dwellPercentile, type DwellRange, NO_LENGTH, rateValue, type RateValue, spansOf } from '#domain/figures';
import type { Database } from '#persistence';
import { DWELL_COLUMNS } from './dwell-deltas.js';
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
export async function readDwell(database: Pick<Database, 'read'>, scope: DwellScope, days: DaySpan): Promise<readonly StageDwell[] | undefined> {
  const kept = keptOf(scope, days);
  if (kept === undefined) {
    return undefined;
  }
  const rows = await database.read.rows<BucketRow>(
    `SELECT stage, bucket, sum(runs)::bigint AS runs FROM (${kept.sql}) AS line WHERE bucket <> ${String(NO_LENGTH)}
     GROUP BY stage, bucket ORDER BY stage COLLATE "C", bucket`,
    kept.values,
  );
  return [...new Set(rows.map(({ stage }) => stage))].flatMap((stage) => dwellOf(stage, rows.filter((row) => row.stage === stage)));
}

/** How often a stage came to its end, how often too late, and what delay was charged to it. */
export interface StageLateness {
  /** Empty for delay that belongs to no stage. */
  readonly stage: string;
  /** Runs with a target that ended: those late among how many. */
  readonly late: RateValue;
  readonly delayMinutes: number;
}

/**
 * Lateness of the stages of a procedure within days, in code order, from the kept counts and what is not yet merged into them, in one
 * statement and so of one moment. Over all stages they are what the figures of the procedure hold of `stage-late-of-ended` and of delays.
 * `undefined` for days that are not whole half-months (1–14, 15–end).
 */
export async function readStages(database: Pick<Database, 'read'>, scope: DwellScope, days: DaySpan): Promise<readonly StageLateness[] | undefined> {
  const kept = keptOf(scope, days);
  if (kept === undefined) {
    return undefined;
  }
  const rows = await database.read.rows<{ stage: string; ended: number; late: number; minutes: number }>(
    `SELECT stage, sum(ended)::bigint AS ended, sum(ended_late)::bigint AS late, sum(delay_minutes)::bigint AS minutes FROM (${kept.sql}) AS line
     GROUP BY stage HAVING sum(ended) <> 0 OR sum(delay_minutes) <> 0 ORDER BY stage COLLATE "C"`,
    kept.values,
  );
  return rows.map(({ stage, ended, late, minutes }) => ({ stage, late: rateValue(late, ended), delayMinutes: minutes }));
}

/** SQL: every kept count of a scope within days, merged or not; `undefined` for days that are not whole half-months. */
function keptOf({ province, procedure, agency }: DwellScope, days: DaySpan): { readonly sql: string; readonly values: readonly unknown[] } | undefined {
  const [span, ...others] = spansOf(days, ['half-month']) ?? [];
  if (span === undefined || others.length > 0) {
    return undefined;
  }
  const parameters = new Parameters();
  const scope = `province = ${parameters.add(province, 'text')} AND procedure_code = ${parameters.add(procedure, 'text')}
      AND half_month BETWEEN ${parameters.add(span.from, 'integer')} AND ${parameters.add(span.to, 'integer')}`;
  const named = parameters.add(agency ?? '', 'text');
  const sql = `SELECT ${DWELL_COLUMNS} FROM dwell_cell WHERE ${scope} AND agency = ${named}
       UNION ALL
       SELECT ${DWELL_COLUMNS} FROM dwell_delta WHERE ${scope} AND agency = ${agency === undefined ? 'agency' : named}`;
  return { sql, values: parameters.values };
}

function dwellOf(stage: string, rows: readonly BucketRow[]): readonly StageDwell[] {
  const counts = new Map(rows.map(({ bucket, runs }) => [bucket, runs]));
  const [half, most, nearlyAll] = DWELL_PERCENTILES.map((percent) => dwellPercentile(counts, percent));
  return half === undefined || most === undefined || nearlyAll === undefined
    ? []
    : [{ stage, runs: rows.reduce((sum, { runs }) => sum + runs, 0), percentiles: { 50: half, 90: most, 99: nearlyAll } }];
}
