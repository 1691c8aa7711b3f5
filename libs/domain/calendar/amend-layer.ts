import { byDate } from './by-date.js';
import type { CalendarDay, CalendarDayKind, CalendarDefinition, CalendarYear } from './definition.js';
import { replaceYears, type YearReplacement } from './difference.js';
import { CalendarDefinitionError } from './errors.js';

/** What is to be said otherwise in a layer, day by day. */
export interface LayerAmendment {
  /** Years to be taken over from a notice whole; what else is said here is said after it. */
  readonly notice?: YearReplacement;
  /** Statements to be made; one of the same date and kind is replaced. */
  readonly add?: readonly CalendarDay[];
  /** Statements to be taken back: those of a date, or the one of that kind. */
  readonly remove?: readonly { readonly date: string; readonly kind?: CalendarDayKind }[];
  /** Years to be declared, or declared otherwise. */
  readonly years?: readonly CalendarYear[];
  /** First day on which the layer says nothing any more. */
  readonly endsOn?: string;
}

/**
 * The layer with some of its statements taken back and others made; weekly hours and everything else stay. Throws
 * `CalendarDefinitionError` (`nothing-to-remove`) for a statement the layer does not make.
 */
export function amendLayer(present: CalendarDefinition, { notice, add = [], remove = [], years = [], endsOn }: LayerAmendment): CalendarDefinition {
  const layer = notice === undefined ? present : replaceYears(present, notice);
  const stated = layer.days ?? [];
  for (const { date, kind } of remove) {
    if (!stated.some((day) => day.date === date && (kind === undefined || day.kind === kind))) {
      throw new CalendarDefinitionError('nothing-to-remove', layer.id, date, `the layer says nothing${kind === undefined ? '' : ` of kind ${kind}`} of this date; of a swap written at its other date, name that one`);
    }
  }
  const goes = (day: CalendarDay): boolean =>
    remove.some(({ date, kind }) => day.date === date && (kind === undefined || day.kind === kind)) || add.some(({ date, kind }) => day.date === date && day.kind === kind);
  const days = [...stated.filter((day) => !goes(day)), ...add].toSorted(byDate);
  const declared = [...(layer.years ?? []).filter(({ year }) => !years.some((other) => other.year === year)), ...years].toSorted((a, b) => a.year - b.year);
  return { ...layer, ...(layer.days === undefined && days.length === 0 ? {} : { days }), ...(declared.length === 0 ? {} : { years: declared }), ...(endsOn === undefined ? {} : { endsOn }) };
}
