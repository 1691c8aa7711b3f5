import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { newKey, REQUEST, sendUntilAnswered, takeIn, type TakenIn } from '../support/e2e-desk.js';
import { eventsOf, expectOnceInOrder, expectSound, type Hold, holdBack, until, untilDecided, untilHeldBack, untilLettersProduced } from '../support/e2e-facts.js';
import { startKillablePostgres } from '../support/e2e-servers.js';
import { E2eStack } from '../support/e2e-stack.js';

const folder = await mkdtemp(join(tmpdir(), 'dunghan-e2e-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const postgres = await startKillablePostgres(folder);
const stack = await E2eStack.start({ databaseUrl: postgres.url, variables: { INLINE_DEADLINE_MS: '1500' } });
const { engine, temporal } = stack;

/** A dossier whose request for a supplement is written and cannot be committed; the request's key. */
async function beginTransition(): Promise<{ readonly dossier: TakenIn; readonly key: string; readonly answer: Promise<unknown>; readonly hold: Hold }> {
  const dossier = await takeIn(stack);
  await stack.untilWorkflowWaits(dossier.id);
  const [hold, key] = [await holdBack(engine), newKey()];
  const answer = sendUntilAnswered(stack, dossier, REQUEST, key);
  await untilHeldBack(engine);
  expect(await eventsOf(engine, dossier.id)).not.toContain('SupplementRequested');
  return { dossier, key, answer, hold };
}

async function expectDoneOnce({ id }: TakenIn): Promise<void> {
  expect((await untilDecided(engine, id)).map(({ type, status, attempts }) => `${type} ${status} ${String(attempts)}`)).toEqual(['RequestSupplement applied 0']);
  expect((await eventsOf(engine, id)).filter((type) => type === 'SupplementRequested')).toHaveLength(1);
  expect(await untilLettersProduced(engine, id)).toEqual(['supplement-request produced']);
  await expectOnceInOrder(engine, id);
  await expectSound(engine);
}

test.each([
  ['the worker', () => stack.kill('worker')],
  ['the API', () => stack.kill('api')],
  ['the relay', () => stack.kill('relay')],
  ['the Temporal server', () => temporal.server.kill().then(() => temporal.server.start())],
  ['PostgreSQL', () => postgres.server.kill().then(() => postgres.server.start())],
  ['everything', () => Promise.all([postgres.server.kill(), temporal.server.kill(), ...(['worker', 'relay', 'api'] as const).map((name) => stack.kill(name))]).then(() => Promise.all([postgres.server.start(), temporal.server.start()]))],
])('%s killed with -9 when a transition has written everything and committed nothing: the command is applied once, its letter produced once, and its sender told', async (_what, kill) => {
  const { dossier, key, answer, hold } = await beginTransition();
  await kill();
  await hold.release();
  await answer;
  await expectDoneOnce(dossier);
  const again = await until('its sender is told', async () => {
    const told = await sendUntilAnswered(stack, dossier, REQUEST, key);
    return told.status === 200 && told;
  });
  expect(again.body['dossier']).toMatchObject({ status: 'awaiting-supplement' });
});

test('a transition under way when Temporal dies is committed without it, its sender learns the outcome at once, and after its return nothing is done twice', async () => {
  const { dossier, key, answer, hold } = await beginTransition();
  await temporal.server.kill();
  await hold.release();
  await answer;
  await untilDecided(engine, dossier.id);
  expect((await sendUntilAnswered(stack, dossier, REQUEST, key)).status).toBe(200);
  await temporal.server.start();
  await stack.untilWorkflowWaits(dossier.id);
  await expectDoneOnce(dossier);
});

test('a worker that is told to stop finishes the transition under way, and ends well', async () => {
  const { dossier, answer, hold } = await beginTransition();
  const before = stack.said.length;
  const stopped = stack.kill('worker', 'SIGTERM');
  await hold.release();
  await stopped;
  expect(await eventsOf(engine, dossier.id)).toContain('SupplementRequested');
  expect(stack.said.slice(before)).toContainEqual(expect.stringContaining('worker ended unasked (with code 0)'));
  await answer;
  await expectDoneOnce(dossier);
});
