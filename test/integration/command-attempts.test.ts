import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { acceptCommand, applyTransition, closeEngine, deferCommand, type Engine, openEngine, verifyLedger } from '#service';
import type { CommandBodies, CommandType } from '#domain';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;
const { read } = engine.database;

const otherKey = await openEngine({ databaseUrl: counter.database.url, masterKey: new Uint8Array(32).fill(9), applicationName: 'other-master-key' });
afterAll(() => closeEngine(otherKey));

async function accept(code: string): Promise<string> {
  const acceptance = await acceptCommand(engine, clock, {
    actor: person('officer'),
    idempotencyKey: counter.key(),
    dossierCode: code,
    type: 'Assign',
    body: { officer: 'officer-1' },
  });
  if (acceptance.kind !== 'accepted') throw new Error(`Not accepted: ${acceptance.kind}`);
  return acceptance.command.id;
}

async function give<T extends CommandType>(code: string, type: T, body: CommandBodies[T]): Promise<string> {
  const acceptance = await acceptCommand(engine, clock, { actor: person('clerk'), idempotencyKey: counter.key(), dossierCode: code, type, body });
  if (acceptance.kind !== 'accepted') throw new Error(`Not accepted: ${acceptance.kind}`);
  return acceptance.command.id;
}

async function damage(command: string): Promise<void> {
  await read.run(`UPDATE command_inbox SET body = '\\x00' WHERE id = $1`, [command]);
}

async function inboxOf(command: string): Promise<{ status: string; attempts: number; last_error: string | null; outcome: object | null; body: Buffer | null } | undefined> {
  return read.first('SELECT status, attempts, last_error, outcome, body FROM command_inbox WHERE id = $1', [command]);
}

test('a command that cannot be decided is given up at the twentieth attempt with a task, and the commands after it go on', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  const damaged = await accept(code);
  await damage(damaged);
  clock.add(1_000);
  const sound = await accept(code);
  for (let attempt = 1; attempt <= 19; attempt += 1) await counter.wake(id);
  expect(await inboxOf(damaged)).toMatchObject({ status: 'pending', attempts: 19 });
  expect(await inboxOf(sound)).toMatchObject({ status: 'applied', attempts: 0 });
  await counter.wake(id);
  expect(await inboxOf(damaged)).toMatchObject({ status: 'dead', attempts: 20, outcome: { kind: 'dead', reason: 'SealedDataError' } });
  expect(await read.rows('SELECT kind FROM task WHERE dossier_id = $1', [id])).toEqual([{ kind: 'command-dead' }]);
});

/** A database that takes no assignment, as one would with a rule of its own that the program does not know. */
async function withoutAssignments(work: () => Promise<void>): Promise<void> {
  const owner = new pg.Client({ connectionString: counter.database.ownerUrl });
  await owner.connect();
  try {
    await owner.query(`ALTER TABLE dossier_event ADD CONSTRAINT no_assignment CHECK (type <> 'OfficerAssigned') NOT VALID`);
    await work();
    await owner.query('ALTER TABLE dossier_event DROP CONSTRAINT no_assignment');
  } finally {
    await owner.end();
  }
}

test('a command whose events the database refuses counts as one that cannot be decided, and those beside it are carried out once', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  const before = await give(code, 'RecordContact', { party: 'applicant' });
  const unwritable = await accept(code);
  const after = await give(code, 'RecordContact', { party: 'applicant' });
  clock.add(60_000);
  await withoutAssignments(async () => {
    await counter.wake(id);
    expect(await inboxOf(unwritable)).toMatchObject({ status: 'pending', attempts: 1, last_error: expect.stringContaining('23514') as string });
    expect([await inboxOf(before), await inboxOf(after)]).toMatchObject([{ status: 'applied', attempts: 0 }, { status: 'applied', attempts: 0 }]);
    for (let attempt = 2; attempt <= 20; attempt += 1) await counter.wake(id);
    expect(await inboxOf(unwritable)).toMatchObject({ status: 'dead', attempts: 20 });
  });
  expect(await read.rows('SELECT cause, type FROM dossier_event WHERE dossier_id = $1 AND seq > 1 ORDER BY seq', [id])).toEqual(
    [before, after].map((cause) => ({ cause, type: 'ContactRecorded' })),
  );
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
});

test('what is kept of a failed attempt says where it failed and quotes nothing', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  const command = await accept(code);
  const quoting: Engine = {
    ...engine,
    vault: { ...engine.vault, open: () => Promise.reject(new SyntaxError('"Trần Thị Bé" is not valid JSON')) },
  };
  await applyTransition(quoting, id, [], clock.now());
  const { last_error: kept } = (await inboxOf(command)) ?? {};
  expect(kept).toMatch(/^SyntaxError\nat /);
  expect(kept).not.toContain('Trần');
});

test('no point past a command that could not be decided is settled by a wake until the command is', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  clock.set('2026-08-27T08:59:59+07:00');
  const command = await accept(code);
  const sound = await inboxOf(command);
  await damage(command);
  clock.set('2026-08-27T10:00:00+07:00');
  await counter.wake(id);
  const late = (): Promise<object | undefined> => read.first('SELECT became_late_at IS NOT NULL AS late FROM dossier WHERE id = $1', [id]);
  expect(await late()).toEqual({ late: false });
  await read.run('UPDATE command_inbox SET body = $2 WHERE id = $1', [command, sound?.body]);
  await counter.wake(id);
  expect(await late()).toEqual({ late: true });
  expect(await inboxOf(command)).toMatchObject({ status: 'applied', attempts: 1 });
});

test('a master key that opens nothing counts as no attempt: the commands wait until the right one is back', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  const command = await accept(code);
  await expect(applyTransition(otherKey, id, [], clock.now())).rejects.toThrow(/master key/);
  expect(await inboxOf(command)).toMatchObject({ status: 'pending', attempts: 0 });
  await counter.wake(id);
  expect(await inboxOf(command)).toMatchObject({ status: 'applied' });
});

test('a command answered with 202 while it is being refused becomes a task for its actor', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  const acceptance = await acceptCommand(engine, clock, { actor: person('officer'), idempotencyKey: counter.key(), dossierCode: code, type: 'ResumeClock', body: {} });
  const command = acceptance.kind === 'accepted' ? acceptance.command.id : '';
  const answeredMeanwhile: Engine = {
    ...engine,
    database: {
      ...engine.database,
      transaction: (work) =>
        engine.database.transaction((tx) =>
          work({
            ...tx,
            rows: async <Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]> => {
              const rows = await tx.rows<Row>(sql, parameters);
              if (sql.includes('FROM command_inbox')) expect(await deferCommand(engine, command)).toBe(true);
              return rows;
            },
          }),
        ),
    },
  };
  await applyTransition(answeredMeanwhile, id, [command], clock.now());
  expect(await inboxOf(command)).toMatchObject({ status: 'refused' });
  expect(await read.rows('SELECT kind, subject FROM task WHERE dossier_id = $1', [id])).toEqual([{ kind: 'command-refused', subject: 'officer-1' }]);
});

test('nothing is recorded before it was accepted, however old the time of the wake', async () => {
  const begun = clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  clock.add(4_000);
  const command = await accept(code);
  await applyTransition(engine, id, [command], begun);
  expect(await read.first('SELECT recorded_at - occurred_at AS after FROM dossier_event WHERE dossier_id = $1 AND seq = 2', [id])).toEqual({ after: 0 });
});
