import { localDateOf, MINUTES_PER_DAY, MS_PER_MINUTE, startOfDay, type Instant } from '../time/instant.js';
import { parseLocalDate, WEEKDAYS, type LocalDate } from '../time/local-date.js';
import { type DayTally, entry } from './day-tally.js';
import type { EffectiveCalendar } from './effective.js';
import type { MinuteInterval } from './hours.js';
import { SpanTally } from './span-tally.js';
import { countBelow, weekdayIndex, WeeklyTally } from './weekly-tally.js';

type Hours = readonly MinuteInterval[];

/** Spans up to this long are written out day by day, at 20 to 30 bytes a day. */
const MOST_DAYS_WRITTEN = 150_000;
const WEEKDAY_COUNT = WEEKDAYS.length;

/**
 * The hours of days, as tallies of working days, of open and of closed minutes: of a span written out, or of every day there is
 * as a week and the days that differ from it. A tally is made when first asked for. Openings and closings lie where open and
 * closed time meet, so that hours which touch at midnight have none between them.
 */
export class OpenTimeIndex {
  /** Hours of the weekdays, then of the listed days; their place here is the row of a day. */
  private readonly hours: readonly Hours[];
  private readonly listed: Int32Array;
  /** Milliseconds of the day at which each interval of each row opens and closes. */
  private readonly opens: Int32Array;
  private readonly closes: Int32Array;
  /** The first interval of each row; one longer than the rows. */
  private readonly firstInterval: Int32Array;
  /** Row of each day from `firstWritten`; undefined where the span is too long to write out. */
  private readonly rows: Int32Array | undefined;
  private readonly firstWritten: number;
  private workingDays: DayTally | undefined;
  private openTime: DayTally | undefined;
  private closedTime: DayTally | undefined;

  /** The index answers for the days from `firstDay` to `lastDay`, and knows the hours of the day before and the day after. */
  constructor(effective: EffectiveCalendar, firstDay: number, lastDay: number) {
    this.hours = [...WEEKDAYS.map((weekday) => effective.week[weekday]), ...effective.days.map((day) => day.hours)];
    this.listed = numbers(effective.days.length, (i) => parseLocalDate(effective.days[i]?.date ?? ''));
    this.firstInterval = new Int32Array(this.hours.length + 1);
    this.hours.forEach((hours, row) => {
      this.firstInterval[row + 1] = entry(this.firstInterval, row) + hours.length;
    });
    this.opens = new Int32Array(entry(this.firstInterval, this.hours.length));
    this.closes = new Int32Array(this.opens.length);
    this.hours.forEach((hours, row) => {
      hours.forEach((interval, i) => {
        this.opens[entry(this.firstInterval, row) + i] = interval[0] * MS_PER_MINUTE;
        this.closes[entry(this.firstInterval, row) + i] = interval[1] * MS_PER_MINUTE;
      });
    });
    this.firstWritten = firstDay - 1;
    const days = lastDay - firstDay + 3;
    this.rows = days > MOST_DAYS_WRITTEN ? undefined : numbers(days, (place) => this.findRow(this.firstWritten + place));
  }

  /** Open hours of a day. */
  hoursOn(day: number): Hours {
    return this.hours[this.rowOf(day)] ?? [];
  }

  /** Milliseconds of the day at which the last interval closes; 0 on a day off. */
  lastCloseOn(day: number): number {
    const row = this.rowOf(day);
    const end = entry(this.firstInterval, row + 1);
    return end > entry(this.firstInterval, row) ? entry(this.closes, end - 1) : 0;
  }

  /** Milliseconds of a day moved forward into its intervals, or back to its last closing; NaN on a day off. */
  intoHours(day: number, ofDay: number): number {
    const row = this.rowOf(day);
    const end = entry(this.firstInterval, row + 1);
    for (let i = entry(this.firstInterval, row); i < end; i += 1) {
      if (ofDay <= entry(this.closes, i)) {
        return Math.max(ofDay, entry(this.opens, i));
      }
    }
    return end > entry(this.firstInterval, row) ? entry(this.closes, end - 1) : NaN;
  }

  /** One unit for each day with any open time. */
  get working(): DayTally {
    return (this.workingDays ??= this.tally((hours) => (hours.length > 0 ? 1 : 0)));
  }

  /** Whether a moment of a day lies in its open hours. */
  isOpenAt(day: number, moment: number): boolean {
    const row = this.rowOf(day);
    const ofDay = moment - startOfDay(day as LocalDate);
    let i = entry(this.firstInterval, row);
    while (i < entry(this.firstInterval, row + 1) && ofDay >= entry(this.closes, i)) {
      i += 1;
    }
    return i < entry(this.firstInterval, row + 1) && ofDay >= entry(this.opens, i);
  }

  /** Open milliseconds before a moment. */
  openBefore(moment: number): number {
    const day = localDateOf(moment as Instant);
    return this.open.before(day) * MS_PER_MINUTE + this.openMsBefore(this.rowOf(day), moment - startOfDay(day));
  }

  /** The beginning of open millisecond number `unit`; NaN where there is none. */
  openFrom(unit: number): number {
    const day = this.open.dayOf(Math.floor(unit / MS_PER_MINUTE));
    const row = this.rowOf(day);
    const last = entry(this.firstInterval, row + 1) - 1;
    let i = entry(this.firstInterval, row);
    let left = unit - this.open.before(day) * MS_PER_MINUTE;
    while (i < last && left >= this.lengthOf(i)) {
      left -= this.lengthOf(i);
      i += 1;
    }
    return startOfDay(day as LocalDate) + entry(this.opens, i) + left;
  }

  /** The first open millisecond that begins at `moment` or after it; NaN where there is none. */
  firstOpen(moment: number): number {
    return this.openFrom(this.openBefore(moment));
  }

  /** The end of the last open millisecond before `moment`; NaN where there is none. */
  lastOpenEnd(moment: number): number {
    return this.openFrom(this.openBefore(moment) - 1) + 1;
  }

  /** As `firstOpen`, of closed time. */
  firstClosed(moment: number): number {
    return this.closedFrom(this.closedBefore(moment));
  }

  /** As `lastOpenEnd`, of closed time. */
  lastClosedEnd(moment: number): number {
    return this.closedFrom(this.closedBefore(moment) - 1) + 1;
  }

  private get open(): DayTally {
    return (this.openTime ??= this.tally(openMinutes));
  }

  private get closed(): DayTally {
    return (this.closedTime ??= this.tally((hours) => MINUTES_PER_DAY - openMinutes(hours)));
  }

  private closedBefore(moment: number): number {
    const day = localDateOf(moment as Instant);
    const ofDay = moment - startOfDay(day);
    return this.closed.before(day) * MS_PER_MINUTE + ofDay - this.openMsBefore(this.rowOf(day), ofDay);
  }

  private closedFrom(unit: number): number {
    const day = this.closed.dayOf(Math.floor(unit / MS_PER_MINUTE));
    const row = this.rowOf(day);
    const end = entry(this.firstInterval, row + 1);
    let ofDay = unit - this.closed.before(day) * MS_PER_MINUTE;
    for (let i = entry(this.firstInterval, row); i < end && ofDay >= entry(this.opens, i); i += 1) {
      ofDay += this.lengthOf(i);
    }
    return startOfDay(day as LocalDate) + ofDay;
  }

  /** Open milliseconds of a day before `ofDay`, counted from its midnight. */
  private openMsBefore(row: number, ofDay: number): number {
    const end = entry(this.firstInterval, row + 1);
    let open = 0;
    for (let i = entry(this.firstInterval, row); i < end && ofDay > entry(this.opens, i); i += 1) {
      open += Math.min(ofDay, entry(this.closes, i)) - entry(this.opens, i);
    }
    return open;
  }

  private lengthOf(interval: number): number {
    return entry(this.closes, interval) - entry(this.opens, interval);
  }

  private rowOf(day: number): number {
    return this.rows === undefined ? this.findRow(day) : entry(this.rows, day - this.firstWritten);
  }

  private findRow(day: number): number {
    const i = countBelow(this.listed, day);
    return i < this.listed.length && entry(this.listed, i) === day ? WEEKDAY_COUNT + i : weekdayIndex(day);
  }

  private tally(unitsOf: (hours: Hours) => number): DayTally {
    const units = numbers(this.hours.length, (row) => unitsOf(this.hours[row] ?? []));
    return this.rows === undefined
      ? new WeeklyTally(units.subarray(0, WEEKDAY_COUNT), this.listed, units.subarray(WEEKDAY_COUNT))
      : new SpanTally(this.firstWritten, this.rows.map((row) => entry(units, row)));
  }
}

function openMinutes(hours: Hours): number {
  return hours.reduce((open, interval) => open + interval[1] - interval[0], 0);
}

function numbers(count: number, valueOf: (i: number) => number): Int32Array {
  const values = new Int32Array(count);
  for (let i = 0; i < count; i += 1) {
    values[i] = valueOf(i);
  }
  return values;
}
