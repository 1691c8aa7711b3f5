import { z } from 'zod';
import { AGENCY_CLASSES, type AgencyClass, type QualityIndexScore, numberOfIndex, OFFICER_CLASSES, type OfficerClass, OFFICER_INDICES, QUALITY_FORMULAS, QUALITY_INDICES, type QualityScores } from '#domain/figures';
import { type EvaluatedDossier, type EvaluationSheet, SHEET_PARTS, type SheetOpening } from '#service/figures';
import { AGENCY_CLASS_LABELS, NOTHING_TO_JUDGE, OFFICER_CLASS_LABELS, QUALITY_FORMULAS_VI, QUALITY_INDEX_LABELS } from '#vi';
import { instantOut, isoOf } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';
import { periodSchema, type ToldDays, viewPeriod } from './period-view.js';

const points = z.number().meta({ description: 'Points, one decimal' });
const period = periodSchema.extend({ name: z.string() });

const indexSchema = z.strictObject({
  index: z.enum(QUALITY_INDICES),
  number: z.int(),
  label: z.string(),
  formula: z.string(),
  formulaVi: z.string(),
  of: z.enum(['dossiers', 'unit']).meta({ description: '`dossiers`: marks by number of dossiers; `unit`: one mark by the share of numerator and denominator' }),
  numerator: z.int(),
  denominator: z.int(),
  score: points.nullable().meta({ description: 'One decimal rounded half up; null where there was nothing to judge' }),
  note: z.string().nullable(),
});
const sum = <Class extends readonly [string, ...string[]]>(classes: Class) =>
  z.strictObject({
    score: points,
    of: points.meta({ description: 'The most the judged indices can give' }),
    class: z.enum(classes).nullable().meta({ description: 'Null where an index without anything to judge could change it' }),
    label: z.string().nullable(),
  });

/** Scores of an agency. */
export const qualityScoresSchema = z.strictObject({ agency: z.string(), period, asOf: instantOut, dossiers: z.int(), indices: z.array(indexSchema), sum: sum(AGENCY_CLASSES) });
/** Scores of an agency as they are answered. */
export type QualityScoresAnswer = z.output<typeof qualityScoresSchema>;

/** The evaluation sheet of an officer. */
export const evaluationSheetSchema = z.strictObject({
  officer: z.strictObject({ subject: z.string(), name: z.string().nullable(), position: z.string().nullable() }),
  agency: z.string(),
  period,
  asOf: instantOut,
  dossiers: z.int(),
  indices: z.array(indexSchema),
  sum: sum(OFFICER_CLASSES),
  signs: z.strictObject({ name: z.string(), position: z.string() }).nullable().meta({ description: 'The head of the agency; null where the directory has none or several' }),
  links: z.strictObject({ dossiers: z.string(), pdf: z.string(), openings: z.string() }),
});
/** A sheet as it is answered. */
export type EvaluationSheetAnswer = z.output<typeof evaluationSheetSchema>;

const mark = z.int().min(0).max(2).nullable();

/** A dossier behind a sheet. */
export const evaluatedSchema = z.strictObject({
  code: z.string(),
  self: z.string(),
  finishedAt: instantOut,
  marks: z.strictObject({ 'total-time': mark, 'agency-time': mark, contacts: mark, 'agencies-contacted': mark, attitude: mark } satisfies Record<(typeof OFFICER_INDICES)[number], typeof mark>),
});
/** A dossier behind a sheet as it is answered. */
export type EvaluatedAnswer = z.output<typeof evaluatedSchema>;

/** That a head opened a sheet. */
export const sheetOpeningSchema = z.strictObject({ openedBy: z.string(), name: z.string().nullable(), period: z.string(), part: z.enum(SHEET_PARTS), at: instantOut });
/** An opening as it is answered. */
export type SheetOpeningAnswer = z.output<typeof sheetOpeningSchema>;

/** What the views of scores have in common. */
export interface Scored {
  readonly name: string;
  readonly asked: ToldDays;
}

/** An agency's scores as their answer. */
export function viewScores(agency: string, scores: QualityScores<AgencyClass>, scored: Scored): QualityScoresAnswer {
  return { agency, ...viewScored(scores, scored), sum: viewSum(scores.sum, AGENCY_CLASS_LABELS) };
}

/** A sheet as its answer. */
export function viewSheet(subject: string, agency: string, { scores, officer, head }: EvaluationSheet, scored: Scored): EvaluationSheetAnswer {
  const self = `/api/v1/evaluation-sheets/${encodeURIComponent(subject)}`;
  const asked = `?period=${scored.name}`;
  return {
    officer: { subject, name: officer.name ?? null, position: officer.position ?? null },
    agency,
    ...viewScored(scores, scored),
    sum: viewSum<OfficerClass>(scores.sum, OFFICER_CLASS_LABELS),
    signs: head ?? null,
    links: { dossiers: `${self}/dossiers${asked}`, pdf: `${self}/pdf${asked}`, openings: `${self}/openings` },
  };
}

/** A dossier behind a sheet as its answer. */
export function viewEvaluated({ code, finishedAt, marks }: EvaluatedDossier): EvaluatedAnswer {
  const of = (index: (typeof OFFICER_INDICES)[number]): 0 | 1 | 2 | null => marks[index] ?? null;
  return {
    code,
    self: dossierPath(code),
    finishedAt: isoOf(finishedAt),
    marks: { 'total-time': of('total-time'), 'agency-time': of('agency-time'), contacts: of('contacts'), 'agencies-contacted': of('agencies-contacted'), attitude: of('attitude') },
  };
}

/** An opening as its answer. */
export function viewOpening({ openedBy, name, period: named, part, at }: SheetOpening): SheetOpeningAnswer {
  return { openedBy, name: name ?? null, period: named, part, at: isoOf(at) };
}

function viewScored({ dossiers, indices }: Pick<QualityScores<string>, 'dossiers' | 'indices'>, { name, asked }: Scored): Pick<QualityScoresAnswer, 'period' | 'asOf' | 'dossiers' | 'indices'> {
  return { period: { name, ...viewPeriod(asked) }, asOf: isoOf(asked.at), dossiers, indices: indices.map(viewIndex) };
}

function viewIndex({ index, of, n, d, score }: QualityIndexScore): QualityScoresAnswer['indices'][number] {
  const note = score === undefined ? NOTHING_TO_JUDGE : null;
  return { index, number: numberOfIndex(index), label: QUALITY_INDEX_LABELS[index], formula: QUALITY_FORMULAS[index], formulaVi: QUALITY_FORMULAS_VI[index], of, numerator: n, denominator: d, score: score === undefined ? null : score / 10, note };
}

function viewSum<Class extends string>({ score, of, class: named }: QualityScores<Class>['sum'], labels: Readonly<Record<Class, string>>): { score: number; of: number; class: Class | null; label: string | null } {
  return { score: score / 10, of: of / 10, class: named ?? null, label: named === undefined ? null : labels[named] };
}
