import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
  WithStartWorkflowOperation,
  type WorkflowClient,
  type WorkflowClientInterceptor,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type WorkflowStartOptions,
} from '@temporalio/client';
import { type CaseKind, formatInstant, type Instant } from '#domain';
import {
  CASE_QUEUE,
  type CaseInput,
  caseWorkflowId,
  deliverCommandUpdate,
  deliverLetterWorkflow,
  DOSSIER_QUEUE,
  dossierWorkflow,
  dossierWorkflowId,
  feedbackWorkflow,
  findDossierId,
  goOnSignal,
  letterWorkflowId,
  nudgeSignal,
  publicationWorkflow,
  taskWorkflow,
} from '#workflows';
import { isTransient, isUnimplemented } from './failures.js';
import type { CarriedCase, Delivery, GatewayFailure, GatewayHealth, WorkflowGateway } from './gateway.js';

/** Where Temporal is, and who is told of requests without an answer. */
export interface GatewayOptions {
  readonly address: string;
  readonly namespace: string;
  readonly report: (failure: GatewayFailure) => void;
  /** Carry traces along with requests; none unless the process traces. */
  readonly interceptors?: readonly WorkflowClientInterceptor[];
}

/** Longest wait for an answer of the server itself; commands bring their own deadline. */
const CALL_MS = 5_000;
/** Longest rest between two tries of one request: closing waits for it. */
const LONGEST_RETRY_MS = 1_000;
/** Stands in every event a request causes, so it is short and the same everywhere; who asked stands in PostgreSQL. */
const IDENTITY = 'gateway';
const RUNNING_DOSSIERS = `WorkflowType = 'dossierWorkflow' AND ExecutionStatus = 'Running'`;

const RUNNING_WORK = `WorkflowType IN ('dossierWorkflow', 'deliverLetterWorkflow', 'publicationWorkflow', 'feedbackWorkflow', 'taskWorkflow') AND ExecutionStatus = 'Running'`;

/** A gateway that connects when it is first used and again whenever it has to, so that its process starts while Temporal is down. */
export function openGateway(options: GatewayOptions): WorkflowGateway {
  const closing = new AbortController();
  const usual = defaultGrpcRetryOptions();
  const retry = makeGrpcRetryInterceptor({
    delayFunction: (attempt, status) => Math.min(usual.delayFunction(attempt, status), LONGEST_RETRY_MS),
    retryableDecider: (attempt, status) => !closing.signal.aborted && usual.retryableDecider(attempt, status),
  });
  return new TemporalGateway(Connection.lazy({ address: options.address, interceptors: [retry] }), options, closing);
}

/**
 * The gateway over one connection, which it closes with itself: requests under way are broken off and ended first, for the
 * client's own retries would meet a closed channel outside anybody's reach and end the process.
 */
export class TemporalGateway implements WorkflowGateway {
  readonly #workflows: WorkflowClient;
  readonly #underWay = new Map<Promise<unknown>, AbortController>();

  constructor(
    private readonly connection: Connection,
    private readonly options: Omit<GatewayOptions, 'address'>,
    private readonly closing = new AbortController(),
  ) {
    this.#workflows = new Client({ connection, namespace: options.namespace, identity: IDENTITY, interceptors: { workflow: [...(options.interceptors ?? [])] } }).workflow;
  }

  deliver(dossierId: string, commandId: string, deadlineMs: number): Promise<Delivery> {
    return this.#attempt('deliver', dossierId, deadlineMs, () =>
      this.#workflows.executeUpdateWithStart(deliverCommandUpdate, {
        updateId: commandId,
        startWorkflowOperation: new WithStartWorkflowOperation(dossierWorkflow, runOf(dossierId)),
      }),
    );
  }

  start(dossierId: string): Promise<Delivery> {
    return this.#attempt('start', dossierId, CALL_MS, () => this.#workflows.start(dossierWorkflow, runOf(dossierId)));
  }

  nudge(dossierId: string): Promise<Delivery> {
    return this.#attempt('nudge', dossierId, CALL_MS, () =>
      this.#workflows.signalWithStart(dossierWorkflow, { ...runOf(dossierId), signal: nudgeSignal, signalArgs: [] }),
    );
  }

  startCase({ id, kind }: CarriedCase): Promise<Delivery> {
    return this.#attempt('startCase', id, CALL_MS, () => this.#workflows.start(CASE_WORKFLOWS[kind], caseRunOf(id)));
  }

  nudgeCase({ id, kind }: CarriedCase): Promise<Delivery> {
    return this.#attempt('nudgeCase', id, CALL_MS, () => this.#workflows.signalWithStart(CASE_WORKFLOWS[kind], { ...caseRunOf(id), signal: nudgeSignal, signalArgs: [] }));
  }

  isCaseRunning(caseId: string): Promise<boolean | undefined> {
    return this.#isRunning('isCaseRunning', caseId, caseWorkflowId(caseId));
  }

  startLetter(key: string): Promise<Delivery> {
    return this.#attempt('startLetter', key, CALL_MS, async () => {
      try {
        await this.#workflows.start(deliverLetterWorkflow, deliveryOf(key));
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    });
  }

  reopenLetter(key: string): Promise<Delivery> {
    return this.#attempt('reopenLetter', key, CALL_MS, () => this.#workflows.signalWithStart(deliverLetterWorkflow, { ...deliveryOf(key), signal: goOnSignal, signalArgs: [] }));
  }

  isRunning(dossierId: string): Promise<boolean | undefined> {
    return this.#isRunning('isRunning', dossierId, dossierWorkflowId(dossierId));
  }

  async *running(): AsyncIterable<string> {
    const runs = this.#workflows.list({ query: RUNNING_DOSSIERS })[Symbol.asyncIterator]();
    for (let next = await this.#within(CALL_MS, () => runs.next()); next.done !== true; next = await this.#within(CALL_MS, () => runs.next())) {
      const dossierId = findDossierId(next.value.workflowId);
      if (dossierId !== undefined) yield dossierId;
    }
  }

  async endStartedBefore(at: Instant, reason: string): Promise<number> {
    const runs = this.#workflows.list({ query: `${RUNNING_WORK} AND StartTime < '${formatInstant(at)}'` })[Symbol.asyncIterator]();
    let ended = 0;
    for (let next = await this.#within(CALL_MS, () => runs.next()); next.done !== true; next = await this.#within(CALL_MS, () => runs.next())) {
      const { workflowId, runId } = next.value;
      ended += await this.#within(CALL_MS, () => this.#workflows.getHandle(workflowId, runId).terminate(reason)).then(() => 1, endedItself);
    }
    return ended;
  }

  async health(): Promise<GatewayHealth> {
    const { namespace } = this.options;
    try {
      const { pollers } = await this.#within(CALL_MS, () =>
        this.connection.workflowService.describeTaskQueue({ namespace, taskQueue: { name: DOSSIER_QUEUE } }),
      );
      return { reachable: true, pollers: pollers.length };
    } catch (error) {
      // The server that skips time does not know every method.
      if (isUnimplemented(error)) return { reachable: true, pollers: undefined };
      this.#report('health', namespace, error);
      return { reachable: false, pollers: undefined };
    }
  }

  /** A namespace gets its id when it is registered: a server that lost its database registers it anew. */
  async identity(): Promise<string | undefined> {
    const { namespace } = this.options;
    try {
      const { namespaceInfo } = await this.#within(CALL_MS, () => this.connection.workflowService.describeNamespace({ namespace }));
      return namespaceInfo?.id ?? namespace;
    } catch (error) {
      this.#report('identity', namespace, error);
      return undefined;
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
    for (const request of this.#underWay.values()) request.abort();
    await Promise.allSettled(this.#underWay.keys());
    await this.connection.close();
  }

  async #isRunning(operation: GatewayFailure['operation'], subject: string, workflowId: string): Promise<boolean | undefined> {
    try {
      const { status } = await this.#within(CALL_MS, () => this.#workflows.getHandle(workflowId).describe());
      return status.name === 'RUNNING';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      this.#report(operation, subject, error);
      return undefined;
    }
  }

  async #attempt(operation: GatewayFailure['operation'], subject: string, deadlineMs: number, request: () => Promise<unknown>): Promise<Delivery> {
    try {
      await this.#within(deadlineMs, request);
      return 'delivered';
    } catch (error) {
      this.#report(operation, subject, error);
      return 'unavailable';
    }
  }

  /** Each request has a signal of its own: listeners on one that lives as long as the gateway would pile up. */
  async #within<T>(deadlineMs: number, request: () => Promise<T>): Promise<T> {
    if (this.closing.signal.aborted) throw new Error('The way to Temporal is closed in this process');
    const breakOff = new AbortController();
    const answer = this.connection.withAbortSignal(breakOff.signal, () => this.connection.withDeadline(Date.now() + deadlineMs, request));
    this.#underWay.set(answer, breakOff);
    try {
      return await answer;
    } finally {
      this.#underWay.delete(answer);
    }
  }

  /** Requests broken off by closing are nobody's worry. */
  #report(operation: GatewayFailure['operation'], subject: string, error: unknown): void {
    if (this.closing.signal.aborted) return;
    this.options.report({ operation, subject, error, transient: isTransient(error) });
  }
}

/** The index is seconds old: what it lists may be over. */
function endedItself(error: unknown): number {
  if (error instanceof WorkflowNotFoundError) return 0;
  throw error;
}

/** A dossier has at most one run at a time and as many, one after another, as it needs: PostgreSQL owns uniqueness. */
function runOf(dossierId: string): WorkflowStartOptions<typeof dossierWorkflow> & { workflowIdConflictPolicy: 'USE_EXISTING' } {
  return {
    workflowId: dossierWorkflowId(dossierId),
    taskQueue: DOSSIER_QUEUE,
    args: [{ dossierId }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  };
}

/** Every kind has a type of its own, so that operators see in Temporal's page what waits for what. */
const CASE_WORKFLOWS: Readonly<Record<CaseKind, (input: CaseInput) => Promise<void>>> = { publication: publicationWorkflow, feedback: feedbackWorkflow, task: taskWorkflow };

/** As of a dossier: at most one run of a case at a time. */
function caseRunOf(caseId: string): WorkflowStartOptions<(input: CaseInput) => Promise<void>> & { workflowIdConflictPolicy: 'USE_EXISTING' } {
  return {
    workflowId: caseWorkflowId(caseId),
    taskQueue: CASE_QUEUE,
    args: [{ caseId }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  };
}

/** A person's answer starts a delivery again: what is done already stands in PostgreSQL. */
function deliveryOf(key: string): WorkflowStartOptions<typeof deliverLetterWorkflow> & { workflowIdConflictPolicy: 'USE_EXISTING' } {
  return {
    workflowId: letterWorkflowId(key),
    taskQueue: DOSSIER_QUEUE,
    args: [{ key }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  };
}
