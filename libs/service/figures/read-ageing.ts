import { type Instant, MissingCalendarError, type WorkingCalendar } from '#domain';
import { ageBuckets, type AgeingBucket, type AgeingEdges, ageMoments, dueBuckets, dueMoments } from '#domain/figures';
import type { Engine } from '../engine.js';
import { DOSSIER_COLUMNS } from './dossier-conditions.js';
import { type FigureGroup, type FigureScope, inScope, Parameters } from './scope.js';

/** Open dossiers of one group by age. Every one is in one bucket of each list, or paused, undated or uncounted. */
export interface AgeingGroup {
  readonly group: string;
  readonly open: number;
  readonly due: readonly (AgeingBucket & { readonly count: number })[];
  readonly age: readonly (AgeingBucket & { readonly count: number })[];
  /** In time with its clock standing still: its date moves when it runs on. */
  readonly paused: number;
  /** Without a date and without a legal maximum. */
  readonly undated: number;
  /** Beyond the years of its agency's calendar, or of an agency without one: by due date and by age. */
  readonly uncounted: { readonly due: number; readonly age: number };
}

/** Ages of a whole scope and of its groups, of one moment. */
export interface Ageing {
  readonly total: AgeingGroup;
  readonly groups: readonly AgeingGroup[];
}

interface AgeingRow {
  readonly key: string;
  readonly standing: 'dated' | 'paused' | 'undated';
  readonly due: number | null;
  readonly age: number | null;
  readonly count: number;
}

/**
 * Open dossiers by working days to or since their due date and since they came in, each on the calendar of its competent agency, in
 * one statement over the open rows. What is due before `at` counts as overdue, recorded or not, as everywhere in the figures.
 */
export async function readAgeing(engine: Pick<Engine, 'database' | 'rules'>, scope: FigureScope, groupBy: Exclude<FigureGroup, 'channel'> | undefined, at: Instant): Promise<Ageing> {
  const tx = engine.database.read;
  const { ageing: edges } = await engine.rules.settings(tx);
  const calendars = await engine.rules.calendars(tx, await engine.rules.currentSnapshot(tx));
  const moments = [...(await engine.rules.agencies(tx)).keys()].flatMap((agency) => momentsOf(agency, edges, () => calendars.processing(agency), at));
  const parameters = new Parameters();
  const condition = inScope(scope, DOSSIER_COLUMNS, parameters);
  const first = parameters.values.length;
  const rows = await tx.rows<AgeingRow>(
    `WITH moment AS MATERIALIZED (SELECT agency, due::bigint[] AS due, age::bigint[] AS age FROM unnest($${String(first + 1)}::text[], $${String(first + 2)}::text[], $${String(first + 3)}::text[]) AS m (agency, due, age))
     SELECT * FROM (SELECT ${groupBy === undefined ? `''` : DOSSIER_COLUMNS[groupBy]} AS key, standing, count(*) AS count,
       CASE WHEN standing = 'dated' THEN width_bucket(due_at, moment.due) END AS due, width_bucket(since, moment.age) AS age
     FROM (
       SELECT *, coalesce(accepted_at, received_at) AS since,
         CASE WHEN became_late_at IS NULL AND paused_at IS NOT NULL THEN 'paused' WHEN due_at IS NULL THEN 'undated' ELSE 'dated' END AS standing
       FROM dossier WHERE ${condition} AND in_stock AND NOT closed
     ) AS open LEFT JOIN moment ON moment.agency = open.competent_agency
     GROUP BY 1, 2, 4, 5) AS counted ORDER BY key COLLATE "C"`,
    [...parameters.values, moments.map(({ agency }) => agency), moments.map(({ due }) => due), moments.map(({ age }) => age)],
  );
  const groups = groupBy === undefined ? [] : [...new Set(rows.map(({ key }) => key))];
  return { total: groupOf('', rows, edges), groups: groups.map((group) => groupOf(group, rows.filter(({ key }) => key === group), edges)) };
}

function groupOf(group: string, rows: readonly AgeingRow[], edges: AgeingEdges): AgeingGroup {
  const sum = (counts: (row: AgeingRow) => boolean): number => rows.reduce((total, row) => total + (counts(row) ? row.count : 0), 0);
  return {
    group,
    open: sum(() => true),
    due: dueBuckets(edges).map((bucket, index) => ({ ...bucket, count: sum(({ due }) => due === index) })),
    age: ageBuckets(edges).map((bucket, index) => ({ ...bucket, count: sum(({ age }) => age === index) })),
    paused: sum(({ standing }) => standing === 'paused'),
    undated: sum(({ standing }) => standing === 'undated'),
    uncounted: { due: sum(({ standing, due }) => standing === 'dated' && due === null), age: sum(({ age }) => age === null) },
  };
}

interface AgencyMoments {
  readonly agency: string;
  /** As PostgreSQL writes arrays. */
  readonly due: string | null;
  readonly age: string | null;
}

function momentsOf(agency: string, edges: AgeingEdges, calendarOf: () => WorkingCalendar, at: Instant): readonly AgencyMoments[] {
  try {
    const calendar = calendarOf();
    return [{ agency, due: arrayOf(dueMoments(edges, calendar, at)), age: arrayOf(ageMoments(edges, calendar, at)) }];
  } catch (error) {
    if (error instanceof MissingCalendarError) {
      return [];
    }
    throw error;
  }
}

function arrayOf(moments: readonly number[] | undefined): string | null {
  return moments === undefined ? null : `{${moments.join(',')}}`;
}
