import type { Actor } from '#domain';
import type { Engine } from '../engine.js';

/** True while an actor's key has begun no other batch than this: each command of a batch has a key that begins with the batch's own. */
export async function isBatchKeyFree(engine: Pick<Engine, 'database'>, { subject }: Actor, key: string, batch: string): Promise<boolean> {
  const other = await engine.database.read.first(
    'SELECT 1 FROM command_inbox WHERE actor_subject = $1 AND starts_with(idempotency_key, $2) AND NOT starts_with(idempotency_key, $3) LIMIT 1',
    [subject, `${key}/`, `${batch}/`],
  );
  return other === undefined;
}
