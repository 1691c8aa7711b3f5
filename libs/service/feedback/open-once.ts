import type { Actor, CaseRefusal, Instant } from '#domain';
import type { Transaction } from '#persistence';
import type { OpenedCase } from '../cases/open-case.js';
import { refusalBehind } from '../cases/refused-case.js';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { stableText } from '../stable-text.js';

/** What somebody sent to have a case opened. */
export interface OpeningRequest {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  /** Kind of request; a key of one actor is for one of them. */
  readonly type: string;
  readonly body: object;
}

/** What became of it. `isNew`: this request opened the case; otherwise it had been opened before. */
export type Opening = ({ readonly kind: 'opened' } & OpenedCase) | { readonly kind: 'refused'; readonly refusal: CaseRefusal } | { readonly kind: 'key-conflict' };

/** Opens a case once for a key of an actor, in one transaction; the same key gives the same case. `open` throws `RefusedCase` where it may not be. */
export async function openOnce(engine: Engine, clock: Clock, { actor, idempotencyKey, type, body }: OpeningRequest, open: (tx: Transaction, at: Instant) => Promise<OpenedCase>): Promise<Opening> {
  const hmac = engine.vault.hmac('feedback-request', stableText({ type, body }));
  try {
    return await engine.database.transaction(async (tx): Promise<Opening> => {
      // In the order of commands: the calendar first, then the key.
      await engine.rules.holdCalendar(tx);
      await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`feedback-request:${actor.subject}:${idempotencyKey}`]);
      const known = await tx.first<{ body_hmac: string; id: string; code: string }>(
        'SELECT r.body_hmac, c.id, c.code FROM feedback_request r JOIN deadline_case c ON c.id = r.case_id WHERE r.actor_subject = $1 AND r.idempotency_key = $2',
        [actor.subject, idempotencyKey],
      );
      if (known !== undefined) {
        return known.body_hmac === hmac ? { kind: 'opened', id: known.id, code: known.code, isNew: false } : { kind: 'key-conflict' };
      }
      const at = clock.now();
      const opened = await open(tx, at);
      await tx.run('INSERT INTO feedback_request (actor_subject, idempotency_key, case_id, type, body_hmac, accepted_at) VALUES ($1, $2, $3, $4, $5, $6)', [
        actor.subject,
        idempotencyKey,
        opened.id,
        type,
        hmac,
        at,
      ]);
      return { kind: 'opened', ...opened };
    });
  } catch (error) {
    return { kind: 'refused', refusal: refusalBehind(error) };
  }
}
