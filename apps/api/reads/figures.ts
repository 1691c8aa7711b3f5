import { type Channel, formatLocalDate, type Instant, type LocalDate, type ProcedureVersion } from '#domain';
import { type DaySpan, getRate, lateBudget, monthsOf, type Period, type RateName } from '#domain/figures';
import type { Engine } from '#service';
import { type FigureAnswer, type FigureGroup, type FigureQuery, type FigureScope, findTarget, readFigure, readProjectionStanding, readSeries } from '#service/figures';
import { CHANNEL_LABELS, formatMonthVi, NO_COMMUNE, RATE_WORDS } from '#vi';
import { problem } from '../problems/problem.js';
import { isoOf } from '../schemas/atoms.js';
import { type FigureRequest, periodOf } from '../schemas/figure-query.js';
import { viewTargetBasis } from '../views/budget-view.js';
import { type FigureView, percent, viewStock, viewValue } from '../views/figure-view.js';

/** A rate over the period of the request. Throws a 422 problem when the rate cannot be told for such a scope. */
export async function readRate(engine: Engine, name: RateName, scope: FigureScope, request: FigureRequest, at: Instant): Promise<FigureView> {
  const query: FigureQuery = { scope, period: await figurePeriod(engine, request, at), rates: [name], at };
  const projection = await readProjectionStanding(engine.database.read);
  const whole = await readFigure(engine.database, query);
  const total = whole.figures[0]?.rates[name];
  if (total === undefined) {
    throw problem('figure-not-available', 'Leave out the officer, or ask for a rate of stages; combinations that are not kept tell only rates of dates');
  }
  const { formula } = getRate(name);
  const { target, basis } = await targetOf(engine, name, scope, whole.days);
  const { source, items } = await groupsOf(engine, name, query, request.groupBy);
  return {
    rate: name,
    label: RATE_WORDS[name].name,
    formula,
    formulaVi: RATE_WORDS[name].formula,
    target: percent(target),
    targetBasis: basis,
    period: { from: formatLocalDate(whole.days.first), to: formatLocalDate(whole.days.last) },
    asOf: isoOf(whole.at),
    scope: { ...scope },
    source: source ?? whole.source,
    projection,
    groupBy: request.groupBy ?? null,
    items,
    total: viewValue(total),
    stock: scope.officer === undefined ? viewStock(whole.figures[0]?.counts ?? {}) : null,
    budget: target === undefined ? null : (lateBudget(total.n, total.d, target) ?? null),
  };
}

/** The target of the headline is that of the scope; other rates have what the catalogue says. */
async function targetOf(engine: Engine, name: RateName, scope: FigureScope, days: DaySpan): Promise<{ readonly target: number | undefined; readonly basis: FigureView['targetBasis'] }> {
  if (name !== 'late-rate') {
    return { target: getRate(name).target, basis: null };
  }
  const inForce = await findTarget(engine, scope, days);
  return { target: inForce.target, basis: viewTargetBasis(inForce) };
}

/** The period a request means, report periods by the cut-off of the settings. */
export async function figurePeriod(engine: Engine, request: Parameters<typeof periodOf>[0], at: Instant): Promise<Period> {
  const { reportCutOffDay } = await engine.rules.settings(engine.database.read);
  return periodOf(request, at, reportCutOffDay);
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
