import type { SendOutcome } from './mailer.js';

/** Fields of a message template, as the contract in docs/message-gateway.md names them. Dates are written out; one that does not apply is left out. */
export interface MessageFields {
  readonly HoVaTen: string;
  readonly MaHoSo: string;
  readonly TenThuTuc: string;
  readonly TenDonVi: string;
  readonly NgayHenTraCu?: string;
  readonly NgayHenTraMoi?: string;
  /** The one-time code, of the template `dung-han.letter-code` alone. */
  readonly MaXacThuc?: string;
}

/** One SMS or Zalo message on its way out. */
export interface OutgoingMessage {
  /** The letter's business key: the gateway sends one message a key, however often it is asked to. */
  readonly key: string;
  readonly channel: 'sms' | 'zalo';
  /** Telephone number. */
  readonly to: string;
  readonly template: string;
  readonly fields: MessageFields;
}

/** What a gateway says of a key: `absent` means that it never took it, so that sending it is right; `unavailable` that it did not say. */
export type MessageStanding =
  | { readonly kind: 'accepted' | 'delivered' | 'absent' }
  | { readonly kind: 'failed' | 'unavailable'; readonly reason: string };

/** The way to SMS and Zalo. One attempt a call, never an exception for what the other side does. */
export interface MessageGateway {
  send(message: OutgoingMessage): Promise<SendOutcome>;
  ask(key: string): Promise<MessageStanding>;
}
