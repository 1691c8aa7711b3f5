import { z } from 'zod';
import { type Instant, localDateOf, monthOf, yearOf } from '#domain';
import type { Period } from '#domain/figures';
import { after, limit, reference } from './atoms.js';
import { yearInPath } from './par-index.js';

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;
const QUARTER = /^20\d\d-Q[1-4]$/;
const YEAR = /^20\d\d$/;

/** A month, quarter or year; the present month unless given. */
const sheetPeriod = z
  .string()
  .refine((text) => MONTH.test(text) || QUARTER.test(text) || YEAR.test(text), 'must be a month, quarter or year, such as 2026-08, 2026-Q3 or 2026')
  .meta({ examples: ['2026-08', '2026-Q3', '2026'], description: 'A month, quarter or year; the present month unless given' })
  .exactOptional();
/** A quarter or year; the present quarter unless given. */
const scorePeriod = z
  .string()
  .refine((text) => QUARTER.test(text) || YEAR.test(text), 'must be a quarter or year, such as 2026-Q3 or 2026')
  .meta({ examples: ['2026-Q3', '2026'], description: 'A quarter or year; the present quarter unless given' })
  .exactOptional();

/** Which sheet of an officer. */
export const sheetQuery = z.strictObject({ period: sheetPeriod });
/** A `sheetQuery` that was checked. */
export type SheetRequest = z.output<typeof sheetQuery>;

/** A page of the dossiers behind a sheet. */
export const evaluatedQuery = z.strictObject({ period: sheetPeriod, limit, after });
/** An `evaluatedQuery` that was checked. */
export type EvaluatedQuery = z.output<typeof evaluatedQuery>;

/** Whose quality scores. One agency at a time: nothing here puts agencies or people in an order. */
export const scoresQuery = z.strictObject({ agency: reference.exactOptional().meta({ description: 'One\'s own unless given' }), period: scorePeriod });
/** A `scoresQuery` that was checked. */
export type ScoresQuery = z.output<typeof scoresQuery>;

const CSV_LIMIT = 400_000;
const askedYear = yearInPath.exactOptional().meta({ type: 'integer', examples: [2026], description: 'The present year unless given' });

/** A survey file of an agency's year. */
export const surveyRequest = z
  .strictObject({
    agency: reference,
    year: z.int().min(2010).max(2100),
    document: z.union([
      z.strictObject({ file: z.uuid().meta({ description: 'An XLSX uploaded to /api/v1/evidence' }) }),
      z.strictObject({ csv: z.string().min(1).max(CSV_LIMIT).meta({ description: 'The text of a CSV, parted by commas, semicolons or tabs' }) }),
    ], 'must be {"file": …} with the id of an XLSX uploaded to /api/v1/evidence, or {"csv": …} with the text of a CSV'),
  })
  .meta({
    description: 'Either a line a respondent under the five dimensions, or a line a question with its dimension, its answers and how many are satisfied',
    examples: [{ agency: 'H99.07', year: 2026, document: { csv: 'Yếu tố;Câu hỏi;Số trả lời;Số hài lòng\nCông chức;Thái độ;200;180' } }],
  });
/** A `surveyRequest` that was checked. */
export type SurveyRequest = z.output<typeof surveyRequest>;

/** Which surveys are listed. */
export const surveysQuery = z.strictObject({ limit, after, agency: reference.exactOptional(), year: yearInPath.exactOptional().meta({ type: 'integer', examples: [2026] }) });
/** A `surveysQuery` that was checked. */
export type SurveysQuery = z.output<typeof surveysQuery>;

/** Whose criteria of which year. */
export const parCriteriaQuery = z.strictObject({ year: askedYear, agency: reference.exactOptional().meta({ description: 'One\'s own unless given' }) });
/** A `parCriteriaQuery` that was checked. */
export type ParCriteriaQuery = z.output<typeof parCriteriaQuery>;

/** The period a text means, and as it is written in addresses and records. */
export function namedPeriod(text: string | undefined, usual: 'month' | 'quarter', at: Instant): { readonly name: string; readonly period: Period } {
  const today = localDateOf(at);
  const [year, month] = [yearOf(today), monthOf(today)];
  const name = text ?? (usual === 'month' ? `${String(year)}-${String(month).padStart(2, '0')}` : `${String(year)}-Q${String(Math.ceil(month / 3))}`);
  const asked = Number(name.slice(0, 4));
  if (YEAR.test(name)) {
    return { name, period: { kind: 'year', year: asked } };
  }
  return { name, period: QUARTER.test(name) ? { kind: 'quarter', year: asked, quarter: Number(name.slice(6)) } : { kind: 'month', year: asked, month: Number(name.slice(5)) } };
}
