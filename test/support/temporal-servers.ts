import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { writeWorkflowBundle } from '../../apps/worker/bundle.js';

/** Programs and files that tests with workflows need. */
export type TestTemporalFiles = {
  /** The server that skips time. */
  readonly testServer: string;
  /** The dev server; empty when `TEMPORAL_ADDRESS` names a running one. */
  readonly devServer: string;
  /** The workflows of this source tree, bundled once for the run. */
  readonly workflowBundle: string;
};

declare module 'vitest' {
  interface ProvidedContext {
    temporal: TestTemporalFiles;
  }
}

/** Vitest global setup: finds (or fetches) the Temporal servers and bundles the workflows. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-workflows-'));
  const workflowBundle = join(folder, 'workflow-bundle.js');
  await writeWorkflowBundle(workflowBundle);
  project.provide('temporal', {
    testServer: await pathPrintedBy('test-server.mjs'),
    devServer: await pathPrintedBy('temporal-server.mjs'),
    workflowBundle,
  });
  return () => rm(folder, { recursive: true, force: true });
}

async function pathPrintedBy(script: string): Promise<string> {
  const path = fileURLToPath(new URL(`../../scripts/${script}`, import.meta.url));
  return (await promisify(execFile)(process.execPath, [path])).stdout.trim();
}
