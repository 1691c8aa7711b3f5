import { type Channel, formatLocalDate, getRate, type Instant, lateBudget, type ProcedureVersion, type RateName } from '#domain';
import { type Engine, type FigureGroup, type FigureScope, readFigure } from '#service';
import { CHANNEL_LABELS } from '#vi';
import { problem } from '../problems/problem.js';
import { isoOf } from '../schemas/atoms.js';
import { type FigureRequest, periodOf } from '../schemas/figure-query.js';
import { type FigureView, percent, viewValue } from '../views/figure-view.js';

/** A rate over the period of the request. Throws a 422 problem when the rate cannot be told for such a scope. */
export async function readRate(engine: Engine, name: RateName, scope: FigureScope, request: FigureRequest, at: Instant): Promise<FigureView> {
  const query = { scope, period: periodOf(request, at), rates: [name], at };
  const whole = await readFigure(engine.database, query);
  const total = whole.figures[0]?.rates[name];
  if (total === undefined) {
    throw problem('figure-not-available', 'Leave out the officer, or ask for a rate of stages; combinations that are not kept tell only rates of dates');
  }
  const grouped = request.groupBy === undefined ? undefined : await readFigure(engine.database, { ...query, groupBy: request.groupBy });
  const { formula, target } = getRate(name);
  return {
    rate: name,
    formula,
    target: percent(target),
    period: { from: formatLocalDate(whole.days.first), to: formatLocalDate(whole.days.last) },
    asOf: isoOf(whole.at),
    scope: { ...scope },
    source: grouped?.source ?? whole.source,
    groupBy: request.groupBy ?? null,
    items: grouped === undefined || request.groupBy === undefined ? [] : await itemsOf(engine, name, request.groupBy, grouped.figures),
    total: viewValue(total),
    budget: target === undefined ? null : (lateBudget(total.n, total.d, target) ?? null),
  };
}

async function itemsOf(engine: Engine, name: RateName, groupBy: FigureGroup, figures: Awaited<ReturnType<typeof readFigure>>['figures']): Promise<FigureView['items']> {
  const labels = await labelsOf(engine, groupBy);
  return figures.flatMap(({ group, rates }) => {
    const rate = rates[name];
    return rate === undefined ? [] : [{ key: group, label: labels.get(group) ?? group, ...viewValue(rate) }];
  });
}

async function labelsOf(engine: Engine, groupBy: FigureGroup): Promise<ReadonlyMap<string, string>> {
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
