import { expect, test } from 'vitest';
import { ensureNamespace } from '../../apps/local/temporal.js';
import { createTestDatabase } from '../support/database.js';
import { ASSIGN, CLERK, send, takeIn } from '../support/e2e-desk.js';
import { until, untilDecided } from '../support/e2e-facts.js';
import { NAMESPACE } from '../support/e2e-servers.js';
import { E2eStack } from '../support/e2e-stack.js';

const database = await createTestDatabase();
const stack = await E2eStack.start({ databaseUrl: database.url, variables: { INLINE_DEADLINE_MS: '1000' } });
const { engine, temporal } = stack;

test('a worker whose namespace is gone, as while a server that lost everything is set up anew, ends so that another is started, and work goes on once there is one again', { timeout: 300_000 }, async () => {
  const dossier = await takeIn(stack);
  await stack.untilWorkflowWaits(dossier.id);
  const before = stack.pidOf('worker');
  await temporal.server.kill();
  temporal.forget();
  temporal.serveOthers();
  await temporal.server.start();
  await until('the worker that knew the namespace has ended', () => Promise.resolve(stack.pidOf('worker') !== before), 120_000);
  await ensureNamespace(temporal.address, NAMESPACE, () => false);
  expect((await send(stack, dossier, ASSIGN)).status).toBeLessThan(300);
  expect((await untilDecided(engine, dossier.id)).map(({ type, status }) => `${type} ${status}`)).toEqual(['Assign applied']);
  expect((await stack.calls.get(dossier.path, { as: CLERK })).status).toBe(200);
});
