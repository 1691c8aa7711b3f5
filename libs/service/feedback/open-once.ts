import { randomUUID } from 'node:crypto';
import type { Actor, CaseRefusal, Instant } from '#domain';
import type { Transaction } from '#persistence';
import { calendarRefusal } from '../cases/give-command.js';
import type { OpenedCase } from '../cases/open-case.js';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { stableText } from '../stable-text.js';

/** What somebody sent to have a case opened. */
export interface OpeningRequest {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  /** Kind of request; keys of one actor are shared with commands. */
  readonly type: string;
  readonly body: object;
}

/** What became of it. `isNew`: this request opened the case; otherwise it had been opened before. */
export type Opening = ({ readonly kind: 'opened' } & OpenedCase) | { readonly kind: 'refused'; readonly refusal: CaseRefusal } | { readonly kind: 'key-conflict' };

/** Carries a refusal out of the transaction: nothing of it is kept. */
export class RefusedOpening extends Error {
  constructor(readonly refusal: CaseRefusal) {
    super(refusal.code);
  }
}

/** Opens a case once for a key of an actor, in one transaction; the same key gives the same case. `open` throws `RefusedOpening` where it may not be. */
export async function openOnce(engine: Engine, clock: Clock, { actor, idempotencyKey, type, body }: OpeningRequest, open: (tx: Transaction, at: Instant) => Promise<OpenedCase>): Promise<Opening> {
  const hmac = engine.vault.hmac('case-command', stableText({ type, body }));
  try {
    return await engine.database.transaction(async (tx): Promise<Opening> => {
      // In the order of commands: the calendar first, then the key.
      await engine.rules.holdCalendar(tx);
      await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`case-command:${actor.subject}:${idempotencyKey}`]);
      const known = await tx.first<{ body_hmac: string; id: string; code: string }>(
        'SELECT g.body_hmac, c.id, c.code FROM case_command g JOIN deadline_case c ON c.id = g.case_id WHERE g.actor_subject = $1 AND g.idempotency_key = $2',
        [actor.subject, idempotencyKey],
      );
      if (known !== undefined) {
        return known.body_hmac === hmac ? { kind: 'opened', id: known.id, code: known.code, isNew: false } : { kind: 'key-conflict' };
      }
      const at = clock.now();
      const opened = await open(tx, at);
      await tx.run(
        `INSERT INTO case_command (actor_subject, idempotency_key, id, case_id, type, body_hmac, accepted_at, outcome)
         SELECT $1, $2, $3, c.id, $5, $6, $7, json_build_object('kind', 'applied', 'seq', json_build_array(1, c.last_seq)) FROM deadline_case c WHERE c.id = $4`,
        [actor.subject, idempotencyKey, randomUUID(), opened.id, type, hmac, at],
      );
      return { kind: 'opened', ...opened };
    });
  } catch (error) {
    const refusal = error instanceof RefusedOpening ? error.refusal : calendarRefusal(error);
    if (refusal === undefined) {
      throw error;
    }
    return { kind: 'refused', refusal };
  }
}
