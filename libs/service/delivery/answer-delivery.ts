import type { Actor, Instant, LetterChannel } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { changeDelivery, deliveryBy, type DeliveryRow, isErased, lockLetter, recordStep, setDeliveryOpen } from './delivery-rows.js';
import { markSent } from './mark-sent.js';
import { closeUnsure, failDelivery, leavesAt } from './settle-delivery.js';
import { withdrawLetters } from './withdraw-letters.js';

/** Why a letter came back, as a person found it. */
export const RETURN_REASONS = ['no-such-address', 'mailbox-full', 'rejected', 'moved-away', 'other'] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** Which way of which letter a person speaks of, who it is, and the key that makes saying it twice harmless. */
export interface DeliveryWord {
  readonly key: string;
  readonly channel: LetterChannel;
  readonly actor: Actor;
  readonly requestKey: string;
}

/** What became of a person's word: `otherwise` where the delivery stands so that it cannot be. */
export type WordTaken = { readonly kind: 'done' | 'not-found' } | { readonly kind: 'otherwise'; readonly status: DeliveryRow['status'] };

/**
 * A person has found out what nobody knew: the letter has arrived, or it has not and goes out again, in office hours or not,
 * but never into quiet hours. The same answer under the same key changes nothing more.
 */
export async function resolveUnsure(engine: Engine, word: DeliveryWord, answer: 'arrived' | 'again', at: Instant): Promise<WordTaken> {
  return engine.database.transaction((tx) =>
    onDelivery(engine, tx, word, async (row) => {
      if (row.status !== 'unsure') {
        return { kind: 'otherwise', status: row.status };
      }
      await recordStep(engine, tx, row, { step: answer, at, by: word.actor.subject, requestKey: word.requestKey });
      await closeUnsure(tx, row, at, word.actor.subject);
      if (answer === 'arrived') {
        await markSent(engine, tx, row, at, { answer, by: word.actor.subject });
      } else if (await isErased(tx, row.dossier_id)) {
        await changeDelivery(tx, row, { status: 'withdrawn', settledAt: at });
        await withdrawLetters(tx, [word.key], at);
      } else {
        await changeDelivery(tx, row, { status: 'waiting', nextAt: await leavesAt(engine, tx, at) });
        await setDeliveryOpen(tx, word.key, true);
      }
      return { kind: 'done' };
    }),
  );
}

/** A letter that had left came back to the house (a returned mail or envelope): a task tells the desk, and by the settings it goes on paper. */
export async function recordReturn(engine: Engine, word: DeliveryWord, reason: ReturnReason, at: Instant): Promise<WordTaken> {
  return engine.database.transaction((tx) =>
    onDelivery(engine, tx, word, async (row) => {
      if (row.status !== 'sent' && row.status !== 'delivered' && row.status !== 'unsure') {
        return { kind: 'otherwise', status: row.status };
      }
      await failDelivery(engine, tx, row, at, 'returned', reason, { by: word.actor.subject, requestKey: word.requestKey });
      return { kind: 'done' };
    }),
  );
}

async function onDelivery(engine: Engine, tx: Transaction, { key, channel, actor, requestKey }: DeliveryWord, work: (row: DeliveryRow) => Promise<WordTaken>): Promise<WordTaken> {
  await lockLetter(tx, key);
  const row = await deliveryBy(tx, key, channel);
  if (row === undefined) {
    return { kind: 'not-found' };
  }
  const said = await tx.first('SELECT FROM letter_attempt WHERE by_subject = $1 AND request_key = $2 AND letter_key = $3 AND channel = $4', [actor.subject, requestKey, key, channel]);
  return said === undefined ? work(row) : { kind: 'done' };
}
