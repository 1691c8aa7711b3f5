import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Mailer, OutgoingMail, SendOutcome } from '#service';

/** The mail server of an installation, and who its letters come from. */
export interface SmtpSettings {
  /** `smtp://user:password@host:port`, or `smtps:` for TLS from the first byte. */
  readonly smtpUrl: string;
  /** Address in From and envelope; the person who answers for the mailbox reads what comes back to it. */
  readonly mailFrom: string;
}

const CONNECT_WITHIN_MS = 10_000;
const ANSWER_WITHIN_MS = 30_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What a mail server's refusal looks like to us. */
interface SmtpFailure extends Error {
  readonly command?: string;
  readonly responseCode?: number;
}

/**
 * Hands e-mail to an SMTP server, one connection and one attempt a mail. Until the server has asked for the message nothing
 * can have left: every failure before is a refusal, for good only where it refuses the recipient. Once the message has begun
 * to flow, its answer decides; where none comes, nobody knows. Passwords travel under TLS, except within this machine.
 */
export function openSmtpMailer({ smtpUrl, mailFrom }: SmtpSettings): Mailer {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const credentials = url.username === '' ? undefined : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  const options = {
    host: url.hostname,
    port: Number(url.port === '' ? (secure ? 465 : 587) : url.port),
    secure,
    requireTLS: credentials !== undefined && !secure && !LOOPBACK.has(url.hostname),
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    socketTimeout: ANSWER_WITHIN_MS,
  };
  return {
    send: async (mail) => {
      const message = await written(mail, mailFrom);
      return new Promise<SendOutcome>((resolve) => {
        const connection = new SMTPConnection(options);
        const attempt = { begun: false };
        const end = (outcome: SendOutcome): void => {
          resolve(outcome);
          connection.close();
        };
        const fail = (error: SmtpFailure): void => { end(outcomeOf(error, attempt.begun)); };
        const send = (): void => {
          connection.send({ from: mailFrom, to: [mail.to] }, flowing(message, attempt), (error, info) => {
            if (error) fail(error as SmtpFailure);
            else end({ kind: 'sent', receipt: { response: info.response } });
          });
        };
        connection.once('error', fail);
        connection.on('error', () => undefined);
        connection.connect((error) => {
          if (error) fail(error as SmtpFailure);
          else if (credentials === undefined) send();
          else connection.login({ credentials }, (refused) => { if (refused) fail(refused as SmtpFailure); else send(); });
        });
      });
    },
  };
}

async function written({ messageId, to, subject, text, attachments = [] }: OutgoingMail, from: string): Promise<Buffer> {
  const files = attachments.map(({ name, contentType, content }) => ({ filename: name, contentType, content: Buffer.from(content) }));
  return new MailComposer({ messageId: `<${messageId}>`, from, to, subject, text, attachments: files, headers: { 'Auto-Submitted': 'auto-generated' } }).compile().build();
}

/** A message that notes when it is first asked for: the server takes it from then on. */
function flowing(message: Buffer, attempt: { begun: boolean }): Readable {
  return new Readable({
    read() {
      attempt.begun = true;
      this.push(message);
      this.push(null);
    },
  });
}

function outcomeOf({ message, command, responseCode }: SmtpFailure, begun: boolean): SendOutcome {
  if (!begun) {
    return { kind: 'refused', permanent: command === 'RCPT TO' && isForGood(responseCode), reason: message };
  }
  return responseCode === undefined ? { kind: 'unknown', reason: message } : { kind: 'refused', permanent: isForGood(responseCode), reason: message };
}

function isForGood(code: number | undefined): boolean {
  return code !== undefined && code >= 500;
}
