import type { Actor, Instant } from '#domain';
import type { Engine } from '../engine.js';
import { contextOfNote, type ListedFinding } from './list-findings.js';

/** Most notes of one finding: more is a conversation, and belongs elsewhere. */
const MOST_NOTES = 50;

/**
 * Notes what somebody who looked at a finding says of it, after those that stand: none is ever changed. The last note again by the same
 * person changes nothing, so that a repeated request is harmless. False where there are too many.
 */
export async function noteFinding(engine: Engine, { id, agency }: Pick<ListedFinding, 'id' | 'agency'>, text: string, actor: Actor, at: Instant): Promise<boolean> {
  return engine.database.transaction(async (tx) => {
    await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`watch-note:${String(id)}`]);
    const last = await tx.first<{ number: number; noted_by: string; content: Buffer | null; key_ref: string | null }>('SELECT number, noted_by, content, key_ref FROM watch_note WHERE finding_id = $1 ORDER BY number DESC LIMIT 1', [id]);
    const number = (last?.number ?? 0) + 1;
    if (last?.noted_by === actor.subject && last.content !== null && last.key_ref !== null && (await engine.vault.open(tx, last.key_ref, contextOfNote(id, last.number), last.content)).toString('utf8') === text) {
      return true;
    }
    if (number > MOST_NOTES) {
      return false;
    }
    const { ciphertext, keyRef } = await engine.vault.seal(tx, { agency, at }, contextOfNote(id, number), Buffer.from(text, 'utf8'));
    await tx.run('INSERT INTO watch_note (finding_id, number, noted_by, noted_role, noted_at, content, key_ref) VALUES ($1, $2, $3, $4, $5, $6, $7)', [id, number, actor.subject, actor.role, at, ciphertext, keyRef]);
    return true;
  });
}
