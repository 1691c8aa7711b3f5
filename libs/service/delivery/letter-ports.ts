import { LETTER_CHANNELS, type LetterChannel, type ServedChannels } from '#domain';
import type { Mailer } from '../messages/mailer.js';
import type { MessageGateway } from '../messages/message-gateway.js';

/** The ways out of the house an installation has; without one its letters take another, at last paper. */
export interface LetterPorts {
  readonly mailer?: Mailer;
  readonly messages?: MessageGateway;
}

/** The channels these ports serve. Paper always is: the desk has a printer. */
export function servedBy({ mailer, messages }: LetterPorts): ServedChannels {
  const isServed: Readonly<Record<LetterChannel, boolean>> = { paper: true, email: mailer !== undefined, sms: messages !== undefined, zalo: messages !== undefined };
  return new Set(LETTER_CHANNELS.filter((channel) => isServed[channel]));
}
