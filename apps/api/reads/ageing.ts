import type { Instant } from '#domain';
import type { Engine } from '#service';
import { type FigureScope, readAgeing } from '#service/figures';
import { isoOf } from '../schemas/atoms.js';
import type { AgeingRequest } from '../schemas/delay-query.js';
import { type AgeingAnswer, viewAgeing } from '../views/ageing-view.js';
import { labelsOf } from './figures.js';

/** The ages of the open dossiers of a scope, whole and by group. */
export async function readAges(engine: Engine, scope: FigureScope, { groupBy }: AgeingRequest, at: Instant): Promise<AgeingAnswer> {
  const { total, groups } = await readAgeing(engine, scope, groupBy, at);
  const labels = groupBy === undefined ? new Map<string, string>() : await labelsOf(engine, groupBy);
  return {
    asOf: isoOf(at),
    scope: { ...scope },
    groupBy: groupBy ?? null,
    total: viewAgeing(total, ''),
    items: groups.map((group) => viewAgeing(group, labels.get(group.group) ?? group.group)),
  };
}
