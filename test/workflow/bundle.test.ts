import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { bundleWorkflows } from '../../apps/worker/bundle.js';
import { testWorkflowBundle } from '../support/temporal.js';

// Within the project, whose packages the bundler looks for from there.
const cache = fileURLToPath(new URL('../../.cache/', import.meta.url));
await mkdir(cache, { recursive: true });
const folder = await mkdtemp(join(cache, 'bundle-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function bundleOf(name: string, source: string): Promise<string> {
  const path = join(folder, `${name}.ts`);
  await writeFile(path, source);
  return bundleWorkflows(path);
}

test('the bundle holds our workflows, and nothing of activities, database, web server or OpenTelemetry', async () => {
  const code = await readFile(testWorkflowBundle().codePath, 'utf8');
  expect(code).toContain('dossierWorkflow');
  expect(code).toContain('deliverLetterWorkflow');
  expect(code).not.toMatch(/typeorm|pg-protocol|@nestjs|from 'zod'|@opentelemetry/);
});

test('a workflow that needs nothing but the sandbox is bundled', async () => {
  expect(await bundleOf('sound', `import { sleep } from '@temporalio/workflow';\nexport async function lawful() { await sleep(1); }`)).toContain('lawful');
});

test.each([
  ['reading-files', 'what the sandbox cannot have', `import { readFileSync } from 'fs';\nexport async function w() { readFileSync('x'); }`, /disallowed modules[^]*'fs'/],
  ['with-a-scheme', 'the same by its other name', `import { readFileSync } from 'node:fs';\nexport async function w() { readFileSync('x'); }`, /Webpack finished with errors/],
  ['missing', 'what is not there', `import { gone } from './gone.js';\nexport async function w() { gone(); }`, /Webpack finished with errors/],
])('the build breaks at a workflow %s: it imports %s', async (name, _what, source, message) => {
  await expect(bundleOf(name, source)).rejects.toThrow(message);
});
