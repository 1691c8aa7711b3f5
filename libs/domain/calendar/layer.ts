import { parseLocalDate, WEEKDAYS, type Weekday } from '../time/local-date.js';
import type { CalendarDay, CalendarDayKind, CalendarDefinition, ClosureReason } from './definition.js';
import { CalendarDefinitionError, type CalendarRule } from './errors.js';
import { normaliseHours, type MinuteInterval } from './hours.js';

/** The one statement of a layer about a date; `hours` is absent where a make-up day takes them from the week. */
export interface LayerDay {
  readonly date: string;
  readonly kind: CalendarDayKind;
  readonly name: string;
  readonly source: string;
  readonly hours?: readonly MinuteInterval[];
  readonly swapWith?: string;
  readonly reason?: ClosureReason;
  readonly decision?: string;
  /** What the layer says of the date beside a closure of a part of it, the strongest first. */
  readonly otherwise?: LayerDay;
}

/** A layer after validation: hours in minutes, at most one statement per date, none from its end on. */
export interface Layer {
  readonly definition: CalendarDefinition;
  readonly week: ReadonlyMap<Weekday, readonly MinuteInterval[]>;
  readonly days: ReadonlyMap<string, LayerDay>;
}

/** Which of several statements about one date holds within a layer, the strongest first. */
const PRECEDENCE: readonly CalendarDayKind[] = ['closure', 'special-hours', 'make-up', 'holiday', 'compensation', 'swap-off'];

/**
 * Validates one layer and settles what it says about each date. Within a layer a closure beats special hours, which beat a
 * make-up day, which beats the days off. A swap written at one of its dates states both. Throws `CalendarDefinitionError`
 * naming the rule and the date.
 */
export function normaliseLayer(definition: CalendarDefinition): Layer {
  const week = new Map<Weekday, readonly MinuteInterval[]>();
  for (const weekday of WEEKDAYS) {
    const hours = definition.week?.[weekday];
    if (hours !== undefined) {
      week.set(weekday, normaliseHours(hours, definition.id, weekday));
    }
  }
  checkYears(definition);
  const stated = (definition.days ?? []).map((day) => normaliseDay(definition, day));
  const byDate = new Map<string, LayerDay[]>();
  for (const day of [...stated, ...impliedBySwaps(definition, stated)]) {
    byDate.set(day.date, [...(byDate.get(day.date) ?? []), day]);
  }
  const { endsOn } = definition;
  if (endsOn !== undefined) {
    checkDate(definition, endsOn);
  }
  const days = new Map<string, LayerDay>();
  for (const [date, entries] of byDate) {
    const day = settle(definition, date, entries);
    if (hasSpokenUntil(definition, date)) {
      checkSwapEnds(definition, day);
      days.set(date, day);
    }
  }
  return { definition, week, days };
}

/** True when a layer speaks about a date: it has not ended by then. */
export function hasSpokenUntil({ endsOn }: Pick<CalendarDefinition, 'endsOn'>, date: string): boolean {
  return endsOn === undefined || date < endsOn;
}

/** A swap is one fact: it cannot lie on both sides of its layer's end. */
function checkSwapEnds(definition: CalendarDefinition, { date, swapWith }: LayerDay): void {
  if (swapWith !== undefined && !hasSpokenUntil(definition, swapWith)) {
    refuse(definition, 'swap-across-end', date, `the layer ends on ${definition.endsOn ?? ''}, before ${swapWith}: end it after both dates, or take the swap out`);
  }
}

function refuse(definition: CalendarDefinition, rule: CalendarRule, place: string, explanation: string): never {
  throw new CalendarDefinitionError(rule, definition.id, place, explanation);
}

function checkYears(definition: CalendarDefinition): void {
  const seen = new Set<number>();
  for (const { year } of definition.years ?? []) {
    if (!Number.isSafeInteger(year) || year < 1 || year > 9999) {
      refuse(definition, 'year-range', String(year), 'a year is a whole number from 1 to 9999');
    }
    if (seen.has(year)) {
      refuse(definition, 'duplicate-year', String(year), 'each year is declared once');
    }
    seen.add(year);
  }
}

function checkDate(definition: CalendarDefinition, text: string): void {
  try {
    parseLocalDate(text);
  } catch (error) {
    refuse(definition, 'date-format', text, error instanceof Error ? error.message : 'not a date');
  }
}

function normaliseDay(definition: CalendarDefinition, day: CalendarDay): LayerDay {
  checkDate(definition, day.date);
  if (day.kind === 'special-hours' && day.hours === undefined) {
    refuse(definition, 'special-hours-need-hours', day.date, 'write the hours of the day; an empty list closes it');
  }
  const mayHaveHours = day.kind === 'special-hours' || day.kind === 'make-up' || day.kind === 'swap-off' || day.kind === 'closure';
  if (day.hours !== undefined && !mayHaveHours) {
    refuse(definition, 'hours-not-allowed', day.date, `a day of kind ${day.kind} is closed; use special-hours for a part of a day`);
  }
  if (day.hours?.length === 0 && day.kind === 'closure') {
    refuse(definition, 'hours-not-allowed', day.date, 'the hours of a closure are those that remain open; leave them out where the whole day is closed');
  }
  if (day.hours?.length === 0 && day.kind !== 'special-hours') {
    refuse(definition, 'make-up-without-hours', day.date, 'a make-up day with an empty list of hours is no working day');
  }
  checkSwap(definition, day);
  return {
    date: day.date,
    kind: day.kind,
    name: day.name,
    source: day.source,
    ...(day.hours === undefined ? {} : { hours: normaliseHours(day.hours, definition.id, day.date) }),
    ...(day.swapWith === undefined ? {} : { swapWith: day.swapWith }),
    ...(day.reason === undefined ? {} : { reason: day.reason }),
    ...(day.decision === undefined ? {} : { decision: day.decision }),
  };
}

function checkSwap(definition: CalendarDefinition, day: CalendarDay): void {
  if (day.swapWith === undefined) {
    if (day.kind === 'swap-off') {
      refuse(definition, 'swap-needs-partner', day.date, 'name the day worked instead in swapWith');
    }
    return;
  }
  checkDate(definition, day.swapWith);
  if (day.kind !== 'swap-off' && day.kind !== 'make-up') {
    refuse(definition, 'swap-not-allowed', day.date, `a day of kind ${day.kind} is no part of a swap`);
  }
  if (day.swapWith === day.date) {
    refuse(definition, 'swap-with-itself', day.date, 'a swap has two different dates');
  }
}

/** The other half of each swap that is written at one of its dates only. */
function impliedBySwaps(definition: CalendarDefinition, stated: readonly LayerDay[]): LayerDay[] {
  return stated.flatMap((day) => {
    if (day.swapWith === undefined) {
      return [];
    }
    const kind = day.kind === 'swap-off' ? 'make-up' : 'swap-off';
    const partner = stated.find((other) => other.date === day.swapWith && other.kind === kind);
    if (partner === undefined) {
      const hours = kind === 'make-up' && day.hours !== undefined ? { hours: day.hours } : {};
      return [{ date: day.swapWith, kind, name: day.name, source: day.source, swapWith: day.date, ...hours }];
    }
    if (partner.swapWith !== day.date) {
      refuse(definition, 'swap-mismatch', day.date, `${partner.date} is swapped with ${partner.swapWith ?? 'no day'}, not with ${day.date}`);
    }
    if (day.kind === 'swap-off' && day.hours !== undefined) {
      refuse(definition, 'hours-not-allowed', day.date, `write the hours at the make-up day ${partner.date}`);
    }
    return [];
  });
}

function settle(definition: CalendarDefinition, date: string, entries: readonly LayerDay[]): LayerDay {
  const kinds = new Set(entries.map((entry) => entry.kind));
  if (kinds.size < entries.length) {
    refuse(definition, 'duplicate-day', date, 'the date is stated twice with the same kind');
  }
  const makeUp = entries.find((entry) => entry.kind === 'make-up');
  if (makeUp !== undefined && kinds.has('swap-off')) {
    refuse(definition, 'off-and-make-up', date, 'one date cannot be given off and worked as a make-up day');
  }
  if (makeUp !== undefined && makeUp.swapWith === undefined && (kinds.has('holiday') || kinds.has('compensation'))) {
    refuse(definition, 'holiday-and-make-up', date, 'a day off is worked only under a swap: name its other date in swapWith');
  }
  const ranked = entries.toSorted((a, b) => PRECEDENCE.indexOf(a.kind) - PRECEDENCE.indexOf(b.kind));
  const [strongest, otherwise] = ranked;
  if (strongest === undefined) {
    throw new Error(`No statement about ${date} in calendar "${definition.id}"`);
  }
  const { hours, ...rest } = strongest;
  // Hours written at a swap's day off belong to the day worked instead.
  if (hours === undefined || strongest.kind === 'swap-off') {
    return rest;
  }
  return strongest.kind === 'closure' && otherwise !== undefined ? { ...rest, hours, otherwise } : { ...rest, hours };
}
