import type { Actor, Instant } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { stableText } from '../stable-text.js';

/** A write somebody may repeat under the same key. `request` is everything it asks for. */
export interface KeyedWrite {
  readonly actor: Actor;
  readonly key: string;
  readonly request: unknown;
  readonly at: Instant;
}

/** The key stands for another request. */
export interface KeyConflict {
  readonly kind: 'key-conflict';
}

/**
 * Does a write once under its actor's key, in one transaction with the record of what it came to; a repetition is given that again, with
 * instants and numbers as they were. What `work` returns must be plain JSON.
 */
export async function onceByKey<Result extends object>(engine: Pick<Engine, 'database' | 'vault'>, { actor, key, request, at }: KeyedWrite, work: (tx: Transaction) => Promise<Result>): Promise<Result | KeyConflict> {
  const hmac = engine.vault.hmac('par-request', stableText(request));
  return engine.database.transaction(async (tx) => {
    // Whoever repeats a request while it is still being done waits for its end.
    await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`par-request:${actor.subject}:${key}`]);
    const known = await tx.first<{ request_hmac: string; result: Result }>('SELECT request_hmac, result FROM par_request WHERE actor_subject = $1 AND idempotency_key = $2', [actor.subject, key]);
    if (known !== undefined) {
      return known.request_hmac === hmac ? known.result : { kind: 'key-conflict' };
    }
    const result = await work(tx);
    await tx.run('INSERT INTO par_request (actor_subject, idempotency_key, request_hmac, result, accepted_at) VALUES ($1, $2, $3, $4, $5)', [actor.subject, key, hmac, JSON.stringify(result), at]);
    return result;
  });
}
