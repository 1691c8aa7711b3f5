import type { Instant } from '#domain';
import { getRate } from '#domain/figures';
import { listHandled, readHandlingTable } from '#service/figures';
import { COMPARISON_LABELS, RATE_WORDS, TOTAL_LINE } from '#vi';
import { isoOf } from '../schemas/atoms.js';
import type { HandledRequest, HandlingRequest } from '../schemas/figure-query.js';
import { type HandlingAnswer, viewHandling } from '../views/handling-view.js';
import type { DossiersBehind } from '../views/rate-view.js';
import { viewPeriod } from '../views/period-view.js';
import { askedPeriod } from './asked-period.js';
import type { BudgetScope } from './budget.js';
import type { FigureReader } from './figure-reader.js';
import { labelsOf } from './figures.js';
import { pageAsked, viewBehind } from './rate-behind.js';

/** Received, done and pending of a scope over the period of the request, of one moment. Throws `ReportOutOfBalance` where the sums do not come out. */
export async function readHandling({ engine, counts }: FigureReader, scope: BudgetScope, request: HandlingRequest, at: Instant): Promise<HandlingAnswer> {
  const { comparison, groupBy } = request;
  const asked = await askedPeriod(engine, scope.province, request, at);
  const { source, lines, total } = await readHandlingTable(counts, { days: asked.days, scope, by: groupBy, comparison, at });
  const labels = await labelsOf(engine, groupBy);
  const rate = comparison === 'date' ? 'late-rate-by-date' : 'late-rate';
  return {
    formula: getRate(rate).formula,
    formulaVi: RATE_WORDS[rate].formula,
    comparison,
    comparisonLabel: COMPARISON_LABELS[comparison],
    period: viewPeriod(asked),
    asOf: isoOf(at),
    scope: { ...scope },
    source,
    groupBy,
    items: lines.map(({ group, line }) => viewHandling({ key: group, label: labels.get(group) ?? group }, line, source)),
    total: viewHandling({ key: '', label: TOTAL_LINE }, total, source),
  };
}

/** A page of the dossiers of a cell of the table. */
export async function readHandled({ engine, counts }: FigureReader, scope: BudgetScope, request: HandledRequest, at: Instant): Promise<DossiersBehind> {
  const { days } = await askedPeriod(engine, scope.province, request, at);
  const { column, comparison, limit } = request;
  return viewBehind(await listHandled(counts, { column, comparison, scope, days, at }, pageAsked(request)), limit, at);
}
