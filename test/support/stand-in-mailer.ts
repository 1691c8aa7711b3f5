import type { Mailer, OutgoingMail, SendOutcome } from '#service';

/**
 * A mail server of a test: refuses what no server would take, keeps what it took, and answers as it is told. With `lost` it
 * takes the mail and the answer does not arrive.
 */
export class StandInMailer implements Mailer {
  readonly taken: OutgoingMail[] = [];
  readonly answers: ('taken' | 'lost' | 'away' | 'no-such-mailbox')[] = [];

  send(mail: OutgoingMail): Promise<SendOutcome> {
    const fault = faultOf(mail);
    if (fault !== undefined) return Promise.reject(new Error(fault));
    const answer = this.answers.shift() ?? 'taken';
    if (answer === 'away') return Promise.resolve({ kind: 'refused', permanent: false, reason: '421 try again later' });
    if (answer === 'no-such-mailbox') return Promise.resolve({ kind: 'refused', permanent: true, reason: '550 no such mailbox' });
    this.taken.push(mail);
    return Promise.resolve(answer === 'lost' ? { kind: 'unknown', reason: 'connection closed' } : { kind: 'sent', receipt: { response: '250 queued' } });
  }
}

function faultOf({ messageId, to, subject, text }: OutgoingMail): string | undefined {
  if (!/^[A-Za-z0-9.]{1,64}@[a-z0-9.-]+$/.test(messageId)) return `Not a Message-ID: ${messageId}`;
  if (!/^[^\s@]+@[^\s@]+$/.test(to)) return `Not an address: ${to}`;
  if (subject.length === 0 || /[\r\n]/.test(subject)) return `Not a subject: ${subject}`;
  return text.trim().length === 0 ? 'A mail without text' : undefined;
}
