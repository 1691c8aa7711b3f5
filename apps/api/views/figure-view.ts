import { z } from 'zod';
import { RATINGS } from '#domain';
import { COMPARISONS, type Count, type PeriodFigures, RATE_NAMES, RATE_STATES, type RateValue } from '#domain/figures';
import { instantOut } from '../schemas/atoms.js';
import { FIGURE_GROUPS } from '../schemas/figure-query.js';
import { targetBasisSchema } from './budget-view.js';
import { periodSchema } from './period-view.js';

const valueShape = {
  numerator: z.int(),
  denominator: z.int(),
  value: z.number().nullable().meta({ description: 'Percent, two decimals rounded half up; null when there was nothing to judge, or no data to tell it by' }),
};

/** A rate of a scope over a period, with numerator and denominator. */
export const figureSchema = z.strictObject({
  rate: z.enum(RATE_NAMES),
  label: z.string(),
  formula: z.string(),
  formulaVi: z.string(),
  comparison: z.enum(COMPARISONS).meta({ description: 'By the minute of the slip, by date, by 24:00 of the last day, or not at all' }),
  comparisonLabel: z.string(),
  target: z.number().nullable(),
  targetBasis: targetBasisSchema,
  period: periodSchema,
  asOf: instantOut,
  scope: z.strictObject({
    province: z.string(),
    agency: z.string().exactOptional(),
    procedure: z.string().exactOptional(),
    field: z.string().exactOptional(),
    channel: z.string().exactOptional(),
    case: z.string().exactOptional(),
    commune: z.string().exactOptional(),
    officer: z.string().exactOptional(),
  }),
  source: z.enum(['cells', 'dossiers']).meta({ description: '`dossiers`: no kept figure tells this apart, so the dossiers themselves were counted' }),
  projection: z.enum(['current', 'catching-up']).meta({ description: '`catching-up`: after an upgrade that added counts, figures are still being counted from the ledger and may lack something; every answer under `/api/v1/` then bears the header `projection: catching-up`' }),
  groupBy: z.enum(FIGURE_GROUPS).nullable(),
  items: z.array(z.strictObject({ key: z.string(), label: z.string(), ...valueShape })),
  state: z.enum(RATE_STATES).meta({ description: '`nothing-arose`: nothing in the period that the rate judges; `no-data`: nothing of its kind ever reached this system, so that its values are null and not nought' }),
  stateLabel: z.string(),
  total: z.strictObject(valueShape),
  stock: z
    .strictObject({ open: z.int(), inTime: z.int(), overdue: z.int(), pausedInTime: z.int(), pausedOverdue: z.int() })
    .nullable()
    .meta({ description: 'Open dossiers at the end of the period, or now: open = in time + overdue + paused in time; paused overdue are part of the overdue. Null where the source cannot tell who was paused' }),
  budget: z.int().nullable().meta({ description: 'How many more may become late before the target is broken; null when the rate has none' }),
});
/** A rate as it is answered. */
export type FigureView = z.output<typeof figureSchema>;

/** A dossier behind the numbers of `satisfaction`. */
export const ratedItemSchema = z.strictObject({
  code: z.string(),
  self: z.string(),
  procedureCode: z.string(),
  agency: z.string(),
  rating: z.enum(RATINGS),
  label: z.string(),
  ratedAt: instantOut,
});
/** A rated dossier as it is answered. */
export type RatedItem = z.output<typeof ratedItemSchema>;

/** A target kept in hundredths of a percent, as a percentage. */
export function percent(hundredths: number | undefined): number | null {
  return hundredths === undefined ? null : hundredths / 100;
}

/** What the stock beside a rate is made of. */
export const STOCK_COUNTS = ['open', 'overdue', 'pausedInTime', 'pausedOverdue'] as const satisfies readonly Count[];

/** The open dossiers by bucket, the paused in one of their own. */
export function viewStock({ open, overdue, pausedInTime, pausedOverdue }: Partial<PeriodFigures>): FigureView['stock'] {
  return open === undefined || overdue === undefined || pausedInTime === undefined || pausedOverdue === undefined ? null : { open, inTime: open - overdue - pausedInTime, overdue, pausedInTime, pausedOverdue };
}

/** Numerator, denominator and percentage of a rate. */
export function viewValue({ n, d, value }: RateValue): FigureView['total'] {
  return { numerator: n, denominator: d, value: value === undefined ? null : Number(value) };
}
