import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, inject } from 'vitest';

const NAMESPACE = 'dunghan';
let isQuiet = false;

/**
 * Starts a Temporal server that skips time, for the calling test file, and stops it after the file's last test.
 * Move time from one place with `sleep`; wait for results through a plain client on `connection`, for the
 * environment's own client unlocks time at each wait.
 */
export async function startTestTemporal(): Promise<TestWorkflowEnvironment> {
  keepQuiet();
  const { testServer } = inject('temporal');
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: testServer } },
  });
  afterAll(() => environment.teardown());
  return environment;
}

/**
 * Starts the real dev server in real time, in memory unless a file is named, for the calling test file; stopped after
 * its last test.
 */
export async function startLocalTemporal(options: { readonly dbFilename?: string; readonly extraArgs?: string[] } = {}): Promise<TestWorkflowEnvironment> {
  keepQuiet();
  const { devServer } = inject('temporal');
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'existing-path', path: devServer }, namespace: NAMESPACE, ip: '127.0.0.1', ...options },
  });
  afterAll(() => environment.teardown());
  return environment;
}

/** The workflows of this source tree as a worker option. */
export function testWorkflowBundle(): { readonly codePath: string } {
  return { codePath: inject('temporal').workflowBundle };
}

function keepQuiet(): void {
  if (isQuiet) return;
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  isQuiet = true;
}
