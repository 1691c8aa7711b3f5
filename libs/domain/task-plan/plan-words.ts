/** The columns of a plan's table. */
export const PLAN_COLUMNS = ['number', 'task', 'schedule', 'lead', 'coordinating', 'result'] as const;
export type PlanColumn = (typeof PLAN_COLUMNS)[number];

/** How schedules are worded; patterns are matched against folded text and name their groups `day`, `month`, `quarter`, `year`. */
export interface ScheduleWords {
  /** Words before a schedule that say nothing of it. */
  readonly opening: RegExp;
  readonly continuous: RegExp;
  readonly anotherDocument: RegExp;
  readonly onDemand: RegExp;
  readonly year: RegExp;
  readonly quarter: RegExp;
  readonly month: RegExp;
  /** The group `half` is present for the second half of the year. */
  readonly halfYear: RegExp;
  /** A day; groups `before` (present when the day itself is too late), `day`, `month`, `year`. */
  readonly day: RegExp;
  /** From a day to a day; groups `day`, `month`, `year` and, of the first, `fromDay`, `fromMonth`, `fromYear`. */
  readonly dayRange: RegExp;
  /** From a month to a month; groups `fromMonth`, `month`, `year`. */
  readonly monthRange: RegExp;
  /** A day of every month; groups `before` (present when the day itself is too late) and `day`. */
  readonly monthly: RegExp;
  /** Several ends such as "quarter II, IV": what parts them, the word only the first bears (group `unit`), the year only the last does. */
  readonly several: { readonly sign: RegExp; readonly unit: RegExp; readonly year: RegExp };
  /** A word that makes what follows a period that comes again. */
  readonly every: RegExp;
  /** What parts the periods of a list. */
  readonly listSign: RegExp;
  readonly periods: Readonly<Record<ReportPeriod, RegExp>>;
}

/** How results are measured; matched against one clause of folded text. */
export interface TargetWords {
  /** Groups `percent` and, where the words before it say so, one of `least`, `most`, `below`, `above`; `upward` after it. */
  readonly percent: RegExp;
  /** As `percent`, with `count`; only with words that make a number a target. */
  readonly count: RegExp;
  /** The day by which a clause is to be reached; groups `day`, `month`, `year`. */
  readonly by: RegExp;
}

/** The language a plan is written in. */
export interface PlanWords {
  /** Folds a text to what the patterns match: lower case, no marks, single spaces. */
  readonly fold: (text: string) => string;
  readonly columns: Readonly<Record<PlanColumn, RegExp>>;
  /** Words that stand over several columns and name none. */
  readonly overColumns: RegExp;
  readonly schedule: ScheduleWords;
  readonly targets: TargetWords;
}

/** Periods a report recurs by; six and nine months and the year count from the year's beginning. */
export const REPORT_PERIODS = ['month', 'quarter', 'six-months', 'nine-months', 'year'] as const;
export type ReportPeriod = (typeof REPORT_PERIODS)[number];
