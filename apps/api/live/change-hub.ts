import { Inject, Injectable } from '@nestjs/common';
import { type Actor, type Agency, instant } from '#domain';
import { type Clock, type Engine, isWithin, type LiveChanges, type LookedAt, parsePosition, positionBelow, readLiveChanges, readPosition, systemClock } from '#service';
import { CLOCK, ENGINE } from '../parts.js';
import { problem } from '../problems/problem.js';
import type { ChangeMessage } from '../views/change-view.js';
import { groupOf, isToldTo, type LiveBatch, messagesFor } from './audience.js';
import { LiveStream } from './live-stream.js';
import { RecentChanges } from './recent-changes.js';

/** Readers of one process; a province has fewer people at their desks. */
const STREAMS_AT_MOST = 4_000;
/** One person's: a browser needs one for all its tabs. */
const STREAMS_OF_ONE = 12;
/** A page may have been read so long before its stream begins: what was recorded meanwhile is told again. */
const TOLD_BEFORE_MS = 10_000;
/** Transactions the first look goes back by, so that readers of a process that was started anew go on without reading everything again. */
const LOOKS_BACK = 1_000n;
/** Numbers below stand for transactions of PostgreSQL's own. */
const FIRST_TRANSACTION = 3n;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Who opens a stream. */
export interface StreamRequest {
  readonly actor: Actor;
  /** When the token it was opened by expires, by the machine's clock in epoch milliseconds. */
  readonly expiresAt: number;
  /** The id of the last message the reader had. */
  readonly lastId?: string;
}

/** Where the last look ended. */
interface Standing extends LookedAt {
  readonly calendar: string | null;
  readonly recent: RecentChanges;
}

/** Tells open screens what changed: one look at the ledger for all readers of this process, however many. `ChangeWatch` has it look. */
@Injectable()
export class ChangeHub {
  readonly #streams = new Set<LiveStream>();
  #standing: Promise<Standing> | undefined;
  #looking: Promise<void> | undefined;

  constructor(
    @Inject(ENGINE) private readonly engine: Pick<Engine, 'database' | 'rules'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Streams that are read. */
  get streams(): number {
    return this.#streams.size;
  }

  /** A new reader's stream. Throws a 429 problem where there are too many, and whatever keeps the database from answering. */
  async open({ actor, expiresAt, lastId }: StreamRequest): Promise<LiveStream['readable']> {
    const own = [...this.#streams].filter((stream) => stream.actor.subject === actor.subject);
    if (own.length >= STREAMS_OF_ONE || this.#streams.size >= STREAMS_AT_MOST) throw problem('too-many-streams');
    const agencies = await this.engine.rules.agencies(this.engine.database.read);
    const last = lastId === undefined ? undefined : parsePosition(lastId);
    if (last !== undefined && !isWithin(last, (await this.#stand()).position)) await this.look();
    const { position, recent } = await this.#stand();
    const stream = new LiveStream(actor);
    this.#keep(stream, expiresAt);
    const missed = lastId === undefined ? recent.recordedSince(instant(this.clock.now() - TOLD_BEFORE_MS)) : last && isWithin(last, position) ? recent.since(last) : undefined;
    const messages = missed?.flatMap((batch) => [...messagesFor(actor, batch, agencies), ...noticeOf(actor, batch)]) ?? [{ kind: 'reset' } as const];
    stream.tell([...onceEach(messages), { kind: 'position' }], position);
    return stream.readable;
  }

  /** One look: reads what is new and tells every reader what concerns them. One that fails, wherever, has told nobody and is made again from where the last one ended. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** Shows every reader that the line stands. */
  async beat(): Promise<void> {
    const standing = await this.#standing;
    if (standing !== undefined) for (const stream of this.#streams) stream.beat(standing.position);
  }

  /** Forgets where it stood: nobody reads, and the next reader's first look begins anew. */
  rest(): void {
    this.#standing = undefined;
  }

  /** Ends every stream in order; their readers come back to another process, or to this one started anew. */
  end(): void {
    for (const stream of this.#streams) stream.end();
  }

  async #look(): Promise<void> {
    const since = await this.#stand();
    const at = this.clock.now();
    const changes = await readLiveChanges(this.engine.database.read, since, at);
    if (!changes.isOrdered) {
      // Restored from a dump: nothing said before counts.
      this.#standing = Promise.resolve({ position: changes.position, at, calendar: changes.calendar, recent: new RecentChanges(changes.position) });
      for (const stream of this.#streams) stream.tell([{ kind: 'reset' }], changes.position);
      return;
    }
    const batch: LiveBatch = { ...changes, isCalendarNew: changes.calendar !== since.calendar };
    const standing = Promise.resolve({ ...since, position: changes.position, at, calendar: changes.calendar });
    if (hasNothing(batch)) {
      this.#standing = standing;
      return;
    }
    const agencies = await this.engine.rules.agencies(this.engine.database.read);
    // From here on nothing is waited for, and all that may fail comes before the first reader is told and the look counts as made.
    const told = this.#toldOf(batch, agencies);
    this.#standing = standing;
    since.recent.add(batch, at);
    for (const [stream, messages] of told) stream.tell(messages, changes.position);
  }

  /** What each reader is to be told of a look. */
  #toldOf(batch: LiveBatch, agencies: ReadonlyMap<string, Agency>): ReadonlyMap<LiveStream, readonly ChangeMessage[]> {
    const ofGroup = new Map<string, readonly ChangeMessage[]>();
    return new Map(
      [...this.#streams].map((stream) => {
        const group = groupOf(stream.actor);
        const messages = ofGroup.get(group) ?? messagesFor(stream.actor, batch, agencies);
        ofGroup.set(group, messages);
        return [stream, [...messages, ...noticeOf(stream.actor, batch)]];
      }),
    );
  }

  #keep(stream: LiveStream, expiresAt: number): void {
    const expiry = setTimeout(() => { stream.end(); }, Math.min(expiresAt - systemClock.now(), LONGEST_TIMER_MS));
    this.#streams.add(stream);
    stream.readable.once('close', () => {
      clearTimeout(expiry);
      this.#streams.delete(stream);
    });
  }

  #stand(): Promise<Standing> {
    this.#standing ??= this.#begin().catch((error: unknown) => {
      this.#standing = undefined;
      throw error;
    });
    return this.#standing;
  }

  async #begin(): Promise<Standing> {
    const { read } = this.engine.database;
    const at = this.clock.now();
    const { xmin } = await readPosition(read);
    const base = positionBelow(xmin - LOOKS_BACK > FIRST_TRANSACTION ? xmin - LOOKS_BACK : FIRST_TRANSACTION);
    const changes = await readLiveChanges(read, { position: base, at }, at);
    const recent = new RecentChanges(isMuch(changes) ? changes.position : base);
    // Much is remembered too: nobody comes back from before it, but who begins anew may have read a page just before.
    recent.add({ ...changes, isCalendarNew: (changes.calendarAt ?? 0) >= at - TOLD_BEFORE_MS }, at);
    return { position: changes.position, at, calendar: changes.calendar, recent };
  }
}

function noticeOf(actor: Actor, { notices }: LiveBatch): readonly ChangeMessage[] {
  return isToldTo(actor, notices) ? [{ kind: 'notices' }] : [];
}

/** A dossier that changed several times is told as it stood last; a hint once. */
function onceEach(messages: readonly ChangeMessage[]): readonly ChangeMessage[] {
  return [...new Map(messages.map((message) => [message.kind === 'dossier' ? message.code : message.kind, message])).values()];
}

function isMuch({ dossiers, cases, notices }: LiveChanges): boolean {
  return dossiers === 'many' || cases === 'many' || notices === 'many';
}

function hasNothing(batch: LiveBatch): boolean {
  return !isMuch(batch) && !batch.isCalendarNew && [batch.dossiers, batch.cases, batch.notices, batch.published].every(({ length }) => length === 0);
}
