import type { Instant } from '#domain';
import type { Engine } from '#service';
import { type FigureScope, readAgeing } from '#service/figures';
import { FIGURE_FORMULAS } from '#vi';
import { isoOf } from '../schemas/atoms.js';
import type { AgeingRequest } from '../schemas/delay-query.js';
import { type AgeingAnswer, viewAgeing } from '../views/ageing-view.js';
import { labelsOf } from './figures.js';

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
