import { setTimeout as delay } from 'node:timers/promises';
import { messageIdOf, resolveUnsure, systemClock } from '#service';
import { COMMUNE } from './quick-procedure.js';
import type { DrillStack } from './drill-stack.js';

const CLERK = { subject: 'bench-clerk', role: 'clerk', agency: COMMUNE } as const;
const ASK_EVERY_MS = 200;

/** The person who is asked what became of a mail: looks its Message-ID up at the mail server, waits while it is still under way there, and answers what is so. */
export async function answerQuestions({ engine, standIn }: DrillStack, isOver: () => boolean): Promise<number> {
  let answered = 0;
  while (!isOver()) {
    const unsure = await engine.database.read.rows<{ letter_key: string }>(`SELECT letter_key FROM letter_delivery WHERE status = 'unsure' AND channel = 'email'`).catch(() => []);
    for (const { letter_key: key } of unsure) {
      const messageId = messageIdOf(key);
      if ((await standIn.held())?.includes(messageId) !== false) continue;
      const answer = standIn.kept().some((entry) => entry.kind === 'mail' && entry.messageId === messageId) ? 'arrived' : 'again';
      const word = { key, channel: 'email', actor: CLERK, requestKey: `answer-${key}-${String(answered)}` } as const;
      const taken = await resolveUnsure(engine, word, answer, systemClock.now()).catch(() => undefined);
      if (taken?.kind === 'done') answered += 1;
    }
    await delay(ASK_EVERY_MS);
  }
  return answered;
}
