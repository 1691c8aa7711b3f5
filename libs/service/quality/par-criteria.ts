import { addCalendarDays, formatLocalDate, type Instant, publicationFigure, startOfDay } from '#domain';
import { type ComputedCriterion, type DaySpan, daysOf, type ParMeasure, PAR_MEASURES, type Period, type Points, pointsOfMeasure, type RateName, rateValue, type RateValue, rowsOf, sipasRate } from '#domain/figures';
import type { Engine } from '../engine.js';
import { readFigure } from '../figures/read-figure.js';
import { findParCatalogue } from '../par-index/catalogues.js';
import { listHeldTargets } from '../par-index/targets.js';
import { publishedUntil } from './read-facts.js';
import { surveyOfYear } from './sipas.js';

/** A measure with the criterion it computes, where one is known, and that criterion's target. Points are hundredths. */
export interface ComputedParCriterion {
  readonly measure: ParMeasure;
  readonly rate: RateValue;
  readonly criterion?: Omit<ComputedCriterion, 'measure'> & { readonly name?: string };
  readonly maximum?: Points;
  readonly value?: Points;
  readonly target?: Points;
  /** What is missing to the target, never below nought. */
  readonly gap?: Points;
}

/** Whose year. The province's own code means the whole province. */
export interface ParCriteriaQuery {
  readonly agency: string;
  readonly year: number;
  readonly at: Instant;
}

/** Criteria that figures can compute, each with value, target and gap; a measure no criterion is known for stands without one. */
export async function readParCriteria(engine: Engine, query: ParCriteriaQuery): Promise<{ readonly days: DaySpan; readonly criteria: readonly ComputedParCriterion[] }> {
  const { read } = engine.database;
  const { quality } = await engine.rules.settings(read);
  const period: Period = { kind: 'year', year: query.year };
  const days = daysOf(period);
  const rates = await ratesOf(engine, query, period);
  const held = await listHeldTargets(read, query.agency, query.year);
  const codes = [...new Set(quality.parCriteria.map(({ catalogue }) => catalogue))];
  const catalogues = new Map(await Promise.all(codes.map(async (code) => [code, await findParCatalogue(read, code)] as const)));
  const criteria = quality.parCriteria.map(({ catalogue, criterion, measure }): ComputedParCriterion => {
    const published = catalogues.get(catalogue);
    const item = published && rowsOf(published.content).find((row) => row.item.code === criterion)?.item;
    const given = held.find((each) => each.catalogue === catalogue && each.criterion === criterion);
    const maximum = item?.maximum ?? given?.maximum;
    const value = maximum === undefined ? undefined : pointsOfMeasure(measure, rates[measure], maximum, quality);
    return {
      measure,
      rate: rates[measure],
      criterion: { catalogue, criterion, ...(item?.name === undefined ? {} : { name: item.name }) },
      ...(maximum === undefined ? {} : { maximum }),
      ...(value === undefined ? {} : { value }),
      ...(given === undefined ? {} : { target: given.target }),
      ...(given === undefined || value === undefined ? {} : { gap: Math.max(0, given.target - value) }),
    };
  });
  const bare = PAR_MEASURES.filter((measure) => !quality.parCriteria.some((each) => each.measure === measure)).map((measure) => ({ measure, rate: rates[measure] }));
  return { days, criteria: [...criteria, ...bare] };
}

async function ratesOf(engine: Engine, { agency, year, at }: ParCriteriaQuery, period: Period): Promise<Readonly<Record<ParMeasure, RateValue>>> {
  const { read } = engine.database;
  const province = (await engine.rules.agencies(read)).get(agency)?.province ?? agency;
  const own = agency === province ? {} : { agency };
  const days = daysOf(period);
  const asked: readonly RateName[] = ['on-time-of-processed', 'apology-coverage'];
  const { figures } = await readFigure(engine.database, { scope: { province, ...own }, period, rates: asked, at });
  const rateOf = (name: RateName): RateValue => figures[0]?.rates[name] ?? rateValue(0, 0);
  const closesAt = Math.min(at, startOfDay(addCalendarDays(days.last, 1)));
  const judged = { first: formatLocalDate(days.first), last: formatLocalDate(days.last), level: 'province', now: at, closesAt } as const;
  const { n, d } = publicationFigure('fully-posted', await publishedUntil(engine, province, days, own.agency), judged);
  const survey = await surveyOfYear(read, agency, year);
  return {
    'on-time': rateOf('on-time-of-processed'),
    apology: rateOf('apology-coverage'),
    publication: rateValue(n, d),
    sipas: survey === undefined ? rateValue(0, 0) : sipasRate(survey.counts),
  };
}
