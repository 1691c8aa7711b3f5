import type { CaseKind, Instant } from '#domain';

/**
 * Whether Temporal took a request. `unavailable` says only that nobody knows: Temporal or the workers could not be reached
 * in time, so the request may or may not have arrived and is made again later. Nothing here is ever a refusal.
 */
export type Delivery = 'delivered' | 'unavailable';

/** What the workflow side looks like from here. */
export interface GatewayHealth {
  readonly reachable: boolean;
  /** Workers that have asked for dossiers' work in the last minutes; `undefined` when the server cannot tell. */
  readonly pollers: number | undefined;
}

/** A publication, feedback or task, whose workflow is of the kind's own type. */
export interface CarriedCase {
  readonly id: string;
  readonly kind: CaseKind;
}

/** The way to the workflows. No method throws because Temporal is away, and none waits longer than its deadline. */
export interface WorkflowGateway {
  /**
   * Delivers a command that stands in the inbox and waits until a transition has dealt with it; starts the dossier's
   * workflow when none runs. Repeating it with the same command delivers it once per run.
   */
  deliver(dossierId: string, commandId: string, deadlineMs: number): Promise<Delivery>;
  /** Sees to it that the dossier's workflow runs. */
  start(dossierId: string): Promise<Delivery>;
  /** Has the dossier's workflow look again; durable even while no worker runs. Starts the workflow when none runs. */
  nudge(dossierId: string): Promise<Delivery>;
  /** Sees to it that the case's workflow runs. */
  startCase(carried: CarriedCase): Promise<Delivery>;
  /** Has the case's workflow look again; durable even while no worker runs. Starts the workflow when none runs. */
  nudgeCase(carried: CarriedCase): Promise<Delivery>;
  /** Whether the case's workflow runs; `undefined` when Temporal cannot be asked. */
  isCaseRunning(caseId: string): Promise<boolean | undefined>;
  /** Sees to it that the letter is being delivered or has been. */
  startLetter(key: string): Promise<Delivery>;
  /** Sees to it that the letter's delivery takes a step that begins afterwards, even when its run is just ending. */
  reopenLetter(key: string): Promise<Delivery>;
  /** Whether the dossier's workflow runs; `undefined` when Temporal cannot be asked. */
  isRunning(dossierId: string): Promise<boolean | undefined>;
  /**
   * Dossiers whose workflows run, as the server's index has them: seconds old, good for a cross-check and not for more.
   * @throws when the server cannot be asked or keeps no index
   */
  running(): AsyncIterable<string>;
  /**
   * Ends the workflows of dossiers, cases and letters that were started before a moment, and tells how many there were: they may know
   * of what a restored database does not.
   * @throws when the server cannot be asked or keeps no index
   */
  endStartedBefore(at: Instant, reason: string): Promise<number>;
  health(): Promise<GatewayHealth>;
  /**
   * Names what the server keeps its workflows in: while the name stays, they are what they were; under another name they are
   * gone. `undefined` when the server cannot be asked.
   */
  identity(): Promise<string | undefined>;
  /** Breaks off requests under way, which then answer "unavailable", and resolves once nothing of them is left. */
  close(): Promise<void>;
}

/** A request that came back without an answer. */
export interface GatewayFailure {
  readonly operation: 'deliver' | 'start' | 'nudge' | 'startCase' | 'nudgeCase' | 'startLetter' | 'reopenLetter' | 'isRunning' | 'isCaseRunning' | 'health' | 'identity';
  /** Id of a dossier or a case, letter key or namespace. */
  readonly subject: string;
  readonly error: unknown;
  /** False when trying again cannot help: a wrong namespace, a missing permission, a bug. Worth an alarm. */
  readonly transient: boolean;
}
