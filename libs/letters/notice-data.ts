/** What a notice of a moved date says. Instants are epoch milliseconds. */
export interface DateMovedContent {
  readonly notice: 'date-moved';
  /** The date given before, and the one that takes its place. */
  readonly promisedAt: number;
  readonly movedTo: number;
  /** The new date is the second appointment of a term in two parts, not the first one moved. */
  readonly isSecondAppointment?: true;
  /** Why, a sentence with its article for each reason, without the full stop. */
  readonly reasons: readonly string[];
  /** Each day, or stretch of days, that the calendar has otherwise now, with the notice or decision that says so. */
  readonly changedDays: readonly string[];
}

/** What a notice that the result is there says. */
export interface ResultReadyContent {
  readonly notice: 'result-ready';
  /** `refused`: what is there is the written answer that the dossier does not qualify. */
  readonly outcome: 'granted' | 'refused';
  readonly readyAt: number;
  /** The appointment a result comes before by a day or more (NĐ 61/2018 Art. 20.4). */
  readonly earlyBy?: number;
  /** How the applicant chose to get it. */
  readonly delivery: 'desk' | 'post' | 'online';
}

/** What a reminder of a result nobody came for says. */
export interface UncollectedContent {
  readonly notice: 'uncollected-reminder';
  readonly readyAt: number;
  readonly delivery: 'desk' | 'post' | 'online';
}

/** What an apology for a fault of the agency says (NĐ 61/2018 Art. 21). */
export interface FaultApologyContent {
  readonly notice: 'fault-apology';
  readonly fault: 'wrong-result' | 'lost-dossier';
  /** What went wrong, in the words of whoever acknowledges it. */
  readonly reason: string;
}
