import { createHash, randomBytes } from 'node:crypto';
import { type Instant, instant, MS_PER_MINUTE } from '#domain';
import type { Engine } from '../engine.js';

/** How long somebody who proved to know a dossier may go on. */
const SESSION_MS = 15 * MS_PER_MINUTE;
const TOKEN_BYTES = 32;

/** What a session opens: the page of a dossier, or its letters as well. */
export type SessionScope = 'look-up' | 'letters';

/** A session as it is handed out. The token is not kept here. */
export interface PublicSession {
  readonly token: string;
  readonly expiresAt: Instant;
}

type Keeping = Pick<Engine, 'database'>;

/** Opens a session for a dossier, for fifteen minutes. */
export async function openSession({ database }: Keeping, dossierId: string, opens: SessionScope, at: Instant): Promise<PublicSession> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const expiresAt = instant(at + SESSION_MS);
  await database.read.run('INSERT INTO public_session (token_hash, dossier_id, opens, expires_at) VALUES ($1, $2, $3, $4)', [hashOf(token), dossierId, opens, expiresAt]);
  return { token, expiresAt };
}

/** The dossier a token opens; `undefined` where it is unknown, over, or opens less than what is asked for. */
export async function dossierOfSession({ database }: Keeping, token: string, wanted: SessionScope, at: Instant): Promise<{ readonly id: string; readonly code: string } | undefined> {
  return database.read.first<{ id: string; code: string }>(
    `SELECT d.id, d.code FROM public_session s JOIN dossier d ON d.id = s.dossier_id WHERE s.token_hash = $1 AND s.expires_at > $2 AND (s.opens = 'letters' OR $3 = 'look-up')`,
    [hashOf(token), at, wanted],
  );
}

/** Tokens are random, so a plain hash hides them. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
