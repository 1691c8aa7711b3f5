import type { Weekday } from '../time/local-date.js';

/** An interval of one day, half open, as `['07:00', '11:00']`; the end may be `'24:00'`. */
export type ClockInterval = readonly [string, string];

/**
 * Why one date differs from its week.
 *
 * - `holiday`: a public holiday (Labour Code 2019 Art. 112; Nghị quyết 28/2026/QH16 for 24 November).
 * - `compensation`: day off for a holiday that fell on weekly rest (nghỉ bù, Labour Code 2019 Art. 111.3).
 * - `swap-off`: working day given off against another day (hoán đổi ngày làm việc); names it in `swapWith`.
 * - `make-up`: working day on weekly rest, against a swap or ordered by itself (làm bù).
 * - `closure`: unplanned closing of the office (storm, line down), of the whole day or of a part of it.
 * - `special-hours`: the hours of this date replace every other rule for it.
 */
export type CalendarDayKind = 'holiday' | 'compensation' | 'swap-off' | 'make-up' | 'closure' | 'special-hours';

/**
 * Why an office was closed outside its calendar. `it-outage` closes nothing: while people and paper can be received the office
 * is open, so it is known only to be refused in words.
 */
export const CLOSURE_REASONS = ['storm', 'flood', 'fire', 'power-or-line-down', 'epidemic', 'security', 'other-by-decision', 'it-outage'] as const;
export type ClosureReason = (typeof CLOSURE_REASONS)[number];

/** One date that differs from its week, with the decree, notice or decision that says so. */
export interface CalendarDay {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly kind: CalendarDayKind;
  readonly name: string;
  readonly source: string;
  /**
   * Required for `special-hours`; on a make-up day (or on the swap that makes it) its own hours; on a closure of a part of the
   * day the hours that remain open; not allowed otherwise.
   */
  readonly hours?: readonly ClockInterval[];
  /** The other date of a swap, `YYYY-MM-DD`, possibly in another year. Writing one of the two dates states both. */
  readonly swapWith?: string;
  /** Why a closure closes; every closure drafted now has one. */
  readonly reason?: ClosureReason;
  /** Number of the document that orders a closure, such as `12/QĐ-UBND`; every closure drafted now has one. */
  readonly decision?: string;
}

/** `confirmed` by the yearly notice, or `proposed` until there is one. */
export type CalendarYearStatus = 'confirmed' | 'proposed';

/** A year the calendar covers. */
export interface CalendarYear {
  readonly year: number;
  readonly status: CalendarYearStatus;
  readonly source: string;
}

/** One layer of a calendar (nation, province or agency), plain JSON as it is stored and imported. */
export interface CalendarDefinition {
  readonly id: string;
  readonly name: string;
  /** Weekly hours; a weekday left out is left to the outer layers, an empty list closes it. */
  readonly week?: Readonly<Partial<Record<Weekday, readonly ClockInterval[]>>>;
  readonly days?: readonly CalendarDay[];
  readonly years?: readonly CalendarYear[];
  /**
   * First day on which the layer says nothing any more, `YYYY-MM-DD`: from then on the outer layers hold, before it all its
   * statements. A layer in use is ended, never deleted.
   */
  readonly endsOn?: string;
}
