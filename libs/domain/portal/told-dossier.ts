import { foldEvent } from '../dossier/fold.js';
import type { DossierEvent, EventType } from '../dossier/events.js';
import type { DossierState } from '../dossier/state.js';
import { type PortalCode, portalCodeOf } from '../dossier/status.js';
import { instant, type Instant } from '../time/instant.js';
import { BrokenChainError } from '../dossier/broken-chain.js';

/** A value with the event of the ledger that made it so: what cannot name one is not told. */
export interface Told<T> {
  readonly value: T;
  readonly seq: number;
}

/** A date given to the applicant that another replaced, by which event and when. */
export interface ToldMove {
  readonly seq: number;
  readonly type: EventType;
  readonly at: Instant;
  readonly before: Instant;
  readonly after: Instant;
}

/** A dossier as the national portal is told of it, each date and its status with the event it comes from. */
export interface ToldDossier {
  readonly state: DossierState;
  /** `undefined` for a dossier opened by mistake, which has no status there. */
  readonly status: Told<PortalCode> | undefined;
  /** NgayNopHoSo: when it was handed in on a portal. */
  readonly filedAt: Told<Instant> | undefined;
  /** NgayTiepNhan: as the receipt says; none before an online filing is accepted. */
  readonly receivedAt: Told<Instant> | undefined;
  /**
   * NgayHenTra: the date lateness is judged on, which law and calendar move and an apology does not: sent otherwise, a dossier
   * that broke its date would be on time there. None while provisional, and for a dossier nobody promised a date for.
   */
  readonly dueAt: Told<Instant> | undefined;
  /** NgayKetThucXuLy: when its clock ended. */
  readonly finishedAt: Told<Instant> | undefined;
  /** NgayTra: when the result was with the applicant. */
  readonly returnedAt: Told<Instant> | undefined;
  /** NgayTuChoi: when it was refused at intake. */
  readonly refusedAt: Told<Instant> | undefined;
  /** Every date replaced by another, oldest first; a re-appointment among them, though it moves no due date. */
  readonly moves: readonly ToldMove[];
}

/** Tells a ledger to the portal, up to the last of `events`. Throws `BrokenChainError` for events that are no dossier's. */
export function tellDossier(events: readonly DossierEvent[]): ToldDossier {
  const trail = new Trail();
  const moves: ToldMove[] = [];
  let before: DossierState | undefined;
  for (const event of events) {
    const state = foldEvent(before, event);
    trail.follow(state, event);
    moves.push(...movesBy(event, before, state));
    before = state;
  }
  if (before === undefined) {
    throw new BrokenChainError('a dossier has at least one event');
  }
  return { state: before, ...trail.told(), moves };
}

/** The date an applicant goes by, as it may be told: not a provisional one, nor the end of a legal maximum nobody promised. */
function promisedDue({ dueAt, basis, provisional }: DossierState): number | undefined {
  return provisional || basis === 'none' ? undefined : dueAt;
}

function movesBy(event: DossierEvent, before: DossierState | undefined, after: DossierState): readonly ToldMove[] {
  if (before === undefined || before.provisional) {
    return [];
  }
  const replaced = event.type === 'ApologySigned' ? [before.appointment, after.appointment] : [promisedDue(before), promisedDue(after)];
  const [from, to] = replaced;
  return from === undefined || to === undefined || from === to ? [] : [{ seq: event.seq, type: event.type, at: event.occurredAt, before: instant(from), after: instant(to) }];
}

/** Follows the values of a dossier through its events and remembers which event last changed each. */
class Trail {
  #status: Told<PortalCode> | undefined;
  #filedAt: Told<Instant> | undefined;
  #receivedAt: Told<Instant> | undefined;
  #dueAt: Told<Instant> | undefined;
  #finishedAt: Told<Instant> | undefined;
  #returnedAt: Told<Instant> | undefined;
  #refusedAt: Told<Instant> | undefined;

  follow(state: DossierState, { seq, type, occurredAt }: DossierEvent): void {
    const isReceived = state.imported || state.acceptedAt !== undefined;
    this.#status = changed(this.#status, portalCodeOf(state.status), seq);
    this.#filedAt = moment(this.#filedAt, state.submittedAt, seq);
    this.#receivedAt = moment(this.#receivedAt, isReceived ? state.receivedAt : undefined, seq);
    this.#dueAt = moment(this.#dueAt, promisedDue(state), seq);
    this.#finishedAt = moment(this.#finishedAt, state.finish?.at ?? state.result?.recordedAt, seq);
    this.#returnedAt = moment(this.#returnedAt, state.result?.handedOverAt, seq);
    this.#refusedAt = type === 'IntakeRefused' ? { value: occurredAt, seq } : this.#refusedAt;
  }

  told(): Omit<ToldDossier, 'state' | 'moves'> {
    return {
      status: this.#status,
      filedAt: this.#filedAt,
      receivedAt: this.#receivedAt,
      dueAt: this.#dueAt,
      finishedAt: this.#finishedAt,
      returnedAt: this.#returnedAt,
      refusedAt: this.#refusedAt,
    };
  }
}

function moment(told: Told<Instant> | undefined, at: number | undefined, seq: number): Told<Instant> | undefined {
  return changed(told, at === undefined ? undefined : instant(at), seq);
}

function changed<T>(told: Told<T> | undefined, value: T | undefined, seq: number): Told<T> | undefined {
  return value === undefined ? undefined : told?.value === value ? told : { value, seq };
}
