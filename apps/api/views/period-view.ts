import { z } from 'zod';
import { formatLocalDate, type Instant, type LocalDate } from '#domain';
import { type DaySpan, isUnderWay, recordOf } from '#domain/figures';
import { periodNoteVi } from '#vi';
import { instantOut, isoOf } from '../schemas/atoms.js';

/** The period a figure is of, and how much of it is told. */
export const periodSchema = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  until: instantOut.nullable().meta({ description: 'The period is under way: everything is told up to this moment. Null once it is over' }),
  note: z.string().nullable().meta({ description: 'Said where the period began before anything was recorded here' }),
});
/** A period as it is answered. */
export type PeriodAnswer = z.output<typeof periodSchema>;

/** Days as they were asked for at a moment, with the first day of which anything is recorded. */
export interface ToldDays {
  readonly days: DaySpan;
  readonly at: Instant;
  readonly recordedFrom?: LocalDate;
}

/** A period as its answer. */
export function viewPeriod({ days, at, recordedFrom }: ToldDays): PeriodAnswer {
  return {
    from: formatLocalDate(days.first),
    to: formatLocalDate(days.last),
    until: isUnderWay(days, at) ? isoOf(at) : null,
    note: periodNoteVi(recordOf(days, recordedFrom), recordedFrom) ?? null,
  };
}
