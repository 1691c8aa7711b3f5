import type { TextRef } from './commands.js';
import type { SignedAs } from './signing-authority.js';

/** Payloads of the events by which an agency answers for a delay that is coming or has come. */
export interface DelayEventPayloads {
  /** `promise`: the one the apology will be signed for; `agency`: whose reason it is. A later one for the same promise replaces it. */
  DelayReasonSupplied: { readonly promise: number; readonly agency: string; readonly reasonCode: string; readonly text?: TextRef };
  LatenessForecast: { readonly reasonCode: string; readonly text?: TextRef };
  ApologyDrafted: { readonly promise: number; readonly dueAt: number; readonly proposedAt: number };
  ApologyWithdrawn: { readonly promise: number; readonly because: 'paused' | 'finished' | 'date-moved' | 'rejected'; readonly text?: TextRef };
  /** `reasonOf`: the agency whose reason it is. */
  ApologySigned: { readonly promise: number; readonly reasonCode: string; readonly reasonOf?: string; readonly newAppointment?: number; readonly newPromise?: number; readonly documentNumber?: string; readonly text?: TextRef; readonly signedAs?: SignedAs };
  /** The letter limit came while a drafted apology was still unsigned. */
  LetterLimitPassed: { readonly promise: number };
}
