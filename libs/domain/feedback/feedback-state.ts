import type { TextRef } from '../dossier/commands.js';
import type { FeedbackChannel, FeedbackSubject, UrgedBy, Verdict } from './feedback-kinds.js';

/** Where feedback or an urging stands. The last five are its ends. */
export const FEEDBACK_PHASES = ['received', 'asked', 'accepted', 'answered', 'approved', 'published', 'refused', 'sent-back', 'withdrawn', 'told'] as const;
export type FeedbackPhase = (typeof FEEDBACK_PHASES)[number];

/** How one agency's turn at a piece of feedback ended. */
export type RoundEnding = 'answered' | 'refused' | 'sent-back' | 'forwarded' | 'withdrawn';

/** One agency's turn: from receipt, forwarding or reopening to an answer or another ending. */
export interface FeedbackRound {
  readonly agency: string;
  readonly begunAt: number;
  readonly begunBy: 'received' | 'forwarded' | 'reopened';
  readonly ended?: { readonly as: RoundEnding; readonly at: number; readonly inTime?: boolean };
  readonly verdict?: Verdict;
}

/** Words that may be published, with who wrote them. */
export interface ProposedWords {
  readonly version: number;
  readonly by: string;
}

/** What only cases of kind `feedback` have. */
export interface FeedbackState {
  readonly kind: 'feedback';
  readonly phase: FeedbackPhase;
  /** What was sent; absent of an urging. */
  readonly received?: {
    readonly at: number;
    readonly channel: FeedbackChannel;
    readonly subject: FeedbackSubject;
    readonly portalCode?: string;
    readonly party?: TextRef;
    readonly aboutAgency?: string;
    readonly stage?: string;
  };
  /** Of an urging only. */
  readonly urging?: { readonly number: number; readonly urgent: boolean; readonly by: UrgedBy; readonly desk: string };
  readonly rounds: readonly FeedbackRound[];
  /** Handled within the longer time of the agency's rule. */
  readonly complex: boolean;
  /** Its records are gone: nothing personal may enter any more. */
  readonly erased: boolean;
  /** The open proposal that its records go: whose, of when, and by what decision. */
  readonly erasure?: { readonly by: string; readonly at: number; readonly decisionNumber: string };
  /** Who wrote the present answer, and when. */
  readonly answer?: ProposedWords & { readonly at: number };
  /** The words up for publication: the answer's own unless others were proposed. */
  readonly proposal?: ProposedWords;
  readonly approved?: ProposedWords & { readonly at: number };
  readonly published?: { readonly version: number; readonly at: number; readonly address?: TextRef };
}

/** The present turn; `undefined` before one began. */
export function presentRound({ rounds }: Pick<FeedbackState, 'rounds'>): FeedbackRound | undefined {
  return rounds.at(-1);
}
