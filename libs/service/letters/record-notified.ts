import type { CommandBodies } from '#domain';
import { applyTransition } from '../apply-transition.js';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { acceptSystemCommand } from '../inbox.js';

/**
 * Records that the applicant was told of the result, because a channel accepted the notice: `NotifyResult` of the engine, which
 * ends the limit of telling (3 days) and its task. Called where a letter is marked as sent, after that is committed; any other
 * letter than the notice of a result changes nothing, and of one notice only the first channel counts.
 *
 * The command goes through the inbox like every other and is applied here and now, under the dossier's lock: its workflow is
 * not told, for it has nothing to do about it, and the history of the standard dossier stays within its budget. Should the
 * process die in between, the relay finds the command waiting. Throws when PostgreSQL fails; then asking again is right.
 */
export async function recordResultNotified(engine: Engine, clock: Clock, letterKey: string, means: CommandBodies['NotifyResult']['means']): Promise<void> {
  const key = `result-notified:${letterKey}`;
  const command = await engine.database.transaction(async (tx) => {
    const letter = await tx.first<{ dossier_id: string }>(
      `SELECT dossier_id FROM letter WHERE key = $1 AND kind = 'result-ready'
         AND NOT EXISTS (SELECT FROM command_inbox WHERE actor_subject = 'system' AND idempotency_key = $2)`,
      [letterKey, key],
    );
    return letter === undefined ? undefined : acceptSystemCommand(engine, tx, clock, { dossierId: letter.dossier_id, key, type: 'NotifyResult', body: { means } });
  });
  if (command?.dossierId !== undefined && command.status === 'pending') {
    await applyTransition(engine, command.dossierId, [command.id], clock.now());
  }
}
