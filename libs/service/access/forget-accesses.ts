import { addCalendarDays, type Instant, localDateOf, startOfDay } from '#domain';
import type { Engine } from '../engine.js';

/**
 * Forgets the oldest accesses that are older than the settings keep them, by the day, some at a time; nothing where the settings say nothing. The
 * database itself refuses to lose one younger than a year. Gives how many went.
 */
export async function forgetAccesses({ database, rules }: Pick<Engine, 'database' | 'rules'>, at: Instant, limit: number): Promise<number> {
  const { accessLogDays } = (await rules.settings(database.read)).retention;
  if (accessLogDays === undefined) {
    return 0;
  }
  const gone = await database.read.rows('DELETE FROM access_log WHERE id IN (SELECT id FROM access_log WHERE at < $1 ORDER BY at LIMIT $2) RETURNING id', [startOfDay(addCalendarDays(localDateOf(at), -accessLogDays)), limit]);
  return gone.length;
}
