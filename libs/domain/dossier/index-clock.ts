import { dayEndingAt, instant, startOfDay } from '../time/instant.js';
import { addCalendarDays } from '../time/local-date.js';

/** How a dossier ended by item 2.1 of index 766; `undated` where there was neither an appointment nor a legal maximum. */
export const INDEX_ENDS = ['in-time', 'late', 'undated'] as const;
export type IndexEnd = (typeof INDEX_ENDS)[number];

/** On which time a wait is given back to the index date: open time of the competent agency, or time by the clock. */
export const WAITING_TIMES = ['working', 'wall'] as const;
export type WaitingTime = (typeof WAITING_TIMES)[number];

/**
 * The clock of item 2.1 of index 766 (QĐ 766/QĐ-TTg), beside the legal one and never mixed with it. It compares local days, as the
 * national portal does: late is an end on a day after that of the index date. The index date is the appointment first given, the second
 * one of a term in two parts, or without any the legal maximum. Only waiting moves it: no new beginning of the term after a supplement, no
 * re-appointment, no extension, no later calendar. A first supplement request counts as the end while it waits; a second one is
 * overdue whatever the dates. Pauses other than for papers move it too: what the decision says of them was not read (unverified).
 * Instants are epoch milliseconds.
 */
export interface IndexClock {
  /** When it last came into the stock of the agency it then had. */
  readonly since?: number;
  /** The index date, moved by the waits that are over. */
  readonly dueAt?: number;
  /** Since when it waits, in time until then. */
  readonly waitingSince?: number;
  /** From when on it is overdue whatever follows: the day of its date was over, or it was asked for papers again. */
  readonly overdueFrom?: number;
  /** How it ended, the last time it did. */
  readonly end?: IndexEnd;
}

/** What dates that move where a wait ends say of the index, beside the legal ones; absent in events written before it was kept. */
export interface IndexMove {
  readonly nationalIndex?: IndexDateMoved;
}

/** The clock before anything was received. */
export const NO_INDEX_CLOCK: IndexClock = {};

/** How item 2.1 of index 766 is kept. */
export interface NationalIndexSettings {
  /**
   * On which time a wait is given back. QĐ 766 was not read in full, and no source says it: open time is what a pause of the term
   * gives back, and counts no night the office would not have worked in. Unverified.
   */
  readonly waitingTime: WaitingTime;
}

/** What an installation starts with. */
export const DEFAULT_NATIONAL_INDEX: NationalIndexSettings = { waitingTime: 'working' };

/** The index date a wait leaves, and on which time it was given back. */
export interface IndexDateMoved {
  readonly waitingTime: WaitingTime;
  readonly dueAt: number;
}

/** From when on a dossier is overdue by the index as far as its events tell; `undefined` while it waits in time or has no date. */
export function indexOverdueFrom({ overdueFrom, waitingSince, dueAt }: IndexClock): number | undefined {
  return overdueFrom ?? (waitingSince !== undefined || dueAt === undefined ? undefined : dayAfter(dueAt));
}

/** As `indexOverdueFrom`, with the agency that has it: what it was overdue with another before is the other's. */
export function indexOverdueHere(clock: IndexClock): number | undefined {
  const from = indexOverdueFrom(clock);
  return from === undefined ? undefined : Math.max(from, clock.since ?? from);
}

/** The index date after a wait that ends at `at`, counted by the clock; never before that moment. */
export function wallDateAfter({ dueAt, waitingSince }: Required<Pick<IndexClock, 'dueAt' | 'waitingSince'>>, at: number): number {
  return Math.max(at, dueAt + at - waitingSince);
}

/** The clock with its lateness fixed where it had come by `at`. */
export function overdueBy(clock: IndexClock, at: number): IndexClock {
  const from = indexOverdueFrom(clock);
  return from === undefined || from > at ? clock : { ...clock, overdueFrom: from };
}

/** The first moment of the day after the one an instant ends or lies in. */
function dayAfter(at: number): number {
  return startOfDay(addCalendarDays(dayEndingAt(instant(at)), 1));
}
