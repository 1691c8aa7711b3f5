import type { LineNumber } from './numbering.js';
import type { PlanSection } from './plan-reading.js';

/** What a line hands down to the lines under it. */
export interface HandedDown {
  readonly schedule: string;
  readonly lead: string;
  readonly coordinating: string;
}

const NOTHING: HandedDown = { schedule: '', lead: '', coordinating: '' };

interface Heading {
  readonly number: LineNumber;
  readonly title: string;
  readonly isSection: boolean;
  handsDown: HandedDown;
  items: number;
}

/** The headings and numbered lines a line of the plan stands under, from the first level down. */
export class PlanOutline {
  readonly #path: Heading[] = [];

  /** Goes to a numbered line: all lines of its level and below are behind. */
  enter(number: LineNumber, title: string, isSection: boolean): void {
    while ((this.#path.at(-1)?.number.level ?? 0) >= number.level) {
      this.#path.pop();
    }
    this.#path.push({ number, title, isSection, handsDown: NOTHING, items: 0 });
  }

  /** What the numbered line above says, for an item under it. `number` is the item's own, where it has one. */
  handedDown(number: LineNumber | undefined): HandedDown {
    return this.#parentOf(number)?.handsDown ?? NOTHING;
  }

  /** Remembers what the line just read says, for the items after it. */
  handDown(values: HandedDown): void {
    const last = this.#path.at(-1);
    if (last !== undefined) {
      last.handsDown = values;
    }
  }

  /** The reference of the next item without a number under the present line. */
  nextItem(): string {
    const last = this.#path.at(-1);
    if (last === undefined) {
      return '';
    }
    last.items += 1;
    return `${this.reference()}-${String(last.items)}`;
  }

  /** The numbers down to the present line; a dotted number stands for those above it that it repeats. */
  reference(): string {
    return this.#path
      .filter(({ number }, index) => this.#path[index + 1]?.number.text.startsWith(`${number.text}.`) !== true)
      .map(({ number }) => number.text)
      .join('.');
  }

  /** The headings above and at the present line. */
  sections(): readonly PlanSection[] {
    return this.#path.filter(({ isSection }) => isSection).map(({ number, title }) => ({ number: number.text, title }));
  }

  #parentOf(number: LineNumber | undefined): Heading | undefined {
    return number === undefined ? this.#path.at(-1) : this.#path.findLast((heading) => heading.number.level < number.level && !heading.isSection);
  }
}
