import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { EventType } from '../dossier/events.js';
import type { SnapshotEvent } from '../dossier/redate.js';
import type { Rules } from '../dossier/rules.js';
import { type DossierState, openStages, type StageState } from '../dossier/state.js';
import { instant, type Instant, MS_PER_MINUTE } from '../time/instant.js';
import type { ChangedRules } from './changed-rules.js';

/** A moment of the ledger and where it comes to lie. */
interface Mark {
  readonly recorded: number;
  readonly moved: number;
}

/** What ends or begins the work of the whole dossier: whatever dates are counted from. */
const OF_DOSSIER: ReadonlySet<EventType> = new Set<EventType>([
  'DossierAccepted', 'CompletionRequested', 'FilingCompleted', 'CompetentAgencyReceived', 'SupplementRequested', 'SupplementReceived', 'ClockPaused', 'ClockResumed',
  'FinancialObligationRaised', 'FinancialObligationMet', 'NoObligationConfirmed', 'DossierTransferred', 'ResultRecorded', 'UnsupplementedClosed', 'DossierWithdrawn',
  'DossierSuspended', 'DossierCancelled', 'DossierReopened', 'DueDateFixed', 'TermExtended',
]);

/**
 * Lays a dossier's life out again: each stage takes the open time it was recorded to take, on the changed calendar of its agency
 * without the days its officer is away. A wait for others lasts as long by the clock, and ends in open hours if it did. Stages side
 * by side are laid out apart, and what follows them begins when the last has ended. The receipt stays where it is.
 * Where nothing changes every moment stays as it is, to the millisecond.
 */
export class LaidOutWork {
  #stages = new Map<string, Mark>();
  #whole: Mark | undefined;
  /** The last moment work came to. */
  #front = -Infinity;

  constructor(private readonly changed: ChangedRules) {}

  /** Where an event comes to lie, from the state before it; `undefined` for one that ends no work and stays where it was recorded. */
  place(event: SnapshotEvent, before: DossierState | undefined, own: Rules): Instant | undefined {
    const { occurredAt } = event;
    const stages = before === undefined ? [] : stagesOf(event, before);
    if (before === undefined) {
      return occurredAt;
    }
    if (stages.length === 0 && !OF_DOSSIER.has(event.type)) {
      return undefined;
    }
    if (before.pause !== undefined || stages.length === 0) {
      return this.#afterAll(this.#placeWhole(occurredAt, before, own));
    }
    const moved = Math.max(...stages.map((stage) => this.#lay(this.#stages.get(keyOf(stage)), occurredAt, stage, own)));
    return opensOthers(event) ? this.#afterAll(moved) : instant(moved);
  }

  /** Takes note of where an event was placed, with the state after it. */
  placed(event: SnapshotEvent, before: DossierState | undefined, after: DossierState, moved: Instant): void {
    const mark: Mark = { recorded: event.occurredAt, moved };
    const isWhole = before === undefined || OF_DOSSIER.has(event.type);
    const own = new Set(before === undefined ? [] : stagesOf(event, before).map(keyOf));
    if (isWhole || own.size > 0) {
      this.#front = Math.max(this.#front, moved);
    }
    this.#whole = isWhole ? mark : this.#whole;
    this.#stages = new Map(
      openStages(after).map((stage) => {
        const key = keyOf(stage);
        const known = isWhole || own.has(key) ? undefined : this.#stages.get(key);
        return [key, known ?? mark];
      }),
    );
  }

  /** A life told in one piece, as imports tell it: its open time on the competent agency's calendar. */
  placeEnd(receivedAt: number, endedAt: number, agency: string, own: Rules): Instant {
    return this.#lay({ recorded: receivedAt, moved: receivedAt }, instant(endedAt), { agency }, own);
  }

  #placeWhole(to: Instant, before: DossierState, own: Rules): number {
    const working = before.pause === undefined ? openStages(before) : [];
    return working.length === 0 ? this.#wait(to, before.competentAgency, own) : Math.max(...working.map((stage) => this.#lay(this.#stages.get(keyOf(stage)), to, stage, own)));
  }

  #lay(mark: Mark | undefined, to: Instant, { agency, officer }: Pick<StageState, 'agency' | 'officer'>, own: Rules): Instant {
    if (mark === undefined || to <= mark.recorded) {
      return mark === undefined ? to : instant(Math.max(mark.moved, to + mark.moved - mark.recorded));
    }
    const [from, calendar] = [instant(mark.recorded), own.calendars.processing(agency)];
    const now = this.changed.withoutAbsence(this.changed.of(own).calendars.processing(agency), officer);
    if (now === calendar && mark.moved === mark.recorded) {
      return to;
    }
    const used = calendar.workingTimeBetween(from, to);
    const afterHours = to - calendar.addWorkingTime(from, used);
    const done = now.addWorkingTime(instant(mark.moved), used);
    return instant(done + Math.min(afterHours, afterHoursAt(done, now)));
  }

  #wait(to: Instant, agency: string, own: Rules): Instant {
    const mark = this.#whole;
    const moved = mark === undefined ? to : instant(mark.moved + to - mark.recorded);
    const [calendar, now] = [own.calendars.processing(agency), this.changed.of(own).calendars.processing(agency)];
    return calendar.isOpen(to) && !now.isOpen(moved) ? now.boundary(moved, 'next-opening') : moved;
  }

  #afterAll(moved: number): Instant {
    return instant(Math.max(moved, this.#front));
  }
}

/**
 * The most that what was done after hours may come after the work: until the offices open again, for it took none of their time. Where the
 * work now ends within hours, a minute: late by less than any date within them, and still past one that ends with the work.
 */
function afterHoursAt(done: Instant, calendar: WorkingCalendar): number {
  return calendar.isOpen(done) ? MS_PER_MINUTE : calendar.boundary(done, 'next-opening') - done;
}

/** The open stages whose work an event ends or hands to somebody. */
function stagesOf(event: SnapshotEvent, before: DossierState): readonly StageState[] {
  const named = namedStages(event);
  return named.length === 0 ? [] : openStages(before).filter(({ id }) => named.includes(id));
}

function namedStages(event: SnapshotEvent): readonly string[] {
  switch (event.type) {
    case 'OfficerAssigned':
    case 'HandoverAccepted':
      return [event.payload.stage];
    case 'StageForwarded':
    case 'HandoverRefused':
      return [event.payload.closed.stage];
    case 'HandoverRecalled':
    case 'StageReturned':
      return event.payload.closed.map(({ stage }) => stage);
    default:
      return [];
  }
}

/** Work that follows the last of a group: it begins when all of it has ended. */
function opensOthers(event: SnapshotEvent): boolean {
  return event.type === 'StageForwarded' ? event.payload.opened.length > 0 : event.type !== 'OfficerAssigned' && event.type !== 'HandoverAccepted';
}

function keyOf({ part, id, run }: StageState): string {
  return `${String(part)}/${id}#${String(run)}`;
}
