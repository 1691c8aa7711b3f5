import type { EndRule, TimeLimit } from '../deadline/time-limit.js';
import type { LegalBasis } from '../procedure/procedure.js';

/** Whether a clock begins again or is counted from where it first began. */
export const GOES_ON = ['restart', 'continue'] as const;
export type GoesOn = (typeof GOES_ON)[number];

/** How an agency handles feedback by its own or its ministry's rule, beside index 766. */
export interface FeedbackRule {
  /** Wrongly addressed feedback is forwarded within this (NĐ 20/2008 Art. 9: 5 working days; some ministries 3). */
  readonly forward: TimeLimit;
  readonly handle: TimeLimit;
  readonly handleComplex: TimeLimit;
  /** What forwarding makes of the clocks at the agency it goes to. */
  readonly forwarded: GoesOn;
  /** What information asked for makes of the clocks `answer` and `handle` once it has come. */
  readonly supplied: GoesOn;
  /** The text that sets `handle`. */
  readonly law: LegalBasis;
}

/** Clocks of feedback and urging. */
export interface FeedbackSettings {
  /** Terms of index 766 item 5.2 (QĐ 766/QĐ-TTg): refuse or send back, ask for more, answer, publish the answer. */
  readonly refuse: TimeLimit;
  readonly ask: TimeLimit;
  readonly answer: TimeLimit;
  readonly publish: TimeLimit;
  /** Where the last day of these ends; 24:00 unless chosen otherwise (Civil Code 2015 Art. 148.6). */
  readonly end: EndRule;
  /** Whether more may still be asked for once the term to ask is over, and is then late. */
  readonly lateAsk: 'refused' | 'recorded';
  readonly warn: TimeLimit;
  readonly escalations: readonly TimeLimit[];
  /** For agencies that name no rule of their own. No text binds all agencies to its numbers: they are the installation's. */
  readonly rule: FeedbackRule;
  /** Rules of agencies and everything below them; the nearest counts. */
  readonly rules: readonly (FeedbackRule & { readonly agencies: readonly string[] })[];
  /** By when an urging is answered, and from which on it is urgent. Likewise the installation's. */
  readonly urgingAnswer: TimeLimit;
  readonly urgingWarn: TimeLimit;
  readonly urgentFrom: number;
}

const days = (amount: number): TimeLimit => ({ unit: 'working-days', amount });

/** What agencies say of themselves; what they leave out is as the general rule has it. */
export type OwnFeedbackRule = Partial<FeedbackRule> & Pick<FeedbackSettings['rules'][number], 'agencies' | 'law'>;

/** The clocks as an installation chose them: what its agencies leave to the general rule follows it when that changes. */
export type FeedbackChoice = Omit<FeedbackSettings, 'rules'> & { readonly rules: readonly OwnFeedbackRule[] };

/** The clocks in force where these were chosen. */
export function feedbackInForce(chosen: FeedbackChoice): FeedbackSettings {
  return { ...chosen, rules: chosen.rules.map((own) => ({ ...chosen.rule, ...own })) };
}

/** What an installation starts with. */
export const DEFAULT_FEEDBACK: FeedbackSettings = {
  refuse: days(2),
  ask: days(5),
  answer: days(15),
  publish: days(2),
  end: 'midnight',
  lateAsk: 'refused',
  warn: days(1),
  escalations: [days(1), days(3)],
  rule: { forward: days(5), handle: days(10), handleComplex: days(15), forwarded: 'restart', supplied: 'continue', law: { document: '20/2008/NĐ-CP' } },
  rules: [],
  urgingAnswer: { unit: 'working-hours', amount: 8 },
  urgingWarn: { unit: 'working-hours', amount: 2 },
  urgentFrom: 2,
};
