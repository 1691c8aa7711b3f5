import { z } from 'zod';
import { COMPARISONS, RATE_NAMES, RATE_STATES, SERIES_STEPS } from '#domain/figures';
import { instantOut } from '../schemas/atoms.js';
import { figureSchema } from './figure-view.js';
import { periodSchema } from './period-view.js';

const stepSchema = z.strictObject({
  key: z.string().meta({ description: 'The first day of the step' }),
  label: z.string(),
  period: periodSchema,
  source: z.enum(['cells', 'dossiers']),
  state: z.enum(RATE_STATES).meta({ description: '`nothing-arose`: nothing in the step that the rate judges' }),
  stateLabel: z.string(),
  numerator: z.int(),
  denominator: z.int(),
  value: z.number().nullable().meta({ description: 'Percent, two decimals rounded half up; null when there was nothing to judge' }),
  handled: z
    .strictObject({ received: z.int(), early: z.int(), onTime: z.int(), late: z.int(), open: z.int(), overdue: z.int() })
    .nullable()
    .meta({ description: 'Received in the step; done early, on time (without a date too) and late; open and overdue at its end, by the minute. Null for an officer' }),
});

/** A rate over one period after another. */
export const trendSchema = z.strictObject({
  rate: z.enum(RATE_NAMES),
  label: z.string(),
  formula: z.string(),
  formulaVi: z.string(),
  comparison: z.enum(COMPARISONS),
  comparisonLabel: z.string(),
  target: z.number().nullable(),
  period: periodSchema,
  asOf: instantOut,
  scope: figureSchema.shape.scope,
  projection: figureSchema.shape.projection,
  step: z.enum(SERIES_STEPS),
  items: z.array(stepSchema).meta({ description: 'In order; steps that have not begun are left out' }),
});
/** A trend as it is answered. */
export type RateTrend = z.output<typeof trendSchema>;
