import { expect, test } from 'vitest';
import { type CaseBodies, formatLocalTime, instant, parseInstant, startClock } from '#domain';
import { applyCase, type CaseAnswer, giveCaseCommand, openCase, type OpenedCase, readCaseLedger } from '#service';
import { PROOF } from '../support/cases.js';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-17T09:00:00+07:00');
const { engine, clock } = counter;
const everybody = { mayGive: () => true };

async function openTask(key: string, received = clock.now()): Promise<OpenedCase> {
  return engine.database.transaction((tx) =>
    openCase(engine, tx, {
      kind: 'task',
      businessKey: key,
      series: 'NV',
      agency: 'H99.31',
      actor: person('manager'),
      at: received,
      begin: ({ code }, context) => {
        const opened = { type: 'CaseOpened', payload: { kind: 'task', code, agency: 'H99.31', province: 'H99' }, occurredAt: context.at } as const;
        const rule = {
          clock: 'completion',
          term: { limit: { unit: 'working-days', amount: 5 }, end: 'same-clock' },
          warn: { unit: 'working-days', amount: 1 },
          escalations: [{ unit: 'working-days', amount: 1 }, { unit: 'working-days', amount: 3 }],
          law: { document: '126/KH-UBND' },
        } as const;
        return [opened, startClock({ clocks: [] }, rule, context.at, context.at, { agency: 'H99.31', calendars: context.calendars })];
      },
    }),
  );
}

function complete(code: string, key: string, body: CaseBodies['CompleteTask'] = { evidence: [PROOF] }): Promise<CaseAnswer> {
  return giveCaseCommand(engine, clock, { actor: person('officer'), idempotencyKey: key, code, type: 'CompleteTask', body }, everybody);
}

async function happenings(id: string): Promise<readonly string[]> {
  return (await readCaseLedger(engine.database.read, id)).map(({ type, occurredAt }) => `${type} ${formatLocalTime(instant(occurredAt)).slice(0, -3)}`);
}

test('a case nobody acts on is warned of, becomes late and climbs its levels, each at its own moment, over a make-up Saturday', async () => {
  const { id, code } = await openTask('task-late', parseInstant('2026-08-17T09:00:00+07:00'));
  expect(code).toMatch(/^NV-H99-2026-\d{6}$/);
  const view = await applyCase(engine, id, parseInstant('2026-08-17T09:01:00+07:00'));
  expect(view).toMatchObject({ kind: 'task', clocks: ['completion'], closed: false, points: [{ kind: 'clock-warning' }, { kind: 'clock-due' }] });
  await applyCase(engine, id, parseInstant('2026-08-28T09:01:00+07:00'));
  expect(await happenings(id)).toEqual([
    'CaseOpened 2026-08-17T09:00',
    'ClockStarted 2026-08-17T09:00',
    'ClockWarned 2026-08-21T09:00',
    'ClockBecameLate 2026-08-22T09:00',
    'ClockEscalated 2026-08-24T09:00',
    'ClockEscalated 2026-08-26T09:00',
  ]);
});

test('a command at the very end is in time; its repetition gives the same answer, another body under its key none', async () => {
  clock.set('2026-08-17T09:00:00+07:00');
  const { id, code } = await openTask('task-in-time');
  clock.set('2026-08-22T09:00:00+07:00');
  const answer = await complete(code, 'k-1');
  expect(answer).toMatchObject({ kind: 'decided', outcome: { kind: 'applied', seq: [4, 6] } });
  expect(await complete(code, 'k-1')).toEqual({ ...answer, kind: 'known' });
  expect(await complete(code, 'k-1', { evidence: [{ file: '00000000-0000-4000-8000-000000000001', sha256: '0'.repeat(64) }] })).toEqual({ kind: 'key-conflict' });
  expect((await happenings(id)).slice(2)).toEqual(['ClockWarned 2026-08-21T09:00', 'TaskDone 2026-08-22T09:00', 'ClockStopped 2026-08-22T09:00', 'CaseClosed 2026-08-22T09:00']);
  const [row] = await engine.database.read.rows<{ in_time: boolean }>('SELECT in_time FROM case_clock WHERE case_id = $1', [id]);
  expect(row?.in_time).toBe(true);
  expect(await complete(code, 'k-2')).toMatchObject({ outcome: { kind: 'refused', refusal: { code: 'case-closed' } } });
});

test('what is opened for the same thing is one case', async () => {
  const first = await openTask('task-twice');
  expect(await openTask('task-twice')).toEqual({ ...first, isNew: false });
});
