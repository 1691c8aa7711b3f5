import { instant, localDate, localDateOf, startOfDay } from '#domain';
import type { CountLine, PeriodFigures, PortalMeasure } from '#domain/figures';
import { foldSearchText, PORTAL_TABLE_WORDS } from '#vi';
import type { Database } from '#persistence';
import { COUNTED, dayEndingAt, DOSSIER_COLUMNS, endOf, LEFT_AT, leftWithin, openAt } from '../figures/dossier-conditions.js';
import { readFigure } from '../figures/read-figure.js';
import { inScope, Parameters } from '../figures/scope.js';
import type { Compared, ComparedScope, CountDifference } from './difference.js';

/** Agencies or fields by the names and codes a table may give them. */
export interface NamedSubjects {
  readonly kind: 'agency' | 'field';
  readonly byName: ReadonlyMap<string, { readonly code: string; readonly name: string }>;
}

type Counts = Readonly<Record<PortalMeasure, number>>;
type ByDate = Readonly<Partial<Record<PortalMeasure, number>>>;

const NOTHING: Counts = { received: 0, carriedOver: 0, finishedEarly: 0, finishedOnTime: 0, finishedLate: 0, openInTime: 0, openOverdue: 0 };

/** Finds a subject by the name in a line; a total is of the whole scope. `undefined`: no agency or field of the catalogue is called so. */
export function subjectOf({ subject }: CountLine, { kind, byName }: NamedSubjects): CountDifference['subject'] | undefined {
  const folded = foldSearchText(subject);
  if (PORTAL_TABLE_WORDS.total.test(folded)) {
    return { kind: 'total', name: subject };
  }
  const found = byName.get(folded);
  return found === undefined ? undefined : { kind, ...found };
}

/**
 * Holds the portal's counts of a period against the published figures, number by number, with our number as the portal compares beside it: by the
 * day, what is paused in time, what was withdrawn and what has no date on time. The first are the figures of the catalogue; the second are
 * counted from the dossiers as they stand. Three statements whatever the number of lines.
 */
export async function compareCounts(database: Pick<Database, 'read'>, lines: readonly { readonly line: CountLine; readonly subject: CountDifference['subject'] }[], kind: NamedSubjects['kind'], scope: ComparedScope): Promise<Compared> {
  const of = { province: scope.province, ...(scope.agency === undefined ? {} : { agency: scope.agency }) };
  const query = { scope: of, period: { kind: 'range', first: localDate(scope.days.first), last: localDate(scope.days.last) }, rates: ['late-rate'], at: instant(scope.at) } as const;
  const grouped = await readFigure(database, { ...query, groupBy: kind });
  const total = await readFigure(database, query);
  const ours = new Map(grouped.figures.map(({ group, counts }) => [group, countsOf(counts)]));
  const dated = await readByDate(database, of, kind, scope);
  const differences: CountDifference[] = [];
  let same = 0;
  for (const { line, subject } of lines) {
    const own = subject.kind === 'total' ? countsOf(total.figures[0]?.counts ?? {}) : (ours.get(subject.code ?? '') ?? NOTHING);
    const byDate = subject.kind === 'total' ? summed([...dated.values()]) : (dated.get(subject.code ?? '') ?? {});
    for (const [measure, theirs] of Object.entries(line.counts) as [PortalMeasure, number][]) {
      if (own[measure] === theirs) {
        same += 1;
      } else {
        differences.push(differenceOf(subject, measure, theirs, own[measure], byDate[measure] ?? (measure in BY_DATE ? 0 : undefined)));
      }
    }
  }
  return { differences, same, onlyHere: 0 };
}

function differenceOf(subject: CountDifference['subject'], measure: PortalMeasure, theirs: number, ours: number, byDate: number | undefined): CountDifference {
  return { kind: 'count', subject, measure, theirs, ours, ...(byDate === undefined ? {} : { byDate }), reason: byDate === theirs ? 'by-date' : 'unknown' };
}

function countsOf(counts: Readonly<Partial<PeriodFigures>>): Counts {
  const { received = 0, carriedOver = 0, finishedEarly = 0, finishedOnTime = 0, finishedLate = 0, open = 0, overdue = 0 } = counts;
  return { received, carriedOver, finishedEarly, finishedOnTime, finishedLate, openInTime: open - overdue, openOverdue: overdue };
}

function summed(all: readonly ByDate[]): ByDate {
  const sums: Partial<Record<PortalMeasure, number>> = {};
  for (const measure of Object.keys(BY_DATE) as (keyof typeof BY_DATE)[]) {
    sums[measure] = all.reduce((sum, each) => sum + (each[measure] ?? 0), 0);
  }
  return sums;
}

// A due moment at 24:00 belongs to the day it ends; the day of a moment at +07:00. Compared as days alone, no term is counted here.
const DAY_OF_END = dayEndingAt('(finished_at + 1)');
const DAY_OF_DUE = dayEndingAt('due_at');
const DATED = `due_at IS NOT NULL AND basis <> 'none'`;

/** As a vendor's software that feeds the portal compares (unverified): by the day of the end against the day of the date. */
const BY_DATE = {
  finishedEarly: (left: string) => `${left} AND status <> 'withdrawn' AND ${DATED} AND ${DAY_OF_END} < ${DAY_OF_DUE}`,
  finishedOnTime: (left: string) => `${left} AND (status = 'withdrawn' OR NOT (${DATED}) OR ${DAY_OF_END} = ${DAY_OF_DUE})`,
  finishedLate: (left: string) => `${left} AND status <> 'withdrawn' AND ${DATED} AND ${DAY_OF_END} > ${DAY_OF_DUE}`,
  openInTime: (_left: string, open: string, before: string) => `${open} AND (paused_at IS NOT NULL OR NOT (${DATED}) OR due_at > ${before})`,
  openOverdue: (_left: string, open: string, before: string) => `${open} AND paused_at IS NULL AND ${DATED} AND due_at <= ${before}`,
} satisfies Partial<Record<PortalMeasure, (left: string, open: string, before: string) => string>>;

async function readByDate({ read }: Pick<Database, 'read'>, of: { readonly province: string; readonly agency?: string }, kind: NamedSubjects['kind'], { days, at }: ComparedScope): Promise<ReadonlyMap<string, ByDate>> {
  const parameters = new Parameters();
  const span = { first: localDate(days.first), last: localDate(days.last) };
  const [start, end] = [parameters.add(startOfDay(span.first), 'bigint'), parameters.add(endOf(span), 'bigint')];
  // Overdue by the day from the day after: what is due today is in time until midnight.
  const before = parameters.add(Math.min(startOfDay(localDate(span.last + 1)), startOfDay(localDateOf(instant(at)))), 'bigint');
  const counts = Object.entries(BY_DATE).map(([measure, condition]) => `count(*) FILTER (WHERE ${condition(leftWithin(start, end), openAt(end), before)}) AS "${measure}"`);
  const within = `${inScope(of, DOSSIER_COLUMNS, parameters)} AND ${COUNTED} AND accepted_at < ${end}`;
  // What is open, and what left since the period began, agency by agency: all that left before it is neither finished in it nor open at its end.
  const rows = await read.rows<ByDate & { readonly key: string }>(
    `SELECT ${DOSSIER_COLUMNS[kind]} AS key, ${counts.join(', ')} FROM (
       SELECT * FROM dossier WHERE in_stock AND NOT closed AND ${within}
       UNION ALL SELECT * FROM dossier WHERE NOT in_stock AND ${LEFT_AT} >= ${start} AND competent_agency IN (SELECT code FROM agency WHERE data ->> 'province' = ${parameters.add(of.province, 'text')}) AND ${within}
     ) AS dossier GROUP BY 1`,
    parameters.values,
  );
  return new Map(rows.map(({ key, ...counted }) => [key, counted]));
}
