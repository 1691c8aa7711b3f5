import {
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
import type { Engine } from '../engine.js';
import type { LockedCase } from './case-rows.js';
import { writeCase } from './write-case.js';

/**
 * A locked case on its way to an instant: it settles what was due, passes calendar publications and takes a command's events,
 * all in the order of their instants, and is written once at the end.
 */
export class CasePassage {
  #state: CaseState;
  #head: ChainHead;
  #snapshot: string;
  #settledAt: number;
  readonly #rows: ChainedCaseRow[] = [];
  readonly #events: NewCaseEvent[] = [];

  /** @param recordedAt when all of it is written down */
  constructor(
    private readonly engine: Engine,
    private readonly locked: LockedCase,
    private readonly recordedAt: Instant,
  ) {
    this.#state = locked.state;
    this.#head = locked.head;
    this.#snapshot = locked.snapshot;
    this.#settledAt = locked.settledAt;
  }

  get state(): CaseState {
    return this.#state;
  }

  /** Number of the last event. */
  get seq(): number {
    return this.#head.seq;
  }

  /** Passes every publication up to the held calendar head; what was due before each is settled under the calendars it stood on. */
  async passCalendars(tx: Transaction, head: string): Promise<void> {
    for (const step of await this.engine.rules.steps(tx, this.#snapshot, head)) {
      const at = instant(Math.max(step.publishedAt, this.#settledAt));
      this.settle(at, false);
      const calendars = await this.engine.rules.calendars(tx, step.snapshot);
      this.#snapshot = step.snapshot;
      this.append({ cause: `calendar:${step.snapshot}`, actor: SYSTEM_ACTOR, events: movedClocks(this.#state, calendars, at) });
      this.#settledAt = at;
    }
  }

  /** Records every point before `until`, at `until` too when `inclusive`. */
  settle(until: Instant, inclusive: boolean): void {
    for (const caused of settleCase(this.#state, until, inclusive).recorded) {
      this.append(caused);
    }
    this.#settledAt = Math.max(this.#settledAt, until);
  }

  /** Appends the events of one cause. */
  append(caused: CausedCaseEvents): void {
    const { rows, head } = chainCase(this.#head, { ...caused, caseId: this.locked.id, recordedAt: this.recordedAt, calendarSnapshot: this.#snapshot }, this.engine.sha256);
    this.#rows.push(...rows);
    this.#events.push(...caused.events);
    this.#head = head;
    this.#state = caused.events.reduce<CaseState>((state, event) => foldCaseEvent(state, event), this.#state);
  }

  /** Writes everything. `heard`: its workflow is told by the answer. */
  async finish(tx: Transaction, heard: boolean): Promise<void> {
    const { id, carriedBy, state: before } = this.locked;
    await writeCase(tx, { id, before, state: this.#state, carriedBy, head: this.#head, settledAt: this.#settledAt, snapshot: this.#snapshot, rows: this.#rows, events: this.#events, heard, at: this.recordedAt });
  }
}
