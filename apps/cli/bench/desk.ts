import type { Actor, CommandBodies, CommandType } from '#domain';
import { acceptCommand, type CommandRecord, type Engine, findCommand, takeIn, type TakeInBody } from '#service';
import type { WorkflowGateway } from '../../dispatch/gateway.js';
import type { DossierClocks } from './dossier-clocks.js';

/** A dossier as the people of the bench know it. */
export interface BenchDossier {
  readonly id: string;
  readonly code: string;
}

/** One command of the bench with who gives it. */
export type Step = {
  readonly [T in CommandType]: { readonly by: Actor; readonly type: T; readonly body: CommandBodies[T]; readonly text?: Readonly<Record<string, string>> };
}[CommandType];

const DELIVERY_MS = 15_000;
const DELIVERIES = 8;
const CLERK: Actor = { subject: 'bench-clerk', role: 'clerk', agency: 'H99' };

/** The desk of a bench: intake and commands as the API makes them, without HTTP. */
export class BenchDesk {
  #keys = 0;
  readonly #latenciesMs: number[] = [];

  constructor(
    readonly engine: Engine,
    private readonly gateway: Pick<WorkflowGateway, 'start' | 'deliver'>,
    readonly clocks: DossierClocks,
  ) {}

  /** How long each command took from being sent to its outcome. */
  get latenciesMs(): readonly number[] {
    return this.#latenciesMs;
  }

  /** Takes a dossier in and has its workflow started. */
  async takeIn(body: TakeInBody): Promise<BenchDossier> {
    const taken = await takeIn(this.engine, this.clocks.common, { actor: CLERK, idempotencyKey: this.#key(), body });
    if (taken.kind !== 'created') {
      throw new Error(`The bench's dossier was not taken in: ${JSON.stringify(taken)}`);
    }
    await this.gateway.start(taken.dossierId);
    return { id: taken.dossierId, code: taken.code };
  }

  /** Gives a command and waits for its recorded outcome. */
  async give(dossier: BenchDossier, { by, type, body, text }: Step): Promise<CommandRecord> {
    const from = performance.now();
    const input = { actor: by, idempotencyKey: this.#key(), dossierCode: dossier.code, type, body, ...(text === undefined ? {} : { text }) };
    const acceptance = await acceptCommand(this.engine, this.clocks.of(dossier.id), input);
    if (acceptance.kind !== 'accepted') {
      throw new Error(`${type} was not accepted: ${acceptance.kind}`);
    }
    const record = await this.#carry(dossier, acceptance.command);
    this.#latenciesMs.push(performance.now() - from);
    return record;
  }

  /** Gives a command that must be applied. */
  async applied(dossier: BenchDossier, step: Step): Promise<void> {
    const { outcome } = await this.give(dossier, step);
    if (outcome?.kind !== 'applied') {
      throw new Error(`${step.type} was not applied: ${JSON.stringify(outcome)}`);
    }
  }

  /** Delivers a command until it has its outcome: again under the same id where no answer came, as the relay does. */
  async #carry({ id }: BenchDossier, { id: command, type }: CommandRecord): Promise<CommandRecord> {
    for (let delivery = 1; delivery <= DELIVERIES; delivery += 1) {
      await this.gateway.deliver(id, command, DELIVERY_MS);
      const record = await findCommand(this.engine, command);
      if (record !== undefined && record.status !== 'pending') {
        return record;
      }
    }
    throw new Error(`${type} was delivered ${String(DELIVERIES)} times and has no outcome`);
  }

  #key(): string {
    this.#keys += 1;
    return `bench-key-${String(this.#keys)}`;
  }
}
