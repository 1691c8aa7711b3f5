import type { Delivery, GatewayHealth, WorkflowGateway } from '../../apps/dispatch/gateway.js';

/** A Temporal that remembers what it was asked and does nothing, or cannot be reached. */
export class FakeGateway implements WorkflowGateway {
  readonly asked: string[] = [];
  readonly runningDossiers = new Set<string>();
  isReachable = true;
  /** Called within each delivery that arrives, as the workflow would apply the command. */
  onDelivery: (dossierId: string, commandId: string) => Promise<void> = () => Promise.resolve();

  async deliver(dossierId: string, commandId: string): Promise<Delivery> {
    const delivery = this.#take(`deliver ${commandId}`);
    if (delivery === 'delivered') await this.onDelivery(dossierId, commandId);
    return delivery;
  }

  start(dossierId: string): Promise<Delivery> {
    if (this.isReachable) this.runningDossiers.add(dossierId);
    return Promise.resolve(this.#take(`start ${dossierId}`));
  }

  nudge(dossierId: string): Promise<Delivery> {
    return Promise.resolve(this.#take(`nudge ${dossierId}`));
  }

  startLetter(key: string): Promise<Delivery> {
    return Promise.resolve(this.#take(`letter ${key}`));
  }

  isRunning(dossierId: string): Promise<boolean | undefined> {
    return Promise.resolve(this.isReachable ? this.runningDossiers.has(dossierId) : undefined);
  }

  async *running(): AsyncIterable<string> {
    yield* this.runningDossiers;
  }

  health(): Promise<GatewayHealth> {
    return Promise.resolve({ reachable: this.isReachable, pollers: undefined });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** What was asked since the last call. */
  takeAsked(): readonly string[] {
    return this.asked.splice(0).toSorted();
  }

  #take(what: string): Delivery {
    this.asked.push(what);
    return this.isReachable ? 'delivered' : 'unavailable';
  }
}
