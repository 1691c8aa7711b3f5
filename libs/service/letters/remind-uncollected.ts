import { addCalendarDays, type Instant, localDateOf, startOfDay } from '#domain';
import type { Engine } from '../engine.js';

/** Reminders one pass owes at most. */
export const REMINDED_AT_ONCE = 1_000;

/**
 * Owes the further reminders of results nobody came for, one to each dossier whose last one is `uncollectedReminderDays` old,
 * until `uncollectedReminders` of a result are owed. Set-based: no dossier wakes for it and none gets an event, since nothing
 * happened to it. Any number may run at once; a key is owed once. Returns how many became owed.
 */
export async function remindUncollected(engine: Engine, at: Instant): Promise<number> {
  return engine.database.transaction(async (tx) => {
    const { uncollectedReminderDays, uncollectedReminders } = await engine.rules.settings(tx);
    const before = startOfDay(addCalendarDays(localDateOf(at), 1 - uncollectedReminderDays));
    return tx.run(
      `WITH due AS (
         SELECT d.id, last.seq, last.reminders FROM dossier d
         CROSS JOIN LATERAL (
           SELECT owed_by_seq AS seq, count(*) AS reminders, max(owed_at) AS owed_at FROM letter
           WHERE dossier_id = d.id AND kind = 'uncollected-reminder' GROUP BY owed_by_seq ORDER BY owed_by_seq DESC LIMIT 1
         ) last
         WHERE d.uncollected_at < $2 AND NOT d.erased AND last.owed_at < $2 AND last.reminders < $3
         ORDER BY d.uncollected_at LIMIT $4
         FOR SHARE OF d SKIP LOCKED
       )
       INSERT INTO letter (key, dossier_id, kind, form, promise, deadline_version, owed_by_seq, owed_at, status, composed_from_seq)
       SELECT id || ':uncollected-reminder:' || seq || ':' || (reminders + 1), id, 'uncollected-reminder', '00', NULL, seq, seq, $1, 'owed', seq FROM due
       ON CONFLICT (key) DO NOTHING`,
      [at, before, uncollectedReminders, REMINDED_AT_ONCE],
    );
  });
}
