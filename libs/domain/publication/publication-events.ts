import type { TextRef } from '../dossier/commands.js';
import type { AnnouncedItem, AnnouncementFacts } from './announcement.js';
import type { LeadChecks } from './lead-check.js';
import type { PostingRule } from './posting-rules.js';
import type { PostedItem } from './publication-settings.js';

/** A decision with what was found when it was entered, and the subject of whoever entered it. */
export interface AnnouncementRecord extends AnnouncementFacts {
  readonly leads: LeadChecks;
  readonly by: string;
}

/** Where a publication stands in its decision, and what rules its clocks. */
export interface ItemOpening {
  readonly subject: AnnouncedItem;
  /** Code of the announcement. */
  readonly announcement: string;
  /** Day the decision was signed, ISO: nothing is posted before it. */
  readonly decidedOn: string;
  readonly rules: readonly PostingRule[];
}

/** Events only cases of kind `publication` have, by name. */
export interface PublicationPayloads {
  AnnouncementEntered: AnnouncementRecord;
  /** The decision as it should have been entered; what was entered before stays in the ledger. */
  AnnouncementCorrected: AnnouncementRecord & { readonly reason: TextRef };
  PublicationOpened: ItemOpening;
  /** The decision was corrected: what this publication is counted from from now on. */
  PublicationRecounted: Pick<ItemOpening, 'decidedOn' | 'rules'>;
  /** Who recorded the posting that stops the clock of the next event. */
  PostingRecorded: { readonly clock: string; readonly round: number; readonly by: string };
  /** A second person recorded the posting as it truly was; the stop of the next event takes the place of the one before, and both stand. */
  PostingCorrected: { readonly clock: string; readonly round: number; readonly by: string; readonly reason: TextRef };
  /** A hotline or feedback rules were set or changed on a local day, ISO, and have to be posted. */
  PostedItemSet: { readonly item: PostedItem; readonly changedOn: string; readonly text?: TextRef };
}
