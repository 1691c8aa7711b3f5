import { z } from 'zod';
import { idNumber } from '../schemas/people.js';
import { type IdentitySettings, openTokenCheck } from './token-check.js';

/** Where citizens sign in, how the pages are named there, and which claim holds the identity number. */
export interface CitizenIdentitySettings extends IdentitySettings {
  readonly clientId: string;
  readonly identityClaim: string;
}

/** The identity number an access token of a citizen vouches for; `undefined` for a token that is not good or vouches for none. */
export type CitizenVerifier = (token: string) => Promise<string | undefined>;

/** A verifier of citizens' access tokens, checked as the staff's are. Nothing of them is kept. */
export function openCitizenVerifier(settings: CitizenIdentitySettings): CitizenVerifier {
  const check = openTokenCheck(settings);
  const claims = z.object({ [settings.identityClaim]: idNumber });
  return async (token) => {
    const read = claims.safeParse(await check(token));
    return read.success ? read.data[settings.identityClaim] : undefined;
  };
}
