/**
 * A term as the law words it. Units are types: a working day is never 24 hours and never 8 hours by default,
 * and no unit converts into another without a calendar.
 */
export type TimeLimit =
  | { readonly unit: 'working-days'; readonly amount: number }
  | { readonly unit: 'working-hours'; readonly amount: number }
  | { readonly unit: 'calendar-days'; readonly amount: number }
  | { readonly unit: 'months'; readonly amount: number }
  | { readonly unit: 'years'; readonly amount: number }
  | { readonly unit: 'same-day' };

/**
 * When the term begins to count. The desk-to-agency 15:00 rule (NĐ 118/2025 Art. 18) is not here: it is a hand-over
 * clock and moves no due date.
 *
 * - `on-receipt`: the moment written on the receipt (NĐ 309/2026 amending NĐ 118/2025 Art. 17.3).
 * - `same-day-15h`: civil-status and certification matters, done the same day; received after 15:00, the next working day.
 * - `birth-group-15h`: interlinked birth group; received after 15:00, the term counts from the next working day (NĐ 63/2024 Art. 7.2).
 * - `online-17h`: received online after 17:00 or on a day off, the term counts from 08:00 of the next working day (NĐ 297/2025 Art. 6.3).
 * - `last-hour`: received within the last hour before closing, the term counts from the next working day (NĐ 297/2025 Art. 6.3).
 */
export type StartRule = 'on-receipt' | 'same-day-15h' | 'birth-group-15h' | 'online-17h' | 'last-hour';

/**
 * Where the last day ends: the same clock time (office practice), closing of that day, or 24:00 (Civil Code 2015 Art. 148.6).
 */
export type EndRule = 'same-clock' | 'closing' | 'midnight';

/** How one part of a procedure's term is counted. */
export interface TermRule {
  readonly limit: TimeLimit;
  readonly start: StartRule;
  readonly end: EndRule;
}

/** A stage's share of the term. `office-hours`: 8 of them are one working day, whatever the office's own day is. */
export type StageBudget =
  | { readonly unit: 'office-hours'; readonly amount: number }
  | { readonly unit: 'calendar-days'; readonly amount: number }
  | { readonly unit: 'working-hours'; readonly amount: number };
