import { z } from 'zod';
import { type ComponentScore, INDEX_FORMULAS, INDEX_INPUTS, INDEX_STATES, type IndexScheme, type IndexScore, type PointsOf } from '#domain/figures';
import { INDEX_CLOCK_NOTE, INDEX_FORMULAS_VI, INDEX_STATE_LABELS, verifiedVi } from '#vi';
import { instantOut, isoOf } from '../schemas/atoms.js';
import { periodSchema, type ToldDays, viewPeriod } from './period-view.js';

const HUNDREDTHS = 100;

const pointsShape = {
  points: z.number().meta({ description: 'Of what is scored; two decimals' }),
  known: z.number().meta({ description: 'What is scored could have at most' }),
  maximum: z.number(),
};
const sourceShape = {
  verified: z.boolean().meta({ description: 'Points, formula and thresholds stand in the source; else they are as good as the source and may be corrected' }),
  verifiedLabel: z.string(),
  source: z.string(),
};

const componentSchema = z.strictObject({
  code: z.string(),
  item: z.string().nullable().meta({ description: 'Number in the decision' }),
  name: z.string(),
  maximum: z.number(),
  ...sourceShape,
  note: z.string().nullable(),
  input: z.enum(INDEX_INPUTS).nullable(),
  formula: z.string().nullable(),
  formulaVi: z.string().nullable(),
  fullFrom: z.number().nullable().meta({ description: 'Percentage from which on all points are given' }),
  state: z.enum(INDEX_STATES),
  stateLabel: z.string(),
  numerator: z.int().nullable(),
  denominator: z.int().nullable(),
  share: z.number().nullable().meta({ description: 'Percent, two decimals rounded half up' }),
  points: z.number().nullable().meta({ description: 'Null where the component is not scored' }),
  gap: z.number().nullable().meta({ description: 'Points short of the maximum' }),
  toFull: z.int().nullable().meta({ description: 'How many more in the numerator give all points' }),
});

const scoreShape = {
  ...pointsShape,
  groups: z.array(z.strictObject({ code: z.string(), name: z.string(), ...sourceShape, ...pointsShape, components: z.array(componentSchema) })),
};

const headShape = {
  document: z.string(),
  issuedOn: z.iso.date(),
  version: z.int().meta({ description: 'Of the scheme of points in force' }),
  period: periodSchema,
  asOf: instantOut,
  agency: z.string().nullable(),
  note: z.string().meta({ description: 'Why item 2.1 differs from the rate of dossiers late by law' }),
};

/** The national index of a scope and period, component by component. */
export const nationalIndexSchema = z.strictObject({ ...headShape, ...scoreShape });
/** The index as it is answered. */
export type NationalIndexAnswer = z.output<typeof nationalIndexSchema>;

/** The index as it is and as it would be. */
export const indexSimulationSchema = z.strictObject({ ...headShape, now: z.strictObject(scoreShape), supposed: z.strictObject(scoreShape), difference: z.number() });
/** A simulation as it is answered. */
export type IndexSimulationAnswer = z.output<typeof indexSimulationSchema>;

/** What an index is told of. */
export interface IndexHead {
  readonly scheme: IndexScheme;
  readonly version: number;
  readonly asked: ToldDays;
  readonly agency?: string;
}

/** The index with what it is told of. */
export function viewIndex(head: IndexHead, score: IndexScore): NationalIndexAnswer {
  return { ...headOf(head), ...viewScore(head.scheme, score) };
}

/** A simulation with what it is told of. */
export function viewSimulation(head: IndexHead, now: IndexScore, supposed: IndexScore): IndexSimulationAnswer {
  return { ...headOf(head), now: viewScore(head.scheme, now), supposed: viewScore(head.scheme, supposed), difference: (supposed.points - now.points) / HUNDREDTHS };
}

function headOf({ scheme, version, asked, agency }: IndexHead): Pick<NationalIndexAnswer, keyof typeof headShape> {
  const { document, issuedOn } = scheme;
  return { document, issuedOn, version, period: viewPeriod(asked), asOf: isoOf(asked.at), agency: agency ?? null, note: INDEX_CLOCK_NOTE };
}

function viewScore({ sources }: IndexScheme, score: IndexScore): Pick<NationalIndexAnswer, keyof typeof scoreShape> {
  const sourced = ({ verified, source }: { readonly verified: boolean; readonly source: string }): { readonly verified: boolean; readonly verifiedLabel: string; readonly source: string } => ({
    verified,
    verifiedLabel: verifiedVi(verified),
    source: sources.find(({ id }) => id === source)?.text ?? source,
  });
  return {
    ...viewPoints(score),
    groups: score.groups.map((group) => ({
      code: group.code,
      name: group.name,
      ...sourced(group),
      ...viewPoints(group),
      components: group.components.map((component) => ({ ...viewComponent(component), ...sourced(component) })),
    })),
  };
}

function viewComponent({ code, item, name, maximum, note, input, rule, state, share, points, gap, toFull }: ComponentScore): Omit<z.output<typeof componentSchema>, keyof typeof sourceShape> {
  return {
    code,
    item: item ?? null,
    name,
    maximum: maximum / HUNDREDTHS,
    note: note ?? null,
    input: input ?? null,
    formula: input === undefined ? null : INDEX_FORMULAS[input],
    formulaVi: input === undefined ? null : INDEX_FORMULAS_VI[input],
    fullFrom: rule === undefined ? null : (rule.fullFrom ?? HUNDREDTHS * HUNDREDTHS) / HUNDREDTHS,
    state,
    stateLabel: INDEX_STATE_LABELS[state],
    numerator: share?.n ?? null,
    denominator: share?.d ?? null,
    share: share?.value === undefined ? null : Number(share.value),
    points: decimal(points),
    gap: decimal(gap),
    toFull: toFull ?? null,
  };
}

function viewPoints({ points, known, maximum }: PointsOf): PointsOf {
  return { points: points / HUNDREDTHS, known: known / HUNDREDTHS, maximum: maximum / HUNDREDTHS };
}

function decimal(points: number | undefined): number | null {
  return points === undefined ? null : points / HUNDREDTHS;
}
