import type { Instant } from '#domain';
import type { Database } from '#persistence';

/** A letter whose delivery is to be started. */
export interface StartableLetter {
  readonly key: string;
  /** It had been under way before and nobody has started it since it was opened again. */
  readonly isReopened: boolean;
}

/**
 * Letters whose delivery has something to do and was never started, or was started until `startedUntil` and is not over since:
 * a delivery that Temporal still has is not disturbed by another start. One that should have gone on before `overdueUntil` and
 * did not is started as well: Temporal may have lost it.
 */
export async function listOwedLetters(database: Database, startedUntil: Instant, overdueUntil: Instant, limit: number): Promise<readonly StartableLetter[]> {
  return database.read.rows<StartableLetter>(
    `SELECT key, workflow_started_at IS NULL AND status <> 'owed' AS "isReopened" FROM letter
     WHERE delivery_open AND NOT awaits_signature AND (coalesce(workflow_started_at, 0) <= $1 OR (workflow_started_at <= $2
       AND EXISTS (SELECT FROM letter_delivery d WHERE d.letter_key = letter.key AND d.status = 'waiting' AND d.next_at <= $2)))
     ORDER BY coalesce(workflow_started_at, 0), owed_at LIMIT $3`,
    [startedUntil, overdueUntil, limit],
  );
}

/** Records when the delivery of a letter was last started. */
export async function markLetterStarted(database: Database, key: string, at: Instant): Promise<void> {
  await database.read.run('UPDATE letter SET workflow_started_at = $2 WHERE key = $1', [key, at]);
}
