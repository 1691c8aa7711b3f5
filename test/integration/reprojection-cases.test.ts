import { beforeAll, expect, test } from 'vitest';
import { MS_PER_HOUR } from '#domain';
import { giveCaseCommand, receiveFeedback, urgeDossier } from '#service';
import { reproject } from '#service/figures';
import { openPlainCase } from '../support/cases.js';
import { person, testCounter } from '../support/engine.js';
import { takePassStep } from '../../libs/service/reprojection/pass-step.js';
import { readPass } from '../../libs/service/reprojection/pass-state.js';

const TABLES = ['deadline_case', 'case_clock', 'feedback', 'feedback_round'] as const;
const counter = await testCounter('2026-08-03T08:00:00+07:00');
const { engine, clock } = counter;
const { read } = engine.database;

beforeAll(async () => {
  const { code } = await counter.takeIn();
  const rights = { mayGive: () => true };
  for (const channel of ['hotline', 'counter'] as const) {
    const received = await receiveFeedback(engine, clock, { actor: person('clerk'), idempotencyKey: counter.key(), body: { agencyCode: 'H99.31', channel, subject: 'conduct', content: 'Nội dung', dossierCode: code } });
    if (received.kind !== 'opened') throw new Error('Not received');
    for (const type of ['AcceptFeedback', 'AnswerFeedback'] as const) {
      clock.add(2 * MS_PER_HOUR);
      await giveCaseCommand(engine, clock, { actor: person('officer'), idempotencyKey: counter.key(), code: received.code, type, body: {}, text: { answer: 'Nội dung' } }, rights);
    }
  }
  await urgeDossier(engine, clock, { actor: person('clerk'), idempotencyKey: counter.key(), body: { dossierCode: code, by: 'desk' } });
  await openPlainCase(engine, { key: 'task', at: clock.now(), owner: 'officer-1' });
});

async function rows(): Promise<readonly (readonly object[])[]> {
  const all: (readonly object[])[] = [];
  for (const table of TABLES) {
    all.push(await read.rows(`SELECT * FROM ${table} ORDER BY ${table}::text`));
  }
  return all.map((each) => [...each].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)));
}

test.each([
  ['a point nobody would meet', `UPDATE deadline_case SET next_point_at = NULL WHERE next_point_at IS NOT NULL`, 'deadline_case.next_point_at'],
  ['an owner lost', 'UPDATE deadline_case SET owner = NULL WHERE owner IS NOT NULL', 'deadline_case.owner'],
  ['a date of a clock', `UPDATE case_clock SET due_at = due_at + 1 WHERE clock = 'answer'`, 'case_clock.due_at'],
  ['whose clock it is', `UPDATE case_clock SET agency = 'H99.32' WHERE clock = 'completion'`, 'case_clock.agency'],
  ['what feedback came by', `UPDATE feedback SET channel = 'post' WHERE channel = 'counter'`, 'feedback.channel'],
  ['what is urgent', 'UPDATE feedback SET urgent = NOT urgent', 'feedback.urgent'],
  ['when a turn began', 'UPDATE feedback_round SET begun_at = 0', 'feedback_round.begun_at'],
  ['whether an answer was in time', 'UPDATE feedback_round SET in_time = NULL WHERE in_time IS NOT NULL', 'feedback_round.in_time'],
])('%s is found and rewritten, and nothing else', async (_what, damage, column) => {
  const before = await rows();
  const damaged = await read.run(damage);
  expect(damaged).toBeGreaterThan(0);
  expect((await reproject(engine, clock)).differing).toEqual({ [column]: damaged });
  expect(await rows()).toEqual(before);
  expect((await reproject(engine, clock)).differing).toEqual({});
});

test('rows of cases that are right are counted and left alone; one that somebody holds is waited for', async () => {
  const { cases, dossiers } = await reproject(engine, clock);
  expect({ cases, dossiers }).toEqual({ cases: 4, dossiers: 1 });
  const [last] = await read.rows<{ id: string }>('SELECT id FROM deadline_case ORDER BY id DESC LIMIT 1');
  const id = last?.id ?? '';
  await read.run('UPDATE case_clock SET escalated = escalated + 1 WHERE case_id = $1', [id]);
  await engine.database.transaction(async (tx) => {
    await tx.run('SELECT FROM deadline_case WHERE id = $1 FOR UPDATE', [id]);
    while ((await takePassStep(engine, 'repair', clock.now())).kind !== 'busy');
    expect(await readPass(read)).toMatchObject({ phase: 'cases', cases: 3 });
  });
  expect((await reproject(engine, clock)).differing).toMatchObject({ 'case_clock.escalated': expect.any(Number) as number });
});
