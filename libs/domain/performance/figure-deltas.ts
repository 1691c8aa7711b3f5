import type { DelayShare, Finish } from '../dossier/ending.js';
import type { NewEvent } from '../dossier/events.js';
import type { DossierState, StageState } from '../dossier/state.js';
import { isInStock, type DossierStatus } from '../dossier/status.js';
import { instant, localDateOf } from '../time/instant.js';
import type { LocalDate } from '../time/local-date.js';
import { wholeMinutes } from './delay-shares.js';
import { activeRuns, isRunLate, stockOf } from './dossier-stock.js';
import { DeltaBook, type FigureDelta } from './figure-delta.js';
import { recordedFlows } from './event-flows.js';
import type { Measure } from './measures.js';

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
  booking.bookStages();
  for (const { measure, day, agency, count } of recordedFlows(before, event, after)) {
    booking.book(agency ?? (DESK_MEASURES.includes(measure) ? after.receivingAgency : after.competentAgency), '', measure, count ?? 1, day ?? booking.day);
  }
  return booking.deltas();
}

/** What a desk owes by itself is counted for the desk: answering online filings, handing papers over and forwarding them. */
const DESK_MEASURES: readonly Measure[] = ['registered', 'answerLate', 'transferLate', 'forwardingLate'];

/** Statuses of dossiers whose end is judged. */
const ENDED: readonly DossierStatus[] = ['finished', 'returned', 'withdrawn', 'suspended'];

const FINISHED: Record<Finish['punctuality'], Measure> = {
  early: 'finishedEarly',
  'on-time': 'finishedOnTime',
  late: 'finishedLate',
  undated: 'finishedUndated',
};

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
        this.book(agency, officer, stock, sign, stock === 'pausedInTime' ? this.#pauseDay() : this.day);
      }
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
    } else if (was && before.competentAgency !== after.competentAgency) {
      this.book(before.competentAgency, '', 'transferredOut', 1, day);
      this.book(after.competentAgency, '', 'transferredIn', 1, day);
    } else if (event.type === 'DossierImported' && ENDED.includes(after.status)) {
      this.#bookHistory();
    } else if (event.type === 'DossierBecameLate' && ENDED.includes(after.status)) {
      this.#bookOverdueUntil(endDay(after));
    }
  }

  /** Runs of stages that ended, under the officer who had them. */
  bookStages(): void {
    const runs = new Set(activeRuns(this.after).map(runKey));
    for (const stage of activeRuns(this.before).filter((candidate) => !runs.has(runKey(candidate)))) {
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
    }
  }

  #bookEnd(day: LocalDate): void {
    const { after } = this;
    const agency = after.competentAgency;
    if (after.status === 'cancelled') {
      this.book(agency, '', 'cancelled', 1, day);
      return;
    }
    this.book(agency, '', FINISHED[after.finish?.punctuality ?? 'undated'], 1, day);
    this.book(agency, '', 'withdrawn', after.status === 'withdrawn' ? 1 : 0, day);
    this.book(agency, '', 'suspended', after.status === 'suspended' ? 1 : 0, day);
    this.book(agency, '', 'refusedAfterAppraisal', after.result?.outcome === 'refused' ? 1 : 0, day);
    this.#bookDelay(day);
  }

  /** An end that does not say whose its delay is leaves it with the competent agency. */
  #bookDelay(day: LocalDate): void {
    const { finish, competentAgency } = this.after;
    const minutes = wholeMinutes(finish?.delayMs ?? 0);
    this.book(competentAgency, '', 'delayMinutes', minutes, day);
    const shares: readonly Pick<DelayShare, 'agency' | 'officer' | 'minutes'>[] = finish?.shares ?? [{ agency: competentAgency, minutes }];
    for (const share of shares) {
      this.book(share.agency, share.officer ?? '', 'delayShareMinutes', share.minutes, day);
    }
  }

  /** A dossier imported with its end: it was in the stock from its receipt to its end. */
  #bookHistory(): void {
    const { after, day } = this;
    const until = endDay(after);
    this.#bookEntry(false);
    this.book(after.competentAgency, '', 'open', 1, day);
    this.book(after.competentAgency, '', 'open', -1, until);
    this.#bookEnd(until);
  }

  /** Lateness recorded after the end, as imports do: the dossier was overdue from its due date to its end. */
  #bookOverdueUntil(until: LocalDate): void {
    this.book(this.after.competentAgency, '', 'overdue', 1, this.day);
    this.book(this.after.competentAgency, '', 'overdue', -1, until);
  }

  #pauseDay(): LocalDate {
    const pausedAt = (this.after.pause ?? this.before?.pause)?.at;
    return pausedAt === undefined ? this.day : later(this.day, dayOf(pausedAt));
  }
}

function bookingDay(event: NewEvent, after: DossierState): LocalDate {
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

function endDay(state: DossierState): LocalDate {
  const received = dayOf(state.acceptedAt ?? state.receivedAt);
  const endedAt = state.finish?.at ?? state.result?.recordedAt;
  return endedAt === undefined ? received : later(received, dayOf(endedAt));
}

function runKey(stage: StageState): string {
  return `${String(stage.part)}/${stage.id}#${String(stage.run)}`;
}

function dayOf(ms: number): LocalDate {
  return localDateOf(instant(ms));
}

function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}
