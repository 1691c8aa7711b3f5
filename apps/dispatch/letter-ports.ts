import type { LetterPorts } from '#service';
import { openMessageGateway } from './http-message-gateway.js';
import { openSmtpMailer } from './smtp-mailer.js';

/** What an installation was told of its ways out of the house. */
interface LetterWays {
  readonly smtp: { readonly smtpUrl: string; readonly mailFrom: string } | undefined;
  readonly messageGateway: { readonly messageGatewayUrl: string; readonly messageGatewayToken: string } | undefined;
}

/** The ports of an installation; what it was not told of it does not have. */
export function openLetterPorts({ smtp, messageGateway }: LetterWays): LetterPorts {
  return {
    ...(smtp === undefined ? {} : { mailer: openSmtpMailer(smtp) }),
    ...(messageGateway === undefined ? {} : { messages: openMessageGateway(messageGateway) }),
  };
}
