import { giveBack, remainingUntil } from '../deadline/remaining.js';
import { calendarMove } from '../dossier/calendar-move.js';
import { NOTHING_MOVED } from '../dossier/dates.js';
import type { EventPayloads, NewEvent } from '../dossier/events.js';
import { foldStanding } from '../dossier/fold.js';
import { redate, type RulesOf, type SnapshotEvent } from '../dossier/redate.js';
import type { Rules } from '../dossier/rules.js';
import { UNCOUNTED_RULE } from '../dossier/running-rules.js';
import type { DossierState } from '../dossier/state.js';
import { isInStock } from '../dossier/status.js';
import { instant, type Instant } from '../time/instant.js';
import type { ChangedRules } from './changed-rules.js';
import { type LaidOut, layOut } from './lay-out.js';
import { isPlain, replayPlain, type Replayed } from './plain-life.js';
import { ENDS, WORK_ALONE } from './told-event.js';

/** What may be held still in a replay: the moments of the ledger, or the working time of every stage. */
export const ASSUMPTIONS = ['keptMoments', 'keptWork'] as const;
export type Assumption = (typeof ASSUMPTIONS)[number];

/** The rules a ledger was written under, and what is put over them. */
export interface Replaying {
  readonly rulesOf: RulesOf;
  readonly changed: ChangedRules;
  /** What was due before it and not ended is late: the asker's clock. */
  readonly at: Instant;
  /** What may come out otherwise: dates by another day or term, the work by another day or an officer away. */
  readonly may: { readonly dates: boolean; readonly work: boolean };
}

/** A ledger under both assumptions; `undefined` where it comes out as it is recorded. */
export type ReplayedLedger = Readonly<Record<Assumption, Replayed | undefined>>;

/**
 * Replays a ledger: every event with what the changed rules of its own calendar version count, folded one after the other, and
 * lateness told anew. Pauses, starts, extensions and dates set by persons follow the one deadline engine (`redate`). A date given by
 * an import keeps its open time from the receipt on. Under a scenario that changes nothing the ledger's own dates and
 * lateness come out; where no work moves, both assumptions are one. Throws `CalendarRangeError` beyond the declared years.
 */
export function replayLedger(events: readonly SnapshotEvent[], { may, ...replaying }: Replaying): ReplayedLedger {
  const [first, ...rest] = events;
  if (first === undefined) {
    return { keptMoments: undefined, keptWork: undefined };
  }
  const opened = openedBy(first, replaying);
  const laid = may.work ? layOut(first, opened, rest, replaying) : undefined;
  const keptMoments = may.dates ? replayed(first, opened, rest, replaying) : undefined;
  return { keptMoments, keptWork: laid === undefined ? keptMoments : replayed(first, opened, rest, replaying, laid) };
}

/** A ledger's first event, counted anew: the receipt lies where it lies under every assumption. */
function openedBy(first: SnapshotEvent, { rulesOf, changed }: Omit<Replaying, 'may'>): DossierState {
  return foldStanding(undefined, first.type === 'DossierImported' ? first : redate(first, undefined, changed.of(rulesOf(first.calendarSnapshot)), rulesOf));
}

function replayed(first: SnapshotEvent, opened: DossierState, rest: readonly SnapshotEvent[], replaying: Omit<Replaying, 'may'>, laid?: LaidOut): Replayed {
  if (isPlain(first, rest)) {
    return replayPlain(opened, rest, replaying.at, laid);
  }
  const replay = new Replay(replaying, laid, rest.some(({ type }) => type === 'DossierReopened'));
  replay.open(first, opened);
  for (const [index, event] of rest.entries()) {
    replay.add(event, laid === undefined ? event.occurredAt : laid.moments[index]);
  }
  return replay.result();
}

/** Counts dates anew. Where work lies has been told before, so that what only moves work is not folded. */
class Replay {
  readonly #ends: boolean[] = [];
  /** What was folded, for moves of dates by a calendar, which count a ledger from its beginning. */
  readonly #told: SnapshotEvent[] = [];
  #state: DossierState | undefined;
  #endedAt: number | undefined;
  /** The latest moment of work that was not folded: a date before it has passed. */
  #workedAt: Instant | undefined;
  #snapshot = '';

  constructor(
    private readonly replaying: Omit<Replaying, 'may'>,
    private readonly laid: LaidOut | undefined,
    private readonly reopens: boolean,
  ) {}

  /** Begins with what the first event made. */
  open(first: SnapshotEvent, opened: DossierState): void {
    if (first.type === 'DossierImported') {
      this.#import(first, this.replaying.rulesOf(first.calendarSnapshot));
      return;
    }
    this.#told.push(first);
    this.#state = opened;
    this.#noteEnd(undefined, opened, first.occurredAt);
  }

  /** Takes the next event, which lies at `moved`; `undefined` where it stays as recorded and nothing is late by it. */
  add(event: SnapshotEvent, moved: Instant | undefined): void {
    if (WORK_ALONE.has(event.type)) {
      this.#workedAt = moved === undefined || (this.#workedAt !== undefined && this.#workedAt >= moved) ? this.#workedAt : moved;
      this.#snapshot = event.calendarSnapshot;
      return;
    }
    const before = this.#afterWork();
    if (event.type === 'DossierBecameLate' && before !== undefined && !this.#staysLate(event, before)) {
      return;
    }
    const at = moved ?? event.occurredAt;
    const passed = before === undefined || moved === undefined || event.type === 'DossierBecameLate' ? before : this.#pass(before, at, event.calendarSnapshot);
    const placed = at === event.occurredAt ? event : { ...event, occurredAt: at };
    this.#fold(placed, this.#redated(placed, passed));
    if (this.#state !== undefined) {
      this.#noteEnd(passed, this.#state, at);
    }
  }

  result(): Replayed {
    const { at } = this.replaying;
    const state = this.#afterWork();
    const becameLateAt = state === undefined ? undefined : (state.becameLateAt ?? (runsPast(state, at) ? state.dueAt : undefined));
    return {
      endsLate: this.#ends,
      ...(becameLateAt === undefined ? {} : { becameLateAt }),
      ...(state?.dueAt === undefined ? {} : { dueAt: state.dueAt }),
      ...(this.#endedAt === undefined ? {} : { endedAt: this.#endedAt }),
    };
  }

  /** How the dossier stands once what was worked since is over. */
  #afterWork(): DossierState | undefined {
    const at = this.#workedAt;
    this.#workedAt = undefined;
    return this.#state === undefined || at === undefined ? this.#state : this.#pass(this.#state, at, this.#snapshot);
  }

  #fold(event: SnapshotEvent, counted: NewEvent): void {
    this.#told.push(event);
    this.#state = foldStanding(this.#state, counted);
  }

  /** Lateness of the ledger stands where its date does; laid out anew, work tells by itself whether it came in time. */
  #staysLate({ payload }: Extract<SnapshotEvent, { type: 'DossierBecameLate' }>, { imported, becameLateAt, dueAt }: DossierState): boolean {
    return becameLateAt === undefined && payload.dueAt === dueAt && (this.laid === undefined || imported);
  }

  /** The date passed before `at` with the clock running. */
  #pass(state: DossierState, at: Instant, calendarSnapshot: string): DossierState {
    if (!runsPast(state, at) || state.dueAt === undefined) {
      return state;
    }
    const dueAt = instant(state.dueAt);
    const late: SnapshotEvent = { type: 'DossierBecameLate', payload: { dueAt, promise: state.duePromise }, occurredAt: dueAt, calendarSnapshot };
    this.#told.push(late);
    return (this.#state = foldStanding(state, late));
  }

  #redated(event: SnapshotEvent, before: DossierState | undefined): NewEvent {
    // What an end leaves of the clocks is for a reopening alone.
    if (!this.reopens && ENDS.has(event.type)) {
      return event;
    }
    const { changed, rulesOf } = this.replaying;
    const own = rulesOf(event.calendarSnapshot);
    if (event.type !== 'DeadlineMoved' || before === undefined) {
      return redate(event, before, changed.of(own), rulesOf);
    }
    const from = rulesOf(event.payload.fromSnapshot);
    if (before.imported) {
      const { dueAt } = event.payload.dates;
      return dueAt === undefined ? event : { ...event, payload: { ...event.payload, dates: { ...event.payload.dates, dueAt: this.#given(before.receivedAt, dueAt, before.competentAgency, own) } } };
    }
    const move = calendarMove(this.#told, before, { before: changed.of(from), after: changed.of(own), rulesOf: (snapshot) => changed.of(rulesOf(snapshot)), at: event.occurredAt });
    return { ...event, payload: move ?? { fromSnapshot: event.payload.fromSnapshot, dates: NOTHING_MOVED } };
  }

  #import(event: Extract<SnapshotEvent, { type: 'DossierImported' }>, own: Rules): void {
    const { payload } = event;
    const { receivedAt, competentAgency, finishedAt, pausedAt } = payload;
    const dueAt = payload.dueAt === undefined ? undefined : this.#given(receivedAt, payload.dueAt, competentAgency, own);
    this.#fold(event, { ...event, payload: { ...payload, ...(dueAt === undefined ? {} : { dueAt }), ...maximumOf(redate(event, undefined, this.replaying.changed.of(own), this.replaying.rulesOf)) } });
    const state = this.#state;
    if (state === undefined) {
      return;
    }
    const moved = finishedAt === undefined ? undefined : (this.laid?.importedEnd ?? finishedAt);
    if (state.dueAt !== (payload.dueAt ?? payload.maximumAt) || moved !== finishedAt) {
      this.#lateAtImport(state, moved ?? pausedAt ?? event.occurredAt, event.calendarSnapshot);
    } else if (state.finish !== undefined) {
      this.#ends.push(state.finish.punctuality === 'late');
    }
    if (state.finish !== undefined) {
      this.#endedAt = moved;
    }
  }

  #lateAtImport(state: DossierState, endedAt: number, calendarSnapshot: string): void {
    const isLate = state.status !== 'intake-refused' && state.dueAt !== undefined && endedAt > state.dueAt;
    if (isLate) {
      const dueAt = instant(state.dueAt);
      this.#fold({ type: 'DossierBecameLate', payload: { dueAt, promise: 1 }, occurredAt: dueAt, calendarSnapshot }, { type: 'DossierBecameLate', payload: { dueAt, promise: 1 }, occurredAt: dueAt });
    }
    if (state.finish !== undefined) {
      this.#ends.push(isLate);
    }
  }

  /** A date nobody here counted: what lies open between the receipt and it, on the changed calendar. */
  #given(receivedAt: number, dueAt: number, agency: string, own: Rules): number {
    const calendar = own.calendars.processing(agency);
    const now = this.replaying.changed.of(own).calendars.processing(agency);
    const [from, to] = [instant(receivedAt), instant(dueAt)];
    if (now === calendar || to <= from) {
      return dueAt;
    }
    const left = remainingUntil({ dueAt: to, nominalAt: to }, from, UNCOUNTED_RULE.limit, calendar);
    const isSame = calendar.workingTimeBetween(from, to) === now.workingTimeBetween(from, to) && now.isOpen(to) === calendar.isOpen(to);
    return isSame ? dueAt : giveBack(to, left, from, UNCOUNTED_RULE.end, now);
  }

  #noteEnd(before: DossierState | undefined, after: DossierState, at: Instant): void {
    const [was, is] = [before !== undefined && isInStock(before.status), isInStock(after.status)];
    if (was && !is) {
      this.#endedAt = at;
      if (after.status !== 'cancelled') {
        this.#ends.push(after.becameLateAt !== undefined);
      }
    } else if (!was && is) {
      this.#endedAt = undefined;
    }
  }
}

function maximumOf(event: NewEvent): Pick<EventPayloads['DossierImported'], 'maximumAt'> {
  const maximumAt = event.type === 'DossierImported' ? event.payload.maximumAt : undefined;
  return maximumAt === undefined ? {} : { maximumAt };
}

/** A running clock whose date lies before `at`, with nothing recorded of it. */
function runsPast({ status, pause, provisional, becameLateAt, dueAt }: DossierState, at: number): boolean {
  return isInStock(status) && pause === undefined && !provisional && becameLateAt === undefined && dueAt !== undefined && dueAt < at;
}
