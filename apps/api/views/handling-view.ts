import { z } from 'zod';
import { type HandlingLine, rateValue } from '#domain/figures';
import { HANDLING_GROUPS } from '#service/figures';
import { instantOut } from '../schemas/atoms.js';
import { viewValue } from './figure-view.js';
import { periodSchema } from './period-view.js';

const lineSchema = z.strictObject({
  key: z.string(),
  label: z.string(),
  total: z.int().meta({ description: 'To process: received + carried over = done + pending' }),
  received: z.strictObject({ total: z.int(), online: z.int(), counter: z.int(), post: z.int() }),
  carriedOver: z.int().meta({ description: 'Open before the period, and what came from another agency or back, less what was handed to another' }),
  processed: z.strictObject({ total: z.int(), early: z.int(), onTime: z.int(), late: z.int(), inError: z.int() }).meta({ description: 'Done however it ended; `inError`: imported without the date its procedure gives, on time for nobody' }),
  open: z.strictObject({
    total: z.int(),
    inTime: z.int(),
    overdue: z.int(),
    paused: z.strictObject({ inTime: z.int(), overdue: z.int() }).nullable().meta({ description: 'Parts of the two; null over days of which no kept figures tell who was paused' }),
  }),
  numerator: z.int().meta({ description: 'Done late and open overdue' }),
  denominator: z.int(),
  value: z.number().nullable().meta({ description: 'Percent overdue, two decimals rounded half up; null when there was nothing to process' }),
});

/** Dossiers received, done and pending, line by line. */
export const handlingSchema = z.strictObject({
  formula: z.string(),
  formulaVi: z.string(),
  comparison: z.enum(['minute', 'date']),
  comparisonLabel: z.string(),
  period: periodSchema,
  asOf: instantOut,
  scope: z.strictObject({ province: z.string(), agency: z.string().exactOptional(), procedure: z.string().exactOptional(), field: z.string().exactOptional() }),
  source: z.enum(['cells', 'dossiers']),
  groupBy: z.enum(HANDLING_GROUPS),
  items: z.array(lineSchema),
  total: lineSchema,
});
/** The table as it is answered. */
export type HandlingAnswer = z.output<typeof handlingSchema>;

/** A line of the table, or its total. */
export function viewHandling(named: { readonly key: string; readonly label: string }, line: HandlingLine, source: HandlingAnswer['source']): HandlingAnswer['total'] {
  const { total, received, carriedOver, processed, early, onTime, late, inError, open, inTime, overdue, pausedInTime, pausedOverdue } = line;
  return {
    ...named,
    total,
    received: { total: received.online + received.counter + received.post, ...received },
    carriedOver,
    processed: { total: processed, early, onTime, late, inError },
    open: { total: open, inTime, overdue, paused: source === 'cells' ? { inTime: pausedInTime, overdue: pausedOverdue } : null },
    ...viewValue(rateValue(late + overdue, total)),
  };
}
