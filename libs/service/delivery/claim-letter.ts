import { randomUUID } from 'node:crypto';
import { addressFor, instant, type Instant } from '#domain';
import type { Transaction } from '#persistence';
import { READY } from '../effects.js';
import type { Engine } from '../engine.js';
import { addresseeOfLetter } from '../letters/letter-addressee.js';
import { composeMessage, type ReadyMessage } from './compose-message.js';
import { changeDelivery, type DeliveryRow, type LetterOnItsWay, lockLetter, mainDelivery, recordStep, setDeliveryOpen } from './delivery-rows.js';
import { type LetterPorts, servedBy } from './letter-ports.js';
import { planDelivery } from './plan-delivery.js';
import { failDelivery, holdUnsure, leavesAt, postpone } from './settle-delivery.js';
import { withdrawLetters } from './withdraw-letters.js';

/** What a delivery has to do next. */
export type NextStep =
  /** Nothing before `until`; without it nothing at all, until somebody opens the delivery again. */
  | { readonly kind: 'rest'; readonly until?: Instant }
  | { readonly kind: 'send'; readonly token: string; readonly message: ReadyMessage }
  | { readonly kind: 'ask' };

/**
 * Finds out, under the letter's lock, what its delivery has to do at `at`, and claims it: a letter about to be handed over is
 * `sending` under a token of this attempt before anybody outside hears of it. Whoever finds it `sending` afterwards was
 * preceded by an attempt whose end nobody knows: a gateway is asked, an e-mail is held for a person.
 * @throws when there is no such letter
 */
export async function nextStep(engine: Engine, tx: Transaction, ports: LetterPorts, key: string, at: Instant): Promise<NextStep> {
  const letter = await lockLetter(tx, key);
  if (letter === undefined) {
    throw new Error(`Letter ${key} is not owed`);
  }
  if (letter.status === 'owed') {
    return { kind: 'rest' };
  }
  const row = letter.status === 'withdrawn' ? undefined : ((await mainDelivery(tx, key)) ?? (await planned(engine, tx, ports, letter, at)));
  if (row === undefined) {
    return withdrawn(tx, key, at);
  }
  switch (row.status) {
    case 'waiting':
      return row.channel === 'paper' ? ended(tx, key) : row.next_at !== null && row.next_at > at ? { kind: 'rest', until: instant(row.next_at) } : claimByDay(engine, tx, ports, letter, row, at);
    case 'sending':
      return row.channel === 'email' ? held(engine, tx, row, at) : { kind: 'ask' };
    case 'sent':
      return row.next_at === null ? ended(tx, key) : row.next_at > at ? { kind: 'rest', until: instant(row.next_at) } : { kind: 'ask' };
    case 'unsure':
    case 'delivered':
    case 'failed':
    case 'withdrawn':
      return ended(tx, key);
  }
}

/** A letter that left by a channel which failed since has no way of its own any more unless the settings gave it another. */
async function planned(engine: Engine, tx: Transaction, ports: LetterPorts, letter: LetterOnItsWay, at: Instant): Promise<DeliveryRow | undefined> {
  if ((await tx.first('SELECT FROM letter_delivery WHERE letter_key = $1 LIMIT 1', [letter.key])) !== undefined) {
    return undefined;
  }
  return (await planDelivery(engine, tx, ports, letter, at)) ? mainDelivery(tx, letter.key) : undefined;
}

/** Its time may have come while nobody could carry it: what comes to its turn in quiet hours waits for their end. */
async function claimByDay(engine: Engine, tx: Transaction, ports: LetterPorts, letter: LetterOnItsWay, row: DeliveryRow, at: Instant): Promise<NextStep> {
  const until = await leavesAt(engine, tx, at);
  if (until <= at) {
    return claim(engine, tx, ports, letter, row, at);
  }
  await changeDelivery(tx, row, { nextAt: until });
  return { kind: 'rest', until };
}

async function claim(engine: Engine, tx: Transaction, ports: LetterPorts, letter: LetterOnItsWay, row: DeliveryRow, at: Instant): Promise<NextStep> {
  const { channel } = row;
  const recipient = await addresseeOfLetter(engine, tx, letter.key);
  if (recipient === undefined || channel === 'paper' || (await isFetched(tx, letter))) {
    return withdrawn(tx, letter.key, at);
  }
  if (!servedBy(ports).has(channel)) {
    return { kind: 'rest', ...(await postpone(engine, tx, row, at, 'not-served')) };
  }
  const to = addressFor(channel, recipient);
  const message = to === undefined ? undefined : await composeMessage(engine, tx, letter, channel, { name: recipient.name, to });
  if (to === undefined || message === undefined) {
    await failDelivery(engine, tx, row, at, 'failed', 'no-address');
    return { kind: 'rest' };
  }
  const token = randomUUID();
  const address = await engine.vault.seal(tx, { agency: row.desk, at }, `letter-address:${row.letter_key}:${channel}`, Buffer.from(to, 'utf8'));
  await recordStep(engine, tx, row, { step: 'began', at });
  await tx.run(
    `UPDATE letter_delivery SET status = 'sending', attempts = attempts + 1, attempt_token = $3, tried_from = coalesce(tried_from, $4), next_at = NULL, address = $5, key_ref = $6
     WHERE letter_key = $1 AND channel = $2`,
    [row.letter_key, channel, token, at, address.ciphertext, address.keyRef],
  );
  return letter.ask_first ? askBefore(engine, tx, row, at) : { kind: 'send', token, message };
}

/** It may have left in the window a restore lost: as after an attempt that broke off, a gateway is asked, an e-mail is held for a person. */
async function askBefore(engine: Engine, tx: Transaction, row: DeliveryRow, at: Instant): Promise<NextStep> {
  await tx.run('UPDATE letter SET ask_first = FALSE WHERE key = $1', [row.letter_key]);
  if (row.channel !== 'email') {
    return { kind: 'ask' };
  }
  await holdUnsure(engine, tx, { ...row, attempts: row.attempts + 1 }, at, 'the database was restored to an instant before which it had not left');
  return { kind: 'rest' };
}

/** True of a notice that calls for a result which is with the applicant by now, or taken back: it was under way then, and is not sent anew. */
async function isFetched(tx: Transaction, { kind, dossier_id: id }: LetterOnItsWay): Promise<boolean> {
  return READY.some((each) => each === kind) && (await tx.first(`SELECT FROM dossier WHERE id = $1 AND status = 'finished'`, [id])) === undefined;
}

async function held(engine: Engine, tx: Transaction, row: DeliveryRow, at: Instant): Promise<NextStep> {
  await holdUnsure(engine, tx, row, at, 'the attempt broke off before its outcome was recorded');
  return { kind: 'rest' };
}

async function ended(tx: Transaction, key: string): Promise<NextStep> {
  await setDeliveryOpen(tx, key, false);
  return { kind: 'rest' };
}

/** A letter nobody may be written to any more, or whose every way has failed, does not leave. */
async function withdrawn(tx: Transaction, key: string, at: Instant): Promise<NextStep> {
  const row = await mainDelivery(tx, key);
  if (row?.status === 'waiting') {
    await withdrawLetters(tx, [key], at);
  }
  return ended(tx, key);
}
