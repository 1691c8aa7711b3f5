import { z } from 'zod';
import type { Explanation } from '#domain';
import { explanationLines } from '#vi';
import { instantOut, isoOf } from '../schemas/atoms.js';

/** One step of a derivation: its code, its sentence, the article behind it where it has one, and its data under their names. */
const stepSchema = z.looseObject({
  code: z.string(),
  text: z.string().meta({ description: 'The step as a Vietnamese sentence' }),
  law: z.string().exactOptional().meta({ description: 'The article behind it, as document:article' }),
});

/** How a date was derived, step by step. */
export const derivationSchema = z.strictObject({
  startAt: instantOut,
  dueAt: instantOut,
  ruleVersion: z.string(),
  steps: z.array(stepSchema),
});
/** A derivation as it is answered. */
export type DerivationAnswer = z.output<typeof derivationSchema>;

/** An explanation as its answer: each step with its sentence; instants as ISO 8601. */
export function viewDerivation(explanation: Explanation): DerivationAnswer {
  // Warnings are told beside the steps: of the steps alone there is one sentence each.
  const lines = explanationLines({ ...explanation, warnings: [] });
  return {
    startAt: isoOf(explanation.startAt),
    dueAt: isoOf(explanation.dueAt),
    ruleVersion: explanation.ruleVersion,
    steps: explanation.steps.map((step, index) => ({ ...written(step), code: step.code, text: lines[index] ?? '' })),
  };
}

/** Names under which steps hold instants; what stands there as text is a day. */
const INSTANTS: readonly string[] = ['at', 'from', 'to', 'closing'];

function written(step: Explanation['steps'][number]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(step).map(([name, value]) => [name, INSTANTS.includes(name) && typeof value === 'number' ? isoOf(value) : value]));
}
