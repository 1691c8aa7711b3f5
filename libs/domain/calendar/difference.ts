import { byDate } from './by-date.js';
import { parseLocalDate, yearOf } from '../time/local-date.js';
import type { CalendarDayKind, CalendarDefinition, CalendarYear, ClosureReason } from './definition.js';
import type { MinuteInterval } from './hours.js';
import { normaliseLayer, type LayerDay } from './layer.js';

/** What a layer says about one date. `hours` is absent where they come from the week. */
export interface StatedDay {
  readonly kind: CalendarDayKind;
  readonly name: string;
  readonly source: string;
  readonly hours?: readonly MinuteInterval[];
  readonly swapWith?: string;
  readonly reason?: ClosureReason;
  readonly decision?: string;
}

/** One date on which two versions of a layer say different things; the absent side says nothing and its week holds. */
export interface DayDifference {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly before?: StatedDay;
  readonly after?: StatedDay;
  /** False where only name or source differ: nobody's hours change. */
  readonly changesHours: boolean;
}

/** A year that is declared, or declared otherwise, on one side. */
export interface YearDifference {
  readonly year: number;
  readonly before?: CalendarYear;
  readonly after?: CalendarYear;
}

/** What one layer says differently from another, in date order. */
export interface LayerDifference {
  readonly days: readonly DayDifference[];
  readonly years: readonly YearDifference[];
  /** The days from which the layer says nothing any more, where they differ; an absent side has no end. */
  readonly end?: { readonly before?: string; readonly after?: string };
}

/**
 * Day by day what changes when a layer is replaced by another version of itself. Both are settled first, so a swap shows at
 * both its dates and a statement overruled within its layer does not show. Weekly hours are not compared.
 * Throws `CalendarDefinitionError` when either breaks a rule.
 */
export function diffLayers(before: CalendarDefinition, after: CalendarDefinition): LayerDifference {
  const [old, now] = [normaliseLayer(before).days, normaliseLayer(after).days];
  const days = [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((date) => compareDays(date, old.get(date), now.get(date)));
  const years = compareYears(before.years ?? [], after.years ?? []);
  return before.endsOn === after.endsOn ? { days, years } : { days, years, end: { ...side('before', before.endsOn), ...side('after', after.endsOn) } };
}

function side(name: 'before' | 'after', endsOn: string | undefined): { readonly before?: string; readonly after?: string } {
  return endsOn === undefined ? {} : { [name]: endsOn };
}

/** What is said of a day beside its hours. */
const STATED = ['kind', 'name', 'source', 'reason', 'decision'] as const;

function compareDays(date: string, before: LayerDay | undefined, after: LayerDay | undefined): readonly DayDifference[] {
  const changesHours = workOf(before) !== workOf(after);
  if (!changesHours && STATED.every((part) => before?.[part] === after?.[part])) {
    return [];
  }
  return [{ date, ...(before === undefined ? {} : { before: stated(before) }), ...(after === undefined ? {} : { after: stated(after) }), changesHours }];
}

/** What a statement does to the hours of its date, as a text to compare: days off of any kind do the same. */
function workOf(day: LayerDay | undefined): string {
  if (day === undefined) {
    return 'week';
  }
  switch (day.kind) {
    case 'holiday':
    case 'compensation':
    case 'swap-off':
      return 'off';
    case 'make-up':
      return day.hours === undefined ? `as ${day.swapWith ?? 'its own weekday'}` : JSON.stringify(day.hours);
    case 'closure':
    case 'special-hours':
      return day.hours === undefined || day.hours.length === 0 ? 'off' : JSON.stringify(day.hours);
  }
}

function stated({ kind, name, source, hours, swapWith, reason, decision }: LayerDay): StatedDay {
  return {
    kind,
    name,
    source,
    ...(hours === undefined ? {} : { hours }),
    ...(swapWith === undefined ? {} : { swapWith }),
    ...(reason === undefined ? {} : { reason }),
    ...(decision === undefined ? {} : { decision }),
  };
}

function compareYears(before: readonly CalendarYear[], after: readonly CalendarYear[]): readonly YearDifference[] {
  const find = (years: readonly CalendarYear[], year: number): CalendarYear | undefined => years.find((declared) => declared.year === year);
  return [...new Set([...before, ...after].map(({ year }) => year))]
    .sort((a, b) => a - b)
    .flatMap((year) => {
      const [old, now] = [find(before, year), find(after, year)];
      const same = old?.status === now?.status && old?.source === now?.source;
      return same ? [] : [{ year, ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) }];
    });
}

/** A layer with the days and status of some of its years replaced by what a notice says; everything else of it stays. */
export interface YearReplacement {
  readonly years: readonly CalendarYear[];
  readonly days: CalendarDefinition['days'];
}

/**
 * The layer a notice makes of another: the years it declares are taken from it whole, a swap included that reaches into another
 * year; days of other years are replaced date by date.
 */
export function replaceYears(layer: CalendarDefinition, { years, days = [] }: YearReplacement): CalendarDefinition {
  const replaced = new Set(years.map(({ year }) => year));
  const dates = new Set(days.map(({ date }) => date));
  const kept = (layer.days ?? []).filter(({ date }) => !replaced.has(yearOf(parseLocalDate(date))) && !dates.has(date));
  const known = (layer.years ?? []).filter(({ year }) => !replaced.has(year));
  return {
    ...layer,
    days: [...kept, ...days].toSorted(byDate),
    years: [...known, ...years].toSorted((a, b) => a.year - b.year),
  };
}
