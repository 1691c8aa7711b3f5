import { parseLocalDate, weekdayOf, type Weekday } from '../time/local-date.js';
import type { CalendarDefinition, CalendarYear } from './definition.js';
import type { EffectiveCalendar, EffectiveDay } from './effective.js';
import { CalendarDefinitionError } from './errors.js';
import type { MinuteInterval } from './hours.js';
import { normaliseLayer, type Layer, type LayerDay } from './layer.js';

type Week = Readonly<Record<Weekday, readonly MinuteInterval[]>>;

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
  const week = mergeWeeks(normalised);
  return deepFreeze({
    id,
    name: innermost.definition.name,
    week,
    days: mergeDays(normalised, week),
    years: mergeYears(id, normalised),
  });
}

function mergeWeeks(layers: readonly Layer[]): Week {
  const hoursOf = (weekday: Weekday): readonly MinuteInterval[] =>
    copy(layers.findLast((layer) => layer.week.has(weekday))?.week.get(weekday) ?? []);
  return {
    mon: hoursOf('mon'),
    tue: hoursOf('tue'),
    wed: hoursOf('wed'),
    thu: hoursOf('thu'),
    fri: hoursOf('fri'),
    sat: hoursOf('sat'),
    sun: hoursOf('sun'),
  };
}

function mergeDays(layers: readonly Layer[], week: Week): readonly EffectiveDay[] {
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
      merged.set(day.date, resolveDay(layer.definition.id, day, week));
    }
  }
  return [...merged.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

function resolveDay(layer: string, day: LayerDay, week: Week): EffectiveDay {
  const hours = day.hours ?? (day.kind === 'make-up' ? makeUpHours(layer, day, week) : []);
  return {
    date: day.date,
    kind: day.kind,
    name: day.name,
    source: day.source,
    layer,
    hours: copy(hours),
    ...(day.swapWith === undefined ? {} : { swapWith: day.swapWith }),
  };
}

function makeUpHours(layer: string, day: LayerDay, week: Week): readonly MinuteInterval[] {
  const own = week[weekdayOf(parseLocalDate(day.date))];
  if (day.swapWith !== undefined) {
    const swapped = week[weekdayOf(parseLocalDate(day.swapWith))];
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
    for (const declared of layer.definition.years ?? []) {
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

function copy(hours: readonly MinuteInterval[]): readonly MinuteInterval[] {
  return hours.map(([from, to]): MinuteInterval => [from, to]);
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
