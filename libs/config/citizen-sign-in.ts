import { z } from 'zod';
import { httpUrl, missingOf } from './told-whole.js';

/** The sign-in service of citizens, by which letters open at the public look-up beside a one-time code. */
export interface CitizenSignInSettings {
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly audience: string;
  /** How the public pages are named there. */
  readonly clientId: string;
  /** The claim of its access tokens that holds the identity number. */
  readonly identityClaim: string;
}

/** Variables of the service, for the schema of the environment. */
export const CITIZEN_SHAPE = {
  citizenOidcIssuer: httpUrl.optional(),
  citizenOidcJwksUrl: httpUrl.optional(),
  citizenOidcAudience: z.string().min(1).optional(),
  citizenOidcClientId: z.string().min(1).optional(),
  citizenOidcIdentityClaim: z.string().min(1).optional(),
} as const;
/** Names of these variables in the schema. */
export type CitizenField = keyof typeof CITIZEN_SHAPE;

/** Their names. */
export const CITIZEN_VARIABLES: Readonly<Record<CitizenField, string>> = {
  citizenOidcIssuer: 'CITIZEN_OIDC_ISSUER',
  citizenOidcJwksUrl: 'CITIZEN_OIDC_JWKS_URL',
  citizenOidcAudience: 'CITIZEN_OIDC_AUDIENCE',
  citizenOidcClientId: 'CITIZEN_OIDC_CLIENT_ID',
  citizenOidcIdentityClaim: 'CITIZEN_OIDC_IDENTITY_CLAIM',
};

/** What is missing where a part of the service was told. */
export function halfToldCitizens(given: Readonly<Record<string, string | undefined>>): readonly string[] {
  return missingOf(CITIZEN_VARIABLES, given, 'CITIZEN_OIDC_*');
}

/** The service where it was told whole; absent, nobody signs in on the public pages. */
export function citizenSignIn(given: Readonly<Record<CitizenField, string | undefined>>): { readonly citizenSignIn: CitizenSignInSettings | undefined } {
  const { citizenOidcIssuer: issuer, citizenOidcJwksUrl: jwksUrl, citizenOidcAudience: audience, citizenOidcClientId: clientId, citizenOidcIdentityClaim: identityClaim } = given;
  const isWhole = issuer !== undefined && jwksUrl !== undefined && audience !== undefined && clientId !== undefined && identityClaim !== undefined;
  return { citizenSignIn: isWhole ? { issuer, jwksUrl, audience, clientId, identityClaim } : undefined };
}
