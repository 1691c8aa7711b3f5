import type { CarriedCase, Delivery, GatewayHealth, WorkflowGateway } from '../../apps/dispatch/gateway.js';

/** A Temporal that remembers what it was asked and does nothing, or cannot be reached. */
export class FakeGateway implements WorkflowGateway {
  readonly asked: string[] = [];
  readonly runningDossiers = new Set<string>();
  readonly runningCases = new Set<string>();
  /** Of these, what the index shows to have been started before whatever moment is asked about. */
  readonly startedBefore = new Set<string>();
  isReachable = true;
  /** Whether it leaves unanswered what runs, while it can be reached. */
  isSilent = false;
  /** Whether a question to its index is broken off at its end. */
  isIndexAway = false;
  namespaceId = 'first';
  /** Called within each delivery that arrives, as the workflow would apply the command. */
  onDelivery: (dossierId: string, commandId: string) => Promise<void> = () => Promise.resolve();

  /** Called within each nudge that arrives, as the workflow would look again. */
  onNudge: (dossierId: string) => Promise<void> = () => Promise.resolve();

  async deliver(dossierId: string, commandId: string): Promise<Delivery> {
    const delivery = this.#take(`deliver ${commandId}`);
    if (delivery === 'delivered') await this.onDelivery(dossierId, commandId);
    return delivery;
  }

  start(dossierId: string): Promise<Delivery> {
    if (this.isReachable) this.runningDossiers.add(dossierId);
    return Promise.resolve(this.#take(`start ${dossierId}`));
  }

  async nudge(dossierId: string): Promise<Delivery> {
    const delivery = this.#take(`nudge ${dossierId}`);
    if (delivery === 'delivered') await this.onNudge(dossierId);
    return delivery;
  }

  /** Called within each nudge of a case that arrives, as its workflow would look again. */
  onCaseNudge: (caseId: string) => Promise<void> = () => Promise.resolve();

  startCase({ id, kind }: CarriedCase): Promise<Delivery> {
    if (this.isReachable) this.runningCases.add(id);
    return Promise.resolve(this.#take(`start ${kind} ${id}`));
  }

  async nudgeCase({ id, kind }: CarriedCase): Promise<Delivery> {
    const delivery = this.#take(`nudge ${kind} ${id}`);
    if (delivery === 'delivered') {
      this.runningCases.add(id);
      await this.onCaseNudge(id);
    }
    return delivery;
  }

  isCaseRunning(caseId: string): Promise<boolean | undefined> {
    return Promise.resolve(this.isReachable && !this.isSilent ? this.runningCases.has(caseId) : undefined);
  }

  startLetter(key: string): Promise<Delivery> {
    return Promise.resolve(this.#take(`letter ${key}`));
  }

  reopenLetter(key: string): Promise<Delivery> {
    return Promise.resolve(this.#take(`letter again ${key}`));
  }

  isRunning(dossierId: string): Promise<boolean | undefined> {
    return Promise.resolve(this.isReachable && !this.isSilent ? this.runningDossiers.has(dossierId) : undefined);
  }

  async *running(): AsyncIterable<string> {
    yield* this.runningDossiers;
  }

  endStartedBefore(): Promise<number> {
    const found = [...this.startedBefore];
    for (const id of found) {
      this.runningDossiers.delete(id);
      this.runningCases.delete(id);
    }
    this.startedBefore.clear();
    return this.isIndexAway ? Promise.reject(new Error('no index')) : Promise.resolve(found.length);
  }

  health(): Promise<GatewayHealth> {
    return Promise.resolve({ reachable: this.isReachable, pollers: undefined });
  }

  identity(): Promise<string | undefined> {
    return Promise.resolve(this.isReachable ? this.namespaceId : undefined);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Loses every run, as a server that begins with an empty database. */
  forget(): void {
    this.runningDossiers.clear();
    this.runningCases.clear();
    this.namespaceId = `after ${this.namespaceId}`;
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
