import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { Behaviour } from './behaviour.js';
import type { Journal, KeptMail } from './journal.js';

const NOT_NOW = 451;
const NO_SUCH_MAILBOX = 550;
const NOT_A_LETTER = 554;

class Answer extends Error {
  constructor(readonly responseCode: number, message: string) {
    super(message);
  }
}

/** A mail server that takes letters, looks at each, and delivers none. Mail without Message-ID, subject, text or with another file than one whole PDF is turned away. */
export function smtpSink(journal: Journal, behaviour: Behaviour, now: () => number): SMTPServer {
  const sockets = new Map<number, Socket>();
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      take(stream, to).then(
        () => { done(null, 'taken'); },
        (error: unknown) => { done(error instanceof Error ? error : new Error(String(error))); },
      );


      async function take(data: SMTPServerDataStream, recipients: readonly string[]): Promise<void> {
        const parsed = await simpleParser(data);
        const treatment = behaviour.next(bare(parsed.messageId));
        await treatment.beforeTaking();
        if (treatment.refuse === 'now') throw new Answer(NOT_NOW, 'Try again later');
        if (treatment.refuse === 'for-good') throw new Answer(NO_SUCH_MAILBOX, 'No such mailbox');
        if (treatment.isDroppedBefore) return breakOff();
        const mail = keptMail(parsed, recipients, now());
        if (typeof mail === 'string') {
          journal.add({ kind: 'turned-away', at: now(), by: 'smtp', why: mail });
          throw new Answer(NOT_A_LETTER, mail);
        }
        journal.add(mail);
        if (treatment.isDroppedAfter) return breakOff();
        await treatment.beforeAnswering();
      }

      /** The client never gets an answer. */
      function breakOff(): Promise<never> {
        sockets.get(session.remotePort)?.destroy();
        return new Promise<never>(() => undefined);
      }
    },
  });
  // Clients that are killed amid a mail are what this server is there for.
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  return server;
}

/** Mails that carry a one-time code, and no letter. */
const CODE_MAIL = /@codes\.dunghan>$/;

function keptMail(mail: ParsedMail, to: readonly string[], at: number): KeptMail | string {
  const { messageId, subject, text, attachments } = mail;
  if (messageId === undefined || !/^<[^<>@\s]+@[^<>@\s]+>$/.test(messageId)) return 'the mail has no Message-ID';
  if (subject === undefined || subject === '' || text === undefined || text.trim() === '') return 'the mail has no subject or no text';
  if (to.length !== 1) return 'a letter has one recipient';
  if (CODE_MAIL.test(messageId)) {
    return attachments.length === 0 && /\b\d{6}\b/.test(text) ? { kind: 'mail', at, messageId: bare(messageId), to: to[0] ?? '', subject, text, attachments: [] } : 'the mail with a one-time code has no code, or something attached';
  }
  const [file] = attachments;
  if (file === undefined || attachments.length !== 1 || !isWholePdf(file.content)) return 'the mail has not exactly one whole PDF';
  return {
    kind: 'mail',
    at,
    messageId: bare(messageId),
    to: to[0] ?? '',
    subject,
    text,
    attachments: [{ name: file.filename ?? '', contentType: file.contentType, size: file.size, sha256: createHash('sha256').update(file.content).digest('hex') }],
  };
}

function bare(messageId = ''): string {
  return messageId.replace(/^<|>$/g, '');
}

function isWholePdf(content: Buffer): boolean {
  return content.subarray(0, 5).toString('latin1') === '%PDF-' && content.subarray(-10).toString('latin1').includes('%%EOF');
}
