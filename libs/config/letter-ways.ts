import { z } from 'zod';
import { httpUrl } from './told-whole.js';

/** The ways out of the house an installation was told of; one it was not told of is not served, and letters take another. */
export interface LetterWays {
  readonly smtp: { readonly smtpUrl: string; readonly mailFrom: string } | undefined;
  readonly messageGateway: { readonly messageGatewayUrl: string; readonly messageGatewayToken: string } | undefined;
}

/** Token of the stand-in gateway on a developer's machine. */
export const DEVELOPMENT_GATEWAY_TOKEN = 'dung-han development gateway token';
const SHORTEST_TOKEN = 16;

/** Variables of the ways, for the schema of the environment. */
export const WAY_SHAPE = {
  /** The mail server, with user and password where it wants them. */
  smtpUrl: z.string().regex(/^smtps?:\/\/[^/]+/, 'must be an smtp:// or smtps:// address').optional(),
  /** The mailbox letters come from and returned mail goes to. */
  mailFrom: z.email('must be a mail address').optional(),
  /** The SMS and Zalo gateway. */
  messageGatewayUrl: httpUrl.optional(),
  messageGatewayToken: z.string().min(SHORTEST_TOKEN, `must have ${String(SHORTEST_TOKEN)} characters at least`).optional(),
} as const;
/** Names of these variables in the schema. */
export type WayField = keyof typeof WAY_SHAPE;

/** Their names. */
export const WAY_VARIABLES: Readonly<Record<WayField, string>> = {
  smtpUrl: 'SMTP_URL',
  mailFrom: 'MAIL_FROM',
  messageGatewayUrl: 'MESSAGE_GATEWAY_URL',
  messageGatewayToken: 'MESSAGE_GATEWAY_TOKEN',
};

const PAIRS: readonly (readonly [WayField, WayField])[] = [['smtpUrl', 'mailFrom'], ['messageGatewayUrl', 'messageGatewayToken']];

/** What is missing where half a way was told, and the development token where it may not be used. */
export function halfToldWays(given: Readonly<Record<string, string | undefined>>, mode: string): readonly string[] {
  const halves = PAIRS.flatMap(([one, other]) =>
    (given[one] === undefined) === (given[other] === undefined) ? [] : [`${WAY_VARIABLES[given[one] === undefined ? one : other]}: must be set as well, or neither of ${WAY_VARIABLES[one]} and ${WAY_VARIABLES[other]}`],
  );
  const isDevelopmentToken = mode !== 'development' && given['messageGatewayToken'] === DEVELOPMENT_GATEWAY_TOKEN;
  return isDevelopmentToken ? [...halves, 'MESSAGE_GATEWAY_TOKEN: the development token is refused here'] : halves;
}

/** The ways that were told whole. */
export function lettersWays({ smtpUrl, mailFrom, messageGatewayUrl, messageGatewayToken }: Readonly<Record<WayField, string | undefined>>): LetterWays {
  return {
    smtp: smtpUrl === undefined || mailFrom === undefined ? undefined : { smtpUrl, mailFrom },
    messageGateway: messageGatewayUrl === undefined || messageGatewayToken === undefined ? undefined : { messageGatewayUrl, messageGatewayToken },
  };
}
