import { addCalendarDays, type Channel, type Instant, localDateFrom, localDateOf, monthOf, startOfDay, yearOf } from '#domain';
import { daysOf, type Period, type RateName } from '#domain/figures';
import type { FigureGroup, FigureQuery, FigureScope } from '#service/figures';
import type { Random } from '../../simulation/random.js';
import type { Province } from './nation.js';

/** What a screen asks for, and how each screen's scope and period are chosen. */
export interface Question {
  readonly name: string;
  ask(random: Random, provinces: readonly [Province, ...Province[]], at: Instant): FigureQuery;
}

const CHANNELS: readonly [Channel, ...Channel[]] = ['counter', 'online', 'post'];

/** One answer tells every rate of a whole; by groups a screen shows a few beside each other. */
const SHOWN_BY_GROUP: readonly RateName[] = ['late-rate', 'on-time-of-processed', 'overdue-of-open'];

const question = (name: string, periodOf: (random: Random, at: Instant) => Period, narrow: (random: Random, province: Province) => Partial<FigureScope>, groupBy?: FigureGroup): Question => ({
  name,
  ask: (random, provinces, at) => {
    const province = random.pick(provinces);
    const asked = { scope: { province: province.code, ...narrow(random, province) }, period: periodOf(random, at), at };
    return groupBy === undefined ? { ...asked, rates: 'all' } : { ...asked, rates: SHOWN_BY_GROUP, counts: [], groupBy };
  },
});

const whole = (): Partial<FigureScope> => ({});
const agency = (random: Random, { handled }: Province): Partial<FigureScope> => ({ agency: random.pick(random.pick(handled).agencies) });
const procedure = (random: Random, { handled }: Province): Partial<FigureScope> => ({ procedure: random.pick(handled).code });
/** The month of the bench’s moment. */
export const thisMonth = (_random: Random, at: Instant): Period => ({ kind: 'month', year: yearOf(localDateOf(at)), month: monthOf(localDateOf(at)) });
/** The year of it. */
export const thisYear = (_random: Random, at: Instant): Period => ({ kind: 'year', year: yearOf(localDateOf(at)) });
const pastMonth = (random: Random, at: Instant): Period => ({ kind: 'month', year: yearOf(localDateOf(at)) - Math.floor(random.between(1, 3)), month: Math.floor(random.between(1, 13)) });
const today = (_random: Random, at: Instant): Period => ({ kind: 'day', day: localDateOf(at) });
/** From the 15th to the 14th, as reports are cut off. */
const reportMonth = (random: Random, at: Instant): Period => {
  const [year, month] = [yearOf(localDateOf(at)) - 1, Math.floor(random.between(2, 13))];
  return { kind: 'range', first: localDateFrom(year, month - 1, 15), last: localDateFrom(year, month, 14) };
};

/** The screens of a manager, a head and a desk. */
export const QUESTIONS: readonly Question[] = [
  question('a province this month', thisMonth, whole),
  question('a province this year', thisYear, whole),
  question('a province today', today, whole),
  question('a province in a month of the past', pastMonth, whole),
  question('a province this year by agency', thisYear, whole, 'agency'),
  question('a province in a report month by field', reportMonth, whole, 'field'),
  question('a province this year by procedure', thisYear, whole, 'procedure'),
  question('a province this month by channel', thisMonth, whole, 'channel'),
  question('an agency this month', thisMonth, agency),
  question('an agency this year by procedure', thisYear, agency, 'procedure'),
  question('an agency in a report month by channel', reportMonth, agency, 'channel'),
  question('a procedure this year', thisYear, procedure),
  question('a procedure this year by agency', thisYear, procedure, 'agency'),
  question('a channel of an agency this month', thisMonth, (random, province) => ({ ...agency(random, province), channel: random.pick(CHANNELS) })),
];

const GROUPED: Partial<Record<FigureGroup, string>> = { agency: 'competent_agency', procedure: 'procedure_code', field: 'field_code', channel: 'channel' };

/** The plain way to answer a question: counting the dossiers of the scope, grouped. Instants and codes are its parameters. */
export function plainGroupBy({ scope, period, groupBy, at }: FigureQuery): { readonly sql: string; readonly parameters: readonly unknown[] } {
  const days = daysOf(period);
  const narrowed = Object.entries(GROUPED).flatMap(([dimension, column]) => (scope[dimension as FigureGroup] === undefined ? [] : [{ column, value: scope[dimension as FigureGroup] }]));
  const where = ['province = $1', 'accepted_at < $3', ...narrowed.map(({ column }, index) => `${column} = $${String(index + 5)}`)].join(' AND ');
  return {
    sql: `SELECT ${groupBy === undefined ? `''` : (GROUPED[groupBy] ?? `''`)} AS key, count(*) FILTER (WHERE accepted_at >= $2) AS received, count(*) FILTER (WHERE accepted_at < $2 AND (finished_at IS NULL OR finished_at >= $2)) AS carried,
      count(*) FILTER (WHERE finished_at >= $2 AND finished_at < $3 AND punctuality = 'late') AS late,
      count(*) FILTER (WHERE (finished_at IS NULL OR finished_at >= $3) AND due_at < least($3::bigint, $4::bigint)) AS overdue
      FROM dossier WHERE ${where} GROUP BY 1`,
    parameters: [scope.province, startOfDay(days.first), startOfDay(addCalendarDays(days.last, 1)), at, ...narrowed.map(({ value }) => value)],
  };
}
