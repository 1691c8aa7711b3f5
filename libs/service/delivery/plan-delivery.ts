import { afterQuietHours, chooseChannel, type Channel, type Instant, type LetterChannel } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { addresseeOfLetter } from '../letters/letter-addressee.js';
import { type DeliveryRow, deliveryBy, type LetterOnItsWay } from './delivery-rows.js';
import { type LetterPorts, servedBy } from './letter-ports.js';
import { presentRecord } from './letter-address.js';

/**
 * Chooses the channel of a produced letter and the moment it may leave, outside quiet hours; a signed paper the settings want
 * at the desk is put on its print queue beside. False when nobody is left to write to.
 */
export async function planDelivery(engine: Engine, tx: Transaction, ports: LetterPorts, letter: LetterOnItsWay, at: Instant): Promise<boolean> {
  const record = await presentRecord(engine, tx, letter.dossier_id);
  const addressee = await addresseeOfLetter(engine, tx, letter.key);
  if (record === undefined || addressee === undefined) {
    return false;
  }
  const dossier = await tx.first<{ channel: Channel }>('SELECT channel FROM dossier WHERE id = $1', [letter.dossier_id]);
  const settings = await engine.rules.settings(tx);
  const { email, phone } = addressee;
  const channel = chooseChannel(
    {
      filedBy: dossier?.channel ?? 'counter',
      ...(record.notifyBy === undefined ? {} : { notifyBy: record.notifyBy }),
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined ? {} : { phone }),
    },
    servedBy(ports),
  );
  if (channel === 'paper') {
    await queueOnPaper(tx, letter, at);
    return true;
  }
  await insert(tx, letter, channel, 'main', at, afterQuietHours(at, { fromMinute: settings.quietFromMinute, untilMinute: settings.quietUntilMinute }));
  if (settings.paperBesideForms.includes(letter.form)) {
    await insert(tx, letter, 'paper', 'copy', at, null);
  }
  return true;
}

/** Puts a letter on the print queue of its desk as the way it leaves by; a copy that lies there already becomes that, and one that came back lies there again. */
export async function queueOnPaper(tx: Transaction, letter: Pick<LetterOnItsWay, 'key' | 'dossier_id'>, at: Instant): Promise<void> {
  const there = await deliveryBy(tx, letter.key, 'paper');
  if (there === undefined) {
    await insert(tx, letter, 'paper', 'main', at, null);
  } else {
    await tx.run(
      `UPDATE letter_delivery SET role = 'main', status = CASE status WHEN 'failed' THEN 'waiting' ELSE status END, settled_at = CASE status WHEN 'failed' THEN NULL ELSE settled_at END
       WHERE letter_key = $1 AND channel = 'paper'`,
      [letter.key],
    );
  }
}

async function insert(tx: Transaction, letter: Pick<LetterOnItsWay, 'key' | 'dossier_id'>, channel: LetterChannel, role: DeliveryRow['role'], at: Instant, nextAt: Instant | null): Promise<void> {
  await tx.run(
    `INSERT INTO letter_delivery (letter_key, channel, dossier_id, desk, role, status, planned_at, next_at)
     SELECT $1, $2, id, receiving_agency, $3, 'waiting', $4::bigint, $5::bigint FROM dossier WHERE id = $6`,
    [letter.key, channel, role, at, nextAt, letter.dossier_id],
  );
}
