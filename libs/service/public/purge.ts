import type { Instant } from '#domain';
import type { Engine } from '../engine.js';

/** Deletes what the public pages need no longer: counts of spans that are over, sessions and one-time codes that open nothing any more. */
export async function purgePublicPages({ database }: Pick<Engine, 'database'>, at: Instant): Promise<void> {
  await database.read.run('DELETE FROM public_window WHERE ends_at <= $1', [at]);
  await database.read.run('DELETE FROM public_session WHERE expires_at <= $1', [at]);
  await database.read.run('DELETE FROM public_letter_code WHERE expires_at <= $1', [at]);
}
