import type { EvidenceRef } from '../deadline-case/evidence-ref.js';
import type { TimeLimit } from '../deadline/time-limit.js';
import type { TextRef } from '../dossier/commands.js';
import type { AnnouncementFacts } from './announcement.js';

/** When something was clicked, and the files that prove it. The address stands in the command's text. */
export interface PostingProof {
  readonly clock: string;
  readonly clickedAt: number;
  readonly evidence: readonly EvidenceRef[];
}

/** Commands only cases of kind `publication` take. */
export interface PublicationBodies {
  /** Something was posted, or taken down where it is repealed. The day of the click counts, not that of the entry. */
  RecordPosting: PostingProof;
  /** A posting was recorded wrongly: as it truly was, by a second person. The text holds the reason beside the address. */
  CorrectPosting: PostingProof;
  /** The decision was entered wrongly: as it truly reads, by a second person. The text holds the reason. */
  CorrectAnnouncement: { readonly facts: AnnouncementFacts };
  /** The decision behind this publication was corrected: count its clocks from it again, with this term for the national database. */
  CountAgain: { readonly decidedOn: string; readonly databaseLimit: TimeLimit };
  /** The corrected decision does not name this item. */
  WithdrawItem: Readonly<Record<never, never>>;
  /** What is posted was changed on a local day, ISO, and has to be posted anew. */
  ChangePostedItem: { readonly changedOn: string };
}

const TYPES: Readonly<Record<keyof PublicationBodies, true>> = {
  RecordPosting: true,
  CorrectPosting: true,
  CorrectAnnouncement: true,
  CountAgain: true,
  WithdrawItem: true,
  ChangePostedItem: true,
};

/** A command only cases of kind `publication` take. */
export type PublicationCommand = { readonly [Type in keyof PublicationBodies]: { readonly type: Type; readonly body: PublicationBodies[Type]; readonly text?: TextRef } }[keyof PublicationBodies];

/** Whether a command is one of these. */
export function isPublicationCommand(command: { readonly type: string }): command is PublicationCommand {
  return command.type in TYPES;
}
