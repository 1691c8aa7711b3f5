import type { CommandBodies, Instant, LetterChannel } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { acceptSystemCommand } from '../inbox.js';

const MEANS: Record<LetterChannel, CommandBodies['NotifyResult']['means']> = { paper: 'letter', email: 'email', sms: 'sms', zalo: 'zalo' };

/** A letter a channel has just taken for the first time. */
export interface TakenLetter {
  readonly key: string;
  readonly dossierId: string;
  readonly channel: LetterChannel;
}

/**
 * Tells the dossier that its applicant was told of the result, because a channel took the notice: `NotifyResult` of the engine
 * goes into the inbox in the transaction that marks the letter as sent, and ends the limit of telling (3 days) and its task. Any
 * other letter than the notice of a result changes nothing. Once for a letter: whoever calls knows that it is sent for the first time.
 */
export async function tellOfNotified(engine: Engine, tx: Transaction, { key, dossierId, channel }: TakenLetter, at: Instant): Promise<void> {
  const notice = await tx.first(`SELECT FROM letter WHERE key = $1 AND kind = 'result-ready'`, [key]);
  if (notice !== undefined) {
    await acceptSystemCommand(engine, tx, { now: () => at }, { dossierId, key: `result-notified:${key}`, type: 'NotifyResult', body: { means: MEANS[channel] } });
  }
}
