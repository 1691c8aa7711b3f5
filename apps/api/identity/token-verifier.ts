import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Actor, ROLES } from '#domain';
import { problem } from '../problems/problem.js';

/** Whose access tokens the API accepts. */
export interface IdentitySettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
}

/** Turns a bearer token into the person it stands for. Throws a 401 problem for any token that is not good. */
export type TokenVerifier = (token: string) => Promise<Actor>;

const CLOCK_TOLERANCE_SECONDS = 5;
const ALGORITHMS = ['RS256', 'ES256'];

// Nobody signs in as the engine: `system` is the actor of its own clock.
const PERSONS = ROLES.filter((role) => role !== 'system');

const claimsSchema = z.object({
  sub: z.string().min(1).max(200),
  role: z.enum(PERSONS),
  agency: z.string().min(1).max(64),
});

/**
 * A verifier that fetches the issuer's keys when it first needs them and keeps them. Signature, issuer, audience, expiry
 * and algorithm are checked; the claims `sub`, `role` and `agency` make the actor.
 */
export function openTokenVerifier(settings: IdentitySettings): TokenVerifier {
  const keys = createRemoteJWKSet(new URL(settings.jwksUrl));
  return async (token) => {
    const claims = claimsSchema.safeParse(await payloadOf(token, keys, settings));
    if (!claims.success) {
      throw problem('unauthenticated', `The token lacks a usable claim: ${claims.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
    }
    const { sub, role, agency } = claims.data;
    return { subject: sub, role, agency };
  };
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
