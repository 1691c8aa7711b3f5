import { z } from 'zod';
import type { TriedDate } from '#service';
import { formatDueVi, reasonOfDay } from '#vi';
import { instantOut, isoOf } from '../schemas/atoms.js';
import { viewHours } from './calendar-view.js';
import { derivationSchema, viewDerivation } from './explanation-view.js';

/** A date that was tried on a calendar, with every day of its way. */
export const dateTrialSchema = z.strictObject({
  startAt: instantOut,
  dueAt: instantOut,
  dueText: z.string(),
  unconfirmedYears: z.array(z.int()).meta({ description: 'Years the date reaches into whose calendar is not confirmed by its notice' }),
  calendar: z.string().meta({ description: 'Version of the calendars, or `draft:` and the id of the draft' }),
  explanation: z.array(z.string()),
  derivation: derivationSchema,
  days: z.array(
    z.strictObject({
      date: z.iso.date(),
      working: z.boolean(),
      kind: z.string(),
      text: z.string(),
      hours: z.array(z.tuple([z.string(), z.string()])),
      year: z.enum(['confirmed', 'proposed', 'unknown']),
    }),
  ),
});
/** Such an answer. */
export type DateTrialAnswer = z.output<typeof dateTrialSchema>;

/** A tried date as its answer. */
export function viewTrial({ calendar, explanation, days }: TriedDate): DateTrialAnswer {
  const derivation = viewDerivation(explanation);
  return {
    startAt: derivation.startAt,
    dueAt: isoOf(explanation.dueAt),
    dueText: formatDueVi(explanation.dueAt),
    unconfirmedYears: explanation.warnings.map(({ year }) => year),
    calendar,
    explanation: derivation.steps.map(({ text }) => text),
    derivation,
    days: days.map((day) => ({ date: day.date, working: day.working, kind: day.kind, text: reasonOfDay(day), hours: viewHours(day.hours), year: day.year })),
  };
}
