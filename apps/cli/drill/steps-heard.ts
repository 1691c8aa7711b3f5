import type { Statements } from '#persistence';
import { WENT_BACK } from '../../stand-in/portal/checks.js';
import { patiently } from './patiently.js';

/** How the portal turns away a step it has heard, or heard a later one than. */
export const HEARD_BEFORE = `${WENT_BACK.field}: ${WENT_BACK.reason}`;

/** Keys of steps told after a restore; the last part names the restore. */
const TOLD_AFTER_RESTORE = /^[0-9a-f-]{36}:CapNhatTienDoHoSoMC:\d+:r\d+$/u;
// Of such keys those whose message tells a step that was owed before the restore it came after, or one before that.
const OWED_BEFORE = `
  SELECT t.key FROM (
    SELECT k AS key, split_part(k, ':', 1)::uuid AS dossier_id, split_part(k, ':', 3)::integer AS to_seq, substr(split_part(k, ':', 4), 2)::integer AS made_after FROM unnest($1::text[]) AS k) t
  WHERE EXISTS (
    SELECT FROM sync_outbox o JOIN restoration r ON r.number <= t.made_after AND o.owed_at <= r.restored_at LEFT JOIN sync_message m ON m.dossier_id = t.dossier_id AND m.to_seq = t.to_seq AND m.service = 'CapNhatTienDoHoSoMC'
    WHERE o.dossier_id = t.dossier_id AND o.to_seq BETWEEN coalesce(m.from_seq, t.to_seq) AND t.to_seq)`;

/** Of the keys the portal turned messages away under, those of steps it may have heard in the lost time of a restore: owed at the instant, told then, and told once more. A person looks, and nothing is wrong. */
export async function heardInLostTime(read: Pick<Statements, 'rows'>, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const asked = keys.filter((key) => TOLD_AFTER_RESTORE.test(key));
  if (asked.length === 0) return new Set();
  return new Set((await patiently(() => read.rows<{ key: string }>(OWED_BEFORE, [asked]))).map(({ key }) => key));
}
