import { randomUUID } from 'node:crypto';
import { Client, type WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, inject } from 'vitest';
import { dossierWorkflow, dossierWorkflowId, type LetterActivities } from '#workflows';
import { TemporalGateway } from '../../apps/dispatch/temporal-gateway.js';
import { type RunningWorkers, startWorkers } from '../../apps/worker/start.js';
import { testWorkflowBundle } from '../support/temporal.js';
import { type FakeDossier, FakeDossiers } from './fake-dossiers.js';

/** Recorded histories as the server gives them. */
export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/** A dossier whose workflow is real and whose ledger is a fake. */
export interface TestDossier {
  readonly id: string;
  readonly fake: FakeDossier;
  readonly handle: WorkflowHandle<typeof dossierWorkflow>;
}

export interface WorldOptions {
  readonly maxCachedWorkflows?: number;
  readonly letterActivities?: LetterActivities;
}

const NO_LETTERS: LetterActivities = { produceLetter: () => Promise.reject(new Error('No letters in this test')), deliverLetter: () => Promise.reject(new Error('No letters in this test')) };

/** Workflows and workers as in production, on one server, with typed replacements of the activities. */
export class World {
  readonly dossiers = new FakeDossiers();
  readonly gateway: TemporalGateway;
  readonly client: Client;
  readonly #namespace: string;
  #workers: RunningWorkers | undefined;

  private constructor(
    readonly environment: TestWorkflowEnvironment,
    private readonly options: WorldOptions,
  ) {
    this.#namespace = environment.namespace ?? 'default';
    // Not the environment's own client: that one lets time run on while it waits.
    this.client = new Client({ connection: environment.connection, namespace: this.#namespace });
    this.gateway = new TemporalGateway(environment.connection, { namespace: this.#namespace, report: () => undefined });
  }

  /** A world whose workers run until the calling file's last test is over. */
  static async start(environment: TestWorkflowEnvironment, options: WorldOptions = {}): Promise<World> {
    const world = new World(environment, options);
    afterAll(() => world.stopWorkers());
    await world.startWorkers();
    return world;
  }

  async startWorkers(): Promise<void> {
    this.#workers = await startWorkers({
      connection: this.environment.nativeConnection,
      namespace: this.#namespace,
      workflowBundle: inject('temporal').workflowBundle,
      dossierActivities: { applyTransition: this.dossiers.applyTransition },
      letterActivities: this.options.letterActivities ?? NO_LETTERS,
      maxCachedWorkflows: this.options.maxCachedWorkflows ?? 100,
      transitionsAtOnce: 20,
      lettersPerSecond: 1_000,
    });
  }

  async stopWorkers(): Promise<void> {
    await this.#workers?.stop();
    this.#workers = undefined;
  }

  newDossier(): TestDossier {
    const id = randomUUID();
    return { id, fake: this.dossiers.of(id), handle: this.client.workflow.getHandle(dossierWorkflowId(id)) };
  }

  /** The server's present time, epoch ms. */
  now(): Promise<number> {
    return this.environment.currentTimeMs();
  }

  /** Has the dossier closed by its next transition and waits for its workflow's end. */
  async close({ id, fake, handle }: TestDossier): Promise<void> {
    fake.closed = true;
    await this.gateway.nudge(id);
    await handle.result();
  }

  /**
   * Replays histories against the workflows of this source tree.
   * @throws the first failure
   */
  async replay(dossiers: readonly TestDossier[]): Promise<void> {
    const histories = await Promise.all(dossiers.map(async ({ handle }) => ({ workflowId: handle.workflowId, history: await handle.fetchHistory() })));
    for await (const { error } of Worker.runReplayHistories({ workflowBundle: testWorkflowBundle() }, histories)) {
      if (error !== undefined) throw error;
    }
  }
}

/** How often each kind of event stands in a history. */
export function countEvents(history: History): { readonly timersStarted: number; readonly timersCancelled: number; readonly activities: number; readonly markers: number; readonly updates: number } {
  const events = history.events ?? [];
  return {
    timersStarted: events.filter((event) => event.timerStartedEventAttributes != null).length,
    timersCancelled: events.filter((event) => event.timerCanceledEventAttributes != null).length,
    activities: events.filter((event) => event.activityTaskScheduledEventAttributes != null).length,
    markers: events.filter((event) => event.markerRecordedEventAttributes != null).length,
    updates: events.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes != null).length,
  };
}
