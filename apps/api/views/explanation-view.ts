import { z } from 'zod';
import type { Explanation } from '#domain';
import { stepLine } from '#vi';
import { instantOut, isoOf } from '../schemas/atoms.js';
import { stepSchema, written } from './explanation-steps.js';

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
export function viewDerivation({ startAt, dueAt, ruleVersion, steps }: Explanation): DerivationAnswer {
  return { startAt: isoOf(startAt), dueAt: isoOf(dueAt), ruleVersion, steps: steps.map((step) => ({ ...written(step), text: stepLine(step, steps) })) };
}
