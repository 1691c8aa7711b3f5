/** One e-mail on its way out. */
export interface OutgoingMail {
  /** RFC 5322 Message-ID without brackets, made of the business key: a mail that arrived twice is known as one. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments?: readonly { readonly name: string; readonly contentType: string; readonly content: Uint8Array }[];
}

/**
 * What became of one attempt to hand a message over. `unknown`: the other side may or may not have taken it, so it is asked
 * or a person decides; it is never sent again blindly.
 */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly receipt: Readonly<Record<string, string>> }
  | { readonly kind: 'refused'; readonly permanent: boolean; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Hands e-mail to the outside world: one attempt a call, never an exception for what the other side does. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<SendOutcome>;
}
