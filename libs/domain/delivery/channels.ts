import type { Channel } from '../procedure/procedure.js';

/** Ways a letter reaches an applicant. */
export const LETTER_CHANNELS = ['paper', 'email', 'sms', 'zalo'] as const;
export type LetterChannel = (typeof LETTER_CHANNELS)[number];

/** What decides how an applicant is written to. */
export interface ReachableBy {
  /** What the applicant asked for; absent: nobody asked. */
  readonly notifyBy?: LetterChannel;
  /** How the dossier came in. */
  readonly filedBy: Channel;
  readonly email?: string;
  readonly phone?: string;
}

/** The channels a letter may leave by, with what an installation can serve. */
export type ServedChannels = ReadonlySet<LetterChannel>;

/**
 * How a letter goes out: as the applicant chose; where nobody chose, on paper for who filed at a counter or by post, and for
 * who filed online by e-mail, else by SMS, else on paper. A channel without an address, or one the installation does not
 * serve, is passed over in that order, so that every letter has a way.
 */
export function chooseChannel(applicant: ReachableBy, served: ServedChannels): LetterChannel {
  const usual: readonly LetterChannel[] = applicant.filedBy === 'online' ? ['email', 'sms'] : [];
  const electronic: readonly LetterChannel[] = applicant.notifyBy === undefined || applicant.notifyBy === 'paper' ? [] : ['email', 'sms'];
  const wished = applicant.notifyBy === undefined ? usual : [applicant.notifyBy, ...electronic];
  return wished.find((channel) => channel === 'paper' || (served.has(channel) && addressFor(channel, applicant) !== undefined)) ?? 'paper';
}

/** Where a channel sends to: e-mail to the mailbox, SMS and Zalo to the telephone number; paper needs no address here. */
export function addressFor(channel: LetterChannel, { email, phone }: Pick<ReachableBy, 'email' | 'phone'>): string | undefined {
  switch (channel) {
    case 'paper':
      return undefined;
    case 'email':
      return email;
    case 'sms':
    case 'zalo':
      return phone;
  }
}
