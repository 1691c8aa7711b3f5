import { RetracedCount, type SaidLimit } from './retraced-count.js';
import { check, dayEnding, dayNamed, dayOf, endOn, ms, OpenTime, readDay, start } from './retraced-time.js';

/** A step as it is answered: instants are ISO 8601, days `YYYY-MM-DD`. */
export type JsonStep = Readonly<Record<string, unknown>> & { readonly code: string };

/** A derivation as it is answered. */
export interface JsonDerivation {
  readonly clock: string;
  readonly promise: number | null;
  readonly steps: readonly JsonStep[];
  readonly endsAt: string | null;
}

/** The dates an explanation leads to. */
export interface RetracedDates {
  readonly due: number | undefined;
  /** That of the promise given last; absent while none is given. */
  readonly appointment: number | undefined;
}

/**
 * Follows an explanation from nothing but its JSON: which days are worked it believes the steps, and nothing else it believes.
 * Throws at the first step that does not follow from those before it.
 */
export function retrace(derivations: readonly JsonDerivation[]): RetracedDates {
  const ends: Record<string, number | undefined> = {};
  const promised: (number | undefined)[] = [];
  const left: Record<string, Left | undefined> = {};
  for (const { clock, promise, steps, endsAt } of derivations) {
    const walk = new Walk(clock === 'appointment' ? (ends['appointment'] ?? ends['due']) : ends['due'], left[clock]);
    steps.forEach((step) => {
      walk.take(step);
    });
    left[clock] = walk.left;
    if (endsAt !== null) {
      check(walk.at === ms(endsAt), `${clock} is said to end at ${endsAt}, but its steps lead elsewhere`);
      ends[clock] = walk.at;
      if (promise !== null) {
        promised[promise] = walk.at;
      }
    }
  }
  return { due: ends['due'], appointment: promised.at(-1) };
}

interface Left {
  readonly kind: string;
  readonly ms: number;
}

/** One derivation, step by step. */
class Walk {
  /** Where the last whole count or run has led. */
  at: number | undefined;
  #event = 0;
  #count: RetracedCount | undefined;
  /** Where a clock that stood still runs on from. */
  #from = 0;
  #time: OpenTime | undefined;
  #wall: number | undefined;
  readonly #off = new Set<number>();
  /** Dates that were reached on the way, or stood before. */
  readonly #given = new Set<number>();

  constructor(
    private readonly old: number | undefined,
    public left: Left | undefined,
  ) {
    if (old !== undefined) {
      this.#given.add(old);
    }
  }

  take(step: JsonStep): void {
    switch (step.code) {
      case 'received':
        this.#event = ms(step['at']);
        this.#count = undefined;
        return;
      case 'start':
        check(step['moved'] === true ? ms(step['at']) > this.#event : ms(step['at']) === this.#event, 'the start does not follow the receipt');
        this.#event = ms(step['at']);
        return;
      case 'limit': {
        const from = ms(step['from']);
        check(this.#count === undefined ? from === this.#event : this.#count.reaches(from), 'a limit is not counted from where the term stands');
        this.#count = new RetracedCount(step['limit'] as SaidLimit, from);
        return;
      }
      case 'extended': {
        const from = ms(step['from']);
        check(from <= (this.at ?? this.old ?? 0), 'an extension is counted from later than the term would have ended');
        this.#count = new RetracedCount(step['limit'] as SaidLimit, from);
        return;
      }
      case 'fixed':
      case 'extended-until':
        check(step['named'] === undefined || ms(step['named']) < ms(step['dueAt']), 'another calendar lets an earlier moment stand for the one named');
        this.#reach(ms(step['dueAt']), step['dueAt']);
        return;
      case 'end':
        this.#reach(this.#counting().end(String(step['rule']), step['day']), step['at']);
        this.#count = undefined;
        return;
      case 'resumed':
      case 'reopened':
        check(ms(step['from']) >= ms(step['at']), 'a clock runs on before it was resumed');
        this.#from = ms(step['from']);
        this.#off.clear();
        this.#wall = undefined;
        this.#time = new OpenTime(this.#from, (day) => this.#off.has(day));
        return;
      case 'wall-time-counted':
        check(this.left?.kind === 'wall' && ms(step['from']) === this.#from, 'wall time does not run on from where it was resumed');
        this.#wall = ms(step['to']);
        check(this.#wall - this.#from === this.left?.ms, 'another wall time runs on than was left');
        return;
      case 'landed':
        this.#land(step);
        return;
      case 'time-left':
        this.#leave(step);
        return;
      case 'not-earlier': {
        const [computed, stands] = [ms(step['computed']), ms(step['stands'])];
        check(computed === (this.at ?? this.old) && computed <= stands, 'another date is set aside than was counted');
        check(step['because'] === 'due-date' || this.#given.has(stands), 'a date stands that was never given');
        this.#reach(stands, step['stands']);
        return;
      }
      case 'shut-at-hour': {
        const [given, at] = [ms(step['given']), ms(step['at'])];
        check(this.#given.has(given) && given < at, 'an hour at which nobody is served was never given');
        this.#reach(at, step['at']);
        return;
      }
      case 'stands':
        this.at ??= this.old;
        check(ms(step['at']) === this.at, 'a date stands that was not there');
        return;
      case 'became-late':
        check(ms(step['dueAt']) === this.old, 'it became late from another date than its own');
        this.at = this.old;
        return;
      case 're-appointed':
        this.#reach(ms(step['at']), step['at']);
        return;
      case 'imported':
        if ((step['dueAt'] ?? step['maximumAt']) !== undefined) {
          this.#reach(ms(step['dueAt'] ?? step['maximumAt']), step['dueAt'] ?? step['maximumAt']);
        }
        return;
      case 'undated':
      case 'statutory-limit':
      case 'paused':
      case 'calendar-changed':
        return;
      default:
        this.#takeOfCount(step);
    }
  }

  /** Steps of a limit; days off and open time also of a clock that runs on. */
  #takeOfCount(step: JsonStep): void {
    switch (step.code) {
      case 'day-zero':
        this.#counting().zero(step['date']);
        return;
      case 'clock-of-closing':
        this.#counting().takeClockOf(ms(step['closing']));
        return;
      case 'day-counted':
        this.#counting().countDay(step['number'], step['day']);
        return;
      case 'day-skipped':
        if (this.#count === undefined) {
          check(!readDay(step['day']).working, 'a working day is skipped');
          this.#off.add(readDay(step['day']).number);
        } else {
          this.#count.skip(step['day']);
        }
        return;
      case 'hours-counted':
        (this.#count === undefined ? (day: unknown, from: number, to: number, minutes: number) => this.#time?.count(day, from, to, minutes) : this.#count.countHours.bind(this.#count))(
          step['day'],
          ms(step['from']),
          ms(step['to']),
          Number(step['minutes']),
        );
        return;
      case 'span-counted':
        this.#counting().countSpan(step['firstDay'], step['lastDay']);
        return;
      case 'done-on-day':
        this.#counting().doneOn(step['day'], step['sameDay']);
        return;
      case 'rolled':
        this.#count?.roll(step['from'], step['to']);
        return;
      default:
        throw new Error(`nobody knows a step ${step.code}`);
    }
  }

  #counting(): RetracedCount {
    if (this.#count === undefined) {
      throw new Error('no limit is being counted');
    }
    return this.#count;
  }

  #reach(at: number, said: unknown): void {
    check(at === ms(said), 'the steps lead to another moment than is said');
    this.at = at;
    this.#given.add(at);
  }

  #leave(step: JsonStep): void {
    const [from, until, size] = [ms(step['from']), ms(step['until']), Number(step['ms'])];
    if (step['kind'] === 'wall') {
      check(until - from === size, 'other wall time was left than lies between');
    } else {
      const days = step['days'] as readonly { readonly day: unknown; readonly from: string; readonly to: string }[];
      const sum = days.reduce((total, part) => {
        const [begin, end] = [ms(part.from), ms(part.to)];
        check(from <= begin && end <= until && readDay(part.day).hours.some(([open, close]) => open <= begin && end <= close), 'time was left outside open hours');
        return total + end - begin;
      }, 0);
      check(sum === size, 'the days do not add up to what was left');
    }
    this.left = { kind: String(step['kind']), ms: size };
  }

  #land(step: JsonStep): void {
    const [day, lastDay] = [readDay(step['day']), dayNamed(step['lastDay'])];
    const until = this.#wall ?? this.#time?.cursor ?? this.#from;
    check(this.#wall !== undefined || this.#time?.spent === this.left?.ms, 'other time runs on than was left');
    check(lastDay === dayEnding(until) || lastDay === dayOf(until), 'what was left does not run out on its last day');
    for (let between = lastDay + 1; between < day.number; between += 1) {
      check(this.#off.has(between), 'a day between is not named as off');
    }
    const how = String(step['how']);
    const opening = day.hours.find(([open]) => open >= until)?.[0];
    this.#reach(how === 'runs-out' ? until : how === 'next-opening' ? (opening ?? 0) : endOn(day, how, until - start(lastDay)), step['at']);
  }
}
