import type { Instant } from '#domain';
import type { Engine } from '#service';
import { type FigureScope, listOfAge, readAgeing } from '#service/figures';
import { FIGURE_FORMULAS } from '#vi';
import { isoOf } from '../schemas/atoms.js';
import { problem } from '../problems/problem.js';
import type { AgedRequest, AgeingRequest } from '../schemas/delay-query.js';
import { type AgeingAnswer, viewAgeing } from '../views/ageing-view.js';
import type { DossiersBehind } from '../views/rate-view.js';
import { labelsOf } from './figures.js';
import { pageAsked, viewBehind } from './rate-behind.js';

const AGEING_FORMULA = 'open dossiers by working days to their due date, since it, and since they came in, each on the calendar of its competent agency';

/** The ages of the open dossiers of a scope, whole and by group. */
export async function readAges(engine: Engine, scope: FigureScope, { groupBy }: AgeingRequest, at: Instant): Promise<AgeingAnswer> {
  const { total, groups } = await readAgeing(engine, scope, groupBy, at);
  const labels = groupBy === undefined ? new Map<string, string>() : await labelsOf(engine, groupBy);
  return {
    asOf: isoOf(at),
    scope: { ...scope },
    formula: AGEING_FORMULA,
    formulaVi: FIGURE_FORMULAS.ageing,
    groupBy: groupBy ?? null,
    total: viewAgeing(total, ''),
    items: groups.map((group) => viewAgeing(group, labels.get(group.group) ?? group.group)),
  };
}

/** A page of the open dossiers of one age: those the ages count there. Throws a 422 problem for a bucket this installation does not cut. */
export async function readAged(engine: Engine, scope: FigureScope, request: AgedRequest, at: Instant): Promise<DossiersBehind> {
  const found = await listOfAge(engine, scope, request.bucket, at, pageAsked(request));
  if (found === undefined) {
    throw problem('figure-not-available', 'Ages are not cut at that day here: take kind and first day of a bucket of /api/v1/metrics/ageing');
  }
  return viewBehind(found, request.limit, at);
}
