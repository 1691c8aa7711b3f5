import type { Actor, CommandBodies, CommandType, Instant } from '#domain';
import { acceptCommand, applyTransition, type Clock, type CommandInput, type CommandRecord, type Engine, findCommand, takeIn, type TakeInBody } from '#service';
import type { Counter, TakenIn } from '../simulation/counter.js';
import { officerOf, type Place, playedBy } from './cast.js';

/**
 * A counter of the past, of one dossier or case: the same services decide as of an instant that whoever runs the time sets,
 * without Temporal. What falls due meanwhile is settled before each command, as its workflow would have done.
 */
export class PastCounter implements Counter {
  #now: Instant;
  #keys = 0;

  /** @param name unlike every other counter's: keys begin with it */
  constructor(
    readonly engine: Engine,
    private readonly name: string,
    begins: Instant,
  ) {
    this.#now = begins;
  }

  get now(): Instant {
    return this.#now;
  }

  get clock(): Clock {
    return { now: () => this.#now };
  }

  /** Sets the clock. Throws where that would be back in time. */
  moveTo(at: Instant): void {
    if (at < this.#now) throw new RangeError(`The counter ${this.name} cannot go back from ${String(this.#now)} to ${String(at)}`);
    this.#now = at;
  }

  officerFor(agency: string, number: number): string {
    return officerOf(agency, number);
  }

  async takeIn(actor: Actor, body: TakeInBody): Promise<TakenIn> {
    const desk = body.receivingAgencyCode ?? body.agencyCode;
    const own = await takeIn(this.engine, this.clock, { actor: playedBy(actor, { receiving: desk, holding: body.agencyCode }), idempotencyKey: this.#key(), body });
    // The papers of an agency without a desk are taken in by the province's own people.
    const result = own.kind === 'created' ? own : await takeIn(this.engine, this.clock, { actor, idempotencyKey: this.#key(), body });
    if (result.kind === 'created') return { code: result.code, id: result.dossierId };
    return { refused: result.kind === 'refused' ? result.refusal.code : result.kind };
  }

  async command<T extends CommandType>(actor: Actor, dossierCode: string, type: T, body: CommandBodies[T], text?: Readonly<Record<string, string>>): Promise<CommandRecord> {
    const input = { dossierCode, type, body, ...(text === undefined ? {} : { text }) };
    const own = playedBy(actor, await this.#placeOf(dossierCode));
    const settled = own.agency === actor.agency ? undefined : await this.#give({ ...input, actor: own });
    // What the people of the place may not do is left to the province's own.
    const outcome = settled === undefined || isForbidden(settled) ? await this.#give({ ...input, actor }) : settled;
    if (outcome === undefined) {
      throw new Error(`${type} on ${dossierCode} was not accepted`);
    }
    return outcome;
  }

  /** The recorded outcome; `undefined` where the actor may not even ask. */
  async #give(input: Omit<CommandInput, 'idempotencyKey'>): Promise<CommandRecord | undefined> {
    const acceptance = await acceptCommand(this.engine, this.clock, { ...input, idempotencyKey: this.#key() });
    if (acceptance.kind !== 'accepted' || acceptance.command.dossierId === undefined) return undefined;
    const { id, dossierId } = acceptance.command;
    await applyTransition(this.engine, dossierId, [id], this.#now);
    return findCommand(this.engine, id);
  }

  async #placeOf(code: string): Promise<Place> {
    const found = await this.engine.database.read.first<Place>('SELECT receiving_agency AS receiving, coalesce(holders[1], competent_agency) AS holding FROM dossier WHERE code = $1', [code]);
    if (found === undefined) throw new Error(`No dossier bears the code ${code}`);
    return found;
  }

  #key(): string {
    this.#keys += 1;
    return `${this.name}-${String(this.#keys)}`;
  }
}

function isForbidden({ outcome }: CommandRecord): boolean {
  return outcome?.kind === 'refused' && outcome.refusal.code === 'not-authorised';
}
