import { type CalendarDefinition, diffLayers, type LayerDifference, replaceYears } from '#domain';
import type { Notice } from './notice.js';

/** What a notice would make of a layer, and what that changes day by day. Nothing is published by it. */
export interface NoticeDraft {
  readonly layer: CalendarDefinition;
  readonly difference: LayerDifference;
}

/** A proposal would take back what a notice has confirmed. */
export class ConfirmedYearError extends Error {
  override readonly name = 'ConfirmedYearError';

  constructor(year: number, source: string) {
    super(`${String(year)} is confirmed by its notice (${source}); a proposal takes nothing of that back`);
  }
}

/**
 * The layer a notice, or the proposal for a year, makes of the present one.
 * @throws ConfirmedYearError when a year that is only proposed has its notice already
 * @throws CalendarDefinitionError naming rule and date when the result contradicts itself, as a swap whose halves differ
 */
export function draftOfNotice(present: CalendarDefinition, { years, days }: Notice): NoticeDraft {
  const taken = present.years?.find((known) => known.status === 'confirmed' && years.some(({ year, status }) => year === known.year && status === 'proposed'));
  if (taken !== undefined) {
    throw new ConfirmedYearError(taken.year, taken.source);
  }
  const layer = replaceYears(present, { years, days });
  return { layer, difference: diffLayers(present, layer) };
}
