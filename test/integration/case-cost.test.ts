import { expect, test } from 'vitest';
import { parseLocalDate } from '#domain';
import { confirmPlan, uploadPlan } from '#service';
import { openPlainCase } from '../support/cases.js';
import { person, testCounter } from '../support/engine.js';
import { counted } from '../support/staff.js';

const counter = await testCounter('2026-01-12T09:00:00+07:00');
const { clock } = counter;
const HEADER = 'TT;Nhiệm vụ;Tiến độ;Cơ quan chủ trì;Cơ quan phối hợp;Kết quả';

/** Statements that confirming a plan of so many tasks takes. */
async function costOfPlan(tasks: number): Promise<number> {
  const actor = person('head', 'H99.31');
  const lines = Array.from({ length: tasks }, (_, index) => `${String(index + 1)};Nhiệm vụ thứ ${String(index + 1)};Trước ngày 30/6/2026;UBND phường;;Báo cáo`);
  const key = counter.key();
  const outcome = await uploadPlan(counter.engine, {
    actor,
    idempotencyKey: key,
    agency: 'H99.31',
    number: `${key}/KH-UBND`,
    issuedOn: parseLocalDate('2026-01-10'),
    endsOn: parseLocalDate('2026-12-31'),
    content: Buffer.from([HEADER, ...lines].join('\n'), 'utf8'),
    at: clock.now(),
  });
  if (outcome.kind !== 'uploaded') throw new Error(`Not uploaded: ${outcome.kind}`);
  const { engine, statements } = counted(counter.engine);
  const taken = Array.from({ length: tasks }, (_, index) => ({ place: index + 1, lead: 'H99.31', coordinating: [], targets: [], escalates: true, timing: { kind: 'deadline', lastDay: parseLocalDate('2026-06-30') } as const }));
  const confirmed = await confirmPlan(engine, { planId: outcome.plan.id, actor, tasks: taken, at: clock.now() });
  expect(confirmed).toMatchObject({ kind: 'confirmed', opened: tasks });
  return statements();
}

test('a case is opened by seven statements: its row is written once, and waits for its workflow from then on', async () => {
  await openPlainCase(counter.engine, { key: 'cost-0', at: clock.now() });
  const { engine, statements } = counted(counter.engine);
  const { id } = await openPlainCase(engine, { key: 'cost-1', at: clock.now() });
  expect(statements()).toBe(7);
  expect(await counter.engine.database.read.first('SELECT unheard_since, last_seq FROM deadline_case WHERE id = $1', [id])).toEqual({ unheard_since: clock.now(), last_seq: 2 });
});

test('each further task of a plan takes ten statements, however long the plan', async () => {
  await costOfPlan(1);
  const [two, twelve] = [await costOfPlan(2), await costOfPlan(12)];
  expect((twelve - two) / 10).toBe(10);
});
