import { z } from 'zod';
import { CASE_KINDS } from '#domain';
import { CASE_RATE_NAMES, CASE_RATES } from '#domain/figures';
import { type CaseFigure, type FigureRound } from '#service';
import { CASE_RATE_FORMULAS, CASE_RATE_LABELS, clockLabel } from '#vi';
import { instantOut, isoOf, isoOrNull, pageOf } from '../schemas/atoms.js';
import { casePath } from './case-command-view.js';
import { periodSchema } from './period-view.js';

/** A rate of one clock, with what it was made of. */
export const caseRateSchema = z.strictObject({
  rate: z.enum(CASE_RATE_NAMES),
  label: z.string().meta({ examples: ['Tỷ lệ đúng hạn'] }),
  formula: z.string(),
  formulaVi: z.string(),
  clock: z.string().meta({ examples: ['completion'] }),
  clockLabel: z.string(),
  numerator: z.int().meta({ examples: [49] }),
  denominator: z.int().meta({ examples: [50] }),
  value: z.number().nullable().meta({ description: 'Percent, two decimals rounded half up; null when there was nothing to judge', examples: [98] }),
  link: z.string().meta({ description: 'The rounds it counted' }),
});
/** Rates of a scope over a period. */
export const caseRatePageSchema = pageOf(caseRateSchema).extend({ asOf: instantOut, period: periodSchema });
/** Rates as they are answered. */
export type CaseRatePage = z.output<typeof caseRatePageSchema>;

/** A round of a clock behind a rate. */
export const figureRoundSchema = z.strictObject({
  caseCode: z.string().meta({ examples: ['NV-H99-2026-000001'] }),
  kind: z.enum(CASE_KINDS),
  agency: z.string(),
  clock: z.string(),
  clockLabel: z.string(),
  round: z.int(),
  dueAt: instantOut,
  stoppedAt: instantOut.nullable(),
  counted: z.boolean().meta({ description: 'It stands in the numerator' }),
  link: z.string(),
});
/** A round as it is answered. */
export type FigureRoundAnswer = z.output<typeof figureRoundSchema>;

/** A rate; `asked` is the scope and period its list is asked for with. */
export function viewCaseRate({ rate, clock, value: { n, d, value } }: CaseFigure, asked: Readonly<Record<string, string>>): z.output<typeof caseRateSchema> {
  return {
    rate,
    label: CASE_RATE_LABELS[rate],
    formula: CASE_RATES.find(({ name }) => name === rate)?.formula ?? '',
    formulaVi: CASE_RATE_FORMULAS[rate],
    clock,
    clockLabel: clockLabel(clock),
    numerator: n,
    denominator: d,
    value: value === undefined ? null : Number(value),
    link: `/api/v1/case-rates/${rate}/rounds?${new URLSearchParams({ ...asked, clock }).toString()}`,
  };
}

/** A round behind a rate. */
export function viewFigureRound({ code, kind, agency, clock, round, dueAt, stoppedAt, isCounted }: FigureRound): FigureRoundAnswer {
  return { caseCode: code, kind, agency, clock, clockLabel: clockLabel(clock), round, dueAt: isoOf(dueAt), stoppedAt: isoOrNull(stoppedAt), counted: isCounted, link: casePath(code) };
}
