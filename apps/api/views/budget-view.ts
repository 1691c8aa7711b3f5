import { z } from 'zod';
import { CAPACITY_STANDINGS, type CapacityDay, formatLocalDate, MS_PER_HOUR } from '#domain';
import { COMPARISONS, getRate, lateText, type LateBudget, type TargetInForce } from '#domain/figures';
import { type BudgetStanding, ENDANGERED_REASONS, type EndangeredDossier, type EnteredTarget } from '#service/figures';
import { CAPACITY_STANDING_LABELS, COMPARISON_LABELS, ENDANGERED_LABELS, FIGURE_FORMULAS, FORECAST_LABELS, RATE_WORDS, RECEIPT_LABELS } from '#vi';
import { instantOut, isoOf, pageOf } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';
import { periodSchema, type ToldDays, viewPeriod } from './period-view.js';
import { foretellingShape } from './risk-view.js';

const count = z.int();
const scopeShape = { agency: z.string().exactOptional(), procedure: z.string().exactOptional(), field: z.string().exactOptional() };
const percentage = z.number().meta({ description: 'Percent, two decimals rounded half up' });

/** A decided target of the late rate. */
export const lateTargetSchema = z.strictObject({
  number: count.meta({ description: 'Order of entry: of two for the same scope and day the later counts' }),
  scope: z.strictObject(scopeShape),
  target: percentage.nullable(),
  validFrom: z.iso.date(),
  validUntil: z.iso.date().nullable(),
  documentNumber: z.string(),
  enteredAt: instantOut,
  enteredBy: z.string(),
});
/** A target as answered. */
export type LateTargetAnswer = z.output<typeof lateTargetSchema>;

/** A target as an answer. */
export function viewTarget({ number, scope, target, validFrom, validUntil, documentNumber, enteredAt, enteredBy }: EnteredTarget): LateTargetAnswer {
  return { number, scope: { ...scope }, target: target === undefined ? null : target / 100, validFrom, validUntil: validUntil ?? null, documentNumber, enteredAt: isoOf(enteredAt), enteredBy };
}

/** Where a target comes from. */
export const targetBasisSchema = z
  .strictObject({ scope: z.strictObject(scopeShape), documentNumber: z.string() })
  .nullable()
  .meta({ description: 'For whom the target was decided and by which document; null where the installation\'s own holds' });

/** Where a target comes from, as an answer. */
export function viewTargetBasis({ decided }: TargetInForce): z.output<typeof targetBasisSchema> {
  return decided === undefined ? null : { scope: { ...decided.scope }, documentNumber: decided.documentNumber };
}

const budgetShape = z
  .strictObject({
    breaksAt: count.meta({ description: 'So many late dossiers break the target' }),
    spent: count.meta({ description: 'Late now' }),
    left: count.meta({ description: 'How many more break it; 0 when it is broken' }),
  })
  .nullable()
  .meta({ description: 'Null when there is nothing to judge' });

/** The budget of late dossiers of a scope and period. */
export const budgetSchema = z.strictObject({
  period: periodSchema,
  asOf: instantOut,
  scope: z.strictObject({ province: z.string(), ...scopeShape }),
  target: percentage,
  targetBasis: targetBasisSchema,
  rate: z.strictObject({ formula: z.string(), formulaVi: z.string(), comparison: z.enum(COMPARISONS), comparisonLabel: z.string(), numerator: count, denominator: count, value: z.number().nullable() }),
  budget: budgetShape,
  workingDays: z.strictObject({ total: count, begun: count }).nullable().meta({ description: 'Of the period, on the province\'s calendar; null beyond it' }),
  burnRate: z.number().nullable().meta({ description: 'Share of the projected budget spent over share of the working days begun: above 1 it does not last' }),
  due: z.strictObject({ dossiers: count, endangered: count }).meta({ description: 'Open dossiers due from now to the end of the period, and those that will not make it as they stand' }),
  forecast: z.strictObject({ basis: z.enum(['endangered', 'history', 'model']), label: z.string(), expected: z.number(), foretold: count.nullable().meta({ description: 'Of those due, how many the model was asked about; the others count by their mean. Null unless the basis is the model' }), backTest: z.string().nullable().meta({ description: 'How earlier forecasts of the model compare with what came of them. Null unless the basis is the model' }) }).meta({ description: 'How many of those due will become late: a forecast, and advice' }),
  receipts: z.strictObject({ basis: z.enum(['history', 'this-period', 'none']), label: z.string(), expected: count }),
  history: z.strictObject({ from: z.iso.date(), to: z.iso.date(), finishedLate: count, finished: count, received: count, workingDays: count }),
  projection: z.strictObject({
    formula: z.string(),
    formulaVi: z.string(),
    numerator: z.number(),
    denominator: count,
    value: z.number().nullable(),
    budget: budgetShape,
    exceeds: z.boolean().meta({ description: 'The projected rate is not below the target' }),
  }),
  source: z.enum(['cells', 'dossiers']),
  links: z.strictObject({ endangered: z.string() }),
});
/** A budget as answered. */
export type BudgetAnswer = z.output<typeof budgetSchema>;

/** How the projected end of a period is told. */
const PROJECTION_FORMULA = '(finished late + open overdue + expected late of those due before the period\'s end) / (to process so far + expected receipts of the working days left)';

/** A budget as an answer. `asked` are scope, period and days ahead as they stand in links. */
export function viewBudget(
  { target, rate, budget, workingDays, burnRate, due, receipts, forecast, history, projection, source }: BudgetStanding,
  { scope, asked, backTest, endangered }: { readonly backTest: string; readonly scope: BudgetAnswer['scope']; readonly asked: ToldDays; readonly endangered: string },
): BudgetAnswer {
  const { formula, comparison } = getRate('late-rate');
  return {
    period: viewPeriod(asked),
    asOf: isoOf(asked.at),
    scope: { ...scope },
    target: target.target / 100,
    targetBasis: viewTargetBasis(target),
    rate: { formula, formulaVi: RATE_WORDS['late-rate'].formula, comparison, comparisonLabel: COMPARISON_LABELS[comparison], numerator: rate.n, denominator: rate.d, value: rate.value === undefined ? null : Number(rate.value) },
    budget: viewLeft(budget),
    workingDays: workingDays === undefined ? null : { ...workingDays },
    burnRate: burnRate === undefined ? null : Number(burnRate),
    due: { dossiers: due.due, endangered: due.endangered },
    forecast: { basis: forecast.basis, label: FORECAST_LABELS[forecast.basis], expected: Number(lateText(forecast.expectedHundredths)), ...(forecast.basis === 'model' ? { foretold: due.foretold?.dossiers ?? 0, backTest } : { foretold: null, backTest: null }) },
    receipts: { ...receipts, label: RECEIPT_LABELS[receipts.basis] },
    history: { from: formatLocalDate(history.days.first), to: formatLocalDate(history.days.last), ...history.facts },
    projection: {
      formula: PROJECTION_FORMULA,
      formulaVi: FIGURE_FORMULAS.projection,
      numerator: Number(lateText(projection.lateHundredths)),
      denominator: projection.toProcess,
      value: projection.value === undefined ? null : Number(projection.value),
      budget: viewLeft(projection.budget),
      exceeds: projection.exceeds,
    },
    source,
    links: { endangered },
  };
}

function viewLeft(budget: LateBudget | undefined): z.output<typeof budgetShape> {
  return budget === undefined ? null : { ...budget };
}

/** A dossier that will be late. */
export const endangeredSchema = z.strictObject({
  code: z.string(),
  self: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  agency: z.string(),
  stages: z.array(z.string()),
  holders: z.array(z.string()),
  officers: z.array(z.string()),
  dueAt: instantOut,
  neededHours: z.number().nullable().meta({ description: 'Working hours the stages still need, two decimals; null where that lies beyond any calendar' }),
  leftHours: z.number().meta({ description: 'Working hours until the date' }),
  reason: z.enum(ENDANGERED_REASONS),
  label: z.string(),
  probability: z.number().nullable().meta({ description: 'What the model said when all were last scored, in percent; null where it said nothing. Advice' }),
});
/** An endangered dossier as answered. */
export type EndangeredAnswer = z.output<typeof endangeredSchema>;

/** A page of the dossiers that will be late, with how far its probabilities can be trusted. */
export const endangeredPageSchema = pageOf(endangeredSchema).extend({ asOf: instantOut, ...foretellingShape });
/** A page as answered. */
export type EndangeredPageAnswer = z.output<typeof endangeredPageSchema>;

/** An endangered dossier as an answer. */
export function viewEndangered({ code, procedureCode, procedureName, competentAgency, stages, holders, officers, dueAt, neededMs, leftMs, reason, probability }: EndangeredDossier): EndangeredAnswer {
  return {
    code,
    self: dossierPath(code),
    procedureCode,
    procedureName,
    agency: competentAgency,
    stages: [...stages],
    holders: [...holders],
    officers: [...officers],
    dueAt: isoOf(dueAt),
    neededHours: neededMs === undefined ? null : hours(neededMs),
    leftHours: hours(leftMs),
    reason,
    label: ENDANGERED_LABELS[reason],
    probability: probability === undefined ? null : probability / 100,
  };
}

/** Work due against officers present, day by day. */
export const capacitySchema = z.strictObject({
  agency: z.string(),
  asOf: instantOut,
  formula: z.string(),
  formulaVi: z.string(),
  days: z.array(
    z.strictObject({
      day: z.iso.date(),
      dayOff: z.string().nullable().meta({ description: 'Why nobody works, blank on an ordinary day of rest; null on a working day' }),
      standing: z.enum(CAPACITY_STANDINGS).meta({ description: '`nobody-there`: a working day with every officer away; `no-staff`: no officer is entered in the directory; `over`: the hours of today are over' }),
      standingLabel: z.string(),
      dueDossiers: count,
      dueRuns: count,
      supplementLimits: count.meta({ description: 'Dossiers whose applicant must bring papers by that day' }),
      neededHours: z.number().meta({ description: 'What is left of the budgets of the stage runs due that day' }),
      officersPresent: count,
      officersAbsent: count,
      availableHours: z.number(),
      loadPercent: count.nullable().meta({ description: 'Hours needed up to the end of the day over hours available until then; null where nobody is there' }),
    }),
  ),
});
/** Capacity as answered. */
export type CapacityAnswer = z.output<typeof capacitySchema>;

/** Capacity as an answer. */
export function viewCapacity(agency: string, days: readonly CapacityDay[], at: number): CapacityAnswer {
  return {
    agency,
    asOf: isoOf(at),
    formula: 'hours left of the budgets of stage runs due up to the end of the day / hours of officers present until then; a budget is time promised, not effort, so compare days and agencies with each other',
    formulaVi: FIGURE_FORMULAS.capacity,
    days: days.map(({ day, dayOff, standing, dueDossiers, dueRuns, supplementLimits, neededMs, present, absent, availableMs, loadPercent }) => ({
      day: formatLocalDate(day),
      dayOff: dayOff ?? null,
      standing,
      standingLabel: CAPACITY_STANDING_LABELS[standing],
      dueDossiers,
      dueRuns,
      supplementLimits,
      neededHours: hours(neededMs),
      officersPresent: present,
      officersAbsent: absent,
      availableHours: hours(availableMs),
      loadPercent: loadPercent ?? null,
    })),
  };
}

/** Working time in hours with two decimals. */
function hours(ms: number): number {
  return Math.round((100 * ms) / MS_PER_HOUR) / 100;
}
