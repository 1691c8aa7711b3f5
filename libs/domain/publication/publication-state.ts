import type { AnnouncementRecord, ItemOpening } from './publication-events.js';
import type { PostedItem } from './publication-settings.js';

/** What only cases of kind `publication` have. One of three stands in it: the decision itself, one item of it, or a posted item. */
export interface PublicationState {
  readonly kind: 'publication';
  readonly announcement?: AnnouncementRecord;
  readonly item?: ItemOpening;
  readonly posted?: { readonly item: PostedItem; readonly changedOn: string };
  /** Who recorded the posting of each clock, the last one. */
  readonly proofs: Readonly<Record<string, string>>;
}
