import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { instant } from '#domain';
import { ATTEMPT_LIMIT, systemClock } from '#service';
import { createTestDatabase } from '../support/database.js';
import { ASSIGN, CLERK, CONTACT, FORWARD, newKey, OFFICER, PAYMENT, REQUEST, send, sendUntilAnswered, takeIn, type TakenIn } from '../support/e2e-desk.js';
import { type CommandFact, commandsOf, expectOnceInOrder, expectSound, holdBack, until, untilDecided, untilHeldBack, untilLettersProduced } from '../support/e2e-facts.js';
import { E2eStack } from '../support/e2e-stack.js';

const database = await createTestDatabase();
const stack = await E2eStack.start({ databaseUrl: database.url, variables: { INLINE_DEADLINE_MS: '1500' } });
const { engine } = stack;

async function decidedOnce(dossiers: readonly TakenIn[], commands: number): Promise<void> {
  for (const { id } of dossiers) {
    expect((await untilDecided(engine, id)).map(({ status }) => status)).toEqual(Array.from({ length: commands }, () => 'applied'));
    await expectOnceInOrder(engine, id);
  }
  await expectSound(engine);
}

describe('one process killed with -9', () => {
  test.each([
    ['the worker', () => stack.kill('worker')],
    ['the Temporal server', () => stack.temporal.server.kill().then(() => stack.temporal.server.start())],
    ['the API', () => stack.kill('api')],
  ])('%s, in the middle of commands: every command has one outcome and every letter is written once', async (_what, kill) => {
    const dossiers = await Promise.all(Array.from({ length: 6 }, () => takeIn(stack)));
    const given = [ASSIGN, FORWARD, CONTACT, PAYMENT, REQUEST];
    const answers = dossiers.map(async (dossier) => {
      const statuses: number[] = [];
      for (const step of given) statuses.push((await sendUntilAnswered(stack, dossier, step)).status);
      return statuses;
    });
    const all = async (): Promise<readonly CommandFact[]> => (await Promise.all(dossiers.map(({ id }) => commandsOf(engine, id)))).flat();
    await until('some commands are decided', async () => (await all()).some(({ status }) => status === 'applied'));
    expect((await all()).length).toBeLessThan(dossiers.length * given.length);
    await kill();
    const statuses = (await Promise.all(answers)).flat();
    expect(statuses.filter((status) => status !== 200 && status !== 202)).toEqual([]);
    await decidedOnce(dossiers, given.length);
    for (const { id } of dossiers) expect(await untilLettersProduced(engine, id)).toEqual(['supplement-request produced']);
  });

  test('the relay, while it delivers what waited for Temporal: every command has one outcome and every letter is written once', async () => {
    const dossiers = await Promise.all(Array.from({ length: 6 }, () => takeIn(stack)));
    await Promise.all(dossiers.map(({ id }) => stack.untilWorkflowWaits(id)));
    await stack.temporal.server.kill();
    for (const dossier of dossiers) expect((await send(stack, dossier, REQUEST)).status).toBe(202);
    const hold = await holdBack(engine);
    await stack.temporal.server.start();
    await untilHeldBack(engine);
    await stack.kill('relay');
    await hold.release();
    await decidedOnce(dossiers, 1);
    for (const { id } of dossiers) expect(await untilLettersProduced(engine, id)).toEqual(['supplement-request produced']);
  });

  test('the API, after it accepted a command and before anybody decided it: the command is decided once, and its sender learns of it under the same key', async () => {
    const dossier = await takeIn(stack);
    await stack.untilWorkflowWaits(dossier.id);
    await stack.temporal.server.kill();
    const key = newKey();
    const cutOff = send(stack, dossier, CONTACT, key).then(({ status }) => status, () => 'no answer');
    await until('the command is accepted', async () => (await commandsOf(engine, dossier.id)).length === 1);
    await stack.kill('api');
    expect(await cutOff).toBe('no answer');
    await stack.temporal.server.start();
    const answer = await until('the command has its outcome', async () => {
      const again = await sendUntilAnswered(stack, dossier, CONTACT, key);
      return again.status === 200 && again;
    });
    expect(answer.body['dossier']).toMatchObject({ contacts: { applicant: 1 } });
    await decidedOnce([dossier], 1);
  });
});

describe('a command that cannot be decided', () => {
  /** What a bug would leave in the inbox: a command whose body is not what its type promises. */
  async function poison({ id }: TakenIn): Promise<string> {
    const [command, at] = [randomUUID(), systemClock.now()];
    await engine.database.transaction(async (tx) => {
      const sealed = await engine.vault.seal(tx, { agency: OFFICER.agency, at }, `command:${command}`, Buffer.from('{}'));
      await tx.run(
        `INSERT INTO command_inbox (id, actor_subject, actor_role, actor_agency, idempotency_key, dossier_id, type, body, key_ref, body_hmac, accepted_at, status, next_attempt_at)
         VALUES ($1, $2, $3, $4, 'poisoned-command', $5, 'Assign', $6, $7, '', $8, 'pending', $8)`,
        [command, OFFICER.subject, OFFICER.role, OFFICER.agency, id, sealed.ciphertext, sealed.keyRef, at],
      );
    });
    return command;
  }

  async function poisoned({ id }: TakenIn): Promise<{ readonly status: string; readonly attempts: number } | undefined> {
    return (await commandsOf(engine, id)).find(({ type }) => type === 'Assign');
  }

  test('is tried twenty times and then given up with a task, while later commands of the dossier go on', async () => {
    const dossier = await takeIn(stack);
    const id = await poison(dossier);
    await until('the relay has tried it again and again', async () => ((await poisoned(dossier))?.attempts ?? 0) >= 3);
    expect((await sendUntilAnswered(stack, dossier, CONTACT)).status).toBe(200);
    expect(await poisoned(dossier)).toMatchObject({ status: 'pending' });
    await until('it is dead', async () => {
      // Its waits grow to a minute: they are cut short.
      await engine.database.read.run('UPDATE command_inbox SET next_attempt_at = $2 WHERE id = $1 AND next_attempt_at > $2', [id, instant(0)]);
      return (await poisoned(dossier))?.status === 'dead';
    });
    expect((await poisoned(dossier))?.attempts).toBe(ATTEMPT_LIMIT);
    expect((await sendUntilAnswered(stack, dossier, PAYMENT)).status).toBe(200);
    expect((await stack.calls.get(`/api/v1/commands/${id}`, { as: OFFICER })).body).toMatchObject({ status: 'dead', problem: { code: 'command-dead' } });
    const tasks = await engine.database.read.rows<{ kind: string; subject: string }>('SELECT kind, subject FROM task WHERE dossier_id = $1', [dossier.id]);
    expect(tasks).toEqual([{ kind: 'command-dead', subject: OFFICER.subject }]);
    expect((await stack.calls.get(dossier.path, { as: CLERK })).body).toMatchObject({ contacts: { applicant: 1 }, fees: { totalPaid: 50_000 } });
    await expectOnceInOrder(engine, dossier.id);
    await expectSound(engine);
  });
});
