import { randomUUID } from 'node:crypto';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkflowClient } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, type NativeConnection, Worker } from '@temporalio/worker';
import { emptyWorkflow, touchedWorkflow, touchUpdate } from './empty-workflows.js';
import { type LoadResult, runLoad } from './load.js';

const QUEUE = 'bench-empty';
const UPDATES_PER_RUN = 50;

/** What the server does when there is nothing to do: workflows started and completed, and updates of a waiting workflow. */
export interface EmptyLoad {
  readonly workflows: LoadResult;
  readonly updates: LoadResult;
}

/** Measures empty workflows and empty updates, `atOnce` at a time, on the same server and client as the dossiers. */
export async function measureEmpty(client: WorkflowClient, connection: NativeConnection, namespace: string, count: number, atOnce: number): Promise<EmptyLoad> {
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL(`./empty-workflows${extname(import.meta.url)}`, import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });
  const worker = await Worker.create({ connection, namespace, taskQueue: QUEUE, workflowBundle, maxConcurrentWorkflowTaskExecutions: 100, workflowTaskPollerBehavior: { type: 'autoscaling' } });
  return worker.runUntil(async () => {
    const run = (): Promise<unknown> => client.execute(emptyWorkflow, { taskQueue: QUEUE, workflowId: `empty:${randomUUID()}` });
    await runLoad(atOnce, atOnce, run);
    return { workflows: await runLoad(count, atOnce, run), updates: await measureUpdates(client, count, atOnce) };
  });
}

async function measureUpdates(client: WorkflowClient, count: number, atOnce: number): Promise<LoadResult> {
  const runs = Math.max(atOnce, Math.ceil(count / UPDATES_PER_RUN));
  const handles = await Promise.all(
    Array.from({ length: runs }, () =>
      client.start(touchedWorkflow, { taskQueue: QUEUE, workflowId: `touched:${randomUUID()}` }),
    ),
  );
  const result = await runLoad(count, atOnce, async (index) => handles[index % runs]?.executeUpdate(touchUpdate));
  await Promise.all(handles.map((handle) => handle.terminate('The bench is over')));
  return result;
}
