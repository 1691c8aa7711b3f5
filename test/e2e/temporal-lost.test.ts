import { expect, test } from 'vitest';
import { dossierWorkflowId } from '#workflows';
import { createTestDatabase } from '../support/database.js';
import { ASSIGN, CLERK, CONTACT, FORWARD, HAND_OVER, newKey, PAYMENT, RESULT, send, takeIn, type TakenIn } from '../support/e2e-desk.js';
import { commandsOf, expectOnceInOrder, expectSound, until, untilDecided } from '../support/e2e-facts.js';
import { E2eStack } from '../support/e2e-stack.js';

const database = await createTestDatabase();
const stack = await E2eStack.start({ databaseUrl: database.url, variables: { INLINE_DEADLINE_MS: '1000' } });
const { engine, client, temporal } = stack;

function isRunning({ id }: TakenIn): Promise<boolean> {
  return client.workflow.getHandle(dossierWorkflowId(id)).describe().then(({ status }) => status.name === 'RUNNING', () => false);
}

test('while Temporal is dead dossiers are taken in and commands accepted, and after its return each command is decided once, in the order of acceptance', async () => {
  const before = await takeIn(stack);
  await stack.untilWorkflowWaits(before.id);
  await temporal.server.kill();

  const during = await takeIn(stack);
  expect(during.answer.body).toMatchObject({ status: 'received', dueAt: expect.any(String) as string });
  const given = [ASSIGN, FORWARD, CONTACT, HAND_OVER, PAYMENT, RESULT];
  const keys = given.map(() => newKey());
  const addresses: string[] = [];
  for (const dossier of [before, during]) {
    for (const [index, step] of given.entries()) {
      const answer = await send(stack, dossier, step, `${dossier.code}-${String(keys[index])}`);
      expect([answer.status, answer.body['status']]).toEqual([202, 'pending']);
      addresses.push(answer.headers.get('location') ?? '');
    }
  }
  expect((await send(stack, before, ASSIGN, `${before.code}-${String(keys[0])}`)).headers.get('location')).toBe(addresses[0]);
  await until('the API says that Temporal is missed, and is ready all the same', async () => {
    const { status, body } = await stack.calls.get('/health/ready');
    expect(status).toBe(200);
    return (body['degraded'] as readonly string[]).includes('temporal-unreachable');
  });

  await temporal.server.start();
  for (const dossier of [before, during]) {
    const decided = await untilDecided(engine, dossier.id);
    expect(decided.map(({ type, status }) => `${type} ${status}`)).toEqual(['Assign applied', 'Forward applied', 'RecordContact applied', 'HandOver refused', 'RecordPayment applied', 'RecordResult applied']);
    await expectOnceInOrder(engine, dossier.id);
    expect((await stack.calls.get(dossier.path, { as: CLERK })).body).toMatchObject({ status: 'finished', contacts: { applicant: 1 }, fees: { totalPaid: 50_000 } });
  }
  const answers = await Promise.all(addresses.map((address) => stack.calls.get(address, { as: CLERK })));
  expect(answers.map(({ body }) => body['status'])).toEqual([1, 2].flatMap(() => ['applied', 'applied', 'applied', 'refused', 'applied', 'applied']));
  const tasks = (await stack.calls.get('/api/v1/tasks?limit=200', { as: CLERK })).body['items'] as readonly { readonly kind: string }[];
  expect(tasks.filter(({ kind }) => kind === 'command-refused')).toHaveLength(2);
  await expectSound(engine);
});

test('when Temporal has lost everything under a living relay, the workflow of every open dossier is started again and waiting commands are decided', async () => {
  const quiet = await takeIn(stack);
  const waiting = await takeIn(stack);
  await Promise.all([quiet, waiting].map(({ id }) => stack.untilWorkflowWaits(id)));
  const closed = await takeIn(stack);
  for (const step of [RESULT, HAND_OVER]) await send(stack, closed, step);
  await untilDecided(engine, closed.id);
  const relay = stack.pidOf('relay');
  await temporal.server.kill();
  temporal.forget();
  expect((await send(stack, waiting, CONTACT)).status).toBe(202);
  expect((await send(stack, closed, FORWARD)).status).toBe(409);

  await temporal.server.start();
  await until('the waiting command is applied', async () => (await commandsOf(engine, waiting.id))[0]?.status === 'applied');
  await until('both workflows run', async () => (await isRunning(quiet)) && (await isRunning(waiting)));
  expect(await isRunning(closed)).toBe(false);
  expect(stack.pidOf('relay')).toBe(relay);
  await until('commands are answered at once again', async () => (await send(stack, quiet, CONTACT)).status === 200);
  await expectOnceInOrder(engine, quiet.id);
  await expectSound(engine);
});

test('while Temporal is dead the API stops when it is told to, without breaking over requests that nobody answered', async () => {
  await temporal.server.kill();
  await takeIn(stack);
  await stack.kill('api', 'SIGTERM');
  expect(stack.said).toContainEqual(expect.stringContaining('api ended unasked (with code 0)'));
  expect(stack.logOf('api')).not.toContain('shut down');
  await until('the API is back', async () => (await fetch(`${stack.apiUrl}/health/live`).catch(() => undefined))?.ok);
  await temporal.server.start();
});
