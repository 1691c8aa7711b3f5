import { z } from 'zod';
import { ROLES } from '#domain';
import { systemClock } from '#service';
import { problem } from '../problems/problem.js';
import { type IdentitySettings, openTokenCheck } from './token-check.js';
import { type VerifiedToken, VerifiedTokens } from './verified-tokens.js';

/** Turns a bearer token into the person it stands for. Throws a 401 problem for any token that is not good. */
export type TokenVerifier = (token: string) => Promise<VerifiedToken>;

const TRUSTED_WITHOUT_ASKING_MS = 30_000;
const MS_PER_SECOND = 1_000;

// Nobody signs in as the engine: `system` is the actor of its own clock.
const PERSONS = ROLES.filter((role) => role !== 'system');

const claimsSchema = z.object({
  sub: z.string().min(1).max(200),
  role: z.enum(PERSONS),
  agency: z.string().min(1).max(64),
  exp: z.number(),
});

/**
 * A verifier of tokens that pass `openTokenCheck`; the claims `sub`, `role` and `agency` make the actor. A token found good is not
 * checked again for some seconds: a screen sends the same one with every request.
 */
export function openTokenVerifier(settings: IdentitySettings): TokenVerifier {
  const check = openTokenCheck(settings);
  const verified = new VerifiedTokens(TRUSTED_WITHOUT_ASKING_MS);
  return async (token) => {
    // The machine's own clock, as the check of the expiry reads it.
    const now = systemClock.now();
    const known = verified.find(token, now);
    if (known !== undefined) {
      return known;
    }
    const payload = await check(token);
    if (payload === undefined) throw problem('unauthenticated', 'The token is malformed, expired, or not from the accepted issuer for this audience');
    const found = actorOf(payload);
    verified.remember(token, found, now);
    return found;
  };
}

function actorOf(payload: unknown): VerifiedToken {
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) {
    throw problem('unauthenticated', `The token lacks a usable claim: ${claims.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
  }
  const { sub, role, agency, exp } = claims.data;
  return { actor: { subject: sub, role, agency }, expiresAt: exp * MS_PER_SECOND };
}
