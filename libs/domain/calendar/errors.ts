/** Names of the rules a calendar definition must keep. */
export type CalendarRule =
  | 'date-format'
  | 'time-format'
  | 'interval-order'
  | 'interval-overlap'
  | 'duplicate-day'
  | 'holiday-and-make-up'
  | 'off-and-make-up'
  | 'special-hours-need-hours'
  | 'hours-not-allowed'
  | 'swap-needs-partner'
  | 'swap-with-itself'
  | 'swap-not-allowed'
  | 'swap-mismatch'
  | 'swap-across-end'
  | 'make-up-without-hours'
  | 'duplicate-year'
  | 'year-range'
  | 'year-gap'
  | 'no-years'
  | 'no-layers'
  | 'duplicate-layer'
  | 'closure-opens-time'
  | 'closure-needs-reason'
  | 'closure-needs-decision'
  | 'it-outage-moves-no-date'
  | 'reason-not-allowed'
  | 'nothing-to-remove';

/** A calendar definition breaks a rule. Names the rule, the calendar and, where there is one, the date or weekday. */
export class CalendarDefinitionError extends Error {
  override readonly name = 'CalendarDefinitionError';

  constructor(
    readonly rule: CalendarRule,
    readonly calendarId: string,
    readonly place: string,
    readonly explanation: string,
  ) {
    super(`Calendar "${calendarId}" breaks rule ${rule} at ${place}: ${explanation}`);
  }
}

/** A question reaches outside the years a calendar declares. Dates beyond any calendar are never guessed. */
export class CalendarRangeError extends Error {
  override readonly name = 'CalendarRangeError';

  constructor(
    readonly calendarId: string,
    readonly year: number,
    readonly firstYear: number,
    readonly lastYear: number,
  ) {
    super(
      `Calendar "${calendarId}" covers ${String(firstYear)} to ${String(lastYear)}; the answer lies in ${String(year)}. ` +
        `Publish a calendar that declares ${String(year)} (status "proposed" until its notice is known).`,
    );
  }
}

/** An agency has no calendar in a calendar version: a date without a calendar is never guessed. */
export class MissingCalendarError extends Error {
  override readonly name = 'MissingCalendarError';

  constructor(
    readonly agency: string,
    readonly snapshot: string,
  ) {
    super(`Agency ${agency} has no calendar in version ${snapshot}: publish a calendar version that names it`);
  }
}
