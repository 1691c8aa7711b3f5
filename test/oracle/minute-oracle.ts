/**
 * Working time counted the slow way: minute by minute, day by day, straight from the written hours. It knows nothing of the
 * engine's index and exists only to disagree with it. Times are whole local minutes since 1970-01-01 00:00.
 */
export interface WrittenHours {
  /** Seven lists, Monday first, of `[from, to)` minutes of the day. */
  readonly week: readonly (readonly (readonly [number, number])[])[];
  readonly daysOff: readonly string[];
  /** Hours that replace those of their date, days off included. */
  readonly specialDays: Readonly<Record<string, readonly (readonly [number, number])[]>>;
}

const DAY = 1440;

export class MinuteOracle {
  private readonly days = new Map<number, Uint8Array>();

  constructor(private readonly written: WrittenHours) {}

  isOpen(minute: number): boolean {
    const day = Math.floor(minute / DAY);
    return this.minutesOf(day)[minute - day * DAY] === 1;
  }

  isWorkingDay(day: number): boolean {
    return this.minutesOf(day).includes(1);
  }

  add(start: number, minutes: number): number {
    let at = start;
    for (let left = minutes; left > 0; at += 1) {
      left -= this.isOpen(at) ? 1 : 0;
    }
    for (let left = -minutes; left > 0; ) {
      at -= 1;
      left -= this.isOpen(at) ? 1 : 0;
    }
    return at;
  }

  between(from: number, to: number): number {
    if (to < from) {
      return 0 - this.between(to, from);
    }
    let open = 0;
    for (let at = from; at < to; at += 1) {
      open += this.isOpen(at) ? 1 : 0;
    }
    return open;
  }

  workingDay(from: number, n: number): number {
    const step = Math.sign(n);
    let day = from;
    for (let left = Math.abs(n); left > 0; ) {
      day += step;
      left -= this.isWorkingDay(day) ? 1 : 0;
    }
    return day;
  }

  addDays(start: number, quarters: number): number {
    const day = Math.floor(start / DAY);
    const whole = Math.trunc(quarters / 4);
    const minutes = (quarters - whole * 4) * 120;
    if (minutes < 0) {
      const early = this.add(start, minutes);
      const earlyDay = Math.floor(early / DAY);
      return early + (this.workingDay(earlyDay, whole) - earlyDay) * DAY;
    }
    return this.add(start + (this.workingDay(day, whole) - day) * DAY, minutes);
  }

  workingDaysBetween(after: number, upTo: number): number {
    if (upTo < after) {
      return 0 - this.workingDaysBetween(upTo, after);
    }
    let count = 0;
    for (let day = after + 1; day <= upTo; day += 1) {
      count += this.isWorkingDay(day) ? 1 : 0;
    }
    return count;
  }

  nextOpening(from: number): number {
    return this.search(from, 1, (at) => this.isOpen(at) && !this.isOpen(at - 1));
  }

  nextClosing(from: number): number {
    return this.search(from, 1, (at) => !this.isOpen(at) && this.isOpen(at - 1));
  }

  previousOpening(from: number): number {
    return this.search(from, -1, (at) => this.isOpen(at) && !this.isOpen(at - 1));
  }

  previousClosing(from: number): number {
    return this.search(from, -1, (at) => !this.isOpen(at) && this.isOpen(at - 1));
  }

  /**
   * Due minute of whole working or calendar days ending at the same clock time, fitted forward into the hours of the day. A
   * start with no open time left in its day has the clock time of the last closing up to it.
   */
  dueAtSameClock(start: number, unit: 'working-days' | 'calendar-days', days: number): number {
    const clock = this.clockOf(start);
    const day = this.lastDay(Math.floor(start / DAY), unit, days);
    for (let at = day * DAY + clock; at <= (day + 1) * DAY; at += 1) {
      const closesHere = at > day * DAY && this.isOpen(at - 1);
      if (closesHere || (at < (day + 1) * DAY && this.isOpen(at))) {
        return at;
      }
    }
    return this.dueAtClosing(start, unit, days);
  }

  dueAtClosing(start: number, unit: 'working-days' | 'calendar-days', days: number): number {
    const day = this.lastDay(Math.floor(start / DAY), unit, days);
    let at = (day + 1) * DAY;
    while (!this.isOpen(at - 1)) {
      at -= 1;
    }
    return at;
  }

  dueAtMidnight(start: number, unit: 'working-days' | 'calendar-days', days: number): number {
    return (this.lastDay(Math.floor(start / DAY), unit, days) + 1) * DAY;
  }

  private clockOf(start: number): number {
    const midnight = Math.floor(start / DAY) * DAY;
    for (let at = start; at < midnight + DAY; at += 1) {
      if (this.isOpen(at)) {
        return start - midnight;
      }
    }
    let closing = start;
    while (!this.isOpen(closing - 1)) {
      closing -= 1;
    }
    return closing - Math.floor((closing - 1) / DAY) * DAY;
  }

  private lastDay(from: number, unit: 'working-days' | 'calendar-days', days: number): number {
    if (unit === 'working-days') {
      return this.workingDay(from, days);
    }
    return this.isWorkingDay(from + days) ? from + days : this.workingDay(from + days, 1);
  }

  private search(from: number, step: number, found: (at: number) => boolean): number {
    let at = from + step;
    while (!found(at)) {
      at += step;
    }
    return at;
  }

  private minutesOf(day: number): Uint8Array {
    const known = this.days.get(day);
    if (known !== undefined) {
      return known;
    }
    const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
    const weekly = this.written.daysOff.includes(date) ? [] : (this.written.week[(day + 3) % 7] ?? []);
    const minutes = new Uint8Array(DAY);
    for (const [from, to] of this.written.specialDays[date] ?? weekly) {
      minutes.fill(1, from, to);
    }
    this.days.set(day, minutes);
    return minutes;
  }
}
