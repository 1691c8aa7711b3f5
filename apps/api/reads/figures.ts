import { type Channel, formatLocalDate, type Instant, type LocalDate, type ProcedureVersion } from '#domain';
import { daysOf, type DaySpan, getRate, hasBegun, lateBudget, mayLackData, monthsOf, type RateName, type RateState, type RateValue, stateOfRate } from '#domain/figures';
import type { Engine } from '#service';
import { type FigureAnswer, type FigureGroup, type FigureQuery, type FigureScope, findTarget, readFigure, readProjectionStanding, readSeries } from '#service/figures';
import { CHANNEL_LABELS, formatMonthVi, NO_COMMUNE, RATE_STATE_LABELS } from '#vi';
import { problem } from '../problems/problem.js';
import { isoOf } from '../schemas/atoms.js';
import type { FigureRequest } from '../schemas/figure-query.js';
import { viewTargetBasis } from '../views/budget-view.js';
import { type FigureView, percent, STOCK_COUNTS, viewStock, viewValue } from '../views/figure-view.js';
import { viewPeriod } from '../views/period-view.js';
import { statedRate } from '../views/rate-view.js';
import { type AskedPeriod, askedPeriod } from './asked-period.js';
import type { FigureReader } from './figure-reader.js';

/** A rate over the period of the request. Throws a 422 problem when the rate cannot be told for such a scope. */
export async function readRate({ engine, counts }: FigureReader, name: RateName, scope: FigureScope, request: FigureRequest, at: Instant): Promise<FigureView> {
  const asked = await askedPeriod(engine, scope.province, request, at);
  const query: FigureQuery = { scope, period: asked.period, rates: [name], counts: STOCK_COUNTS, at };
  const projection = await readProjectionStanding(engine.database.read);
  const whole = await readFigure(counts, query);
  const total = whole.figures[0]?.rates[name];
  if (total === undefined) {
    throw problem('figure-not-available', 'Leave out the officer, or ask for a rate of stages; combinations that are not kept tell only rates of dates');
  }
  const { target, basis } = await targetOf(engine, name, scope, whole.days);
  const state = await stateOf(engine, name, total, asked, scope.province);
  const { source, items } = await groupsOf({ engine, counts }, name, query, request.groupBy);
  return {
    ...statedRate(name),
    target: percent(target),
    targetBasis: basis,
    period: viewPeriod(asked),
    asOf: isoOf(whole.at),
    scope: { ...scope },
    source: source ?? whole.source,
    projection,
    groupBy: request.groupBy ?? null,
    items: state === 'no-data' ? items.map((item) => ({ ...item, value: null })) : items,
    state,
    stateLabel: RATE_STATE_LABELS[state],
    total: { ...viewValue(total), ...(state === 'no-data' ? { value: null } : {}) },
    stock: scope.officer === undefined ? viewStock(whole.figures[0]?.counts ?? {}) : null,
    budget: target === undefined ? null : (lateBudget(total.n, total.d, target) ?? null),
  };
}

/** Whether the value says something; of what may never have come here, everything recorded so far is asked for. */
async function stateOf(engine: Engine, name: RateName, value: RateValue, { recordedFrom, days, at }: AskedPeriod, province: string): Promise<RateState> {
  if (!mayLackData(name, value) || recordedFrom === undefined) {
    return stateOfRate(name, value);
  }
  const ever = await readFigure(engine.database, { scope: { province }, period: { kind: 'range', first: recordedFrom, last: maxDay(days.last, recordedFrom) }, rates: [], at });
  return stateOfRate(name, value, ever.figures[0]?.counts);
}

function maxDay(one: LocalDate, other: LocalDate): LocalDate {
  return one > other ? one : other;
}

/** What a rate is to stay below over these days, and where that was decided: the late rate's target is set per scope. */
export async function targetOf(engine: Engine, name: RateName, scope: FigureScope, days: DaySpan): Promise<{ readonly target: number | undefined; readonly basis: FigureView['targetBasis'] }> {
  if (name !== 'late-rate') {
    return { target: getRate(name).target, basis: null };
  }
  const inForce = await findTarget(engine, scope, days);
  return { target: inForce.target, basis: viewTargetBasis(inForce) };
}

interface Groups {
  readonly source?: FigureAnswer['source'];
  readonly items: FigureView['items'];
}

async function groupsOf({ engine, counts }: FigureReader, name: RateName, query: FigureQuery, groupBy: FigureRequest['groupBy']): Promise<Groups> {
  switch (groupBy) {
    case undefined:
      return { items: [] };
    case 'month': {
      const months = await readSeries(counts, { ...query, counts: [] }, monthsOf(query.period).filter((month) => hasBegun(daysOf(month), query.at)));
      return { ...(months[0] === undefined ? {} : { source: months[0].source }), items: months.flatMap(({ days, figures }) => itemsOf(name, figures.slice(0, 1), () => monthAt(days.first))) };
    }
    default: {
      const { source, figures } = await readFigure(counts, { ...query, counts: [], groupBy });
      const labels = await labelsOf(engine, groupBy, query.scope.procedure);
      return { source, items: itemsOf(name, figures, (key) => ({ key, label: labels.get(key) ?? key })) };
    }
  }
}

function itemsOf(name: RateName, figures: FigureAnswer['figures'], named: (group: string) => { readonly key: string; readonly label: string }): FigureView['items'] {
  return figures.flatMap(({ group, rates }) => {
    const rate = rates[name];
    return rate === undefined ? [] : [{ ...named(group), ...viewValue(rate) }];
  });
}

function monthAt(day: LocalDate): { readonly key: string; readonly label: string } {
  return { key: formatLocalDate(day).slice(0, 7), label: formatMonthVi(day) };
}

/** Names of what figures are told apart by; those of cases are of one procedure. */
export async function labelsOf(engine: Engine, groupBy: FigureGroup, procedure?: string): Promise<ReadonlyMap<string, string>> {
  switch (groupBy) {
    case 'agency':
    case 'commune':
      return new Map([...(await engine.rules.agencies(engine.database.read)).values()].map(({ code, name }): [string, string] => [code, name]).concat(groupBy === 'commune' ? [['', NO_COMMUNE]] : []));
    case 'procedure':
    case 'field': {
      // The text of a version has many pages, of which two words are asked for.
      const [code, name] = groupBy === 'procedure' ? ['code', `data ->> 'name'`] : [`data -> 'field' ->> 'code'`, `data -> 'field' ->> 'name'`];
      const rows = await engine.database.read.rows<{ code: string; name: string }>(`SELECT ${code} AS code, ${name} AS name FROM procedure_version v ORDER BY v.code, v.version`);
      return new Map(rows.map((row) => [row.code, row.name]));
    }
    case 'case': {
      const rows = await engine.database.read.rows<{ data: ProcedureVersion }>('SELECT data FROM procedure_version WHERE code = $1 ORDER BY version', [procedure ?? '']);
      return new Map(rows.flatMap(({ data }) => data.cases.map(({ code, name }) => [code, name])));
    }
    case 'channel':
      return new Map((Object.keys(CHANNEL_LABELS) as Channel[]).map((channel) => [channel, CHANNEL_LABELS[channel]]));
  }
}
