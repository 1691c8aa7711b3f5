import { z } from 'zod';
import { decimalOf, getRate, PAR_FORMULAS, PAR_MEASURES, type Points, type RateValue, SIPAS_DIMENSIONS, sipasRate } from '#domain/figures';
import type { ComputedParCriterion, SipasSurvey } from '#service/figures';
import { COMPARISON_LABELS, FIGURE_FORMULAS, NOTHING_TO_JUDGE, PAR_FORMULAS_VI, RATE_WORDS, SIPAS_DIMENSION_LABELS } from '#vi';
import { instantOut, isoOf } from '../schemas/atoms.js';
import { periodSchema, type ToldDays, viewPeriod } from './period-view.js';

const rate = z.strictObject({
  numerator: z.int(),
  denominator: z.int(),
  value: z.number().nullable().meta({ description: 'Percent, two decimals rounded half up; null where nothing was counted' }),
});

/** A satisfaction survey as counted from its file. */
export const surveySchema = z.strictObject({
  id: z.uuid(),
  agency: z.string(),
  year: z.int(),
  format: z.string(),
  sha256: z.string().meta({ description: 'Of the file that was counted' }),
  formula: z.string(),
  formulaVi: z.string(),
  period: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  asOf: instantOut.meta({ description: 'When the file was counted' }),
  dimensions: z.array(z.strictObject({ dimension: z.enum(SIPAS_DIMENSIONS), label: z.string(), ...rate.shape })),
  overall: rate,
  enteredAt: instantOut,
  enteredBy: z.string(),
  link: z.string(),
});
/** A survey as it is answered. */
export type SurveyAnswer = z.output<typeof surveySchema>;

/** A survey beside what applicants told the system itself in the same year. */
export const surveyPageSchema = z.strictObject({
  survey: surveySchema,
  own: z.strictObject({ formula: z.string(), formulaVi: z.string(), comparisonLabel: z.string(), period: periodSchema, asOf: instantOut, ...rate.shape, note: z.string().nullable() }).meta({ description: 'The rate `satisfaction` of the agency over the year' }),
});
/** A survey beside the system's own rate as it is answered. */
export type SurveyPageAnswer = z.output<typeof surveyPageSchema>;

const points = z.number().nullable();

/** A criterion of the PAR INDEX that figures compute. */
export const parCriterionSchema = z.strictObject({
  measure: z.enum(PAR_MEASURES),
  formula: z.string(),
  formulaVi: z.string(),
  asOf: instantOut,
  catalogue: z.string().nullable(),
  criterion: z.string().nullable().meta({ description: 'Null where the installation names no criterion for the measure' }),
  name: z.string().nullable(),
  period: periodSchema,
  rate,
  maximum: points,
  value: points.meta({ description: 'Computed points; null where nothing was counted or the maximum is unknown' }),
  target: points,
  gap: points.meta({ description: 'Points missing to the target' }),
  note: z.string().nullable(),
});
/** A computed criterion as it is answered. */
export type ParCriterionAnswer = z.output<typeof parCriterionSchema>;

/** A survey as its answer. */
export function viewSurvey({ counts, enteredAt, ...survey }: SipasSurvey): SurveyAnswer {
  return {
    ...survey,
    formula: 'answers of satisfied and very satisfied / answers',
    formulaVi: FIGURE_FORMULAS.sipas,
    period: { from: `${String(survey.year)}-01-01`, to: `${String(survey.year)}-12-31` },
    asOf: isoOf(enteredAt),
    dimensions: SIPAS_DIMENSIONS.map((dimension) => ({ dimension, label: SIPAS_DIMENSION_LABELS[dimension], ...viewRate(sipasRate(counts, dimension)) })),
    overall: viewRate(sipasRate(counts)),
    enteredAt: isoOf(enteredAt),
    link: `/api/v1/sipas-surveys/${survey.id}`,
  };
}

/** A rate with the names of answers. */
export function viewRate({ n, d, value }: RateValue): z.output<typeof rate> {
  return { numerator: n, denominator: d, value: value === undefined ? null : Number(value) };
}

/** What applicants told the system itself, as it is answered beside a survey. */
export function viewOwnSatisfaction(told: RateValue, asked: ToldDays): SurveyPageAnswer['own'] {
  const { formula, comparison } = getRate('satisfaction');
  return { formula, formulaVi: RATE_WORDS.satisfaction.formula, comparisonLabel: COMPARISON_LABELS[comparison], period: viewPeriod(asked), asOf: isoOf(asked.at), ...viewRate(told), note: told.d > 0 ? null : NOTHING_TO_JUDGE };
}

/** A computed criterion as its answer. */
export function viewParCriterion({ measure, rate: told, criterion, maximum, value, target, gap }: ComputedParCriterion, asked: ToldDays): ParCriterionAnswer {
  return {
    measure,
    formula: PAR_FORMULAS[measure],
    formulaVi: PAR_FORMULAS_VI[measure],
    asOf: isoOf(asked.at),
    catalogue: criterion?.catalogue ?? null,
    criterion: criterion?.criterion ?? null,
    name: criterion?.name ?? null,
    period: viewPeriod(asked),
    rate: viewRate(told),
    maximum: shown(maximum),
    value: shown(value),
    target: shown(target),
    gap: shown(gap),
    note: told.d > 0 ? null : NOTHING_TO_JUDGE,
  };
}

function shown(points: Points | undefined): number | null {
  return points === undefined ? null : decimalOf(points);
}
