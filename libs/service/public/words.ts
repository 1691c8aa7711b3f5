import type { Instant } from '#domain';
import type { Engine } from '../engine.js';
import { A_DAY, countIn } from './windows.js';

/** What an applicant may say on the public page. */
export type PublicWords = 'rating' | 'feedback';

/** By what a request that came before is known, of its sender and key. */
const KNOWN: Readonly<Record<PublicWords, string>> = {
  rating: 'SELECT 1 FROM command_inbox WHERE actor_subject = $1 AND idempotency_key = $2',
  feedback: 'SELECT 1 FROM feedback_request WHERE actor_subject = $1 AND idempotency_key = $2',
};

/**
 * Counts what is said about a dossier, which may be said so often a day. The same request again counts for nothing. Returns how many
 * milliseconds it takes until more may be said; `undefined` where it may be said now.
 */
export async function countWords(engine: Engine, words: PublicWords, { dossierId, subject, key }: { readonly dossierId: string; readonly subject: string; readonly key: string }, at: Instant): Promise<number | undefined> {
  const { read } = engine.database;
  if ((await read.first(KNOWN[words], [subject, key])) !== undefined) {
    return undefined;
  }
  const { publicPages } = await engine.rules.settings(read);
  return countIn(engine, [{ of: `${words}:${dossierId}`, spanMinutes: A_DAY, most: words === 'rating' ? publicPages.ratingsPerDay : publicPages.feedbackPerDay }], at);
}
