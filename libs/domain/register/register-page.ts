import { yearOf } from '../time/local-date.js';
import { type Instant, localDateOf } from '../time/instant.js';

/** How many lines a page of a register holds and how many pages a volume; both at least 1. */
export interface RegisterLayout {
  readonly linesPerPage: number;
  readonly pagesPerVolume: number;
}

/** Where a line stands: its number runs through the year, pages begin at 1 in each volume. */
export interface RegisterPlace {
  readonly number: number;
  readonly volume: number;
  readonly page: number;
}

/** Where a register ends: its last line, and how many lines stand on that page. */
export interface RegisterEnd extends RegisterPlace {
  readonly linesOnPage: number;
}

/** A register without a line. */
export const EMPTY_REGISTER: RegisterEnd = { number: 0, volume: 1, page: 1, linesOnPage: 0 };

/**
 * The place of the next line: the number after the last one, on the same page while it has room, else on the next page, of the
 * next volume once this one is full. A layout that changed meanwhile counts from here on; no line moves.
 */
export function nextPlace({ number, volume, page, linesOnPage }: RegisterEnd, { linesPerPage, pagesPerVolume }: RegisterLayout): RegisterEnd {
  const next = number + 1;
  if (linesOnPage < linesPerPage) {
    return { number: next, volume, page, linesOnPage: linesOnPage + 1 };
  }
  return page < pagesPerVolume ? { number: next, volume, page: page + 1, linesOnPage: 1 } : { number: next, volume: volume + 1, page: 1, linesOnPage: 1 };
}

/** The year of the register a dossier belongs to: that of its acceptance, in Viet Nam. */
export function registerYear(acceptedAt: Instant): number {
  return yearOf(localDateOf(acceptedAt));
}
