import { type DayTally, entry } from './day-tally.js';

/**
 * A tally of a closed span of days, written out day by day: either answer is a lookup. The origin is its first day; it is
 * asked of days of the span and of the day after it alone.
 */
export class SpanTally implements DayTally {
  /** Units before each day of the span; one longer than the days. */
  private readonly unitsBefore: Int32Array;
  private readonly total: number;
  /** The units are cut into steps of this many, which makes no more steps than days. */
  private readonly step: number;
  /** The place in the span of the day that holds the first unit of each step. */
  private readonly placeOfStep: Int32Array;

  /** @param unitsOn units of each day from `firstDay`; less than 2^31 in all */
  constructor(
    private readonly firstDay: number,
    unitsOn: Int32Array,
  ) {
    this.unitsBefore = new Int32Array(unitsOn.length + 1);
    unitsOn.forEach((units, place) => {
      this.unitsBefore[place + 1] = entry(this.unitsBefore, place) + units;
    });
    this.total = entry(this.unitsBefore, unitsOn.length);
    this.step = Math.max(1, Math.ceil(this.total / unitsOn.length));
    this.placeOfStep = new Int32Array(Math.ceil(this.total / this.step));
    let place = 0;
    for (let i = 0; i < this.placeOfStep.length; i += 1) {
      place = this.placeFrom(place, i * this.step);
      this.placeOfStep[i] = place;
    }
  }

  before(day: number): number {
    return entry(this.unitsBefore, day - this.firstDay);
  }

  dayOf(unit: number): number {
    if (!(unit >= 0 && unit < this.total)) {
      return NaN;
    }
    return this.firstDay + (this.step === 1 ? entry(this.placeOfStep, unit) : this.placeFrom(entry(this.placeOfStep, Math.floor(unit / this.step)), unit));
  }

  /** The first place from `place` on whose units reach beyond `unit`. */
  private placeFrom(place: number, unit: number): number {
    let found = place;
    while (entry(this.unitsBefore, found + 1) <= unit) {
      found += 1;
    }
    return found;
  }
}
