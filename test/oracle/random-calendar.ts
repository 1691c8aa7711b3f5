import fc from 'fast-check';
import { buildWorkingCalendar } from '../../libs/domain/calendar/indexed-calendar.js';
import type { CalendarDay, CalendarDefinition, ClockInterval } from '../../libs/domain/calendar/definition.js';
import { mergeCalendars } from '../../libs/domain/calendar/merge.js';
import type { WorkingCalendar } from '../../libs/domain/calendar/working-calendar.js';
import { instant, type Instant } from '../../libs/domain/time/instant.js';
import { WEEKDAYS } from '../../libs/domain/time/local-date.js';
import type { WrittenHours } from './minute-oracle.js';

const MS_PER_MINUTE = 60_000;
const OFFSET_MINUTES = 420;
const FIRST_DAY = Date.UTC(2026, 8, 1) / 86_400_000;
const LAST_DAY = Date.UTC(2027, 2, 31) / 86_400_000;

/** The instant of an oracle minute. */
export function instantOf(minute: number): Instant {
  return instant((minute - OFFSET_MINUTES) * MS_PER_MINUTE);
}

/** The oracle minute of an instant; a fraction when the instant has seconds. */
export function minuteOf(at: Instant): number {
  return at / MS_PER_MINUTE + OFFSET_MINUTES;
}

type Hours = readonly (readonly [number, number])[];

/** Up to three intervals of a day; half of the days keep to quarters of an hour so that boundaries meet often. */
const dayHours: fc.Arbitrary<Hours> = fc
  .tuple(fc.constantFrom(1, 15, 60), fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 6 }))
  .map(([grid, cuts]) => {
    const points = [...new Set(cuts.map((cut) => cut - (cut % grid)))].toSorted((a, b) => a - b);
    return Array.from({ length: Math.floor(points.length / 2) }, (_, i): [number, number] => [points[i * 2] ?? 0, points[i * 2 + 1] ?? 0]);
  });

/** Hours of at least four hours, so that amounts of work stay within the calendar. */
const openDayHours = dayHours.map((hours) => (hours.reduce((sum, [from, to]) => sum + to - from, 0) < 240 ? ([[480, 720]] as const) : hours));

const date: fc.Arbitrary<string> = fc
  .integer({ min: FIRST_DAY, max: LAST_DAY })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

/** Weeks with at least one working day, days off and special days over the turn of the year 2026–2027. */
export const writtenHours: fc.Arbitrary<WrittenHours> = fc
  .record({
    week: fc.tuple(openDayHours, dayHours, dayHours, openDayHours, dayHours, fc.constant<Hours>([]), dayHours),
    daysOff: fc.uniqueArray(date, { maxLength: 25 }),
    specialDays: fc.dictionary(date, dayHours, { maxKeys: 12 }),
  })
  .map(({ week, daysOff, specialDays }) => ({ week: [...week], daysOff, specialDays }));

/** A moment in the middle of that time: any whole minute, a full hour, or midnight. */
export const startMinute: fc.Arbitrary<number> = fc
  .tuple(fc.integer({ min: (FIRST_DAY + 50) * 1440, max: (LAST_DAY - 60) * 1440 }), fc.constantFrom(1, 1, 60, 1440))
  .map(([minute, grid]) => minute - (minute % grid));

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function intervals(hours: Hours): ClockInterval[] {
  return hours.map(([from, to]): ClockInterval => [clock(from), clock(to)]);
}

/** The same written hours as a calendar definition of the engine. */
export function definitionOf(written: WrittenHours): CalendarDefinition {
  const off = written.daysOff.map((day): CalendarDay => ({ date: day, kind: 'holiday', name: 'off', source: 'random' }));
  const special = Object.entries(written.specialDays).map(
    ([day, hours]): CalendarDay => ({ date: day, kind: 'special-hours', name: 'special', source: 'random', hours: intervals(hours) }),
  );
  return {
    id: 'random',
    name: 'random',
    week: Object.fromEntries(WEEKDAYS.map((weekday, i) => [weekday, intervals(written.week[i] ?? [])])),
    days: [...off, ...special],
    years: [2026, 2027].map((year) => ({ year, status: 'confirmed' as const, source: 'random' })),
  };
}

/** The engine's calendar over the same written hours. */
export function engineOf(written: WrittenHours): WorkingCalendar {
  return buildWorkingCalendar(mergeCalendars([definitionOf(written)]));
}
