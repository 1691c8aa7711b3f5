import { createRemoteJWKSet, customFetch, errors, type FetchImplementation, jwtVerify } from 'jose';
import { z } from 'zod';
import { ROLES } from '#domain';
import { systemClock } from '#service';
import { problem } from '../problems/problem.js';
import { type VerifiedToken, VerifiedTokens } from './verified-tokens.js';

/** Whose access tokens the API accepts. */
export interface IdentitySettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
}

/** Turns a bearer token into the person it stands for. Throws a 401 problem for any token that is not good. */
export type TokenVerifier = (token: string) => Promise<VerifiedToken>;

const CLOCK_TOLERANCE_SECONDS = 5;
const TRUSTED_WITHOUT_ASKING_MS = 30_000;
/** Keys that could not be fetched are not asked for again for so long: each request would else wait in vain, and the sign-in service meet all of them when it comes back. */
const QUIET_AFTER_FAILURE_MS = 5_000;
const MS_PER_SECOND = 1_000;
const ALGORITHMS = ['RS256', 'ES256'];

// Nobody signs in as the engine: `system` is the actor of its own clock.
const PERSONS = ROLES.filter((role) => role !== 'system');

const claimsSchema = z.object({
  sub: z.string().min(1).max(200),
  role: z.enum(PERSONS),
  agency: z.string().min(1).max(64),
  exp: z.number(),
});

/**
 * A verifier that fetches the issuer's keys when it first needs them and keeps them. They are fetched again for a token that
 * names another key, and whatever tokens name no sooner than half a minute after the last time. Signature, issuer, audience,
 * expiry and algorithm are checked; the claims `sub`, `role` and `agency` make the actor. A token found good is not checked again
 * for some seconds: a screen sends the same one with every request.
 */
export function openTokenVerifier(settings: IdentitySettings): TokenVerifier {
  const keys = createRemoteJWKSet(new URL(settings.jwksUrl), { [customFetch]: patientFetch() });
  const verified = new VerifiedTokens(TRUSTED_WITHOUT_ASKING_MS);
  return async (token) => {
    // The machine's own clock, as the check of the expiry reads it.
    const now = systemClock.now();
    const known = verified.find(token, now);
    if (known !== undefined) {
      return known;
    }
    const found = actorOf(await payloadOf(token, keys, settings));
    verified.remember(token, found, now);
    return found;
  };
}

/** Fetches, and refuses at once for some seconds after a failure. */
function patientFetch(): FetchImplementation {
  let quietUntil = 0;
  return async (url, options) => {
    if (systemClock.now() < quietUntil) {
      throw new Error('The keys could not be fetched a moment ago');
    }
    quietUntil = systemClock.now() + QUIET_AFTER_FAILURE_MS;
    const answer = await fetch(url, options);
    quietUntil = answer.ok ? 0 : quietUntil;
    return answer;
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

async function payloadOf(token: string, keys: ReturnType<typeof createRemoteJWKSet>, settings: IdentitySettings): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: settings.issuer,
      audience: settings.audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['exp'],
    });
    return payload;
  } catch (error) {
    if (isAboutToken(error)) {
      throw problem('unauthenticated', 'The token is malformed, expired, or not from the accepted issuer for this audience');
    }
    throw Object.assign(problem('identity-unavailable', 'The keys that verify tokens could not be fetched'), { cause: error });
  }
}

/** Everything else is a failure to fetch the keys, for which the token cannot be blamed. */
function isAboutToken(error: unknown): boolean {
  return error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && error.code !== 'ERR_JOSE_GENERIC' && error.code !== 'ERR_JWKS_INVALID';
}
