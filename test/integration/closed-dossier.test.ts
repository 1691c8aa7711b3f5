import { expect, test } from 'vitest';
import { acceptCommand, applyTransition, type CommandRecord, findCommand } from '#service';
import type { CommandBodies, CommandType } from '#domain';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;

async function withdrawn(): Promise<{ readonly code: string; readonly id: string }> {
  const dossier = await counter.takeIn();
  const { status } = await counter.give(person('clerk'), dossier.code, 'Withdraw', { reasonCode: 'applicant-wish' }, { reason: 'Người nộp xin rút' });
  expect(status).toBe('applied');
  return dossier;
}

async function accept<T extends CommandType>(code: string, type: T, body: CommandBodies[T], role: 'officer' | 'head' = 'officer', text?: Readonly<Record<string, string>>): Promise<CommandRecord> {
  clock.add(1);
  const acceptance = await acceptCommand(engine, clock, { actor: person(role), idempotencyKey: counter.key(), dossierCode: code, type, body, ...(text === undefined ? {} : { text }) });
  if (acceptance.kind !== 'accepted') throw new Error(`Not accepted: ${acceptance.kind}`);
  return acceptance.command;
}

test('a command that a closed dossier does not allow is refused with its acceptance, by the same outcome a workflow would have recorded', async () => {
  const { code, id } = await withdrawn();
  const refused = await accept(code, 'Forward', {});
  expect(refused).toMatchObject({ status: 'refused', settledAt: refused.acceptedAt, outcome: { kind: 'refused', refusal: { code: 'not-allowed-in-status', status: 'withdrawn' } } });
  expect(await findCommand(engine, refused.id)).toEqual(refused);
  const [reopened, behind] = [await accept(code, 'ExcuseLateness', { ground: 'force-majeure', decisionNumber: 'QĐ-1', secondPerson: 'head-2' }, 'head'), await accept(code, 'Forward', {})];
  expect([reopened.status, behind.status]).toEqual(['pending', 'pending']);
  await applyTransition(engine, id, [behind.id], clock.now());
  expect((await findCommand(engine, behind.id))?.outcome).toEqual(refused.outcome);
});

test('a command behind a reopening that waits is decided after it', async () => {
  const { code, id } = await withdrawn();
  const reopen = await accept(code, 'Reopen', { reasonCode: 'court-decision' }, 'head', { reason: 'Theo quyết định của toà án' });
  const assign = await accept(code, 'Assign', { officer: 'officer-1' }, 'head');
  expect([reopen.status, assign.status]).toEqual(['pending', 'pending']);
  await applyTransition(engine, id, [assign.id], clock.now());
  expect([await findCommand(engine, reopen.id), await findCommand(engine, assign.id)]).toMatchObject([{ status: 'applied' }, { status: 'applied' }]);
});

test('a command behind a reopening that is still being accepted waits for it and is decided after it', async () => {
  const { code, id } = await withdrawn();
  let commit = (): void => undefined;
  const held = new Promise<void>((resolve) => (commit = resolve));
  let reach = (): void => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const transaction: typeof engine.database.transaction = (work) =>
    engine.database.transaction(async (tx) => {
      const result = await work(tx);
      reach();
      await held;
      return result;
    });
  const slowly = { ...engine, database: { ...engine.database, transaction } };
  const reopening = acceptCommand(slowly, clock, { actor: person('head'), idempotencyKey: counter.key(), dossierCode: code, type: 'Reopen', body: { reasonCode: 'court-decision' }, text: { reason: 'Theo quyết định của toà án' } });
  await reached;
  const behind = accept(code, 'Assign', { officer: 'officer-1' }, 'head');
  await expect.poll(() => engine.database.read.first(`SELECT 1 AS waits FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).toEqual({ waits: 1 });
  commit();
  const [reopened, assigned] = [await reopening, await behind];
  expect(assigned.status).toBe('pending');
  await applyTransition(engine, id, [assigned.id], clock.now());
  const reopen = reopened.kind === 'accepted' ? reopened.command.id : '';
  expect([await findCommand(engine, reopen), await findCommand(engine, assigned.id)]).toMatchObject([{ status: 'applied' }, { status: 'applied' }]);
});

test('of a command refused at once nothing is kept but what became of it, erased dossier or not', async () => {
  const { code, id } = await withdrawn();
  const erased = await counter.give(person('admin'), code, 'ErasePersonalData', { decisionNumber: 'QĐ-9/2026', secondPerson: 'admin-2' });
  expect(erased.status).toBe('applied');
  const refused = await accept(code, 'RequestSupplement', { items: [], reasonCode: 'incomplete' }, 'officer', { reason: 'Lời riêng tư' });
  expect(refused.status).toBe('refused');
  expect(await engine.database.read.rows('SELECT 1 FROM command_inbox WHERE dossier_id = $1 AND body IS NOT NULL', [id])).toEqual([]);
});
