/** A dossier at a moment of its life, as far as anybody knew it then. No officer and nothing of the applicant is among it. */
export interface RiskMoment {
  /** Tells dossiers apart; never a feature. */
  readonly dossier: string;
  /** Instants are epoch milliseconds. */
  readonly at: number;
  readonly procedure: string;
  readonly agency: string;
  readonly stage: string;
  /** When its term began, and when it was to end as known at `at`. */
  readonly termFrom: number;
  readonly dueAt: number;
  /** Since when it is in its stage. */
  readonly stageSince: number;
  /** Since when its clock stands still; absent while it runs. */
  readonly pausedSince?: number;
  /** Pauses and supplement requests up to `at`, present ones included. */
  readonly pauses: number;
  readonly supplements: number;
  /** Open dossiers of the agency as a share of its usual number; absent where that is unknown. */
  readonly load?: number;
}

/** A moment of a dossier of which it is known by now whether it kept its date. */
export interface PastMoment extends RiskMoment {
  /** Which of `MOMENT_SHARES` it is. */
  readonly share: number;
  readonly late: boolean;
  /**
   * When a dossier like it counts as known: its due date, whether it ended before or not. Were those that ended early known
   * sooner, the history at any moment would hold more of the quick ones than there are.
   */
  readonly knownAt: number;
  /** When it ended; absent where it is open still. */
  readonly endedAt?: number;
}

/** Shares of the first term at which a past dossier is looked at. */
export const MOMENT_SHARES: readonly number[] = [0.1, 0.25, 0.5, 0.75, 0.9];

/** Share of the term used at a moment: 0 at its beginning, 1 when it is due. While the clock stands still nothing is used. */
export function shareUsed({ at, termFrom, dueAt, pausedSince }: RiskMoment): number {
  const now = pausedSince ?? at;
  return dueAt <= termFrom ? 1 : Math.min(Math.max((now - termFrom) / (dueAt - termFrom), 0), 1);
}

/** Milliseconds left until the due date, at least a minute. */
export function timeLeft({ at, dueAt, pausedSince }: RiskMoment): number {
  return Math.max(dueAt - (pausedSince ?? at), 60_000);
}
