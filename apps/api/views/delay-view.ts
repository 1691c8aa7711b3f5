import { z } from 'zod';
import { type DwellRange, rateValue, type RateValue, type SharedDelay, wholeMinutes } from '#domain/figures';
import type { ExplainedDelay } from '#service';
import type { StageDwell } from '#service/figures';
import { delayLines, delayStepLine, importedDelayLine, NO_STAGE_VI } from '#vi';
import { instantOut, isoOf, isoOrNull } from '../schemas/atoms.js';
import { figureSchema } from './figure-view.js';
import { periodSchema } from './period-view.js';

const minutes = z.int().meta({ description: 'Whole working minutes' });
const percent = z.number().nullable().meta({ description: 'Of the whole, in percent with two decimals rounded half up; null where the whole is nothing' });
const scope = z.strictObject({ province: z.string(), agency: z.string().exactOptional(), procedure: z.string().exactOptional(), field: z.string().exactOptional(), channel: z.string().exactOptional() });

/** Delays of the dossiers that finished late in a period, and whose they are. */
export const delayFigureSchema = z.strictObject({
  period: periodSchema,
  asOf: instantOut,
  scope,
  formula: z.string(),
  formulaVi: z.string(),
  source: z.enum(['cells', 'dossiers']).meta({ description: '`dossiers`: told from the ends of the dossiers, one that was reopened by its last' }),
  by: z.enum(['agency', 'stage']),
  late: z.int().meta({ description: 'Dossiers of the scope that finished late' }),
  unmeasured: z.int().meta({ description: 'Of them, those imported with their end before delays of imports were counted, or beyond any calendar: they add no minutes and are left out of the mean' }),
  minutes: minutes.meta({ description: 'Their delay together, in whole working minutes' }),
  mean: z.number().nullable().meta({ description: 'Minutes a late dossier whose delay was counted, one decimal rounded half up; null where there is none' }),
  shared: minutes.meta({ description: 'Sum of the items' }),
  whole: z.boolean().meta({ description: 'The items are of these dossiers and sum to their delay; false for one agency, whose share is of everybody\'s delays' }),
  items: z.array(z.strictObject({ agency: z.string(), agencyName: z.string(), stage: z.string().nullable().meta({ description: 'Null for what belongs to no stage, as the delay of what another system finished' }), stageName: z.string(), minutes, percent })),
});
/** Delays as they are answered. */
export type DelayFigureAnswer = z.output<typeof delayFigureSchema>;

const officer = z.string().nullable().meta({ description: 'Told to the officer and the direct head alone' });
const share = z.strictObject({ stage: z.string().nullable(), stageName: z.string(), run: z.int(), agency: z.string(), officer, minutes, percent });

/** Where the delay of one dossier came from. */
export const dossierDelaySchema = z.strictObject({
  code: z.string(),
  dueAt: instantOut.nullable(),
  until: instantOut.meta({ description: 'Its end, or now while it is open' }),
  ended: z.boolean(),
  competentAgency: z.string(),
  minutes: minutes.meta({ description: 'The whole delay in working minutes on the calendar of the competent agency; 0 in time' }),
  reserveMinutes: minutes.meta({ description: 'What the term held beyond the time of its stages, used before any share' }),
  steps: z.array(
    z.strictObject({
      kind: z.enum(['run', 'wait']),
      stage: z.string(),
      stageName: z.string(),
      run: z.int(),
      agency: z.string(),
      officer,
      beside: z.array(z.string()),
      from: instantOut,
      to: instantOut,
      targetAt: instantOut.nullable(),
      overrunMinutes: z.int().meta({ description: 'Beyond its budget; negative where some was left' }),
      slackMinutes: minutes.meta({ description: 'Slack it found' }),
      usedSlackMinutes: minutes,
      chargedMinutes: minutes.meta({ description: 'Rounded down; the shares are exact' }),
      text: z.string(),
    }),
  ),
  shares: z.array(share).meta({ description: 'They sum to the whole to the minute' }),
  lines: z.array(z.string()).meta({ description: 'The same in Vietnamese sentences' }),
});
/** A delay explained, as it is answered. */
export type DossierDelayAnswer = z.output<typeof dossierDelaySchema>;

const latenessOfStage = z.strictObject({
  numerator: z.int().meta({ description: 'Runs with a target that ended after it' }),
  denominator: z.int().meta({ description: 'Runs with a target that ended' }),
  value: z.number().nullable().meta({ description: 'Percent with two decimals rounded half up; null where no run ended' }),
  delayMinutes: minutes.meta({ description: 'Of the delays of dossiers that ended in the period, what is charged to the stage' }),
});
const quantile = z.strictObject({ minutes, from: minutes, to: minutes.nullable() }).meta({ description: 'The exact percentile lies from `from` to `to`, and `minutes` within the stated error of it' });

/** How long the stages of a procedure take. */
export const dwellSchema = z.strictObject({
  period: periodSchema,
  asOf: instantOut,
  scope: z.strictObject({ province: z.string(), procedure: z.string(), agency: z.string().exactOptional() }),
  formula: z.string(),
  formulaVi: z.string(),
  unit: z.literal('working-minutes'),
  error: z.number().meta({ description: 'Largest distance of `minutes` from the exact percentile, as a share of that' }),
  items: z.array(z.strictObject({ stage: z.string(), stageName: z.string(), runs: z.int(), p50: quantile, p90: quantile, p99: quantile })),
});
/** Lengths of stages as they are answered. */
export type DwellAnswer = z.output<typeof dwellSchema>;

/** Lateness of the stages of a procedure. */
export const stageLatenessSchema = z.strictObject({
  period: periodSchema,
  asOf: instantOut,
  scope: z.strictObject({ province: z.string(), procedure: z.string(), agency: z.string().exactOptional() }),
  rate: z.literal('stage-late-of-ended').meta({ description: 'The rate whose value of the same scope the total is, and whose lines the numbers list' }),
  label: z.string(),
  formula: z.string(),
  formulaVi: z.string(),
  delayFormulaVi: z.string(),
  projection: figureSchema.shape.projection,
  total: latenessOfStage,
  items: z.array(latenessOfStage.extend({ stage: z.string().nullable().meta({ description: 'Null for delay that belongs to no stage' }), stageName: z.string() })),
});
/** Lateness of stages as it is answered. */
export type StageLatenessAnswer = z.output<typeof stageLatenessSchema>;

/** Numbers of one stage, or of all. */
export function viewLateness({ n, d, value }: RateValue, delayMinutes: number): z.output<typeof latenessOfStage> {
  return { numerator: n, denominator: d, value: value === undefined ? null : Number(value), delayMinutes };
}

/** Lengths of one stage. */
export function viewDwell({ stage, runs, percentiles }: StageDwell, stageName: string): DwellAnswer['items'][number] {
  return { stage, stageName, runs, p50: viewQuantile(percentiles[50]), p90: viewQuantile(percentiles[90]), p99: viewQuantile(percentiles[99]) };
}

function viewQuantile({ from, to, middle }: DwellRange): DwellAnswer['items'][number]['p50'] {
  return { minutes: middle, from, to: to ?? null };
}

/** A part of a whole, in percent. */
export function partOf(part: number, whole: number): number | null {
  const { value } = rateValue(part, whole);
  return value === undefined ? null : Number(value);
}

/** A dossier's delay step by step, with the names of the officers it may tell. */
export function viewDossierDelay({ code, dueAt, until, ended, competentAgency, minutes: whole, walk, shares, stageNames }: ExplainedDelay, told: ReadonlySet<string>): DossierDelayAnswer {
  const nameOf = (id: string): string => stageNames.get(id) ?? id;
  const tell = (who: string | undefined): string | null => (who !== undefined && told.has(who) ? who : null);
  const open: { readonly openAt?: number } = ended ? {} : { openAt: until };
  return {
    code,
    dueAt: isoOrNull(dueAt),
    until: isoOf(until),
    ended,
    competentAgency,
    minutes: whole,
    reserveMinutes: wholeMinutes(walk?.reserveMs ?? 0),
    steps: (walk?.steps ?? []).map((step) => viewStep(step, { nameOf, tell, ...open })),
    shares: shares.map(({ stage, run, agency, officer: who, minutes: part }) => ({
      stage: stage === '' ? null : stage,
      stageName: stage === '' ? NO_STAGE_VI : nameOf(stage),
      run,
      agency,
      officer: tell(who),
      minutes: part,
      percent: partOf(part, whole),
    })),
    lines: walk === undefined ? (ended && whole > 0 ? [importedDelayLine(whole, competentAgency)] : []) : [...delayLines({ ...walk, shares }, nameOf, competentAgency, open.openAt)],
  };
}

interface StepWords {
  readonly nameOf: (id: string) => string;
  readonly tell: (who: string | undefined) => string | null;
  readonly openAt?: number;
}

function viewStep(charged: SharedDelay['steps'][number], { nameOf, tell, openAt }: StepWords): DossierDelayAnswer['steps'][number] {
  const { step, slackMs, usedSlackMs, chargedMs } = charged;
  const { run, kind, beside, overrunMs } = step;
  return {
    kind,
    stage: run.stage,
    stageName: nameOf(run.stage),
    run: run.run,
    agency: run.agency,
    officer: tell(run.officer),
    beside: [...beside],
    from: isoOf(run.startedAt),
    to: isoOf(run.endedAt),
    targetAt: isoOrNull(run.targetAt),
    overrunMinutes: Math.sign(overrunMs) * wholeMinutes(Math.abs(overrunMs)) + 0,
    slackMinutes: wholeMinutes(slackMs),
    usedSlackMinutes: wholeMinutes(usedSlackMs),
    chargedMinutes: wholeMinutes(chargedMs),
    text: delayStepLine(charged, nameOf, openAt),
  };
}
