import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findFreePort } from '../../apps/local/ports.js';
import { ensureNamespace } from '../../apps/local/temporal.js';
import { NAMESPACE, startKillableTemporal } from '../support/e2e-servers.js';

const folder = await mkdtemp(join(tmpdir(), 'dunghan-namespace-'));
const { address, server } = await startKillableTemporal(folder);
afterAll(async () => {
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

const patient = (): boolean => false;

test("a namespace that somebody's own Temporal server lacks is made there once, and one it has is left alone", async () => {
  expect(await ensureNamespace(address, 'one-stop', patient)).toBe(true);
  expect(await ensureNamespace(address, 'one-stop', patient)).toBe(false);
  expect(await ensureNamespace(address, NAMESPACE, patient)).toBe(false);
});

test('a Temporal server that is not there is named with the namespace that was wanted', async () => {
  const nowhere = `127.0.0.1:${String(await findFreePort())}`;
  await expect(ensureNamespace(nowhere, 'one-stop', () => true)).rejects.toThrow(`Temporal at ${nowhere} does not answer for namespace "one-stop"`);
});
