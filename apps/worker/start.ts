import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { CASE_QUEUE, type CaseActivities, DOSSIER_QUEUE, type DossierActivities, LETTER_QUEUE, type LetterActivities, type ReportActivities } from '#workflows';

/** What the workers are started with. */
export interface WorkerSettings {
  readonly connection: NativeConnection;
  readonly namespace: string;
  /** Path of the prebuilt workflow bundle: nothing is bundled in production. */
  readonly workflowBundle: string;
  readonly dossierActivities: DossierActivities;
  /** Without them this process carries no cases. */
  readonly caseActivities?: CaseActivities;
  /** Carried beside the cases; without them this process makes no reports. */
  readonly reportActivities?: ReportActivities;
  readonly letterActivities: LetterActivities;
  /**
   * Workflows kept in memory, about 0.15 MB each; others are rebuilt from their history when something happens to them.
   * Never below 1: a dossier that leaves the cache amid a transition repeats it.
   */
  readonly maxCachedWorkflows: number;
  /** Transitions applied at once: no more than the process has database connections, or they wait for one on their own time. */
  readonly transitionsAtOnce: number;
  /** Letters all workers together may begin per second, the pace of the slowest gateway. */
  readonly lettersPerSecond: number;
  /**
   * Whether the server gives a task only to workers of the version that is current: it must be told which that is, and until then nothing
   * runs. Otherwise any worker takes any task.
   */
  readonly isVersioned?: boolean;
  /** What carries traces through; absent: nothing of what the workers do is traced. */
  readonly tracing?: Pick<WorkerOptions, 'interceptors' | 'sinks'>;
}

/** Workers at work. */
export interface RunningWorkers {
  /** Names the workflows they run: the same for every worker with the same code of workflows, whatever else differs. */
  readonly buildId: string;
  /** Resolves when they were asked to stop and have drained; rejects when one of them broke, after the others have drained or could not for too long. */
  readonly ended: Promise<void>;
  /** Takes nothing new, finishes what runs, and resolves when it is done. */
  stop(): Promise<void>;
}

/** Looks at cases at once: what waits behind them are alarms and warnings, never a person. They need as many connections. */
export const CASES_AT_ONCE = 3;
/** Cases sleep for days; a few are kept in memory beside the dossiers. */
const SHARE_OF_CASES = 0.2;

const FINISH_WITHIN = '10s';
/** One that broke, as of a namespace that is gone for a moment, may wait for the end of its tasks for ever. */
const BROKEN_ENDS_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 1_000;
const GIVE_UP_AFTER = '15s';
/** The workers of every version together, as the server names them. */
export const DEPLOYMENT = 'dh';
const BUILD_ID_LENGTH = 8;
const IDENTITY_LENGTH = 6;

/**
 * Starts the worker of the dossiers (workflows and their transitions), that of the cases and that of the letters.
 * @throws when the server refuses them or the bundle cannot be loaded
 */
export async function startWorkers(settings: WorkerSettings): Promise<RunningWorkers> {
  const { connection, namespace } = settings;
  const buildId = await buildIdOf(settings.workflowBundle);
  const version = { deploymentName: DEPLOYMENT, buildId };
  const both = {
    connection,
    namespace,
    identity: workerIdentity(),
    // Dossiers stay open for months: every one goes on with the current version, as patches let it, and no old one must be kept running for them.
    workerDeploymentOptions: settings.isVersioned === true ? { version, useWorkerVersioning: true, defaultVersioningBehavior: 'AUTO_UPGRADE' } : { version, useWorkerVersioning: false },
    shutdownGraceTime: FINISH_WITHIN,
    shutdownForceTime: GIVE_UP_AFTER,
    ...settings.tracing,
  } satisfies Partial<WorkerOptions>;
  const workers = [
    await Worker.create({
      ...both,
      taskQueue: DOSSIER_QUEUE,
      workflowBundle: { codePath: settings.workflowBundle },
      activities: settings.dossierActivities,
      maxCachedWorkflows: settings.maxCachedWorkflows,
      maxConcurrentLocalActivityExecutions: settings.transitionsAtOnce,
      maxConcurrentActivityTaskExecutions: settings.transitionsAtOnce,
      // Updates are tasks as well, and people wait for them: room for bursts beyond what the database does at once.
      maxConcurrentWorkflowTaskExecutions: 100,
      workflowTaskPollerBehavior: { type: 'autoscaling' },
    }),
    ...(settings.caseActivities === undefined
      ? []
      : [
          await Worker.create({
            ...both,
            taskQueue: CASE_QUEUE,
            workflowBundle: { codePath: settings.workflowBundle },
            activities: { ...settings.caseActivities, ...settings.reportActivities },
            maxCachedWorkflows: Math.ceil(settings.maxCachedWorkflows * SHARE_OF_CASES),
            maxConcurrentLocalActivityExecutions: CASES_AT_ONCE,
            maxConcurrentActivityTaskExecutions: CASES_AT_ONCE,
            maxConcurrentWorkflowTaskExecutions: 20,
          }),
        ]),
    await Worker.create({
      ...both,
      taskQueue: LETTER_QUEUE,
      activities: settings.letterActivities,
      maxTaskQueueActivitiesPerSecond: settings.lettersPerSecond,
      maxConcurrentActivityTaskExecutions: 10,
    }),
  ];
  return { buildId, ...supervise(workers) };
}

/** Tells builds apart in every task's events, which the SDK's own id would make a sixth longer. */
async function buildIdOf(workflowBundle: string): Promise<string> {
  try {
    return createHash('sha256').update(await readFile(workflowBundle)).digest('hex').slice(0, BUILD_ID_LENGTH);
  } catch (error) {
    throw new Error(`The workflow bundle ${workflowBundle} cannot be read: build the project first (npm run build)`, { cause: error });
  }
}

/**
 * Names this process in Temporal's web page: every event carries it, so it is short and of one length, and a dossier's
 * history is as long on every machine.
 */
export function workerIdentity(): string {
  return `w${createHash('sha256').update(`${hostname()}:${String(process.pid)}`).digest('hex').slice(0, IDENTITY_LENGTH)}`;
}

function supervise(workers: readonly Worker[]): Omit<RunningWorkers, 'buildId'> {
  const drain = (): void => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  const runs = workers.map(async (worker) => {
    try {
      await worker.run();
    } finally {
      drain();
    }
  });
  const drained = Promise.allSettled(runs).then((ends) => {
    const broken = ends.find((end) => end.status === 'rejected');
    if (broken !== undefined) throw broken.reason;
  });
  const stuck = Promise.withResolvers<never>();
  let brokeAt: number | undefined;
  const looking = setInterval(() => {
    if (workers.every((worker) => worker.getState() !== 'FAILED')) return;
    brokeAt ??= performance.now();
    drain();
    if (performance.now() - brokeAt > BROKEN_ENDS_WITHIN_MS) stuck.reject(new Error('one of the workers broke and does not end'));
  }, LOOK_EVERY_MS);
  const ended = Promise.race([drained, stuck.promise]).finally(() => {
    clearInterval(looking);
  });
  return {
    ended,
    stop: async () => {
      drain();
      await ended;
    },
  };
}
