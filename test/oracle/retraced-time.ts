/** What the retracing of an explanation reads: moments, days, and open time counted one stretch after the other. */

const MINUTE = 60_000;
/** Milliseconds of a calendar day. */
export const DAY = 86_400_000;
const OFFSET = 7 * 3_600_000;

/** Throws, saying what does not follow. */
export function check(holds: boolean, what: string): void {
  if (!holds) {
    throw new Error(what);
  }
}

/** A moment of the JSON. */
export function ms(value: unknown): number {
  const parsed = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  check(!Number.isNaN(parsed), `${String(value)} is no moment`);
  return parsed;
}

/** Number of the local day a moment lies in. */
export function dayOf(at: number): number {
  return Math.floor((at + OFFSET) / DAY);
}

/** Number of the local day a moment ends or lies in. */
export function dayEnding(at: number): number {
  return dayOf(at - 1);
}

/** 00:00 of a local day. */
export function start(day: number): number {
  return day * DAY - OFFSET;
}

/** Number of a day written `YYYY-MM-DD`. */
export function dayNamed(text: unknown): number {
  return Math.round(ms(`${String(text)}T00:00:00Z`) / DAY);
}

/** A day as a step says it is. */
export interface SaidDay {
  readonly number: number;
  readonly working: boolean;
  readonly hours: readonly (readonly [number, number])[];
}

/** Reads a day; its hours as moments. */
export function readDay(value: unknown): SaidDay {
  const { date, working, hours } = value as { date: string; working: boolean; hours: readonly (readonly [string, string])[] };
  const number = dayNamed(date);
  const at = (text: string): number => start(number) + (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * MINUTE;
  check(working === hours.length > 0, `${date} is said to be ${working ? 'worked' : 'off'} against its hours`);
  return { number, working, hours: hours.map(([from, to]) => [at(from), at(to)]) };
}

/** Where a day ends by a rule, or the clock time brought into its hours. */
export function endOn(day: SaidDay, rule: string, clock: number): number {
  const closing = day.hours.at(-1)?.[1] ?? start(day.number);
  switch (rule) {
    case 'closing':
      return closing;
    case 'midnight':
      return start(day.number + 1);
    case 'same-clock': {
      const wanted = start(day.number) + clock;
      const within = day.hours.find(([, close]) => wanted <= close);
      return within === undefined ? closing : Math.max(within[0], wanted);
    }
    default:
      throw new Error(`nobody knows an end ${rule}`);
  }
}

/** Open time counted from a moment on: stretch after stretch, with nothing open between them. */
export class OpenTime {
  spent = 0;

  constructor(
    public cursor: number,
    private readonly isNamedOff: (day: number) => boolean,
  ) {}

  count(said: unknown, from: number, to: number, minutes: number): void {
    const day = readDay(said);
    check(Math.round(minutes * MINUTE) === to - from && to > from, 'another time is counted than stands between its moments');
    check(day.hours.some(([open, close]) => open <= from && to <= close), 'time is counted outside open hours');
    check(from >= this.cursor, 'time is counted twice');
    check(day.hours.every(([open, close]) => close <= this.cursor || open >= from || (open <= from && Math.max(open, this.cursor) === from)), 'open time of a day is passed over');
    for (let between = dayOf(this.cursor) + 1; between < day.number; between += 1) {
      check(this.isNamedOff(between), 'a day between is neither counted nor named as off');
    }
    this.cursor = to;
    this.spent += to - from;
  }
}
