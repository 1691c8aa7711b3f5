import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkflowNotFoundError } from '@temporalio/client';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '#service';
import { caseWorkflowId } from '#workflows';
import { Random } from '../../apps/cli/simulation/random.js';
import { countDecided, expectCasesSound, expectEndedOnce, expectSaidOnce, type OpenedOverHttp, openEachKind, openShortCases, sayAll, untilHeard, workRoundTheClock } from '../support/e2e-cases.js';
import { expectSound, type Hold, until } from '../support/e2e-facts.js';
import { startKillablePostgres } from '../support/e2e-servers.js';
import { E2eStack } from '../support/e2e-stack.js';

const random = new Random(20_260_818);
const folder = await mkdtemp(join(tmpdir(), 'dunghan-e2e-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const postgres = await startKillablePostgres(folder);
const stack = await E2eStack.start({ databaseUrl: postgres.url, variables: { CLOCK_SKEW_MS: '500', INLINE_DEADLINE_MS: '1500' }, running: [] });
const { engine, temporal, client } = stack;
await workRoundTheClock(engine);
for (const name of ['worker', 'relay', 'api'] as const) await stack.startProcess(name);
await stack.untilSound();

/** Who dies: how it is killed, and how it comes back where nobody starts it again by itself. */
interface Victim {
  readonly kill: () => Promise<void>;
  readonly revive: () => Promise<void>;
}

const VICTIMS: Readonly<Record<string, Victim>> = {
  'the worker': { kill: () => stack.kill('worker'), revive: () => Promise.resolve() },
  'the relay': { kill: () => stack.kill('relay'), revive: () => Promise.resolve() },
  PostgreSQL: { kill: () => postgres.server.kill(), revive: () => postgres.server.start() },
  'the Temporal server': { kill: () => temporal.server.kill(), revive: () => temporal.server.start() },
};

afterEach(async () => {
  await expectCasesSound(engine);
  await expectSound(engine);
});

const codesOf = (cases: readonly OpenedOverHttp[]): readonly string[] => cases.map(({ code }) => code);

describe('one process killed with -9 among commands to cases of every kind', () => {
  test.each(Object.entries(VICTIMS))('%s: each command has one outcome, and its events stand in the ledger once', async (_who, { kill, revive }) => {
    const cases = await openEachKind(stack);
    const commands = cases.flatMap(({ steps }) => steps).length;
    const after = Math.floor(random.between(0, commands));
    const said = Promise.all(cases.map((each) => sayAll(stack, each)));
    await until(`${String(after)} commands are decided`, async () => (await countDecided(engine, codesOf(cases))) >= after);
    await kill();
    await revive();
    expect((await said).flat()).toEqual(Array.from({ length: commands }, () => 200));
    for (const each of cases) await expectSaidOnce(engine, each);
  });

  test.each([
    ['the API', () => stack.kill('api')],
    ['PostgreSQL', () => postgres.server.kill().then(() => postgres.server.start())],
  ])('%s, while commands have written their events and not yet their clocks and outcomes: they leave nothing, and are decided when they are sent again', async (_who, killed) => {
    const cases = await openEachKind(stack);
    const hold = await holdClocksBack();
    const said = Promise.all(cases.map((each) => sayAll(stack, each)));
    await until('a command of each case is held back', async () => ((await engine.database.read.first<{ n: number }>(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'dunghan-api' AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO case_clock%'`))?.n ?? 0) === cases.length);
    await killed();
    await hold.release().catch(() => undefined);
    expect((await said).flat().every((status) => status === 200)).toBe(true);
    for (const each of cases) await expectSaidOnce(engine, each);
  });

  test('Temporal, before they are given: they are answered at once, and no workflow is left waiting for a case that is closed', async () => {
    const cases = await openEachKind(stack);
    await temporal.server.kill();
    const statuses = (await Promise.all(cases.map((each) => sayAll(stack, each)))).flat();
    expect(statuses.every((status) => status === 200)).toBe(true);
    await temporal.server.start();
    const closed = await engine.database.read.rows<{ id: string }>('SELECT id FROM deadline_case WHERE code = ANY($1) AND outcome IS NOT NULL', [codesOf(cases)]);
    expect(closed).toHaveLength(2);
    for (const { id } of closed) await until(`the workflow of ${id} has ended`, () => hasEnded(id));
  });
});

describe('clocks of every kind of case fall due', () => {
  const DUE_AFTER_MS = 3_000;

  test.each(Object.entries(VICTIMS))('while %s dies: each point is recorded once, at its own instant, and told once', async (_who, { kill, revive }) => {
    const cases = await openShortCases(engine, DUE_AFTER_MS);
    await untilHeard(engine, cases.map(({ id }) => id));
    const [first] = cases;
    // Before the end, or after it while its workflow waits out the clocks' skew.
    const killAt = (first?.dueAt ?? 0) + Math.floor(random.between(-1_000, 700));
    await until('its moment has come', () => Promise.resolve(systemClock.now() >= killAt));
    await kill();
    await revive();
    await expectEndedOnce(engine, cases);
  });

  test('while Temporal loses its database: the workflows of open cases are started again, and each point is recorded once', async () => {
    const cases = await openShortCases(engine, DUE_AFTER_MS);
    await untilHeard(engine, cases.map(({ id }) => id));
    await temporal.server.kill();
    temporal.forget();
    await temporal.server.start();
    await expectEndedOnce(engine, cases);
    for (const { id, kind } of cases) await until(`the workflow of ${id} runs again`, () => client.workflow.getHandle(caseWorkflowId(id)).describe().then(({ type, status }) => type === `${kind}Workflow` && status.name === 'RUNNING', () => false));
  });
});

/** Holds commands to cases back that start or stop a clock: they have then written their events, and cannot commit. */
async function holdClocksBack(): Promise<Hold> {
  const [held, released] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const holding = engine.database
    .transaction(async (tx) => {
      await tx.run('LOCK TABLE case_clock IN SHARE ROW EXCLUSIVE MODE');
      held.resolve(undefined);
      await released.promise;
    })
    .catch(held.reject);
  await held.promise;
  return {
    release: async () => {
      released.resolve(undefined);
      await holding;
    },
  };
}

function hasEnded(caseId: string): Promise<boolean> {
  return client.workflow.getHandle(caseWorkflowId(caseId)).describe().then(({ status }) => status.name === 'COMPLETED', (error: unknown) => error instanceof WorkflowNotFoundError);
}
