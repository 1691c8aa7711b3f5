import { addCalendarDays, startOfDay } from '#domain';
import { daysBefore, type DaySpan, getRate, NO_FIGURES, processed, type RateName } from '#domain/figures';
import { type GroupRate, type LateDossier, periodDocument } from '#letters';
import type { Transaction } from '#persistence';
import { REPORTED_RATES, type ReportedRate } from '#vi';
import { readCaseFigures } from '../cases/case-figures.js';
import type { Engine } from '../engine.js';
import { behindRate } from '../figures/list-behind.js';
import { type Figure, readFigure } from '../figures/read-figure.js';
import type { Reader } from '../rule-book.js';
import { readGroupNames, reportFrame } from './report-frame.js';
import type { ComposedReport, ReportFigure, ReportGroup, ReportRequest } from './report-kinds.js';

type PeriodQuery = Pick<ReportRequest, 'days' | 'scope' | 'at'>;

const RATES = Object.keys(REPORTED_RATES) as readonly (ReportedRate & RateName)[];
const HEADLINE = 'late-rate';
/** Late dossiers named in the report itself; the list of evidence has all. */
const NAMED_LATE = 500;

/** The report of a period: its rates beside those of the period before, by agency and field, letters, clocks, and the late dossiers. */
export async function composePeriod(engine: Pick<Engine, 'rules'>, tx: Transaction, { days, scope, at }: PeriodQuery): Promise<Pick<ComposedReport, 'figures' | 'document'>> {
  const { header, place, frame } = await reportFrame(engine, tx, { days, scope, at });
  const before = daysBefore(days);
  const ask = { scope, rates: RATES, at } as const;
  const [now, earlier] = [await readFigure({ read: tx }, { ...ask, period: { kind: 'range', ...days } }), await readFigure({ read: tx }, { ...ask, period: { kind: 'range', ...before } })];
  const [own, previous] = [now.figures[0], earlier.figures[0]];
  const rates = RATES.flatMap((rate) => {
    const [value, was, { target }] = [own?.rates[rate], previous?.rates[rate], getRate(rate)];
    return value === undefined ? [] : [{ rate, value, ...(was === undefined ? {} : { before: was }), ...(target === undefined ? {} : { target }) }];
  });
  const counts = { ...NO_FIGURES, ...own?.counts };
  const groups = { agency: await groupsOf(engine, tx, { days, scope, at }, before, 'agency'), field: await groupsOf(engine, tx, { days, scope, at }, before, 'field') };
  const agencies = [...(await engine.rules.agencies(tx)).values()].filter(({ code, province }) => province === scope.province && (scope.agency === undefined || scope.agency === code)).map(({ code }) => code);
  const clocks = await readCaseFigures(tx, { agencies }, { from: startOfDay(days.first), until: startOfDay(addCalendarDays(days.last, 1)), at });
  const { late, lateCount } = await lateDossiers(engine, tx, { days, scope, at });
  const figures: readonly ReportFigure[] = [
    ...rates.map(({ rate, value: { n, d } }) => ({ figure: rate, group: '', n, d })),
    ...(['agency', 'field'] as const).flatMap((by) => groups[by].map(({ group, late: { n, d } }) => ({ figure: `${HEADLINE} by ${by}`, group, n, d }))),
    ...clocks.map(({ rate, clock, value: { n, d } }) => ({ figure: rate, group: clock, n, d })),
  ];
  const document = periodDocument(
    { header, place },
    {
      frame,
      before,
      rates,
      letters: { broken: counts.becameLate + counts.promiseBroken, signed: counts.apologySigned, inTime: counts.apologyInTime },
      agencies: groups.agency,
      fields: groups.field,
      clocks: clocks.map(({ clock, rate, value }) => ({ clock, rate, value })),
      late,
      lateCount,
    },
  );
  return { figures, document };
}

async function groupsOf(engine: Pick<Engine, 'rules'>, tx: Transaction, { days, scope, at }: PeriodQuery, before: DaySpan, by: ReportGroup): Promise<readonly (GroupRate & { readonly group: string })[]> {
  const names = await readGroupNames(engine, tx, by);
  const ask = { scope, rates: [HEADLINE], groupBy: by, at } as const;
  const { figures } = await readFigure({ read: tx }, { ...ask, period: { kind: 'range', ...days } });
  const earlier = new Map((await readFigure({ read: tx }, { ...ask, period: { kind: 'range', ...before } })).figures.map((figure): [string, Figure] => [figure.group, figure]));
  return figures.flatMap(({ group, counts, rates: { [HEADLINE]: late } }) => {
    const all = { ...NO_FIGURES, ...counts };
    const was = earlier.get(group)?.rates[HEADLINE];
    return late === undefined || (late.d === 0 && all.received === 0) ? [] : [{ group, name: names.get(group) ?? group, received: all.received - all.cancelled, processed: processed(all), open: all.open, late, ...(was === undefined ? {} : { before: was }) }];
  });
}

async function lateDossiers({ rules }: Pick<Engine, 'rules'>, tx: Transaction, { days, scope, at }: PeriodQuery): Promise<{ readonly late: readonly LateDossier[]; readonly lateCount: number }> {
  const behind = behindRate({ rate: HEADLINE, part: 'numerator', scope, days, at });
  if (behind === undefined) {
    return { late: [], lateCount: 0 };
  }
  const { sql, parameters: { values: parameters } } = behind;
  const counted = await tx.first<{ count: number }>(`SELECT count(*) AS count FROM dossier WHERE ${sql}`, parameters);
  const rows = await tx.rows<{ code: string; procedure_code: string; competent_agency: string; due_at: number | null; finished_at: number | null }>(
    `SELECT code, procedure_code, competent_agency, due_at, finished_at FROM dossier WHERE ${sql} ORDER BY code COLLATE "C" LIMIT ${String(NAMED_LATE)}`,
    parameters,
  );
  const [agencies, procedures] = [await rules.agencies(tx), await procedureNames(tx, rows.map(({ procedure_code }) => procedure_code))];
  const late = rows.map(({ code, procedure_code, competent_agency, due_at, finished_at }): LateDossier => ({
    code,
    procedure: procedures.get(procedure_code) ?? procedure_code,
    agency: agencies.get(competent_agency)?.name ?? competent_agency,
    ...(due_at === null ? {} : { dueAt: due_at }),
    ...(finished_at === null ? {} : { finishedAt: finished_at }),
  }));
  return { late, lateCount: counted?.count ?? 0 };
}

/** Names of procedures by their newest version. */
export async function procedureNames(tx: Reader, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ code: string; name: string | null }>(`SELECT DISTINCT ON (code) code, data::jsonb ->> 'name' AS name FROM procedure_version WHERE code = ANY($1) ORDER BY code, version DESC`, [[...new Set(codes)]]);
  return new Map(rows.flatMap(({ code, name }) => (name === null ? [] : [[code, name] as const])));
}
