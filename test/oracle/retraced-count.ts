import { check, DAY, dayNamed, dayOf, endOn, OpenTime, readDay, start } from './retraced-time.js';

const OFFICE_DAY = 8 * 3_600_000;

/** A limit as an answer has it. */
export interface SaidLimit {
  readonly unit: string;
  readonly amount?: number;
}

/** One limit, counted step by step. */
export class RetracedCount {
  #counted = 0;
  #next: number;
  /** The last day of the limit, once it is known. */
  #lastDay: number | undefined;
  #clock: number;
  #time: OpenTime | undefined;
  readonly #off = new Set<number>();

  constructor(
    readonly limit: SaidLimit,
    private readonly from: number,
  ) {
    this.#next = dayOf(from) + 1;
    this.#clock = from - start(dayOf(from));
  }

  /** True of the day a further limit may go on from. */
  reaches(at: number): boolean {
    return dayOf(at) === (this.#lastDay ?? dayOf(this.from));
  }

  zero(date: unknown): void {
    check(dayNamed(date) === dayOf(this.from), 'the day that is not counted is not the day of the event');
  }

  takeClockOf(closing: number): void {
    check(closing <= this.from, 'the clock time is taken from a closing still to come');
    // A closing at 24:00 has the clock time of the end of its day.
    this.#clock = closing - start(dayOf(closing - 1));
  }

  countDay(number: unknown, said: unknown): void {
    const day = readDay(said);
    this.#counted += 1;
    check(day.working && number === this.#counted && day.number === this.#next, `day ${String(number)} is not the next working day`);
    check(this.#counted <= this.#wholeDays(), 'more days are counted than the limit has');
    this.#next = day.number + 1;
    this.#lastDay = day.number;
  }

  skip(said: unknown): void {
    const day = readDay(said);
    check(!day.working, 'a working day is skipped');
    if (this.#counted < this.#wholeDays()) {
      check(day.number === this.#next, 'a day is skipped out of turn');
      this.#next = day.number + 1;
    }
    this.#off.add(day.number);
  }

  countHours(said: unknown, from: number, to: number, minutes: number): void {
    this.#time ??= new OpenTime(this.#counted === 0 ? this.from : start(this.#lastDay ?? 0) + this.#clock, (day) => this.#off.has(day));
    this.#time.count(said, from, to, minutes);
    this.#lastDay = readDay(said).number;
  }

  countSpan(firstDay: unknown, lastDay: unknown): void {
    check(dayNamed(firstDay) === dayOf(this.from) + 1, 'the span does not begin the day after the event');
    check(dayNamed(lastDay) === this.#spanEnd(), 'the span has another length than the limit');
    this.#lastDay = this.#spanEnd();
  }

  doneOn(said: unknown, sameDay: unknown): void {
    const day = readDay(said);
    const today = dayOf(this.from);
    check(this.limit.unit === 'same-day' && day.working && (sameDay === true) === (day.number === today), 'a same-day matter is done on another day');
    for (let between = today + 1; between < day.number; between += 1) {
      check(this.#off.has(between), 'a day between is not named as off');
    }
    this.#lastDay = day.number;
  }

  roll(from: unknown, to: unknown): void {
    check(dayNamed(from) === (this.#lastDay ?? dayOf(this.from)), 'another day is rolled than the last');
    for (let day = dayNamed(from); day < dayNamed(to); day += 1) {
      check(this.#off.has(day), 'a day of the roll is not named as off');
    }
    this.#lastDay = dayNamed(to);
  }

  /** Where the limit ends by its rule. */
  end(rule: string, said: unknown): number {
    const day = readDay(said);
    check(day.working, 'a term ends on a day off');
    check(this.#wholeDays() === this.#counted, `${String(this.#counted)} days are counted of ${String(this.#wholeDays())}`);
    check((this.#time?.spent ?? 0) === this.#hoursOwed(), 'other hours are counted than the limit has');
    if (rule === 'hours') {
      return this.#time?.cursor ?? this.from;
    }
    check(day.number === (this.#lastDay ?? dayOf(this.from)), 'a term ends on another day than its last');
    return endOn(day, rule, this.#clock);
  }

  #wholeDays(): number {
    return this.limit.unit === 'working-days' ? (this.#total() - this.#hoursOwed()) / OFFICE_DAY : 0;
  }

  #hoursOwed(): number {
    switch (this.limit.unit) {
      case 'working-hours':
        return Math.round((this.limit.amount ?? 0) * 3_600_000);
      case 'working-days':
        return this.#total() % OFFICE_DAY;
      default:
        return 0;
    }
  }

  #total(): number {
    return Math.round((this.limit.amount ?? 0) * OFFICE_DAY);
  }

  #spanEnd(): number {
    const amount = this.limit.amount ?? 0;
    const zero = dayOf(this.from);
    switch (this.limit.unit) {
      case 'calendar-days':
        return zero + amount;
      case 'months':
      case 'years': {
        const date = new Date(zero * DAY);
        const months = date.getUTCFullYear() * 12 + date.getUTCMonth() + amount * (this.limit.unit === 'years' ? 12 : 1);
        const [year, month] = [Math.floor(months / 12), months % 12];
        const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
        return Math.round(Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / DAY);
      }
      default:
        throw new Error('a span is counted of a term in working time');
    }
  }
}
