import { z } from 'zod';
import { EnvironmentError, type Variables, wholeNumber } from './env.js';
import { DEVELOPMENT_GATEWAY_TOKEN } from './letter-ways.js';
import { DEVELOPMENT_PORTAL_TOKEN } from './portal-way.js';

const standInSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  STAND_IN_PORT: wholeNumber(0, 65_535).default(0),
  STAND_IN_SMTP_PORT: wholeNumber(0, 65_535).default(0),
  DATA_DIR: z.string().min(1).default('.data'),
  MESSAGE_GATEWAY_TOKEN: z.string().min(1).default(DEVELOPMENT_GATEWAY_TOKEN),
  PORTAL_TOKEN: z.string().min(1).default(DEVELOPMENT_PORTAL_TOKEN),
  STAND_IN_PROCEDURES: z.string().min(1).optional(),
  STAND_IN_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  STAND_IN_IDENTITY_URL: z.url({ protocol: /^https?$/ }).optional(),
});

/** What the stand-in for mail server, message gateway and national portal was told. */
export interface StandInEnvironment {
  readonly host: string;
  readonly port: number;
  readonly smtpPort: number;
  readonly dataDir: string;
  readonly token: string;
  readonly portalToken: string;
  /** Folder of the procedures its portal has, one JSON file each; absent: it takes any. */
  readonly procedures: string | undefined;
  /** The API filings are handed on to, and the sign-in service of its machine; absent: nowhere. */
  readonly inward: { readonly apiUrl: string; readonly identityUrl: string } | undefined;
}

/**
 * Reads the environment of the stand-in, which is for development and tests alone.
 * @throws EnvironmentError with every problem at once
 */
export function readStandInEnvironment(variables: Variables = process.env): StandInEnvironment {
  const parsed = standInSchema.safeParse(Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    throw new EnvironmentError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const { HOST, STAND_IN_PORT, STAND_IN_SMTP_PORT, DATA_DIR, MESSAGE_GATEWAY_TOKEN, PORTAL_TOKEN, STAND_IN_PROCEDURES, STAND_IN_API_URL: apiUrl, STAND_IN_IDENTITY_URL: identityUrl } = parsed.data;
  return Object.freeze({
    host: HOST,
    port: STAND_IN_PORT,
    smtpPort: STAND_IN_SMTP_PORT,
    dataDir: DATA_DIR,
    token: MESSAGE_GATEWAY_TOKEN,
    portalToken: PORTAL_TOKEN,
    procedures: STAND_IN_PROCEDURES,
    inward: apiUrl === undefined || identityUrl === undefined ? undefined : { apiUrl, identityUrl },
  });
}
