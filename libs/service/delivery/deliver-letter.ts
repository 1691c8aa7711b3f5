import { instant, type Instant, nextAsking, nextTry } from '#domain';
import type { Transaction } from '#persistence';
import { annotate, inSpan } from '#tracing';
import type { Engine } from '../engine.js';
import { readLetter } from '../letters/letter-store.js';
import type { SendOutcome } from '../messages/mailer.js';
import type { MessageStanding } from '../messages/message-gateway.js';
import { nextStep } from './claim-letter.js';
import type { ReadyMessage } from './compose-message.js';
import { changeDelivery, type DeliveryRow, lockLetter, mainDelivery, recordStep, setDeliveryOpen } from './delivery-rows.js';
import type { LetterPorts } from './letter-ports.js';
import { markSent, type Receipt } from './mark-sent.js';
import { failDelivery, holdUnsure, leavesAt, postpone } from './settle-delivery.js';

/**
 * Takes the delivery of a produced letter one step further: plans it, hands it over, or asks what became of it. At most one
 * attempt to hand it over a call: claimed in one transaction, made outside any, recorded in another. Returns when to call
 * again; `undefined` when nothing is left to do, which a person may change. May be called again after any failure, at any
 * point: what a broken attempt did is then asked, or held for a person, and never done again blindly.
 * @throws when there is no such letter, or PostgreSQL fails
 */
export async function deliverLetter(engine: Engine, ports: LetterPorts, key: string, at: Instant): Promise<Instant | undefined> {
  const step = await engine.database.transaction((tx) => nextStep(engine, tx, ports, key, at), 'claimLetter');
  switch (step.kind) {
    case 'rest':
      return step.until;
    case 'send': {
      const outcome = await inSpan('handOver', { 'dunghan.way': step.message.by }, () => handOver(engine, ports, key, step.message));
      annotate({ 'dunghan.outcome': outcome.kind });
      return engine.database.transaction((tx) => recordOutcome(engine, tx, key, step.token, outcome, at), 'recordOutcome');
    }
    case 'ask': {
      const standing = await (ports.messages?.ask(key) ?? Promise.resolve<MessageStanding>({ kind: 'unavailable', reason: 'not-served' }));
      return engine.database.transaction((tx) => recordStanding(engine, tx, key, standing, at), 'recordStanding');
    }
  }
}

async function handOver(engine: Engine, { mailer, messages }: LetterPorts, key: string, ready: ReadyMessage): Promise<SendOutcome> {
  const notServed: SendOutcome = { kind: 'refused', permanent: false, reason: 'not-served' };
  if (ready.by === 'messages') {
    return messages === undefined ? notServed : messages.send(ready.message);
  }
  const pdf = await readLetter(engine, key);
  if (mailer === undefined || pdf === undefined) {
    return notServed;
  }
  return mailer.send({ ...ready.mail, attachments: [{ name: ready.file, contentType: 'application/pdf', content: pdf }] });
}

/** The attempt that holds the token says how it ended, even when somebody has begun to doubt it meanwhile. One that lost it looks again how things stand. */
async function recordOutcome(engine: Engine, tx: Transaction, key: string, token: string, outcome: SendOutcome, at: Instant): Promise<Instant | undefined> {
  const row = await lockedDelivery(tx, key);
  if (row?.attempt_token !== token || (row.status !== 'sending' && row.status !== 'unsure')) {
    return at;
  }
  switch (outcome.kind) {
    case 'sent':
      await recordStep(engine, tx, row, { step: 'accepted', at, detail: outcome.receipt });
      return taken(engine, tx, row, at, outcome.receipt);
    case 'refused':
      if (!outcome.permanent) {
        const { until } = await postpone(engine, tx, row, at, outcome.reason);
        return until;
      }
      await failDelivery(engine, tx, row, at, 'failed', outcome.reason);
      return undefined;
    case 'unknown':
      if (row.channel === 'email') {
        await holdUnsure(engine, tx, row, at, outcome.reason);
        return undefined;
      }
      await recordStep(engine, tx, row, { step: 'unknown', at, detail: { reason: outcome.reason } });
      return restAfter(engine, tx, row, at);
  }
}

/** What the gateway says of a key decides an unknown outcome, and tells later what became of a message it took. */
async function recordStanding(engine: Engine, tx: Transaction, key: string, standing: MessageStanding, at: Instant): Promise<Instant | undefined> {
  const row = await lockedDelivery(tx, key);
  if (row === undefined || (row.status !== 'sending' && row.status !== 'sent')) {
    return at;
  }
  switch (standing.kind) {
    case 'delivered':
      await recordStep(engine, tx, row, { step: 'delivered', at });
      await markSent(engine, tx, row, at, { standing: 'delivered' });
      await changeDelivery(tx, row, { status: 'delivered', settledAt: at });
      await setDeliveryOpen(tx, key, false);
      return undefined;
    case 'failed':
      await failDelivery(engine, tx, row, at, 'failed', standing.reason);
      return undefined;
    case 'unavailable':
      return row.status === 'sending' ? restAfter(engine, tx, row, at) : askAgain(tx, row, at);
    case 'accepted':
      if (row.status === 'sent') {
        return askAgain(tx, row, at);
      }
      await recordStep(engine, tx, row, { step: 'accepted', at });
      return taken(engine, tx, row, at, { standing: 'accepted' });
    case 'absent':
      if (row.status === 'sent') {
        return askAgain(tx, row, at);
      }
      return sendAnew(engine, tx, row, at);
  }
}

/** The gateway never took this letter: the attempt that broke off came to nothing, and another is made as soon as it may be. */
async function sendAnew(engine: Engine, tx: Transaction, row: DeliveryRow, at: Instant): Promise<Instant> {
  const until = await leavesAt(engine, tx, at);
  await recordStep(engine, tx, row, { step: 'absent', at });
  await changeDelivery(tx, row, { status: 'waiting', nextAt: until });
  return until;
}

async function taken(engine: Engine, tx: Transaction, row: DeliveryRow, at: Instant, receipt: Receipt): Promise<Instant | undefined> {
  await markSent(engine, tx, row, at, receipt);
  return row.channel === 'email' ? endOf(tx, row) : askAgain(tx, { ...row, sent_at: at, asked: -1 }, at);
}

async function askAgain(tx: Transaction, row: DeliveryRow, at: Instant): Promise<Instant | undefined> {
  const asked = row.asked + 1;
  const next = nextAsking(instant(row.sent_at ?? at), asked);
  await changeDelivery(tx, row, { asked, nextAt: next ?? null });
  return next === undefined ? endOf(tx, row) : next;
}

async function endOf(tx: Transaction, row: DeliveryRow): Promise<undefined> {
  await setDeliveryOpen(tx, row.letter_key, false);
  return undefined;
}

/** When an outcome nobody knows is asked about: the longer it stays unknown the more rarely. */
async function restAfter(engine: Engine, tx: Transaction, row: DeliveryRow, at: Instant): Promise<Instant> {
  const { deliveryRestSeconds } = await engine.rules.settings(tx);
  await changeDelivery(tx, row, { asked: row.asked + 1 });
  return nextTry(at, row.asked + 1, deliveryRestSeconds);
}

async function lockedDelivery(tx: Transaction, key: string): Promise<DeliveryRow | undefined> {
  return (await lockLetter(tx, key)) === undefined ? undefined : mainDelivery(tx, key);
}
