import {
  type CalendarBook,
  type CausedCaseEvents,
  type CaseState,
  chainCase,
  type ChainedCaseRow,
  type ChainHead,
  foldCaseEvent,
  type Instant,
  instant,
  movedClocks,
  type NewCaseEvent,
  settleCase,
  SYSTEM_ACTOR,
} from '#domain';
import type { Transaction } from '#persistence';
import type { CalendarStep } from '../calendars/calendar-chain.js';
import { passageAt } from '../calendars/pass-step.js';
import type { Engine } from '../engine.js';
import type { LockedCase } from './case-rows.js';
import { writeCase } from './write-case.js';

/** The calendars a case stands on and those of every publication it has yet to pass. */
interface CalendarsAhead {
  readonly steps: readonly CalendarStep[];
  readonly books: ReadonlyMap<string, CalendarBook>;
}

/**
 * A locked case on its way to an instant: it settles what was due, passes calendar publications and takes a command's events,
 * all in the order of their instants, and is written once at the end.
 */
export class CasePassage {
  #state: CaseState;
  #head: ChainHead;
  #snapshot: string;
  #settledAt: number;
  #passed = 0;
  readonly #rows: ChainedCaseRow[] = [];
  readonly #events: NewCaseEvent[] = [];

  private constructor(
    private readonly engine: Engine,
    private readonly locked: LockedCase,
    private readonly ahead: CalendarsAhead,
    private readonly recordedAt: Instant,
  ) {
    this.#state = locked.state;
    this.#head = locked.head;
    this.#snapshot = locked.snapshot;
    this.#settledAt = locked.settledAt;
  }

  /**
   * Begins the passage of a locked case under the held calendar head.
   * @param recordedAt when all of it is written down
   */
  static async begin(engine: Engine, tx: Transaction, locked: LockedCase, head: string, recordedAt: Instant): Promise<CasePassage> {
    const steps = await engine.rules.steps(tx, locked.snapshot, head);
    const books = new Map<string, CalendarBook>();
    for (const snapshot of [locked.snapshot, ...steps.map((step) => step.snapshot)]) {
      books.set(snapshot, await engine.rules.calendars(tx, snapshot));
    }
    return new CasePassage(engine, locked, { steps, books }, recordedAt);
  }

  get state(): CaseState {
    return this.#state;
  }

  /** Number of the last event. */
  get seq(): number {
    return this.#head.seq;
  }

  /** The calendars it stands on so far. */
  get calendars(): CalendarBook {
    const book = this.ahead.books.get(this.#snapshot);
    if (book === undefined) {
      throw new Error(`The calendars of version ${this.#snapshot} were not read before case ${this.locked.id} passed it`);
    }
    return book;
  }

  /** Passes the publications until `until`; what was due before each is settled under the calendars it stood on. */
  passPublications(until: number): void {
    for (const step of this.ahead.steps.slice(this.#passed)) {
      const at = passageAt(step, this.#settledAt);
      if (at > until) {
        return;
      }
      this.settle(at, false);
      this.#snapshot = step.snapshot;
      this.#passed += 1;
      this.append({ cause: `calendar:${step.snapshot}`, actor: SYSTEM_ACTOR, events: movedClocks(this.#state, this.calendars, at) });
    }
  }

  /** Records every point before `until`, at `until` too when `inclusive`. */
  settle(until: Instant, inclusive: boolean): void {
    for (const caused of settleCase(this.#state, until, inclusive).recorded) {
      this.append(caused);
    }
    this.#settledAt = Math.max(this.#settledAt, until);
  }

  /** Appends the events of one cause. Nothing is written down before it happened. */
  append(caused: CausedCaseEvents): void {
    const recordedAt = instant(Math.max(this.recordedAt, ...caused.events.map(({ occurredAt }) => occurredAt)));
    const { rows, head } = chainCase(this.#head, { ...caused, caseId: this.locked.id, recordedAt, calendarSnapshot: this.#snapshot }, this.engine.sha256);
    this.#rows.push(...rows);
    this.#events.push(...caused.events);
    this.#head = head;
    this.#state = caused.events.reduce<CaseState>((state, event) => foldCaseEvent(state, event), this.#state);
  }

  /** Passes what publications are left and writes everything. `heard`: its workflow is told by the answer. */
  async finish(tx: Transaction, heard: boolean): Promise<void> {
    this.passPublications(Infinity);
    const { id, carriedBy, state: before } = this.locked;
    await writeCase(tx, { id, before, state: this.#state, carriedBy, head: this.#head, settledAt: this.#settledAt, snapshot: this.#snapshot, rows: this.#rows, events: this.#events, heard, at: this.recordedAt });
  }
}
