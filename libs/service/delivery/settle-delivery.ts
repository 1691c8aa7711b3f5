import { afterQuietHours, instant, type Instant, nextTry, sameClockAfter } from '#domain';
import type { Transaction } from '#persistence';
import { openTask } from '../effects.js';
import type { Engine } from '../engine.js';
import { changeDelivery, type DeliveryRow, recordStep, setDeliveryOpen } from './delivery-rows.js';
import { queueOnPaper } from './plan-delivery.js';

/** When something wanted at `at` may leave: outside the quiet hours of the settings. */
export async function leavesAt(engine: Engine, tx: Transaction, at: Instant): Promise<Instant> {
  const { quietFromMinute, quietUntilMinute } = await engine.rules.settings(tx);
  return afterQuietHours(at, { fromMinute: quietFromMinute, untilMinute: quietUntilMinute });
}

/**
 * A refusal that will pass: the letter waits, ever longer, never into quiet hours; after the settings' patience its channel has
 * failed. One that was already held for a person is no question any more, and goes on by itself.
 */
export async function postpone(engine: Engine, tx: Transaction, row: DeliveryRow, at: Instant, reason: string): Promise<{ readonly until?: Instant }> {
  const settings = await engine.rules.settings(tx);
  const patienceEnds = row.tried_from === null ? undefined : sameClockAfter(instant(row.tried_from), settings.deliveryPatienceDays);
  if (patienceEnds !== undefined && at >= patienceEnds) {
    await failDelivery(engine, tx, row, at, 'failed', reason);
    return {};
  }
  const until = await leavesAt(engine, tx, nextTry(at, Math.max(row.attempts, 1), settings.deliveryRestSeconds));
  await recordStep(engine, tx, row, { step: 'refused', at, detail: { reason } });
  await changeDelivery(tx, row, { status: 'waiting', nextAt: until });
  if (row.status === 'unsure') {
    await closeUnsure(tx, row, at);
    await setDeliveryOpen(tx, row.letter_key, true);
  }
  if (row.tried_from === null) {
    await tx.run('UPDATE letter_delivery SET tried_from = $3 WHERE letter_key = $1 AND channel = $2', [row.letter_key, row.channel, at]);
  }
  return { until };
}

/** A channel that cannot reach the applicant, at once or later: a task tells the desk, and by the settings the letter goes on paper. */
export async function failDelivery(
  engine: Engine,
  tx: Transaction,
  row: DeliveryRow,
  at: Instant,
  step: 'failed' | 'returned',
  reason: string,
  told: { readonly by?: string; readonly requestKey?: string } = {},
): Promise<void> {
  await recordStep(engine, tx, row, { step, at, detail: { reason }, ...told });
  await changeDelivery(tx, row, { status: 'failed', nextAt: null, settledAt: at });
  await closeUnsure(tx, row, at);
  // A copy that comes back leaves the letter itself on its way.
  if (row.role === 'main') {
    await setDeliveryOpen(tx, row.letter_key, false);
  }
  const { paperFallback } = await engine.rules.settings(tx);
  if (row.channel !== 'paper' && paperFallback) {
    await queueOnPaper(tx, { key: row.letter_key, dossier_id: row.dossier_id }, at);
  }
  await openTask(
    tx,
    { key: `${row.letter_key}:letter-returned:${row.channel}:${String(row.attempts)}`, kind: 'letter-returned' },
    { dossierId: row.dossier_id, agency: row.desk, at, data: { letter: row.letter_key, channel: row.channel, onPaper: row.channel !== 'paper' && paperFallback } },
  );
}

/** Nobody knows whether the letter left: it is held until a person has found out, and never sent again by itself. */
export async function holdUnsure(engine: Engine, tx: Transaction, row: DeliveryRow, at: Instant, reason: string): Promise<void> {
  await recordStep(engine, tx, row, { step: 'unknown', at, detail: { reason } });
  await changeDelivery(tx, row, { status: 'unsure', nextAt: null });
  await setDeliveryOpen(tx, row.letter_key, false);
  await openTask(
    tx,
    { key: `${row.letter_key}:letter-unsure:${row.channel}:${String(row.attempts)}`, kind: 'letter-unsure' },
    { dossierId: row.dossier_id, agency: row.desk, at, data: { letter: row.letter_key, channel: row.channel } },
  );
}

/** The question whether a letter left is answered. */
export async function closeUnsure(tx: Transaction, row: DeliveryRow, at: Instant, by: string | null = null): Promise<void> {
  await tx.run(`UPDATE task SET done_at = $2, done_by = $3 WHERE dossier_id = $4 AND kind = 'letter-unsure' AND done_at IS NULL AND starts_with(key, $1)`, [
    `${row.letter_key}:letter-unsure:${row.channel}:`,
    at,
    by,
    row.dossier_id,
  ]);
}
