import type { NewEvent } from '../dossier/events.js';
import type { DossierState } from '../dossier/state.js';
import { isInStock } from '../dossier/status.js';
import { isLateUnrecorded } from '../performance/figure-change.js';
import { bookingDay, ENDED, endDay } from '../performance/figure-deltas.js';
import type { DaySpan } from '../performance/periods.js';
import type { Instant } from '../time/instant.js';
import { instant, localDateOf, startOfDay } from '../time/instant.js';
import { addCalendarDays } from '../time/local-date.js';
import type { Replayed } from './plain-life.js';

/** The period a rate is told of, and until when a date must have passed to count as late: its end, or now while it lasts. */
export interface JudgedWindow {
  readonly days: DaySpan;
  readonly lateBefore: Instant;
}

/**
 * What the headline rate counts of a dossier in a period: an end that lies in it, or being open at its end. A dossier that was
 * reopened and ended again counts for each.
 */
export interface JudgedItem {
  readonly agency: string;
  /** Which of the dossier's ends it is, from 0; `open` at the period's end. */
  readonly of: number | 'open';
  readonly late: boolean;
}

/** What the projection tells of a dossier that was never reopened, transferred or cancelled. */
export interface StandingRow {
  readonly agency: string;
  readonly acceptedAt: number;
  readonly finishedAt: number | null;
  readonly inStock: boolean;
  readonly punctuality: string | null;
  readonly becameLateAt: number | null;
  readonly dueAt: number | null;
  readonly paused: boolean;
  readonly provisional: boolean;
}

/** The window of a period as it is judged at `at`. */
export function judgedWindow(days: DaySpan, at: Instant): JudgedWindow {
  return { days, lateBefore: instant(Math.min(at, endOf(days))) };
}

/** What is counted of a dossier by its row, as figures told from dossiers count it. */
export function itemsOfRow(row: StandingRow, { days, lateBefore }: JudgedWindow): readonly JudgedItem[] {
  const [start, end] = [startOfDay(days.first), endOf(days)];
  const leftAt = row.inStock ? Infinity : Math.max(row.finishedAt ?? row.acceptedAt, row.acceptedAt);
  if (row.acceptedAt >= end || leftAt < start) {
    return [];
  }
  if (leftAt < end) {
    return [{ agency: row.agency, of: 0, late: row.punctuality === 'late' }];
  }
  const unrecorded = row.inStock && row.becameLateAt === null && !row.paused && !row.provisional && row.dueAt !== null && row.dueAt < lateBefore && row.acceptedAt < lateBefore;
  return [{ agency: row.agency, of: 'open', late: (row.becameLateAt !== null && row.becameLateAt < end) || unrecorded }];
}

/** What the figures count of a dossier by its events, whatever its history: ends on their days, and the stocks at the period's end. */
export class JudgedLedger {
  readonly #ends: JudgedItem[] = [];
  readonly #open = new Map<string, number>();
  readonly #overdue = new Map<string, number>();
  #ended = 0;
  #state: DossierState | undefined;

  constructor(private readonly window: JudgedWindow) {}

  /** Takes the next event with the state it gives. */
  add(event: NewEvent, after: DossierState): void {
    const before = this.#state;
    const day = bookingDay(event, after);
    const [was, is] = [before !== undefined && isInStock(before.status), isInStock(after.status)];
    for (const [state, sign] of [[before, -1], [after, 1]] as const) {
      if (state !== undefined && isInStock(state.status)) {
        this.#book(this.#open, state.competentAgency, day, sign);
        this.#book(this.#overdue, state.competentAgency, day, state.becameLateAt === undefined ? 0 : sign);
      }
    }
    if (was && !is && after.status !== 'cancelled') {
      this.#end(day, after);
    } else if (!was && ENDED.includes(after.status) && event.type === 'DossierImported') {
      this.#history(this.#open, day, endDay(after), after);
      this.#end(endDay(after), after);
    } else if (event.type === 'DossierBecameLate' && ENDED.includes(after.status)) {
      this.#history(this.#overdue, day, endDay(after), after);
    }
    this.#state = after;
  }

  /** Everything that counts, ends before what is open. */
  items(): readonly JudgedItem[] {
    const unrecorded = this.#state !== undefined && isLateUnrecorded(this.#state, this.window.lateBefore) ? this.#state.competentAgency : undefined;
    const open = [...this.#open].flatMap(([agency, count]): readonly JudgedItem[] => (count > 0 ? [{ agency, of: 'open', late: (this.#overdue.get(agency) ?? 0) > 0 || agency === unrecorded }] : []));
    return [...this.#ends, ...open];
  }

  #end(day: number, { competentAgency, finish }: DossierState): void {
    if (day >= this.window.days.first && day <= this.window.days.last) {
      this.#ends.push({ agency: competentAgency, of: this.#ended, late: finish?.punctuality === 'late' });
    }
    this.#ended += 1;
  }

  #history(stock: Map<string, number>, from: number, until: number, { competentAgency }: DossierState): void {
    this.#book(stock, competentAgency, from, 1);
    this.#book(stock, competentAgency, until, -1);
  }

  #book(stock: Map<string, number>, agency: string, day: number, count: number): void {
    if (day <= this.window.days.last && count !== 0) {
      stock.set(agency, (stock.get(agency) ?? 0) + count);
    }
  }
}

/** Whether an item is late in a replay: its date passed within the period, before that end of it. */
export function isLateIn(item: JudgedItem, { endsLate, becameLateAt }: Replayed, { lateBefore }: JudgedWindow): boolean {
  const passed = becameLateAt !== undefined && becameLateAt < lateBefore;
  return passed && (item.of === 'open' || endsLate[item.of] === true);
}

/** The first and the last local day that decide a dossier: from its receipt to its date, its end or now. */
export function decidingDays(receivedAt: number, dueAt: number | null, finishedAt: number | null, at: Instant): DaySpan {
  const last = Math.max(dueAt ?? finishedAt ?? at, finishedAt ?? receivedAt);
  return { first: localDateOf(instant(receivedAt)), last: localDateOf(instant(last)) };
}

function endOf({ last }: DaySpan): Instant {
  return startOfDay(addCalendarDays(last, 1));
}
