import type { EvidenceRef } from '../deadline-case/evidence-ref.js';
import type { TextRef } from '../dossier/commands.js';
import type { FeedbackChannel, FeedbackSubject, ToldBy, UrgedBy, Verdict } from './feedback-kinds.js';

/**
 * Events only cases of kind `feedback` have, by name. Words and people stand in encrypted records; `by` are subjects, never
 * names. `inTime` says how an ending stood against the clock of index 766 item 5.2 that judges it; absent where none did.
 */
export interface FeedbackPayloads {
  FeedbackReceived: {
    readonly channel: FeedbackChannel;
    readonly subject: FeedbackSubject;
    /** When it reached the agency, which may lie before its entry. */
    readonly receivedAt: number;
    /** The portal's own code for it. */
    readonly portalCode?: string;
    /** Who sent it; absent where that is not known. */
    readonly party?: TextRef;
    /** The agency it speaks of, where that is another one. */
    readonly aboutAgency?: string;
    /** Stage of the dossier it speaks of. */
    readonly stage?: string;
  };
  FeedbackAccepted: { readonly complex: boolean };
  FeedbackRefused: { readonly inTime?: boolean; readonly text?: TextRef };
  FeedbackSentBack: { readonly inTime?: boolean; readonly text?: TextRef };
  MoreAsked: { readonly inTime: boolean; readonly text?: TextRef };
  MoreSupplied: { readonly text?: TextRef };
  FeedbackForwarded: { readonly from: string; readonly to: string; readonly inTime?: boolean; readonly text?: TextRef };
  FeedbackAnswered: { readonly by: string; readonly inTime?: boolean; readonly text: TextRef };
  /** Another wording of the answer for the public. */
  PublicationProposed: { readonly by: string; readonly text: TextRef };
  /** `version` names the record whose words were approved, `doubts` the places a person looked at and let stand. */
  PublicationApproved: { readonly by: string; readonly version: number; readonly doubts: readonly string[] };
  /** `clickedAt` is the moment it could be read; where it stands is in the text. */
  AnswerPublished: { readonly clickedAt: number; readonly evidence?: readonly EvidenceRef[]; readonly text?: TextRef };
  AnswerRated: { readonly verdict: Verdict; readonly text?: TextRef };
  FeedbackWithdrawn: { readonly text?: TextRef };
  /** `number` counts the urgings of the dossier from 1. */
  UrgingReceived: { readonly number: number; readonly urgent: boolean; readonly by: UrgedBy; readonly desk: string };
  ApplicantTold: { readonly by: ToldBy };
  /** Somebody signed in asks that its records go; another does it. */
  ErasureProposed: { readonly by: string; readonly decisionNumber: string };
  /** It was taken back by who proposed it. */
  ErasureWithdrawn: { readonly by: string };
  /** It was turned down by somebody else. */
  ErasureRejected: { readonly by: string; readonly decisionNumber: string };
  /** Every record but those `kept`, by their versions, was deleted, and none is written any more. */
  CaseRecordsErased: { readonly decisionNumber: string; readonly secondPerson: string; readonly kept: readonly number[] };
}
