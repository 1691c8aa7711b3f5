import { type CalendarDefinition, diffLayers, type LayerDifference, replaceYears } from '#domain';
import type { Notice } from './notice.js';

/** What a notice would make of a layer, and what that changes day by day. Nothing is published by it. */
export interface NoticeDraft {
  readonly layer: CalendarDefinition;
  readonly difference: LayerDifference;
}

/**
 * The layer a notice makes of the present one.
 * @throws CalendarDefinitionError naming rule and date when the result contradicts itself, as a swap whose halves differ
 */
export function draftOfNotice(present: CalendarDefinition, { years, days }: Notice): NoticeDraft {
  const layer = replaceYears(present, { years, days });
  return { layer, difference: diffLayers(present, layer) };
}
