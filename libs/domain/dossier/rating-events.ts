import type { TextRef } from './commands.js';
import type { Rating, RatingChannel } from './rating.js';

/** Payload of the event of a rating. Every rating stays in the ledger; the last one counts. */
export interface RatingEventPayloads {
  ServiceRated: { readonly rating: Rating; readonly channel: RatingChannel; readonly text?: TextRef };
}
