import { createHash } from 'node:crypto';
import type { Instant } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { tellOfSent } from '../letters/letter-facts.js';
import { tellOfNotified } from '../letters/record-notified.js';
import { stableText } from '../stable-text.js';
import { changeDelivery, type DeliveryRow } from './delivery-rows.js';
import { closeUnsure } from './settle-delivery.js';

/** What whoever took a letter gave for it: the receipt of a server or gateway, or the mark of the person who handed it on. */
export type Receipt = Readonly<Record<string, string>>;

/**
 * Marks a letter as sent by the channel that took it: the one place where that becomes so. The first channel is told to the
 * ledger, with the hash of its receipt, where the letter was signed under authority, and to the dossier where it announces a
 * result. When another channel had taken the letter before, or it was withdrawn meanwhile, only the channel's own record changes.
 */
export async function markSent(engine: Engine, tx: Transaction, row: DeliveryRow, at: Instant, receipt: Receipt): Promise<void> {
  await changeDelivery(tx, row, { status: 'sent', sentAt: at, nextAt: null });
  await closeUnsure(tx, row, at);
  const { letter_key: key, dossier_id: dossierId, channel } = row;
  if ((await tx.run(`UPDATE letter SET status = 'sent', sent_at = $2 WHERE key = $1 AND status = 'produced'`, [key, at])) === 1) {
    await tellOfSent(engine, tx, dossierId, { letter: key, channel, receipt: createHash('sha256').update(stableText(receipt)).digest('hex') }, at);
    await tellOfNotified(engine, tx, { key, dossierId, channel }, at);
  }
}
