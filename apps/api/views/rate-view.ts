import { z } from 'zod';
import { STATUSES } from '#domain';
import { BUCKET_KINDS, COMPARISONS, type DifferenceCause, type DifferingCount, getRate, RATE_NAMES, RATES, type RateName, type RateValue } from '#domain/figures';
import { BUCKET_KIND_LABELS, COMPARISON_LABELS, PROMISE_LABELS, RATE_WORDS } from '#vi';
import { instantOut, pageOf } from '../schemas/atoms.js';
import { type FigureView, percent } from './figure-view.js';
import { periodSchema } from './period-view.js';

const bucket = z.enum(['numerator', 'denominator', 'neither']);

/** One named rate with everything its definition says. */
export const rateSchema = z.strictObject({
  name: z.enum(RATE_NAMES),
  label: z.string(),
  formula: z.string(),
  formulaVi: z.string(),
  comparison: z.enum(COMPARISONS).meta({ description: 'By the minute of the slip, by date (before is early, the same day on time), by 24:00 of the last day, or not at all' }),
  comparisonLabel: z.string(),
  promise: z.enum(['first', 'current']).meta({ description: '`first`: the due date, which a re-appointment never moves; `current`: the date the applicant was last given' }),
  promiseLabel: z.string(),
  of: z.enum(['dossiers', 'stages', 'letters', 'payments', 'filings']),
  source: z.string().meta({ description: 'The text or practice the definition follows' }),
  verified: z.boolean().meta({ description: 'That text was found and says so; otherwise it is an open question' }),
  target: z.number().nullable().meta({ description: 'The rate is to stay below this percentage' }),
  buckets: z
    .array(z.strictObject({ kind: z.enum(BUCKET_KINDS), label: z.string(), inTime: bucket, late: bucket }))
    .readonly()
    .meta({ description: 'Where such a dossier stands while its date has not passed and after it has; `numerator` is in the denominator too' }),
  told: z.boolean().meta({ description: 'It can also be told from the dossiers themselves, for any scope and days' }),
});

/** The whole catalogue of rates. */
export const RATE_CATALOGUE: readonly z.output<typeof rateSchema>[] = RATES.map(({ name, formula, comparison, promise, of, source, target, buckets, fromDossiers }) => ({
  name,
  label: RATE_WORDS[name].name,
  formula,
  formulaVi: RATE_WORDS[name].formula,
  comparison,
  comparisonLabel: COMPARISON_LABELS[comparison],
  promise,
  promiseLabel: PROMISE_LABELS[promise],
  of,
  source: source.text,
  verified: source.verified,
  target: percent(target),
  buckets: BUCKET_KINDS.map((kind) => ({ kind, label: BUCKET_KIND_LABELS[kind], ...buckets[kind] })),
  told: fromDossiers,
}));

/** A dossier behind a rate. */
export const dossierBehindSchema = z.strictObject({
  code: z.string(),
  self: z.string(),
  status: z.enum(STATUSES),
  statusLabel: z.string(),
  procedureCode: z.string(),
  agency: z.string(),
  receivedAt: instantOut,
  dueAt: instantOut.nullable(),
  appointment: instantOut.nullable().meta({ description: 'The date the applicant was last given' }),
  becameLateAt: instantOut.nullable(),
  pausedAt: instantOut.nullable(),
  finishedAt: instantOut.nullable(),
  reasons: z.array(z.strictObject({ count: z.string(), label: z.string() })).meta({ description: 'The counts by which it is subtracted, where that was asked for: with two it is taken off twice' }),
});
/** A page of them, with the moment at which they were judged. */
export const dossiersBehindSchema = pageOf(dossierBehindSchema).extend({ asOf: instantOut });
/** The dossiers behind a rate as they are answered. */
export type DossiersBehind = z.output<typeof dossiersBehindSchema>;

/** A dossier without a date its procedure needs. */
export const dataErrorSchema = z.strictObject({
  code: z.string(),
  self: z.string(),
  status: z.enum(STATUSES),
  statusLabel: z.string(),
  procedureCode: z.string(),
  procedureVersion: z.int(),
  case: z.string(),
  agency: z.string(),
  imported: z.boolean(),
  receivedAt: instantOut,
  finishedAt: instantOut.nullable(),
});
/** A page of them, with how many there are in all, and the moment at which they were counted. */
export const dataErrorsSchema = pageOf(dataErrorSchema).extend({ total: z.int(), asOf: instantOut });
/** Data errors as they are answered. */
export type DataErrors = z.output<typeof dataErrorsSchema>;

const counted = z.strictObject({ count: z.string(), number: z.int() });
const compared = z.strictObject({ rate: z.enum(RATE_NAMES), label: z.string(), formula: z.string(), formulaVi: z.string(), comparison: z.enum(COMPARISONS), comparisonLabel: z.string(), numerator: z.int(), denominator: z.int(), value: z.number().nullable() });

/** Two rates of one scope and period, and why they differ. */
export const rateComparisonSchema = z.strictObject({
  period: periodSchema,
  asOf: instantOut,
  left: compared,
  right: compared,
  causes: z.array(
    z.strictObject({
      kind: z.enum(['comparison', 'promise', 'numerator', 'denominator']),
      dossiers: z.int().nullable().meta({ description: 'How many are judged otherwise by the other comparison or promise' }),
      more: z.array(counted).readonly().meta({ description: 'What only the left rate counts' }),
      less: z.array(counted).readonly().meta({ description: 'What only the right rate counts' }),
    }),
  ),
  sentence: z.string(),
  sentenceVi: z.string(),
});
/** A comparison as it is answered. */
export type RateComparison = z.output<typeof rateComparisonSchema>;

/** A cause as it is answered. */
export function viewCause(cause: DifferenceCause): RateComparison['causes'][number] {
  return 'dossiers' in cause ? { kind: cause.kind, dossiers: cause.dossiers, more: [], less: [] } : { kind: cause.kind, dossiers: null, more: cause.more, less: cause.less };
}

/** Why two rates differ, in one sentence. */
export function differenceSentence(left: { readonly name: RateName; readonly value: RateValue }, right: { readonly name: RateName; readonly value: RateValue }, causes: readonly DifferenceCause[]): string {
  const both = `${left.name} is ${valueText(left.value)} and ${right.name} ${valueText(right.value)}`;
  return causes.length === 0 ? `${both}: nothing in this period tells them apart.` : `${both}, for ${causes.map(causeText).join('; ')}.`;
}

function valueText({ n, d, value }: RateValue): string {
  return value === undefined ? 'without anything to judge' : `${value} % (${String(n)} of ${String(d)})`;
}

function causeText(cause: DifferenceCause): string {
  switch (cause.kind) {
    case 'comparison':
      return `one compares by the minute and one by the date (${String(cause.dossiers)} dossiers past the minute on their due date)`;
    case 'promise':
      return `one judges by the due date and one by the date last given (${String(cause.dossiers)} dossiers past the one and not the other)`;
    case 'numerator':
    case 'denominator':
      return `their ${cause.kind}s differ: ${[...listed('the first also counts', cause.more), ...listed('the second also counts', cause.less)].join(', ')}`;
  }
}

function listed(words: string, counts: readonly DifferingCount[]): readonly string[] {
  return counts.length === 0 ? [] : [`${words} ${counts.map(({ count, number }) => `${spoken(count)} ${String(number)}`).join(' + ')}`];
}

/** `carriedOver` as people say it: carried over. */
function spoken(count: string): string {
  return count.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A rate by name and definition, as every answer of its numbers states it. */
export function statedRate(rate: RateName): Pick<FigureView, 'rate' | 'label' | 'formula' | 'formulaVi' | 'comparison' | 'comparisonLabel'> {
  const { formula, comparison } = getRate(rate);
  return { rate, label: RATE_WORDS[rate].name, formula, formulaVi: RATE_WORDS[rate].formula, comparison, comparisonLabel: COMPARISON_LABELS[comparison] };
}
