import { z } from 'zod';
import { EnvironmentError, type Variables, wholeNumber } from './env.js';

const proofSchema = z.object({ LETTER_KILLS: wholeNumber(1, 10_000).default(60), LETTER_SEED: wholeNumber(0, 4_294_967_295).optional() });

/** How the proof that letters leave once is run: fewer kills while somebody works on it, or the seed of a run that failed. */
export interface ProofEnvironment {
  readonly kills: number;
  /** Absent: another one each time. */
  readonly seed: number | undefined;
}

/**
 * Reads how the proof is to be run.
 * @throws EnvironmentError with every problem at once
 */
export function readProofEnvironment(variables: Variables = process.env): ProofEnvironment {
  const parsed = proofSchema.safeParse(Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    throw new EnvironmentError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  return { kills: parsed.data.LETTER_KILLS, seed: parsed.data.LETTER_SEED };
}
