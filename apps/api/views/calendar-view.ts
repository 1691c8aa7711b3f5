import { z } from 'zod';
import { CLOSURE_REASONS, type DayReason, type EffectiveCalendar, type YearOverview } from '#domain';
import type { LayeredVersion } from '#service';
import { formatMinuteVi, reasonOfDay } from '#vi';
import { instantOut, isoOf } from '../schemas/atoms.js';
import { assignmentSchema, dayKind, layerSchema } from '../schemas/calendar-draft.js';

const hoursOut = z.array(z.tuple([z.string(), z.string()]));
const reasonFields = { reason: z.enum(CLOSURE_REASONS).nullable(), decision: z.string().nullable() };

/** The current calendars as people wrote them. */
export const calendarsSchema = z.strictObject({
  version: z.string().meta({ description: 'Stands in every event written under it' }),
  publishedAt: instantOut,
  publishedBy: z.string(),
  layers: z.array(layerSchema),
  agencies: z.array(assignmentSchema.extend({ name: z.string() })),
});
/** The current calendars as they are answered. */
export type CalendarsAnswer = z.output<typeof calendarsSchema>;

const dayReasonSchema = z.strictObject({
  date: z.iso.date(),
  working: z.boolean(),
  kind: dayKind,
  text: z.string().meta({ description: 'Why, as a Vietnamese phrase with its notice or decision' }),
  name: z.string(),
  source: z.string(),
  layer: z.string().meta({ description: 'The layer that says so' }),
  hours: hoursOut,
  swapWith: z.iso.date().nullable(),
  ...reasonFields,
});

/** A year of an agency's calendar: every day that differs from its week, and the working days. */
export const calendarYearSchema = z.strictObject({
  agency: z.string(),
  use: z.enum(['processing', 'intake']),
  year: z.int(),
  status: z.enum(['confirmed', 'proposed']),
  source: z.string(),
  workingDays: z.int(),
  week: z.record(z.string(), hoursOut).meta({ description: 'Hours of an ordinary week, by weekday `mon` to `sun`; an empty list is a weekly day of rest' }),
  years: z.array(z.strictObject({ year: z.int(), status: z.enum(['confirmed', 'proposed']) })).meta({ description: 'Years the calendar declares' }),
  months: z.array(z.strictObject({ month: z.int(), workingDays: z.int(), days: z.array(dayReasonSchema) })),
  version: z.string(),
});
/** A year as it is answered. */
export type CalendarYearAnswer = z.output<typeof calendarYearSchema>;

/** The current calendars as their answer; agencies by name. */
export function viewCalendars({ versionId, publishedAt, publishedBy, layers, assignments }: LayeredVersion, nameOf: (agency: string) => string): CalendarsAnswer {
  return {
    version: versionId,
    publishedAt: isoOf(publishedAt),
    publishedBy,
    layers: [...layers.values()].map((layer) => layerSchema.parse(layer)),
    agencies: assignments.map(({ agency, processing, intake }) => ({ agency, name: nameOf(agency), processing: [...processing], intake: [...intake] })),
  };
}

/** A year as its answer. */
export function viewCalendarYear({ declared, workingDays, months }: YearOverview, facts: Pick<CalendarYearAnswer, 'agency' | 'use' | 'version'>, { week, years }: EffectiveCalendar): CalendarYearAnswer {
  return {
    ...facts,
    year: declared.year,
    status: declared.status,
    source: declared.source,
    workingDays,
    week: Object.fromEntries(Object.entries(week).map(([weekday, hours]) => [weekday, viewHours(hours)])),
    years: years.map(({ year, status }) => ({ year, status })),
    months: months.map((month) => ({ month: month.month, workingDays: month.workingDays, days: month.days.map(viewDay) })),
  };
}

function viewDay(day: DayReason): z.output<typeof dayReasonSchema> {
  return {
    date: day.date,
    working: day.working,
    kind: dayKind.parse(day.kind),
    text: reasonOfDay(day),
    name: day.name ?? '',
    source: day.source ?? '',
    layer: day.layer ?? '',
    hours: viewHours(day.hours),
    swapWith: day.swapWith ?? null,
    reason: day.reason ?? null,
    decision: day.decision ?? null,
  };
}

/** Open minutes as clock times. */
export function viewHours(hours: readonly (readonly [number, number])[]): [string, string][] {
  return hours.map(([from, to]) => [formatMinuteVi(from), formatMinuteVi(to)]);
}
