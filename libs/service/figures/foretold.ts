import { type Instant, MS_PER_HOUR } from '#domain';
import type { Parameters } from './scope.js';

/** Probabilities older than this foretell nothing any more: whoever scores has been away. */
const OLDEST_SCORE_MS = 24 * MS_PER_HOUR;

/** SQL: joins to dossiers the `probability` the model gave when all were last scored, in hundredths of a percent; null where it gave none, or too long ago. */
export function withProbability(parameters: Parameters, at: Instant): string {
  return `LEFT JOIN (SELECT dossier_id, probability FROM dossier_risk WHERE as_of >= ${parameters.add(at - OLDEST_SCORE_MS, 'bigint')}) AS risk ON risk.dossier_id = dossier.id`;
}
