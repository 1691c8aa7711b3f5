/** Ways feedback (phản ánh, kiến nghị) reaches an agency; `portal` is the national one, `app` a province's own. */
export const FEEDBACK_CHANNELS = ['portal', 'hotline', 'paper', 'counter', 'app'] as const;
export type FeedbackChannel = (typeof FEEDBACK_CHANNELS)[number];

/**
 * What feedback is about: a regulation on procedures (NĐ 20/2008), the conduct of staff, how a dossier was handled, the online
 * service, fees asked for, or something else.
 */
export const FEEDBACK_SUBJECTS = ['regulation', 'conduct', 'dossier-handling', 'online-service', 'fees', 'other'] as const;
export type FeedbackSubject = (typeof FEEDBACK_SUBJECTS)[number];

/** What people say of an answer. */
export const VERDICTS = ['satisfied', 'dissatisfied'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why feedback that was answered or turned away is taken up again. */
export const REOPENING_REASONS = ['dissatisfied', 'mistake', 'new-facts', 'refusal-contested'] as const;
export type ReopeningReason = (typeof REOPENING_REASONS)[number];

/** Who asked the holder of a dossier to hurry. */
export const URGED_BY = ['applicant', 'desk'] as const;
export type UrgedBy = (typeof URGED_BY)[number];

/** How an applicant was told what became of an urging. */
export const TOLD_BY = ['at-desk', 'phone', 'message'] as const;
export type ToldBy = (typeof TOLD_BY)[number];
