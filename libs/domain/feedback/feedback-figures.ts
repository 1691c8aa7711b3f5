import type { CaseState } from '../deadline-case/case-state.js';
import { type RateValue, rateValue } from '../performance/rate-value.js';
import type { FeedbackState } from './feedback-state.js';

/** Counts of feedback in a period. Each is of cases: one that was answered, reopened or forwarded twice in the period counts once. */
export const FEEDBACK_COUNTS = ['received', 'answered', 'overdue', 'judged', 'answered-well', 'reopened', 'complained-dossiers'] as const;
export type FeedbackCount = (typeof FEEDBACK_COUNTS)[number];

/** Whose feedback is counted, and when: from `from` to before `until`, as epoch milliseconds. */
export interface FeedbackPeriod {
  readonly from: number;
  readonly until: number;
  /** Agencies whose turns are counted; all where absent. */
  readonly agencies?: readonly string[];
}

/** A case of feedback as it is counted. */
export interface CountedFeedback {
  readonly id: string;
  readonly dossier?: string;
  readonly state: Pick<CaseState, 'clocks'> & { readonly own: FeedbackState };
}

/**
 * What some cases count as, by name: the members of each count. Of a case several times in a count one is left; dossiers are
 * counted by themselves. Urgings are no feedback of this index.
 *
 * - `received`: a turn began in the period by receipt or forwarding;
 * - `answered`: it was answered in the period (index 766 item 5.2);
 * - `overdue`: at the end of the period its time to answer had passed without an answer;
 * - `judged`: answered or overdue;
 * - `answered-well`: answered, every answer of the period in time and none dissatisfying, and not overdue (item 5.3);
 * - `reopened`: it was taken up again in the period;
 * - `complained-dossiers`: dossiers it is about, where an answer of the period dissatisfied (item 5.4).
 */
export function feedbackCounts(cases: readonly CountedFeedback[], period: FeedbackPeriod): Readonly<Record<FeedbackCount, readonly string[]>> {
  const counted = cases.filter(({ state }) => state.own.urging === undefined).map((each) => ({ each, counts: countsOf(each, period) }));
  const members = (count: Exclude<FeedbackCount, 'complained-dossiers'>): readonly string[] => counted.filter(({ counts }) => counts[count]).map(({ each }) => each.id);
  return {
    received: members('received'),
    answered: members('answered'),
    'answered-well': members('answered-well'),
    overdue: members('overdue'),
    judged: members('judged'),
    reopened: members('reopened'),
    'complained-dossiers': [...new Set(counted.flatMap(({ each, counts }) => (counts.dissatisfied ? (each.dossier ?? []) : [])))],
  };
}

function countsOf({ state: { own, clocks } }: CountedFeedback, { from, until, agencies }: FeedbackPeriod): Record<Exclude<FeedbackCount, 'complained-dossiers'> | 'dissatisfied', boolean> {
  const isOurs = (agency: string): boolean => agencies?.includes(agency) !== false;
  const isIn = (at: number): boolean => at >= from && at < until;
  const rounds = own.rounds.filter(({ agency }) => isOurs(agency));
  const answers = rounds.filter(({ ended }) => ended?.as === 'answered' && isIn(ended.at));
  const overdue = clocks.some(({ clock, agency, dueAt, stopped }) => clock === 'answer' && isOurs(agency) && dueAt < until && (stopped === undefined || stopped.at >= until));
  const dissatisfied = answers.some(({ verdict }) => verdict === 'dissatisfied');
  return {
    received: rounds.some(({ begunBy, begunAt }) => begunBy !== 'reopened' && isIn(begunAt)),
    answered: answers.length > 0,
    overdue,
    judged: overdue || answers.length > 0,
    'answered-well': answers.length > 0 && answers.every(({ ended }) => ended?.inTime !== false) && !dissatisfied && !overdue,
    reopened: rounds.some(({ begunBy, begunAt }) => begunBy === 'reopened' && isIn(begunAt)),
    dissatisfied,
  };
}

/** Rates of feedback of a period, none where there was nothing to judge. */
export interface FeedbackRates {
  /** Item 5.3: answered in time and not found dissatisfying, of those answered or overdue. */
  readonly answeredWell: RateValue;
  /** Item 5.4: 100 % less the share of overdue dossiers and of dossiers complained about. */
  readonly satisfaction: RateValue;
  /** No feedback was received: the portal then gives 6 points by itself. */
  readonly nothingReceived: boolean;
}

/** Dossiers of a period beside its feedback. */
export interface DossiersOfPeriod {
  readonly all: number;
  readonly overdue: number;
}

/** The rates from counts by number; a dossier both overdue and complained about counts with both, never below nought. */
export function feedbackRates(counts: Readonly<Record<FeedbackCount, number>>, dossiers: DossiersOfPeriod): FeedbackRates {
  return {
    answeredWell: rateValue(counts['answered-well'], counts.judged),
    satisfaction: rateValue(Math.max(0, dossiers.all - dossiers.overdue - counts['complained-dossiers']), dossiers.all),
    nothingReceived: counts.received === 0,
  };
}
