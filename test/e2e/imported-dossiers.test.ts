import { expect, test } from 'vitest';
import { formatInstant, instant } from '#domain';
import { applyImport, systemClock } from '#service';
import { dossierWorkflowId } from '#workflows';
import { createTestDatabase } from '../support/database.js';
import { eventsOf, expectSound, until } from '../support/e2e-facts.js';
import { E2eStack } from '../support/e2e-stack.js';

const DAY = 86_400_000;

const database = await createTestDatabase();
const stack = await E2eStack.start({ databaseUrl: database.url, variables: { CLOCK_SKEW_MS: '500' } });
const { engine, client } = stack;
await stack.untilSound();

async function idOf(code: string): Promise<string> {
  return (await engine.database.read.first<{ id: string }>('SELECT id FROM dossier WHERE code = $1', [code]))?.id ?? `no dossier ${code}`;
}

test('a running dossier that was imported gets its workflow, whose timer records lateness at the imported due date; a finished one gets none', async () => {
  const now = systemClock.now();
  const at = (offset: number): string => formatInstant(instant(now + offset));
  const fields = { procedureCode: '1.013225', agencyCode: 'H99.31', channel: 'counter', applicantName: 'Trần Thị Bưởi', receivedAt: at(-10 * DAY) };
  const lines = [
    { line: 2, fields: { ...fields, code: 'OLD-1', dueAt: at(12_000) } },
    { line: 3, fields: { ...fields, code: 'OLD-2', dueAt: at(-DAY), finishedAt: at(-2 * DAY) } },
  ];
  expect(await applyImport(engine, lines, systemClock.now(), { source: 'old' })).toMatchObject({ taken: 2, warnings: 0 });
  const [running, finished] = [await idOf('OLD-1'), await idOf('OLD-2')];

  const late = await until('the lateness is recorded', async () =>
    engine.database.read.first<{ cause: string }>(`SELECT cause FROM dossier_event WHERE dossier_id = $1 AND type = 'DossierBecameLate'`, [running]),
  );
  expect(late.cause).toBe(`expiry:1@${String(now + 12_000)}`);
  const { events } = await client.workflow.getHandle(dossierWorkflowId(running)).fetchHistory();
  expect(events?.some(({ timerFiredEventAttributes: fired }) => fired != null)).toBe(true);
  expect((await client.workflow.getHandle(dossierWorkflowId(running)).describe()).status.name).toBe('RUNNING');

  await expect(client.workflow.getHandle(dossierWorkflowId(finished)).describe()).rejects.toThrow(/not found/i);
  expect(await eventsOf(engine, finished)).toEqual(['DossierImported']);
  await expectSound(engine);
});
