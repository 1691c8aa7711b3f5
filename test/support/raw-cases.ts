import { randomUUID } from 'node:crypto';
import type { Statements } from '#persistence';

/** Writes a case of an agency of H99 with so many events, without the rules: for those who only look that something was written. */
export async function insertCase(tx: Statements, agency: string, events: number): Promise<void> {
  const id = randomUUID();
  await tx.run(
    `INSERT INTO deadline_case (id, code, kind, province, agency, coordinating, opened_at, carried_by, last_seq, last_hash, settled_at, calendar_snapshot)
     SELECT $1::uuid, $1::uuid::text, 'task', 'H99', $2, '{}', 0, 'watchdog', $3, repeat('0', 64), 0, version_id FROM calendar_head`,
    [id, agency, events],
  );
  await tx.run(
    `INSERT INTO case_event (case_id, seq, cause, ordinal, type, payload, actor, occurred_at, recorded_at, calendar_snapshot, prev_hash, hash)
     SELECT $1::uuid, n, 'raw', n, 'TaskOpened', '{}', '{}', 0, 0, version_id, repeat('0', 64), repeat('0', 64) FROM calendar_head, generate_series(1, $2::integer) AS n`,
    [id, events],
  );
}
