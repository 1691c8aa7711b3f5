import type { SubmittedComponent } from '../dossier/commands.js';
import type { DelayShare } from '../dossier/ending.js';
import type { NewEvent } from '../dossier/events.js';
import { indexOverdueHere } from '../dossier/index-clock.js';
import type { DossierState } from '../dossier/state.js';
import { statutoryOverdueHere } from '../dossier/statute-clock.js';
import { isInStock, type DossierStatus } from '../dossier/status.js';
import { dayEndingAt, instant, localDateOf } from '../time/instant.js';
import type { LocalDate } from '../time/local-date.js';
import { wholeMinutes } from './delay-shares.js';
import { activeRuns, isRunLate, runsEnded, stockOf } from './dossier-stock.js';
import { DeltaBook, type FigureDelta } from './figure-delta.js';
import { endedMeasures } from './ended-measures.js';
import { recordedFlows } from './event-flows.js';
import { isOfDesk, type Measure, type Stock } from './measures.js';
import { endsHalfMonth } from './periods.js';

/**
 * What one event does to the figures: the change of the dossier's stocks and the flows that explain it. A transfer gives one
 * delta for each agency. `after` is the fold of `event` on `before`; `before` is absent for the first event.
 *
 * Counts are booked on the local day of `occurredAt`. Two kinds of event speak of other days: an import is received and
 * finished on the days it reports (never finished before received), and lateness is never booked before the dossier came
 * into the stock. Balance holds by construction: whatever enters or leaves the stock is booked once as a flow and once as a change.
 */
export function figureDeltas(before: DossierState | undefined, event: NewEvent, after: DossierState): readonly FigureDelta[] {
  const booking = new Booking(before, event, after);
  booking.bookStock();
  booking.bookPassage();
  booking.bookStatute();
  booking.bookStages();
  for (const { measure, day, agency, count } of recordedFlows(before, event, after)) {
    booking.book(agency ?? (isOfDesk(measure) ? after.receivingAgency : after.competentAgency), '', measure, count ?? 1, day ?? booking.day);
  }
  return booking.deltas();
}

/** Statuses of dossiers whose end is judged. */
export const ENDED: readonly DossierStatus[] = ['finished', 'returned', 'withdrawn', 'suspended'];

/** Kinds of papers that reach the dossier without paper, and those of them nobody had to hand in. */
const ELECTRONIC: readonly SubmittedComponent['kind'][] = ['scan', 'reused', 'data-store'];
const REUSED: readonly SubmittedComponent['kind'][] = ['reused', 'data-store'];

class Booking {
  readonly day: LocalDate;
  readonly #lines = new DeltaBook();

  constructor(
    private readonly before: DossierState | undefined,
    private readonly event: NewEvent,
    private readonly after: DossierState,
  ) {
    this.day = bookingDay(event, after);
  }

  book(agency: string, officer: string, measure: Measure, count: number, day: LocalDate): void {
    const { province, procedure, field, channel } = this.after;
    this.#lines.add({ day, province, agency, procedureCode: procedure.code, fieldCode: field, channel, officer }, measure, count);
  }

  deltas(): readonly FigureDelta[] {
    return this.#lines.deltas();
  }

  bookStock(): void {
    for (const [state, sign] of [[this.before, -1], [this.after, 1]] as const) {
      for (const { agency, officer, stock } of stockOf(state)) {
        this.#bookStockLine(agency, officer, stock, sign);
      }
    }
  }

  #bookStockLine(agency: string, officer: string, stock: Stock, sign: 1 | -1): void {
    switch (stock) {
      case 'pausedInTime':
      case 'pausedOverdue':
        this.book(agency, officer, stock, sign, this.#pauseDay());
        return;
      case 'overdue':
        this.#bookOverdue(agency, sign, this.day);
        return;
      case 'overdueCurrent':
        // A promise may have passed while the dossier was finished: it is broken in the stock from its reopening on.
        this.book(agency, officer, stock, sign, this.event.type === 'PromiseBroken' ? later(this.day, inStockSince(this.after)) : this.day);
        return;
      case 'open':
      case 'openUndated':
      case 'openUnjudged':
      case 'indexOpenUndated':
      case 'openStatutory':
      case 'stageOpen':
      case 'stageOverdue':
        this.book(agency, officer, stock, sign, this.day);
        return;
      case 'indexOverdue':
      case 'statutoryOverdue':
        // In no state's stock: booked backwards when the dossier leaves the agency's.
    }
  }

  /** Overdue by the minute; on the due date itself not yet by the date. */
  #bookOverdue(agency: string, sign: 1 | -1, day: LocalDate): void {
    const { dueAt } = this.after;
    this.book(agency, '', 'overdue', sign, day);
    if (dueAt !== undefined && day === dayEndingAt(instant(dueAt))) {
      this.book(agency, '', 'overdueOnDueDay', sign, day);
      this.book(agency, '', 'overdueOnHalfMonthEnd', endsHalfMonth(day) ? sign : 0, day);
    }
  }

  /** Entry into the stock, end, transfer: the flows of the balance. */
  bookPassage(): void {
    const { before, after, event, day } = this;
    const was = before !== undefined && isInStock(before.status);
    const is = isInStock(after.status);
    if (!was && is) {
      this.#bookEntry(event.type === 'DossierReopened');
    } else if (was && !is) {
      this.#bookEnd(day);
      this.#bookIndexOverdue(before, event.occurredAt, day);
    } else if (was && before.competentAgency !== after.competentAgency) {
      this.#bookIndexOverdue(before, event.occurredAt, day);
      this.book(before.competentAgency, '', 'transferredOut', 1, day);
      this.book(after.competentAgency, '', 'transferredIn', 1, day);
    } else if (event.type === 'DossierImported' && ENDED.includes(after.status)) {
      this.#bookHistory();
    } else if (event.type === 'DossierBecameLate' && ENDED.includes(after.status)) {
      this.#bookOverdueUntil(endDay(after));
    }
  }

  /** Past the limit of the statute with the agency it leaves, or until that limit moved: from the day it began on. */
  bookStatute(): void {
    const { before, after, event, day } = this;
    const from = before === undefined || !isInStock(before.status) ? undefined : statutoryOverdueHere(before);
    const stays = isInStock(after.status) && before?.competentAgency === after.competentAgency && statutoryOverdueHere(after) === from;
    if (before !== undefined && from !== undefined && from < event.occurredAt && !stays) {
      this.book(before.competentAgency, '', 'statutoryOverdue', 1, dayOf(from));
      this.book(before.competentAgency, '', 'statutoryOverdue', -1, day);
    }
  }

  /** Runs of stages that ended, under the officer who had them. */
  bookStages(): void {
    for (const stage of runsEnded(this.before, this.after)) {
      this.book(stage.agency, stage.officer ?? '', 'stageEnded', 1, this.day);
      this.book(stage.agency, stage.officer ?? '', 'stageEndedLate', isRunLate(stage) ? 1 : 0, this.day);
    }
  }

  #bookEntry(again: boolean): void {
    const { after, day } = this;
    const agency = after.competentAgency;
    this.book(agency, '', again ? 'reopened' : 'received', 1, day);
    if (!again) {
      this.book(agency, '', 'receivedOnline', after.channel === 'online' ? 1 : 0, day);
      this.book(after.receivingAgency, '', 'transferDue', after.clocks.transferDueAt === undefined ? 0 : 1, day);
      this.book(after.receivingAgency, '', 'forwardingDue', after.clocks.forwardingDueAt === undefined ? 0 : 1, day);
      this.#bookPapers(day);
    }
  }

  /** How the papers listed at receipt came; what is handed in later changes nothing of it. */
  #bookPapers(day: LocalDate): void {
    const { components, competentAgency: agency } = this.after;
    this.book(agency, '', 'receivedWithPapers', components.length > 0 ? 1 : 0, day);
    this.book(agency, '', 'receivedDigital', components.length > 0 && components.every(({ kind }) => ELECTRONIC.includes(kind)) ? 1 : 0, day);
    this.book(agency, '', 'receivedReused', components.some(({ kind }) => REUSED.includes(kind)) ? 1 : 0, day);
  }

  #bookEnd(day: LocalDate): void {
    const { after } = this;
    const agency = after.competentAgency;
    if (after.status === 'cancelled') {
      this.book(agency, '', 'cancelled', 1, day);
      return;
    }
    for (const measure of endedMeasures(after)) {
      this.book(agency, '', measure, 1, day);
    }
    this.#bookDelay(day);
  }

  /** Overdue by the index with the agency it leaves, from the day that began on. */
  #bookIndexOverdue({ competentAgency, indexClock }: DossierState, leftAt: number, until: LocalDate): void {
    const from = indexOverdueHere(indexClock);
    if (from !== undefined && from <= leftAt) {
      this.book(competentAgency, '', 'indexOverdue', 1, dayOf(from));
      this.book(competentAgency, '', 'indexOverdue', -1, until);
    }
  }

  #bookDelay(day: LocalDate): void {
    const { finish, competentAgency } = this.after;
    this.book(competentAgency, '', 'delayMinutes', wholeMinutes(finish?.delayMs ?? 0), day);
    for (const share of delayOfEnd(this.after)) {
      this.book(share.agency, share.officer ?? '', 'delayShareMinutes', share.minutes, day);
    }
  }

  /** A dossier imported with its end: it was in the stock from its receipt to its end. */
  #bookHistory(): void {
    const { after, day } = this;
    const until = endDay(after);
    this.#bookEntry(false);
    for (const stock of historicStocks(after)) {
      this.book(after.competentAgency, '', stock, 1, day);
      this.book(after.competentAgency, '', stock, -1, until);
    }
    this.#bookEnd(until);
    this.book(after.competentAgency, '', 'delayUnmeasured', isUnmeasured(after.finish) ? 1 : 0, until);
    this.#bookIndexOverdue(after, Math.max(after.finish?.at ?? after.receivedAt, after.receivedAt), until);
  }

  /** Lateness recorded after the end, as imports do: the dossier was overdue from its due date to its end. */
  #bookOverdueUntil(until: LocalDate): void {
    const agency = this.after.competentAgency;
    this.#bookOverdue(agency, 1, this.day);
    this.#bookOverdue(agency, -1, until);
    this.book(agency, '', 'overdueCurrent', 1, this.day);
    this.book(agency, '', 'overdueCurrent', -1, until);
  }

  #pauseDay(): LocalDate {
    const pausedAt = (this.after.pause ?? this.before?.pause)?.at;
    return pausedAt === undefined ? this.day : later(this.day, dayOf(pausedAt));
  }
}

/** What a dossier imported with its end was in from its receipt on: one without a date was never in time. Its lateness has days of its own. */
function historicStocks({ basis, dueAt, indexClock }: DossierState): readonly Stock[] {
  return [
    'open',
    ...(basis === 'none' ? ['openUndated' as const] : []),
    ...(dueAt === undefined ? ['openUnjudged' as const] : []),
    ...(indexClock.dueAt === undefined && indexClock.overdueFrom === undefined ? ['indexOpenUndated' as const] : []),
  ];
}

/** An import that names no shares, not even none: from before the delays of imports were counted, or beyond any calendar. */
function isUnmeasured(finish: DossierState['finish']): boolean {
  return finish?.punctuality === 'late' && finish.shares === undefined;
}

/** The local day on which the delay of an end is booked: of the event that took the dossier out of the stock, or brought it with its end; `undefined` for any other. */
export function endBookedOn(before: DossierState | undefined, event: NewEvent, after: DossierState): LocalDate | undefined {
  const [was, is] = [before !== undefined && isInStock(before.status), isInStock(after.status)];
  if (was && !is) {
    return after.status === 'cancelled' ? undefined : bookingDay(event, after);
  }
  return !was && !is && event.type === 'DossierImported' && ENDED.includes(after.status) ? endDay(after) : undefined;
}

/** Whose the delay of an ended dossier is. An end that does not say so leaves it with the competent agency, and with no stage. */
export function delayOfEnd({ finish, competentAgency }: DossierState): readonly DelayShare[] {
  return finish?.shares ?? [{ stage: '', run: 0, agency: competentAgency, minutes: wholeMinutes(finish?.delayMs ?? 0) }];
}

/** The local day on which the counts of an event are booked, unless they name another. */
export function bookingDay(event: NewEvent, after: DossierState): LocalDate {
  if (event.type === 'DossierImported') {
    return dayOf(event.payload.receivedAt);
  }
  const day = localDateOf(event.occurredAt);
  return event.type === 'DossierBecameLate' ? later(day, inStockSince(after)) : day;
}

/** The day the dossier last came into the stock, as far as its state tells: an online filing may be accepted, or a dossier reopened, after its date. */
function inStockSince(state: DossierState): LocalDate {
  const opened = state.imported ? [] : activeRuns(state).flatMap(({ startedAt }) => (startedAt === undefined ? [] : [startedAt]));
  return dayOf(Math.max(state.acceptedAt ?? state.receivedAt, ...opened));
}

/** The local day a dossier left the stock, as an import tells it: never before it was received. */
export function endDay(state: DossierState): LocalDate {
  const received = dayOf(state.acceptedAt ?? state.receivedAt);
  const endedAt = state.finish?.at ?? state.result?.recordedAt;
  return endedAt === undefined ? received : later(received, dayOf(endedAt));
}

function dayOf(ms: number): LocalDate {
  return localDateOf(instant(ms));
}

function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}
