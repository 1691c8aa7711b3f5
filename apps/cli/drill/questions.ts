import { setTimeout as delay } from 'node:timers/promises';
import { type Engine, messageIdOf, resolveSyncMessage, resolveUnsure, systemClock } from '#service';
import { COMMUNE } from './quick-procedure.js';
import type { DrillStack } from './drill-stack.js';

/** What persons answered in a campaign. */
export interface Answers {
  /** What became of a mail. */
  readonly mails: number;
  /** That the portal has heard of a step already, or of a later one. */
  readonly steps: number;
}

const CLERK = { subject: 'bench-clerk', role: 'clerk', agency: COMMUNE } as const;
const ASK_EVERY_MS = 200;

// Steps that were owed before the database was restored and turned away since: the portal has heard them, or later ones, in the lost time.
const WORDS_HEARD = `
  SELECT m.id FROM sync_message m WHERE m.status = 'rejected' AND m.service = 'CapNhatTienDoHoSoMC' AND EXISTS (
    SELECT FROM sync_outbox o JOIN restoration r ON o.owed_at <= r.restored_at AND m.made_at >= r.restored_at WHERE o.dossier_id = m.dossier_id AND o.to_seq BETWEEN m.from_seq AND m.to_seq)`;

/** The person who finds on the portal what was told in the lost time of a restore. */
async function giveUpWordsHeard(engine: Engine): Promise<number> {
  const heard = await engine.database.read.rows<{ id: number }>(WORDS_HEARD).catch(() => []);
  let answered = 0;
  for (const { id } of heard) {
    const taken = await resolveSyncMessage(engine, id, 'told-otherwise', CLERK, systemClock.now()).catch(() => undefined);
    if (taken === 'done') answered += 1;
  }
  return answered;
}

/** The persons who are asked: what became of a mail, which they look up at the mail server by its Message-ID once it is no more under way there; and of a step the portal turned away after a restore. */
export async function answerQuestions({ engine, standIn }: DrillStack, isOver: () => boolean): Promise<Answers> {
  let [mails, steps] = [0, 0];
  while (!isOver()) {
    const unsure = await engine.database.read.rows<{ letter_key: string }>(`SELECT letter_key FROM letter_delivery WHERE status = 'unsure' AND channel = 'email'`).catch(() => []);
    for (const { letter_key: key } of unsure) {
      const messageId = messageIdOf(key);
      if ((await standIn.held())?.includes(messageId) !== false) continue;
      const answer = standIn.kept().some((entry) => entry.kind === 'mail' && entry.messageId === messageId) ? 'arrived' : 'again';
      const word = { key, channel: 'email', actor: CLERK, requestKey: `answer-${key}-${String(mails)}` } as const;
      const taken = await resolveUnsure(engine, word, answer, systemClock.now()).catch(() => undefined);
      if (taken?.kind === 'done') mails += 1;
    }
    steps += await giveUpWordsHeard(engine);
    await delay(ASK_EVERY_MS);
  }
  return { mails, steps };
}
