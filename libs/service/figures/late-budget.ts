import { addCalendarDays, type Instant, type LocalDate, localDateFrom, localDateOf, monthOf, withinCalendar, yearOf } from '#domain';
import { budgetOf, burnRate, computeRate, type DaySpan, daysOf, type DueFacts, expectedReceipts, forecastByHistory, forecastByModel, getRate, type LateBudget, type LatenessForecast, type LateHistory, NO_FIGURES, type Period, periodDays, type PeriodDays, type PeriodFigures, processed, project, type Projection, type RateValue, type ReceiptBasis, type TargetInForce } from '#domain/figures';
import type { Engine } from '../engine.js';
import { BudgetReads } from './budget-reads.js';
import { endOf } from './dossier-conditions.js';
import type { FigureAnswer } from './read-figure.js';
import type { FigureQuery, FigureScope } from './scope.js';
import { findTarget } from './targets.js';

/** Whole months before the period that history is told from. */
const HISTORY_MONTHS = 3;

/** The budget of late dossiers of a scope and period, and how the period will probably end. */
export interface BudgetStanding {
  readonly days: DaySpan;
  readonly target: TargetInForce;
  /** `late-rate` now, and its budget; absent where there is nothing to judge. */
  readonly rate: RateValue;
  readonly budget?: LateBudget;
  /** Working days on the province's calendar; absent beyond it. */
  readonly workingDays?: PeriodDays;
  /** Share spent of the projected budget over share of the days begun. */
  readonly burnRate?: string;
  readonly due: DueFacts;
  readonly receipts: { readonly basis: ReceiptBasis; readonly expected: number };
  readonly forecast: LatenessForecast;
  readonly history: { readonly days: DaySpan; readonly facts: LateHistory };
  readonly projection: Projection;
  readonly source: FigureAnswer['source'];
}

/** Tells how many of the dossiers due before a period's end will be late. The usual one goes by the model of lateness, without one by facts and history. */
export type ForecastLateness = (facts: { readonly scope: FigureScope; readonly until: Instant; readonly at: Instant; readonly due: DueFacts; readonly history: LateHistory }) => LatenessForecast | Promise<LatenessForecast>;

const usual: ForecastLateness = ({ due, history }) => forecastByModel(due) ?? forecastByHistory(due, history);

/** What is asked: a scope without an officer, for officers have no budget. */
export type BudgetQuery = Pick<FigureQuery, 'period' | 'at'> & { readonly scope: Omit<FigureScope, 'officer'> };

/** How a budget is read. */
export interface BudgetOptions {
  readonly forecast?: ForecastLateness | undefined;
  /** Whose dossiers and figures it is told from: the application's, or a reader's. */
  readonly counts?: Engine['database'];
  /** What was read already at the same moment, for others. */
  readonly reads?: BudgetReads;
  /** The target in force, where it is known. */
  readonly target?: TargetInForce;
}

/** The budget of one scope. Figures come from `readFigure`; what is due is one statement over open dossiers. */
export async function readBudget(engine: Engine, query: BudgetQuery, { forecast = usual, counts = engine.database, reads = new BudgetReads(engine, counts, query.at), target: known }: BudgetOptions = {}): Promise<BudgetStanding> {
  const target = known ?? (await findTarget(engine, query.scope, daysOf(query.period)));
  const facts = await readFacts(reads, query);
  return standingOf(query.scope, facts, facts.of(''), target, query.at, forecast);
}

/** The budgets of every agency of a province in which anything was counted, by the statements of one scope. */
export async function readAgencyBudgets(
  engine: Engine,
  query: BudgetQuery,
  targetFor: (agency: string) => TargetInForce,
  forecast: ForecastLateness = usual,
  reads = new BudgetReads(engine, engine.database, query.at),
): Promise<ReadonlyMap<string, BudgetStanding>> {
  const facts = await readFacts(reads, { ...query, groupBy: 'agency' });
  const standings = await Promise.all(facts.keys.map(async (agency) => [agency, await standingOf({ ...query.scope, agency }, facts, facts.of(agency), targetFor(agency), query.at, forecast)] as const));
  return new Map(standings);
}

interface GroupFacts {
  readonly now: PeriodFigures;
  readonly past: PeriodFigures;
  readonly due: DueFacts;
}

interface Facts {
  readonly days: DaySpan;
  readonly history: DaySpan;
  readonly source: FigureAnswer['source'];
  readonly workingDays: PeriodDays | undefined;
  /** Working days of the history, from the first on of which the province has anything recorded. */
  readonly historyDays: number;
  readonly keys: readonly string[];
  of(key: string): GroupFacts;
}

async function readFacts(reads: BudgetReads, query: BudgetQuery & Pick<FigureQuery, 'groupBy'>): Promise<Facts> {
  const { at, scope } = query;
  const days = daysOf(query.period);
  const history = { first: monthsBefore(days.first), last: addCalendarDays(firstOfMonth(days.first), -1) };
  const [now, past, due, recordedFrom, calendar] = await Promise.all([
    reads.figure(query, query.period),
    reads.figure(query, rangeOf(history)),
    reads.due(query, endOf(days)),
    reads.firstRecordedDay(scope.province),
    reads.calendar(scope.province),
  ]);
  const counted = (span: DaySpan): PeriodDays | undefined => calendar && withinCalendar(() => periodDays(calendar, span, localDateOf(at)));
  const [present, before] = [countsByKey(now), countsByKey(past)];
  return {
    days,
    history,
    source: now.source,
    workingDays: counted(days),
    historyDays: recordedFrom === undefined || recordedFrom > history.last ? 0 : (counted({ first: recordedFrom > history.first ? recordedFrom : history.first, last: history.last })?.total ?? 0),
    keys: [...new Set([...present.keys(), ...due.keys()])].sort(),
    of: (key) => ({ now: present.get(key) ?? NO_FIGURES, past: before.get(key) ?? NO_FIGURES, due: due.get(key) ?? { due: 0, endangered: 0 } }),
  };
}

async function standingOf(scope: BudgetQuery['scope'], facts: Facts, { now, past, due }: GroupFacts, target: TargetInForce, at: Instant, forecastLateness: ForecastLateness): Promise<BudgetStanding> {
  const { days, workingDays } = facts;
  const rate = computeRate(getRate('late-rate'), now);
  const budget = budgetOf(rate.n, rate.d, target.target);
  const history: LateHistory = { finishedLate: past.finishedLate, finished: processed(past), received: past.received - past.cancelled, workingDays: facts.historyDays };
  const receipts = workingDays === undefined ? ({ basis: 'none', expected: 0 } as const) : expectedReceipts(history, now.received - now.cancelled, workingDays);
  const forecast = await forecastLateness({ scope, until: endOf(days), at, due, history });
  const projection = project({ late: rate.n, toProcess: rate.d, expectedReceipts: receipts.expected, forecast, target: target.target });
  const burn = projection.budget === undefined || workingDays === undefined ? undefined : burnRate(projection.budget, workingDays);
  return {
    days,
    target,
    rate,
    ...(budget === undefined ? {} : { budget }),
    ...(workingDays === undefined ? {} : { workingDays }),
    ...(burn === undefined ? {} : { burnRate: burn }),
    due,
    receipts,
    forecast,
    history: { days: facts.history, facts: history },
    projection,
    source: facts.source,
  };
}

function countsByKey({ figures }: FigureAnswer): ReadonlyMap<string, PeriodFigures> {
  return new Map(figures.map(({ group, counts }) => [group, { ...NO_FIGURES, ...counts }]));
}

function rangeOf({ first, last }: DaySpan): Period {
  return { kind: 'range', first, last };
}

function firstOfMonth(day: LocalDate): LocalDate {
  return localDateFrom(yearOf(day), monthOf(day), 1);
}

function monthsBefore(day: LocalDate): LocalDate {
  const month = yearOf(day) * 12 + monthOf(day) - 1 - HISTORY_MONTHS;
  return localDateFrom(Math.floor(month / 12), (month % 12) + 1, 1);
}
