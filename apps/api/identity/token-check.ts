import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { problem } from '../problems/problem.js';

/** Whose access tokens are accepted. */
export interface IdentitySettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
}

/** What a good token says; `undefined` for any other. Throws a 503 problem where the keys cannot be fetched. */
export type TokenCheck = (token: string) => Promise<JWTPayload | undefined>;

const CLOCK_TOLERANCE_SECONDS = 5;
const ALGORITHMS = ['RS256', 'ES256'];

/** A check of signature, issuer, audience, expiry and algorithm that fetches the issuer's keys when it first needs them and keeps them. */
export function openTokenCheck({ issuer, audience, jwksUrl }: IdentitySettings): TokenCheck {
  const keys = createRemoteJWKSet(new URL(jwksUrl));
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ALGORITHMS, clockTolerance: CLOCK_TOLERANCE_SECONDS, requiredClaims: ['exp'] });
      return payload;
    } catch (error) {
      if (isAboutToken(error)) return undefined;
      throw Object.assign(problem('identity-unavailable', 'The keys that verify tokens could not be fetched'), { cause: error });
    }
  };
}

/** Everything else is a failure to fetch the keys, for which the token cannot be blamed. */
function isAboutToken(error: unknown): boolean {
  return error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && error.code !== 'ERR_JOSE_GENERIC' && error.code !== 'ERR_JWKS_INVALID';
}
