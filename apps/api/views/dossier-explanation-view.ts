import { z } from 'zod';
import type { Derivation } from '#domain';
import type { ExplainedDossier } from '#service';
import { EVENT_LABELS, explanationRows, stepLine } from '#vi';
import { instantOut, isoOf, isoOrNull } from '../schemas/atoms.js';
import { changedDaySchema, type StepAnswer, stepSchema, written } from './explanation-steps.js';
import { EVENT_TYPES } from './labels.js';

const row = z
  .strictObject({ day: z.string(), time: z.string(), counted: z.string(), reason: z.string(), basis: z.string() })
  .meta({ description: 'A line of the explanation as a table in Vietnamese; cells that say nothing are empty' });

/** What one event did to one clock of a dossier, step by step. */
export const clockDerivationSchema = z.strictObject({
  seq: z.int(),
  because: z.enum(EVENT_TYPES),
  label: z.string(),
  at: instantOut,
  snapshot: z.string().meta({ description: 'The calendar version whose days are counted' }),
  clock: z.enum(['due', 'appointment']).meta({ description: 'The due date with the appointment that equals it, or a later promise that runs on its own' }),
  promise: z.int().nullable().meta({ description: 'The promise whose date it is; the appointment is that of the highest' }),
  maximum: z.boolean().meta({ description: 'True where the date is the legal maximum of a dossier without a date, promised to nobody' }),
  steps: z.array(stepSchema),
  rows: z.array(row),
  endsAt: instantOut.nullable().meta({ description: 'Where the steps lead; null while the clock stands still' }),
});

/** Why a stage that runs is due when it is. */
const stageDerivationSchema = z.strictObject({
  stage: z.string(),
  run: z.int(),
  agency: z.string(),
  from: instantOut.meta({ description: 'Where its clock last began to run' }),
  targetAt: instantOut,
  leftMs: z.int().meta({ description: 'Open milliseconds its budget had left there, on the agency\'s calendar' }),
  steps: z.array(stepSchema),
  rows: z.array(row),
});

/** Why a dossier's dates are what they are. */
export const dossierExplanationSchema = z.strictObject({
  code: z.string(),
  view: z.enum(['intake', 'today']),
  provisional: z.boolean(),
  firstAppointment: instantOut.nullable(),
  dueAt: instantOut.nullable(),
  maximumAt: instantOut.nullable().meta({ description: 'Of a dossier without a date: when its legal maximum is reached' }),
  appointment: instantOut.nullable(),
  derivations: z.array(clockDerivationSchema).meta({ description: 'In the order of the ledger; the last of each clock ends at the date the dossier has' }),
  stages: z.array(stageDerivationSchema).meta({ description: 'Of the stages that run now; none in the view of intake' }),
  table: z.string().meta({ description: 'The same as plain text of at most a hundred columns' }),
  warnings: z.array(z.string()),
  calendar: z
    .strictObject({
      intake: z.string().meta({ description: 'The calendar version known at intake' }),
      newest: z.string(),
      changedDays: z.array(changedDaySchema).meta({ description: 'Days from the receipt to the last date that the newest calendar has otherwise than was known then' }),
    })
    .meta({ description: 'What is known of the days today that was not known at intake' }),
});
/** A dossier's explanation as it is answered. */
export type DossierExplanationAnswer = z.output<typeof dossierExplanationSchema>;

/** A dossier's explanation as its answer. */
export function viewExplanation({ code, view, dates, stages, table, warnings, calendar }: ExplainedDossier): DossierExplanationAnswer {
  return {
    code,
    view,
    provisional: dates.provisional,
    firstAppointment: isoOrNull(dates.firstAppointment),
    dueAt: isoOrNull(dates.dueAt),
    maximumAt: isoOrNull(dates.maximumAt),
    appointment: isoOrNull(dates.appointment),
    derivations: dates.derivations.map(viewDerivation),
    stages: stages.map(({ steps, from, targetAt, ...stage }) => ({ ...stage, from: isoOf(from), targetAt: isoOf(targetAt), ...stepsOut(steps) })),
    table,
    warnings: [...warnings],
    calendar: { intake: calendar.intake, newest: calendar.newest, changedDays: calendar.changedDays.map((changed) => written(changed)) },
  };
}

/** A derivation as its answer: each step with its sentence, and the rows of a table. */
export function viewDerivation({ seq, because, at, snapshot, clock, promise, maximum, steps, endsAt }: Derivation): DossierExplanationAnswer['derivations'][number] {
  return {
    seq,
    because,
    label: EVENT_LABELS[because],
    at: isoOf(at),
    snapshot,
    clock,
    promise: promise ?? null,
    maximum: maximum === true,
    ...stepsOut(steps),
    endsAt: isoOrNull(endsAt),
  };
}

/** Each step with its sentence, and the rows of a table. */
function stepsOut(steps: Derivation['steps']): Pick<DossierExplanationAnswer['derivations'][number], 'steps' | 'rows'> {
  return { steps: steps.map((each): StepAnswer => ({ ...written(each), text: stepLine(each, steps) })), rows: explanationRows(steps) };
}
