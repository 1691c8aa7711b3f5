import { byDate } from './by-date.js';
import { parseLocalDate, weekdayOf } from '../time/local-date.js';
import type { CalendarDefinition, CalendarYear } from './definition.js';
import type { EffectiveCalendar, EffectiveDay } from './effective.js';
import { CalendarDefinitionError } from './errors.js';
import type { MinuteInterval } from './hours.js';
import { hasSpokenUntil, normaliseLayer, type Layer, type LayerDay } from './layer.js';
import { copyOf, ordinaryDays, weeksOf, type Weeks } from './weeks.js';

/**
 * One calendar from layers, outermost first (nation, province, agency). Precedence, decided once:
 *
 * 1. A statement about a date beats the weekly hours of every layer.
 * 2. About one date the innermost layer that states anything is heard alone.
 * 3. Within a layer: closure, special hours, make-up day, holiday, compensation, swap.
 * 4. Weekly hours are taken weekday by weekday from the innermost layer that gives them; a weekday nobody gives is rest.
 * 5. A make-up day is open for its own hours; without them, for the weekly hours of the weekday it was swapped with; without a
 *    swap, for those of its own weekday.
 * 6. A year is confirmed when no layer calls it proposed.
 * 7. From the day a layer ends on it says nothing: no day, no weekly hours, no year that begins then or later; the outer layers hold.
 *
 * The hours a closure of a part of the day leaves open must be hours the day would have had without it.
 *
 * A day off that an inner layer makes a make-up day without a swap is refused. Throws `CalendarDefinitionError` naming the
 * rule, the layer and the date; the result is deeply frozen.
 */
export function mergeCalendars(layers: readonly CalendarDefinition[]): EffectiveCalendar {
  const normalised = layers.map(normaliseLayer);
  const innermost = normalised.at(-1);
  const id = layers.map((layer) => layer.id).join('/');
  if (innermost === undefined) {
    throw new CalendarDefinitionError('no-layers', id, 'the list of layers', 'a calendar needs at least one layer');
  }
  const weeks = weeksOf(normalised);
  const years = mergeYears(id, normalised);
  const stated = mergeDays(normalised, weeks);
  return deepFreeze({
    id,
    name: innermost.definition.name,
    week: weeks.first,
    days: [...stated, ...ordinaryDays(id, weeks, years, new Set(stated.map(({ date }) => date)))].toSorted(byDate),
    years,
  });
}

function mergeDays(layers: readonly Layer[], weeks: Weeks): readonly EffectiveDay[] {
  const merged = new Map<string, EffectiveDay>();
  for (const layer of layers) {
    for (const day of layer.days.values()) {
      const outer = merged.get(day.date);
      const onDayOff = outer?.kind === 'holiday' || outer?.kind === 'compensation';
      if (onDayOff && day.kind === 'make-up' && day.swapWith === undefined) {
        throw new CalendarDefinitionError(
          'holiday-and-make-up',
          layer.definition.id,
          day.date,
          `calendar "${outer.layer}" gives the day off (${outer.kind}); it is worked only under a swap: name its other date in swapWith`,
        );
      }
      const resolved = resolveDay(layer.definition.id, day, weeks);
      if (day.kind === 'closure') {
        checkClosure(layer.definition.id, resolved, day.otherwise === undefined ? (outer?.hours ?? weeks.on(day.date)[weekdayOf(parseLocalDate(day.date))]) : resolveDay(layer.definition.id, day.otherwise, weeks).hours);
      }
      merged.set(day.date, resolved);
    }
  }
  return [...merged.values()];
}

function resolveDay(layer: string, day: LayerDay, weeks: Weeks): EffectiveDay {
  const hours = day.hours ?? (day.kind === 'make-up' ? makeUpHours(layer, day, weeks) : []);
  return {
    date: day.date,
    kind: day.kind,
    name: day.name,
    source: day.source,
    layer,
    hours: copyOf(hours),
    ...(day.swapWith === undefined ? {} : { swapWith: day.swapWith }),
    ...(day.reason === undefined ? {} : { reason: day.reason }),
    ...(day.decision === undefined ? {} : { decision: day.decision }),
  };
}

/** The hours a closure leaves open lie within those the day would have had: a closure opens nothing. */
function checkClosure(layer: string, { date, hours }: EffectiveDay, otherwise: readonly MinuteInterval[]): void {
  const opened = hours.find(([from, to]) => !otherwise.some(([start, end]) => start <= from && to <= end));
  if (opened !== undefined) {
    throw new CalendarDefinitionError('closure-opens-time', layer, date, 'the hours that remain open must be hours of the day as it was; use special-hours to give a day other hours');
  }
}

function makeUpHours(layer: string, day: LayerDay, weeks: Weeks): readonly MinuteInterval[] {
  const own = weeks.on(day.date)[weekdayOf(parseLocalDate(day.date))];
  if (day.swapWith !== undefined) {
    const swapped = weeks.on(day.swapWith)[weekdayOf(parseLocalDate(day.swapWith))];
    return swapped.length > 0 ? swapped : own;
  }
  if (own.length === 0) {
    throw new CalendarDefinitionError('make-up-without-hours', layer, day.date, 'the weekday has no hours of its own: write them in hours, or name the swap');
  }
  return own;
}

function mergeYears(id: string, layers: readonly Layer[]): readonly CalendarYear[] {
  const merged = new Map<number, CalendarYear>();
  for (const layer of layers) {
    for (const declared of (layer.definition.years ?? []).filter(({ year }) => hasSpokenUntil(layer.definition, `${String(year).padStart(4, '0')}-01-01`))) {
      const outer = merged.get(declared.year);
      if (outer?.status !== 'proposed' || declared.status === 'proposed') {
        merged.set(declared.year, { year: declared.year, status: declared.status, source: declared.source });
      }
    }
  }
  const years = [...merged.values()].toSorted((a, b) => a.year - b.year);
  const first = years[0];
  if (first === undefined) {
    throw new CalendarDefinitionError('no-years', id, 'years', 'at least one layer declares the years it covers');
  }
  years.forEach((declared, index) => {
    if (declared.year !== first.year + index) {
      throw new CalendarDefinitionError('year-gap', id, String(first.year + index), `declare every year from ${String(first.year)} to the last one`);
    }
  });
  return years;
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
