import type { TextRef } from './commands.js';

/** Payloads of the events by which an agency answers for a delay. */
export interface DelayEventPayloads {
  /** `promise`: the one the apology will be signed for; `agency`: whose reason it is. A later one for the same promise replaces it. */
  DelayReasonSupplied: { readonly promise: number; readonly agency: string; readonly reasonCode: string; readonly text?: TextRef };
}
