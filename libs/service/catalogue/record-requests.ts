import type { Transaction } from '#persistence';

/** Who writes to a record, under which key, with what: a repeated request is known by it. */
export interface RecordRequest {
  readonly actor: string;
  readonly key: string;
  readonly hash: string;
}

/** The draft a request of this key was about; absent when the key stands for another request. */
export interface KnownRequest {
  readonly draftId?: string;
}

/** What was carried out under the key before, or `undefined` for a new request. Who sends the same key meanwhile waits. */
export async function knownRequest(tx: Transaction, { actor, key, hash }: RecordRequest): Promise<KnownRequest | undefined> {
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 15))', [`${actor} ${key}`]);
  const made = await tx.first<{ request_hash: string; draft_id: string }>('SELECT request_hash, draft_id FROM procedure_record_request WHERE actor = $1 AND idempotency_key = $2', [actor, key]);
  return made === undefined ? undefined : made.request_hash === hash ? { draftId: made.draft_id } : {};
}

/** Remembers that a request was carried out. */
export async function keepRequest(tx: Transaction, { actor, key, hash }: RecordRequest, draftId: string): Promise<void> {
  await tx.run('INSERT INTO procedure_record_request (actor, idempotency_key, request_hash, draft_id) VALUES ($1, $2, $3, $4)', [actor, key, hash, draftId]);
}
