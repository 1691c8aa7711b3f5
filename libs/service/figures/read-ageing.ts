import type { CalendarBook, Instant } from '#domain';
import { ageBuckets, type AgeingBucket, type AgeingEdges, ageMoments, dueBuckets, dueMoments } from '#domain/figures';
import type { Engine } from '../engine.js';
import { calendarOf } from '../staff/notices.js';
import { DOSSIER_COLUMNS } from './dossier-conditions.js';
import { type DossierBehind, type DossierPlace, pageOfDossiers } from './list-behind.js';
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

/** Dossiers of one age: of a bucket, by its kind and first day, or of those in none of its list. */
export type AgeingPlace = Pick<AgeingBucket, 'kind' | 'from'> | 'paused' | 'undated' | 'uncounted-due' | 'uncounted-age';

/**
 * Open dossiers by working days to or since their due date and since they came in, each on the calendar of its competent agency, in
 * one statement over the open rows. What is due before `at` counts as overdue, recorded or not, as everywhere in the figures.
 */
export async function readAgeing(engine: Pick<Engine, 'database' | 'rules'>, scope: FigureScope, groupBy: Exclude<FigureGroup, 'channel'> | undefined, at: Instant): Promise<Ageing> {
  const { edges, open, parameters } = await openByAge(engine, scope, at);
  const rows = await engine.database.read.rows<AgeingRow>(
    `SELECT * FROM (SELECT ${groupBy === undefined ? `''` : DOSSIER_COLUMNS[groupBy]} AS key, standing, due, age, count(*) AS count FROM (${open}) AS placed GROUP BY 1, 2, 3, 4) AS counted ORDER BY key COLLATE "C"`,
    parameters.values,
  );
  const groups = groupBy === undefined ? [] : [...new Set(rows.map(({ key }) => key))];
  return { total: groupOf('', rows, edges), groups: groups.map((group) => groupOf(group, rows.filter(({ key }) => key === group), edges)) };
}

/** A page of the dossiers `readAgeing` counts at one place, the earliest received first; `undefined` for a bucket this installation does not have. */
export async function listOfAge(engine: Pick<Engine, 'database' | 'rules'>, scope: FigureScope, place: AgeingPlace, at: Instant, page: DossierPlace): Promise<readonly DossierBehind[] | undefined> {
  const { edges, open, parameters } = await openByAge(engine, scope, at);
  const condition = conditionOf(place, edges, parameters);
  return condition === undefined ? undefined : pageOfDossiers(engine.database, { sql: `id IN (SELECT id FROM (${open}) AS placed WHERE ${condition})`, parameters, reasons: `'{}'::text[]` }, page);
}

interface OpenByAge {
  readonly edges: AgeingEdges;
  /** SQL: the open rows of a scope, each with its standing and its places among the moments between buckets, null where its calendar has none. */
  readonly open: string;
  readonly parameters: Parameters;
}

async function openByAge({ database, rules }: Pick<Engine, 'database' | 'rules'>, scope: FigureScope, at: Instant): Promise<OpenByAge> {
  const tx = database.read;
  const { ageing: edges } = await rules.settings(tx);
  const calendars = await rules.calendars(tx, await rules.currentSnapshot(tx));
  const { agencies, numbers, moments } = momentsOf(edges, await rules.agencies(tx), calendars, at);
  const parameters = new Parameters();
  const condition = inScope(scope, DOSSIER_COLUMNS, parameters);
  const whose = [parameters.addArray(agencies, 'text'), parameters.addArray(numbers, 'integer')];
  const cuts = [moments.map(({ due }) => due), moments.map(({ age }) => age)].map((values) => parameters.addArray(values, 'text'));
  const open = `
    WITH moment AS MATERIALIZED (
      SELECT agency, due::bigint[] AS due, age::bigint[] AS age
      FROM unnest(${whose.join(', ')}) AS whose (agency, number) JOIN unnest(${cuts.join(', ')}) WITH ORDINALITY AS m (due, age, number) USING (number)
    )
    SELECT open.id, open.competent_agency, open.procedure_code, open.field_code, open.case_code, open.place, open.channel, standing,
      CASE WHEN standing = 'dated' THEN width_bucket(due_at, moment.due) END AS due, width_bucket(since, moment.age) AS age
    FROM (
      SELECT *, coalesce(accepted_at, received_at) AS since,
        CASE WHEN became_late_at IS NULL AND paused_at IS NOT NULL THEN 'paused' WHEN due_at IS NULL THEN 'undated' ELSE 'dated' END AS standing
      FROM dossier WHERE ${condition} AND in_stock AND NOT closed
    ) AS open LEFT JOIN moment ON moment.agency = open.competent_agency`;
  return { edges, open, parameters };
}

/** SQL: the placed rows of one age. */
function conditionOf(place: AgeingPlace, edges: AgeingEdges, parameters: Parameters): string | undefined {
  switch (place) {
    case 'paused':
    case 'undated':
      return `standing = '${place}'`;
    case 'uncounted-due':
      return `standing = 'dated' AND due IS NULL`;
    case 'uncounted-age':
      return 'age IS NULL';
    default: {
      const isOfAge = place.kind === 'age';
      const index = (isOfAge ? ageBuckets(edges) : dueBuckets(edges)).findIndex(({ kind, from }) => kind === place.kind && from === place.from);
      return index === -1 ? undefined : `${isOfAge ? 'age' : 'due'} = ${parameters.add(index, 'integer')}`;
    }
  }
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

/** The moments between buckets, reckoned once for each calendar, and by their places, from 1 on, whose they are. Agencies without a calendar are absent. */
interface MomentsOfAgencies {
  readonly agencies: readonly string[];
  readonly numbers: readonly number[];
  /** As PostgreSQL writes arrays. */
  readonly moments: readonly { readonly due: string | null; readonly age: string | null }[];
}

function momentsOf(edges: AgeingEdges, agencies: ReadonlyMap<string, unknown>, calendars: CalendarBook, at: Instant): MomentsOfAgencies {
  const whose = [...agencies.keys()].flatMap((agency) => {
    const calendar = calendarOf(calendars, agency);
    return calendar === undefined ? [] : [{ agency, calendar }];
  });
  const distinct = [...new Set(whose.map(({ calendar }) => calendar))];
  const numbers = new Map(distinct.map((calendar, index) => [calendar, index + 1]));
  return {
    agencies: whose.map(({ agency }) => agency),
    numbers: whose.map(({ calendar }) => numbers.get(calendar) ?? 0),
    moments: distinct.map((calendar) => ({ due: arrayOf(dueMoments(edges, calendar, at)), age: arrayOf(ageMoments(edges, calendar, at)) })),
  };
}

function arrayOf(moments: readonly number[] | undefined): string | null {
  return moments === undefined ? null : `{${moments.join(',')}}`;
}
