import type { Instant } from '#domain';
import type { Engine } from '../engine.js';
import { isInstallationTrouble } from '../installation-trouble.js';
import { produceLetter } from './produce-letter.js';

const AT_ONCE = 50;

/**
 * Produces letters that failed and may be produced by now; their delivery finds them produced when it tries next. One that
 * fails again is told of by its task. True when more are waiting.
 */
export async function retryLetters(engine: Engine, at: Instant): Promise<boolean> {
  const waiting = await engine.database.read.rows<{ key: string }>(`SELECT key FROM letter WHERE retry_now AND status = 'owed' AND NOT awaits_signature ORDER BY owed_at LIMIT $1`, [AT_ONCE]);
  if (waiting.length > 0) {
    engine.rules.doubt();
  }
  for (const { key } of waiting) {
    await produceLetter(engine, key, at).catch((error: unknown) => {
      if (isInstallationTrouble(error)) {
        throw error;
      }
    });
  }
  return waiting.length === AT_ONCE;
}
