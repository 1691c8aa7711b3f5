import { localDateOf } from '#domain';
import { type CellPlan, computeRate, type DaySpan, daysOf, getRate, NO_FIGURES, type PeriodFigures, planCells, RATE_NAMES, type Rate, type RateName, type RateValue } from '#domain/figures';
import type { Database } from '#persistence';
import type { FigureRecount } from './figure-recount.js';
import { readFromCells } from './read-cells.js';
import { readFromDossiers } from './read-dossiers.js';
import type { RecountedDossiers } from './recounted-dossiers.js';
import { type AnyDaysQuery, askedGroups, type FigureQuery, toldApart } from './scope.js';
import { wantedCounts } from './wanted-counts.js';

/** Figures of one group: the agency, procedure, field or channel it stands for, or empty for the whole scope. */
export interface Figure {
  readonly group: string;
  readonly rates: Readonly<Partial<Record<RateName, RateValue>>>;
  /** What the rates are made of. Counts the source cannot tell are absent. */
  readonly counts: Readonly<Partial<PeriodFigures>>;
}

/** The answer to a `FigureQuery`, with the days it speaks of and where it comes from. */
export interface FigureAnswer {
  /** `cells`: the kept figures, right at once. `dossiers`: no grain tells this apart, so the dossiers as they stand were counted. */
  readonly source: 'cells' | 'dossiers';
  readonly days: DaySpan;
  readonly at: number;
  /** One, or one for each group in which anything was counted, in code order of the group. */
  readonly figures: readonly Figure[];
  /** Rates asked for that this scope or source cannot tell. */
  readonly omitted: readonly RateName[];
}

/**
 * Named rates of a scope over a period, each with numerator and denominator, by one statement. Carried over is the open stock
 * before the period's first day; open and overdue are those at the period's end, or now while it lasts.
 */
export async function readFigure(database: Pick<Database, 'read'>, query: FigureQuery): Promise<FigureAnswer> {
  const days = daysOf(query.period);
  const plan = planOf(query, days);
  const source = plan === undefined ? 'dossiers' : 'cells';
  const rates = (query.rates === 'all' ? RATE_NAMES : query.rates).map(getRate);
  const told = rates.filter((rate) => canTell(rate, source, query));
  const groups = plan === undefined ? await readFromDossiers(database, query, days) : await readFromCells(database, query, days, plan, wantedCounts(told, query.counts));
  return { source, days, at: query.at, figures: figuresOf(groups, query, told), omitted: rates.filter((rate) => !told.includes(rate)).map(({ name }) => name) };
}

/** Where the answer to a question comes from. */
export function sourceOf(query: FigureQuery): FigureAnswer['source'] {
  return planOf(query, daysOf(query.period)) === undefined ? 'dossiers' : 'cells';
}

function planOf(query: FigureQuery, days: DaySpan): CellPlan | undefined {
  return planCells(toldApart(query), days, localDateOf(query.at));
}

/** The same figures from a recount: what the events say, whatever cells and deltas hold. */
export async function figuresOfRecount(recount: FigureRecount, query: FigureQuery): Promise<readonly Figure[]> {
  const rates = (query.rates === 'all' ? RATE_NAMES : query.rates).map(getRate);
  return figuresOf(await recount.figures(query, daysOf(query.period), wantedCounts(rates, query.counts)), query, rates);
}

/** The same for a question that dossiers answer: counted from rows as the events make them. */
export async function figuresOfRecountedDossiers(dossiers: RecountedDossiers, query: FigureQuery): Promise<readonly Figure[]> {
  const rates = (query.rates === 'all' ? RATE_NAMES : query.rates).map(getRate).filter((rate) => canTell(rate, 'dossiers', query));
  return figuresOf(await dossiers.figures(daysOf(query.period)), query, rates);
}

/** Figures with the rates that were asked for, from counts of groups; of the whole scope there is always one. */
export function figuresOf(groups: readonly ({ readonly key: string } & Partial<PeriodFigures>)[], query: AnyDaysQuery, rates: readonly Rate[]): readonly Figure[] {
  const figures = groups.map(({ key, ...counts }) => figureOf(key, counts, rates));
  return askedGroups(query).length === 0 ? figures.slice(0, 1).concat(figures.length === 0 ? [figureOf('', NO_FIGURES, rates)] : []) : figures.filter(hasAnything);
}

/** True for a rate such a scope and source can tell. */
export function canTell(rate: Rate, source: FigureAnswer['source'], { scope }: AnyDaysQuery): boolean {
  return scope.officer === undefined ? source === 'cells' || rate.fromDossiers : source === 'cells' && rate.of === 'stages';
}

function figureOf(group: string, counts: Partial<PeriodFigures>, rates: readonly Rate[]): Figure {
  if (rates.length === 0) {
    return { group, counts, rates: {} };
  }
  const figures = { ...NO_FIGURES, ...counts };
  return { group, counts, rates: Object.fromEntries(rates.map((rate) => [rate.name, computeRate(rate, figures)])) };
}

function hasAnything({ counts }: Figure): boolean {
  return Object.values(counts).some((count) => count !== 0);
}
