import { createRemoteJWKSet, customFetch, errors, type FetchImplementation, type JWTPayload, jwtVerify } from 'jose';
import { systemClock } from '#service';
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
/** Keys that could not be fetched are not asked for again for so long: each request would else wait in vain, and the sign-in service meet all of them when it comes back. */
const QUIET_AFTER_FAILURE_MS = 5_000;
const ALGORITHMS = ['RS256', 'ES256'];

/**
 * A check of signature, issuer, audience, expiry and algorithm that fetches the issuer's keys when it first needs them and keeps them.
 * They are fetched again for a token that names another key, and whatever tokens name no sooner than half a minute after the last time.
 */
export function openTokenCheck({ issuer, audience, jwksUrl }: IdentitySettings): TokenCheck {
  const keys = createRemoteJWKSet(new URL(jwksUrl), { [customFetch]: patientFetch() });
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

/** Everything else is a failure to fetch the keys, for which the token cannot be blamed. */
function isAboutToken(error: unknown): boolean {
  return error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && error.code !== 'ERR_JOSE_GENERIC' && error.code !== 'ERR_JWKS_INVALID';
}
