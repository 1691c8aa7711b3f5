import type { LetterPorts, MessageStanding, OutgoingMail, OutgoingMessage, SendOutcome } from '#service';

const TAKEN: SendOutcome = { kind: 'sent', receipt: { response: '250 taken' } };

/** Typed ways out of the house that remember what they were handed, and answer as a test says. */
export class FakeWaysOut implements Required<LetterPorts> {
  readonly mails: OutgoingMail[] = [];
  readonly sent: OutgoingMessage[] = [];
  readonly asked: string[] = [];
  /** Called within each attempt to hand something over, before it is remembered. */
  onSend: (letter: { readonly to: string }) => SendOutcome | Promise<SendOutcome> = () => TAKEN;
  onAsk: (key: string) => MessageStanding | Promise<MessageStanding> = () => ({ kind: 'accepted' });

  readonly mailer: Required<LetterPorts>['mailer'] = {
    send: async (mail) => {
      const outcome = await this.onSend(mail);
      if (outcome.kind !== 'refused') this.mails.push(mail);
      return outcome;
    },
  };

  readonly messages: Required<LetterPorts>['messages'] = {
    send: async (message) => {
      const outcome = await this.onSend(message);
      if (outcome.kind !== 'refused') this.sent.push(message);
      return outcome;
    },
    ask: async (key) => {
      this.asked.push(key);
      return this.onAsk(key);
    },
  };

  reset(): void {
    for (const list of [this.mails, this.sent, this.asked]) list.length = 0;
    this.onSend = () => TAKEN;
    this.onAsk = () => ({ kind: 'accepted' });
  }
}
