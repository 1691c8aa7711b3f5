import { type Instant, sameClockAfter } from '#domain';
import type { Parameters } from './scope.js';

/** Probabilities older than this foretell nothing any more: whoever scores has been away. */
const OLDEST_SCORE_DAYS = 1;

/** SQL: the scoring whose probabilities are shown: others may be under way, cut short or not yet dropped. */
export const SHOWN_RUN = '(SELECT id FROM risk_run WHERE shown ORDER BY id DESC LIMIT 1)';

/** SQL: joins to dossiers, each once, the `probability` the model gave when all were last scored, in hundredths of a percent; null where it gave none, or too long ago. */
export function withProbability(parameters: Parameters, at: Instant): string {
  return `LEFT JOIN (SELECT dossier_id, probability FROM dossier_risk WHERE run = ${SHOWN_RUN} AND as_of >= ${parameters.add(sameClockAfter(at, -OLDEST_SCORE_DAYS), 'bigint')}) AS risk ON risk.dossier_id = dossier.id`;
}
