import { createHash, randomBytes } from 'node:crypto';
import { type Instant, instant, MS_PER_MINUTE } from '#domain';
import type { Engine } from '../engine.js';

/** How long somebody who proved to know a dossier may go on. */
const SESSION_MS = 15 * MS_PER_MINUTE;
const TOKEN_BYTES = 32;

/** What a session opens: the page of a dossier, or its letters as well. */
export type SessionScope = 'look-up' | 'letters';

/** How somebody proved to be whom the letters of a dossier are for: by the code sent to its contact, or signed in under the applicant's number. */
export const LETTER_PROOFS = ['one-time-code', 'sign-in'] as const;
/** See `LETTER_PROOFS`. */
export type LetterProof = (typeof LETTER_PROOFS)[number];

/** The dossier a session opens, and how whoever holds it proved to be whom its letters are for; null where the session opens no letters. */
export interface OpenedDossier {
  readonly id: string;
  readonly code: string;
  readonly provedBy: LetterProof | null;
}

/** A session as it is handed out. The token is not kept here. */
export interface PublicSession {
  readonly token: string;
  readonly expiresAt: Instant;
}

type Keeping = Pick<Engine, 'database'>;

/** Opens a session for a dossier, for fifteen minutes: for its letters as well where it was proved whom they are for. */
export async function openSession({ database }: Keeping, dossierId: string, provedBy: LetterProof | undefined, at: Instant): Promise<PublicSession> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const expiresAt = instant(at + SESSION_MS);
  await database.read.run('INSERT INTO public_session (token_hash, dossier_id, opens, expires_at, proved_by) VALUES ($1, $2, $3, $4, $5)', [
    hashOf(token), dossierId, (provedBy === undefined ? 'look-up' : 'letters') satisfies SessionScope, expiresAt, provedBy ?? null,
  ]);
  return { token, expiresAt };
}

/** The dossier a token opens; `undefined` where it is unknown, over, or opens less than what is asked for. */
export async function dossierOfSession({ database }: Keeping, token: string, wanted: SessionScope, at: Instant): Promise<OpenedDossier | undefined> {
  return database.read.first<OpenedDossier>(
    `SELECT d.id, d.code, s.proved_by AS "provedBy" FROM public_session s JOIN dossier d ON d.id = s.dossier_id WHERE s.token_hash = $1 AND s.expires_at > $2 AND (s.opens = 'letters' OR $3 = 'look-up')`,
    [hashOf(token), at, wanted],
  );
}

/** Tokens are random, so a plain hash hides them. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
