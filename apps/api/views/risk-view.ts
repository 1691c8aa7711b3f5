import { z } from 'zod';
import { type BackTestCut, type CalibrationBand, type ForecastQuality, RISK_FEATURES } from '#domain/figures';
import type { RiskAnswer, RiskLine, RiskReason, StoredRiskModel } from '#service/figures';
import { backTestVi, FIGURE_FORMULAS, RISK_ADVICE, RISK_FEATURE_LABELS, riskEffectVi, riskReasonVi, UNFORETOLD_LABELS } from '#vi';
import { instantOut, isoOf, pageOf } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';

const probability = z.number().meta({ description: 'Percent, two decimals' });
const score = z.number().meta({ description: 'Lower is better' });
const skill = z.number().meta({ description: '1 minus the score over that of the comparison: above 0 beats it' });

const reasonSchema = z.strictObject({
  feature: z.enum(RISK_FEATURES),
  text: z.string(),
  raises: z.boolean(),
  effect: z.string(),
});

/** What is foretold of a dossier. */
export const dossierRiskSchema = z.strictObject({
  code: z.string(),
  self: z.string(),
  asOf: instantOut,
  formula: z.string(),
  formulaVi: z.string(),
  probability: probability.nullable().meta({ description: 'Of becoming late, percent with two decimals; null where `without` says why' }),
  without: z.enum(['not-open', 'late', 'without-date', 'not-enough-history']).nullable(),
  withoutText: z.string().nullable(),
  reasons: z.array(reasonSchema).meta({ description: 'What moves it most away from a middling dossier, three at most, the strongest first' }),
  modelVersion: z.int().nullable(),
  backTest: z.string().meta({ description: 'How earlier forecasts compare with what came of them, in one sentence' }),
  advice: z.string(),
});
/** A dossier's risk as it is answered. */
export type DossierRiskView = z.output<typeof dossierRiskSchema>;

/** A line of the list by probability. */
export const riskItemSchema = z.strictObject({
  code: z.string(),
  self: z.string(),
  procedureCode: z.string(),
  agency: z.string(),
  dueAt: instantOut,
  probability,
  reasons: z.array(reasonSchema),
  asOf: instantOut,
});
/** A line as it is answered. */
export type RiskItem = z.output<typeof riskItemSchema>;

const qualitySchema = z.strictObject({
  dossiers: z.int(),
  forecasts: z.int(),
  late: z.int(),
  brier: score,
  brierOfBaseRate: score,
  skill,
  brierOfBaseRateAtShare: score.meta({ description: 'The harder comparison: a base rate for each share of the term used' }),
  skillAtShare: skill,
  logLoss: score,
  logLossOfBaseRate: score,
  calibration: z.array(z.strictObject({ from: probability, to: probability, forecasts: z.int(), expected: probability, observed: probability, late: z.int() })),
});

/** The model in force with its back-test. */
export const riskModelSchema = z.strictObject({
  version: z.int(),
  fittedAt: instantOut,
  scoredAt: instantOut.nullable(),
  enough: z.boolean().meta({ description: 'False where there was too little history: then nothing is foretold' }),
  trainedThrough: instantOut.nullable(),
  dossiers: z.int(),
  late: z.int(),
  features: z.array(z.strictObject({ feature: z.enum(RISK_FEATURES), label: z.string(), weight: z.number().meta({ description: 'Log-odds for one standard deviation more' }) })),
  sentence: z.string(),
  advice: z.string(),
  total: qualitySchema.nullable(),
  cuts: z.array(z.strictObject({ cut: instantOut, until: instantOut, quality: qualitySchema.nullable() })).meta({ description: 'Each part is foretold by a model that knows nothing after its cut' }),
});
/** A model as it is answered. */
export type RiskModelView = z.output<typeof riskModelSchema>;

const RISK_WORDS = { formula: 'probability that an open dossier becomes late, by a logistic regression fitted to finished ones; advice', formulaVi: FIGURE_FORMULAS.risk } as const;

/** What stands beside every list with probabilities. */
export const foretellingShape = {
  foretoldAt: instantOut.nullable().meta({ description: 'When all were last scored by the model in force; null before the first time' }),
  backTest: z.string().nullable().meta({ description: 'How earlier forecasts compare with what came of them, in one sentence; null where there is too little history to foretell anything' }),
  advice: z.string(),
};

/** What stands beside probabilities, by the model in force. */
export function viewForetelling(stored: StoredRiskModel | undefined): z.output<z.ZodObject<typeof foretellingShape>> {
  const { model, backTest, scoredAt } = stored ?? {};
  return { foretoldAt: scoredAt === undefined ? null : isoOf(scoredAt), backTest: model === undefined ? null : backTestVi(backTest?.total), advice: RISK_ADVICE };
}

/** Lines of the list, each as of when it was last scored. */
export const riskPageSchema = pageOf(riskItemSchema).extend({ formula: z.string(), formulaVi: z.string(), ...foretellingShape });
/** A page of lines as it is answered. */
export type RiskPage = z.output<typeof riskPageSchema>;

/** Shows a page of the list. */
export function viewRiskPage(lines: readonly RiskLine[], next: string | null, stored: StoredRiskModel | undefined): RiskPage {
  return { items: lines.map(viewRiskItem), next, ...RISK_WORDS, ...viewForetelling(stored) };
}

/** Shows what is foretold of a dossier. */
export function viewDossierRisk(code: string, answer: RiskAnswer, at: number): DossierRiskView {
  const { stored } = answer;
  const risk = 'risk' in answer ? answer.risk : undefined;
  const without = 'without' in answer ? answer.without : null;
  return {
    code,
    self: dossierPath(code),
    asOf: isoOf(at),
    ...RISK_WORDS,
    probability: risk === undefined ? null : risk.probability / 100,
    without,
    withoutText: without === null ? null : UNFORETOLD_LABELS[without],
    reasons: (risk?.reasons ?? []).map(viewReason),
    modelVersion: stored?.version ?? null,
    backTest: backTestVi(stored?.backTest.total),
    advice: RISK_ADVICE,
  };
}

function viewRiskItem({ code, procedure_code: procedureCode, agency, due_at: dueAt, probability: hundredths, reasons, as_of: asOf }: RiskLine): RiskItem {
  return { code, self: dossierPath(code), procedureCode, agency, dueAt: isoOf(dueAt), probability: hundredths / 100, reasons: reasons.map(viewReason), asOf: isoOf(asOf) };
}

/** Shows the model in force. */
export function viewRiskModel({ version, fittedAt, scoredAt, model, backTest }: StoredRiskModel): RiskModelView {
  return {
    version,
    fittedAt: isoOf(fittedAt),
    scoredAt: scoredAt === undefined ? null : isoOf(scoredAt),
    enough: model !== undefined,
    trainedThrough: model === undefined ? null : isoOf(model.trainedThrough),
    dossiers: model?.dossiers ?? 0,
    late: model?.late ?? 0,
    features: (model?.features ?? []).map(({ name, weight }) => ({ feature: name, label: RISK_FEATURE_LABELS[name], weight: round(weight) })),
    sentence: backTestVi(backTest.total),
    advice: RISK_ADVICE,
    total: viewQuality(backTest.total),
    cuts: backTest.cuts.map(viewCut),
  };
}

function viewReason({ feature, value, raises }: RiskReason): z.output<typeof reasonSchema> {
  return { feature, text: riskReasonVi(feature, value), raises, effect: riskEffectVi(raises) };
}

function viewCut({ cut, until, quality }: BackTestCut): RiskModelView['cuts'][number] {
  return { cut: isoOf(cut), until: isoOf(until), quality: viewQuality(quality) };
}

function viewQuality(quality: ForecastQuality | undefined): RiskModelView['total'] {
  if (quality === undefined) {
    return null;
  }
  const { dossiers, forecasts, late, calibration, brier, brierOfBaseRate, brierOfBaseRateAtShare, skillAtShare, logLoss, logLossOfBaseRate } = quality;
  return {
    dossiers,
    forecasts,
    late,
    brier: round(brier),
    brierOfBaseRate: round(brierOfBaseRate),
    skill: round(quality.skill),
    brierOfBaseRateAtShare: round(brierOfBaseRateAtShare),
    skillAtShare: round(skillAtShare),
    logLoss: round(logLoss),
    logLossOfBaseRate: round(logLossOfBaseRate),
    calibration: calibration.map(viewBand),
  };
}

function viewBand({ from, to, forecasts, expected, late }: CalibrationBand): z.output<typeof qualitySchema>['calibration'][number] {
  return { from: percentOf(from), to: percentOf(to), forecasts, expected: percentOf(expected), observed: forecasts === 0 ? 0 : percentOf(late / forecasts), late };
}

function percentOf(share: number): number {
  return Math.round(share * 10_000) / 100;
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
