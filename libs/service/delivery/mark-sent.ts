import type { Instant } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { changeDelivery, type DeliveryRow } from './delivery-rows.js';
import { closeUnsure } from './settle-delivery.js';

/** A letter that a channel has just taken for the first time. */
export interface SentLetter {
  readonly key: string;
  readonly dossierId: string;
  readonly channel: string;
  readonly sentAt: Instant;
}

/**
 * Marks a letter as sent by the channel that took it: the one place where that becomes so. `undefined` when another channel
 * had taken it before, or it was withdrawn meanwhile, which changes nothing about the channel's own record.
 */
export async function markSent(_engine: Engine, tx: Transaction, row: DeliveryRow, at: Instant): Promise<SentLetter | undefined> {
  await changeDelivery(tx, row, { status: 'sent', sentAt: at, nextAt: null });
  await closeUnsure(tx, row, at);
  const isFirst = (await tx.run(`UPDATE letter SET status = 'sent', sent_at = $2 WHERE key = $1 AND status = 'produced'`, [row.letter_key, at])) === 1;
  return isFirst ? { key: row.letter_key, dossierId: row.dossier_id, channel: row.channel, sentAt: at } : undefined;
}
