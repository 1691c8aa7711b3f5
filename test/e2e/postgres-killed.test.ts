import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ASSIGN, CLERK, CONTACT, FORWARD, INTAKE, newKey, PAYMENT, REQUEST, sendUntilAnswered, takeIn, type TakenIn } from '../support/e2e-desk.js';
import { commandsOf, expectOnceInOrder, expectSound, until, untilDecided, untilLettersProduced } from '../support/e2e-facts.js';
import { startKillablePostgres } from '../support/e2e-servers.js';
import { E2eStack } from '../support/e2e-stack.js';

const folder = await mkdtemp(join(tmpdir(), 'dunghan-e2e-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const postgres = await startKillablePostgres(folder);
const stack = await E2eStack.start({ databaseUrl: postgres.url, variables: { INLINE_DEADLINE_MS: '1500' } });
const { engine } = stack;

const GIVEN = [ASSIGN, FORWARD, CONTACT, PAYMENT, REQUEST];

async function sendAll(dossier: TakenIn): Promise<void> {
  for (const step of GIVEN) await sendUntilAnswered(stack, dossier, step);
}

test('PostgreSQL killed with -9 and started again in the middle of commands loses nothing, does nothing twice, and leaves every figure right', async () => {
  const dossiers = await Promise.all(Array.from({ length: 8 }, () => takeIn(stack)));
  const sent = Promise.all(dossiers.map(sendAll));
  await until('some commands are decided', async () => (await commandsOf(engine, dossiers[0]?.id ?? '')).some(({ status }) => status === 'applied'));
  await postgres.server.kill();

  const during = await stack.calls.post('/api/v1/dossiers', { as: CLERK, key: newKey(), body: INTAKE });
  expect([during.status, during.body['code'], during.headers.get('retry-after')]).toEqual([503, 'database-unavailable', '2']);
  expect((await stack.calls.get('/health/ready')).status).toBe(503);
  expect((await stack.calls.get('/health/live')).status).toBe(200);

  await postgres.server.start();
  await sent;
  for (const { id } of dossiers) {
    expect((await untilDecided(engine, id)).map(({ type, status }) => `${type} ${status}`)).toEqual(GIVEN.map(({ body }) => `${body.type} applied`));
    expect(await untilLettersProduced(engine, id)).toEqual(['supplement-request produced']);
    await expectOnceInOrder(engine, id);
  }
  await stack.untilSound();
  expect((await sendUntilAnswered(stack, await takeIn(stack), CONTACT)).status).toBeLessThan(300);
  await expectSound(engine);
});

test('everything killed with -9 at once in the middle of commands, as by a power cut, loses nothing and does nothing twice', async () => {
  const dossiers = await Promise.all(Array.from({ length: 4 }, () => takeIn(stack)));
  const sent = Promise.all(dossiers.map(sendAll));
  await until('some commands are decided', async () => (await commandsOf(engine, dossiers[0]?.id ?? '')).some(({ status }) => status === 'applied'));
  await Promise.all([postgres.server.kill(), stack.temporal.server.kill(), ...(['worker', 'relay', 'api'] as const).map((name) => stack.kill(name))]);
  await Promise.all([postgres.server.start(), stack.temporal.server.start()]);
  await sent;
  for (const { id } of dossiers) {
    expect((await untilDecided(engine, id)).map(({ type, status }) => `${type} ${status}`)).toEqual(GIVEN.map(({ body }) => `${body.type} applied`));
    expect(await untilLettersProduced(engine, id)).toEqual(['supplement-request produced']);
    await expectOnceInOrder(engine, id);
  }
  await expectSound(engine);
});
