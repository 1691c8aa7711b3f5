import { type Channel, formatLocalDate, getRate, type Instant, lateBudget, type LocalDate, monthsOf, type ProcedureVersion, type RateName } from '#domain';
import { type Engine, type FigureAnswer, type FigureGroup, type FigureQuery, type FigureScope, readFigure, readSeries } from '#service';
import { CHANNEL_LABELS, formatMonthVi } from '#vi';
import { problem } from '../problems/problem.js';
import { isoOf } from '../schemas/atoms.js';
import { type FigureRequest, periodOf } from '../schemas/figure-query.js';
import { type FigureView, percent, viewValue } from '../views/figure-view.js';

/** A rate over the period of the request. Throws a 422 problem when the rate cannot be told for such a scope. */
export async function readRate(engine: Engine, name: RateName, scope: FigureScope, request: FigureRequest, at: Instant): Promise<FigureView> {
  const query: FigureQuery = { scope, period: periodOf(request, at), rates: [name], at };
  const whole = await readFigure(engine.database, query);
  const total = whole.figures[0]?.rates[name];
  if (total === undefined) {
    throw problem('figure-not-available', 'Leave out the officer, or ask for a rate of stages; combinations that are not kept tell only rates of dates');
  }
  const { formula, target } = getRate(name);
  const { source, items } = await groupsOf(engine, name, query, request.groupBy);
  return {
    rate: name,
    formula,
    target: percent(target),
    period: { from: formatLocalDate(whole.days.first), to: formatLocalDate(whole.days.last) },
    asOf: isoOf(whole.at),
    scope: { ...scope },
    source: source ?? whole.source,
    groupBy: request.groupBy ?? null,
    items,
    total: viewValue(total),
    budget: target === undefined ? null : (lateBudget(total.n, total.d, target) ?? null),
  };
}

interface Groups {
  readonly source?: FigureAnswer['source'];
  readonly items: FigureView['items'];
}

async function groupsOf(engine: Engine, name: RateName, query: FigureQuery, groupBy: FigureRequest['groupBy']): Promise<Groups> {
  switch (groupBy) {
    case undefined:
      return { items: [] };
    case 'month': {
      const months = await readSeries(engine.database, query, monthsOf(query.period));
      return { ...(months[0] === undefined ? {} : { source: months[0].source }), items: months.flatMap(({ days, figures }) => itemsOf(name, figures.slice(0, 1), () => monthAt(days.first))) };
    }
    default: {
      const { source, figures } = await readFigure(engine.database, { ...query, groupBy });
      const labels = await labelsOf(engine, groupBy);
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

/** Names of what figures are told apart by. */
export async function labelsOf(engine: Engine, groupBy: FigureGroup): Promise<ReadonlyMap<string, string>> {
  switch (groupBy) {
    case 'agency':
      return new Map([...(await engine.rules.agencies(engine.database.read)).values()].map(({ code, name }) => [code, name]));
    case 'procedure':
    case 'field': {
      const rows = await engine.database.read.rows<{ data: ProcedureVersion }>('SELECT data FROM procedure_version ORDER BY code, version');
      return new Map(rows.map(({ data }) => (groupBy === 'procedure' ? [data.code, data.name] : [data.field.code, data.field.name])));
    }
    case 'channel':
      return new Map((Object.keys(CHANNEL_LABELS) as Channel[]).map((channel) => [channel, CHANNEL_LABELS[channel]]));
  }
}
