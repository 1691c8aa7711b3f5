import { beforeAll, describe, expect, test } from 'vitest';
import { giveCaseCommand, listDueWork } from '#service';
import { parseInstant } from '#domain';
import { createTestDatabase } from '../support/database.js';
import { openPlainCase } from '../support/cases.js';
import { person } from '../support/engine.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, engine, clock } = await startTestApi(database);
const OFFICER: Call = { as: { role: 'officer', agency: 'H99.31', subject: 'officer-31' } };
const OTHER: Call = { as: { role: 'officer', agency: 'H99.05' } };
const MANAGER: Call = { as: 'manager' };
const codes: Record<string, string> = {};

/** A Monday: one of five working days ends on the next. */
beforeAll(async () => {
  for (const [name, at, given] of [
    ['overdue', '2026-10-05T09:00:00+07:00', { owner: 'officer-31' }],
    ['done', '2026-10-05T10:00:00+07:00', {}],
    ['today', '2026-10-06T15:00:00+07:00', { coordinating: ['H99.05'], owner: 'officer-31' }],
    ['later', '2026-10-08T09:00:00+07:00', { kind: 'feedback' }],
    ['elsewhere', '2026-10-08T10:00:00+07:00', { agency: 'H99.07' }],
  ] as const) {
    codes[name] = (await openPlainCase(engine, { key: name, at: clock.set(at), ...given })).code;
  }
  clock.set('2026-10-09T09:00:00+07:00');
  await giveCaseCommand(engine, clock, { actor: person('officer'), idempotencyKey: 'done-done', code: codes['done'] ?? '', type: 'CompleteTask', body: { evidence: [{ file: '00000000-0000-4000-8000-000000000001', sha256: 'a'.repeat(64) }] }, text: { note: 'Đã xong' } }, { mayGive: () => true });
  clock.set('2026-10-13T09:00:00+07:00');
});

function codesOf({ body }: Answer): readonly string[] {
  const known = new Map(Object.entries(codes).map(([name, code]) => [code, name]));
  return (body['items'] as readonly { readonly code: string }[]).map(({ code }) => known.get(code) ?? code);
}

async function listed(query: string, call = OFFICER): Promise<readonly string[]> {
  return codesOf(await get(`/api/v1/cases${query}`, call));
}

describe('cases', () => {
  test.each([
    ['', ['overdue', 'today', 'later']],
    ['?state=overdue', ['overdue']],
    ['?state=due-today', ['today']],
    ['?state=closed', ['done']],
    ['?kind=feedback', ['later']],
    ['?owner=officer-31', ['overdue', 'today']],
    ['?clock=completion&state=due-today', ['today']],
    ['?clock=answer', []],
  ])('asked for %s are listed with the earliest end first: %o', async (query, expected) => {
    expect(await listed(query)).toEqual(expected);
  });

  test('are seen by who works along, and by who looks after the province', async () => {
    expect(await listed('', OTHER)).toEqual(['today']);
    expect(await listed('', MANAGER)).toEqual(['overdue', 'today', 'later', 'elsewhere']);
    expect(await listed('?agency=H99.07', MANAGER)).toEqual(['elsewhere']);
    expect((await get('/api/v1/cases?agency=H99.07', OFFICER)).status).toBe(403);
    expect((await get('/api/v1/cases', { as: 'citizen' })).status).toBe(403);
  });

  test('are paged by key', async () => {
    const first = await get('/api/v1/cases?limit=2', OFFICER);
    const second = await get(`/api/v1/cases?limit=2&after=${String(first.body['next'])}`, OFFICER);
    expect([...codesOf(first), ...codesOf(second)]).toEqual(['overdue', 'today', 'later']);
    expect(second.body['next']).toBeNull();
    expect((await get('/api/v1/cases?after=nonsense', OFFICER)).status).toBe(400);
  });

  test('are counted by kind as long as their lists are', async () => {
    const { body } = await get('/api/v1/case-queues', OFFICER);
    const items = body['items'] as readonly { readonly kind: string; readonly state: string; readonly count: number; readonly link: string }[];
    expect(items.map(({ kind, state, count }) => `${kind} ${state} ${String(count)}`)).toEqual(['feedback open 1', 'feedback due-today 0', 'feedback overdue 0', 'task open 2', 'task due-today 1', 'task overdue 1']);
    for (const { link, count } of items) expect(codesOf(await get(link, OFFICER))).toHaveLength(count);
  });
});

describe('a case', () => {
  test('shows its clocks with law, standing and the days they were counted by', async () => {
    const { status, body } = await get(`/api/v1/cases/${String(codes['overdue'])}`, OFFICER);
    expect([status, body]).toMatchObject([200, { kind: 'task', owner: 'officer-31', outcome: null, words: [] }]);
    const [shown] = body['clocks'] as readonly { readonly steps: readonly { readonly code: string; readonly text: string }[] }[];
    expect(shown).toMatchObject({ clock: 'completion', law: 'Kế hoạch 126/KH-UBND', dueAt: '2026-10-12T09:00:00+07:00', warnAt: '2026-10-09T09:00:00+07:00', standing: 'overdue', stoppedAt: null });
    expect(shown?.steps.filter(({ code }) => code === 'day-counted')).toHaveLength(5);
    expect(shown?.steps.at(-1)?.text).toContain('ngày 12 tháng 10 năm 2026');
  });

  test('shows how its clock ended, and the words given with it', async () => {
    const { body } = await get(`/api/v1/cases/${String(codes['done'])}`, MANAGER);
    expect(body).toMatchObject({ outcome: 'done', words: [{ data: { note: 'Đã xong' } }], clocks: [{ standing: 'in-time', stoppedAt: '2026-10-09T09:00:00+07:00' }] });
  });

  test('of feedback shows its words only to who may read personal data', async () => {
    const path = `/api/v1/cases/${String(codes['later'])}`;
    expect((await get(path, MANAGER)).body['words']).toBeNull();
    expect((await get(path, OFFICER)).body['words']).toEqual([]);
  });

  test('has a timeline, paged by number', async () => {
    const path = `/api/v1/cases/${String(codes['done'])}/timeline`;
    const first = await get(`${path}?limit=2`, OFFICER);
    expect(first.body).toMatchObject({ items: [{ seq: 1, type: 'CaseOpened', label: 'Mở việc' }, { seq: 2, type: 'ClockStarted' }], next: '2' });
    expect((await get(`${path}?after=2`, OFFICER)).body).toMatchObject({ items: [{ seq: 3, type: 'TaskDone', label: 'Hoàn thành nhiệm vụ' }, { seq: 4, type: 'ClockStopped' }, { seq: 5, type: 'CaseClosed' }], next: null });
  });

  test('is shown to nobody it does not concern', async () => {
    expect((await get(`/api/v1/cases/${String(codes['today'])}`, OTHER)).status).toBe(200);
    expect((await get(`/api/v1/cases/${String(codes['overdue'])}`, OTHER)).status).toBe(404);
    expect((await get(`/api/v1/cases/${String(codes['overdue'])}/timeline`, OTHER)).status).toBe(404);
    expect((await get('/api/v1/cases/NV-H99-2026-999999', OFFICER)).status).toBe(404);
    expect((await get('/api/v1/cases/nonsense', OFFICER)).status).toBe(400);
  });
});

describe('what falls due for somebody', () => {
  test.each([
    ['2026-10-12T09:00:00+07:00', '2026-10-13T15:00:01+07:00', 'officer-31', ['overdue', 'today']],
    ['2026-10-12T09:00:01+07:00', '2026-10-13T15:00:01+07:00', 'officer-31', ['today']],
    ['2026-10-12T09:00:00+07:00', '2026-10-13T15:00:00+07:00', 'officer-31', ['overdue']],
    ['2026-10-01T00:00:00+07:00', '2026-12-01T00:00:00+07:00', 'officer-32', []],
  ])('from %s until before %s is, for %s, what they are in charge of: %o', async (from, until, owner, expected) => {
    const { items: work, cut } = await listDueWork(engine.database.read, owner, { from: parseInstant(from), until: parseInstant(until) });
    expect(cut).toBe(false);
    const known = new Map(Object.entries(codes).map(([name, code]) => [code, name]));
    expect(work.map(({ code }) => known.get(code))).toEqual(expected);
    expect(work.every((each) => each.kind === 'case' && each.caseKind === 'task' && each.clock === 'completion' && each.agency === 'H99.31')).toBe(true);
  });

  test.each([[1, ['overdue'], true], [2, ['overdue', 'today'], false]])('beyond %i is cut off from the end, and said to be', async (most, expected, cut) => {
    const work = await listDueWork(engine.database.read, 'officer-31', { from: parseInstant('2026-10-12T09:00:00+07:00'), until: parseInstant('2026-10-13T15:00:01+07:00') }, most);
    expect([work.items.map(({ code }) => code), work.cut]).toEqual([expected.map((name) => codes[name]), cut]);
  });
});

describe('rates of clocks', () => {
  test('of the present month count what is late before anybody has recorded it, and each is as long as its list', async () => {
    const { body } = await get('/api/v1/case-rates', OFFICER);
    const items = body['items'] as readonly { readonly rate: string; readonly numerator: number; readonly denominator: number; readonly value: number | null; readonly link: string }[];
    expect(items.map(({ rate, numerator, denominator, value }) => [rate, numerator, denominator, value])).toEqual([['clock-late', 1, 2, 50], ['clock-on-time', 1, 2, 50], ['clock-open-overdue', 1, 3, 33.33]]);
    expect(body['period']).toMatchObject({ from: '2026-10-01', to: '2026-10-31', until: body['asOf'] });
    for (const { link, denominator, numerator } of items) {
      expect((await get(link, OFFICER)).body['items']).toHaveLength(denominator);
      expect((await get(`${link}&part=numerator`, OFFICER)).body['items']).toHaveLength(numerator);
    }
  });

  test('of a month without clocks are none, and of an agency out of reach are not told', async () => {
    expect((await get('/api/v1/case-rates?month=2026-08', OFFICER)).body['items']).toEqual([]);
    expect((await get('/api/v1/case-rates?agency=H99.05', OFFICER)).status).toBe(404);
    expect((await get('/api/v1/case-rates?from=2026-10-09', OFFICER)).status).toBe(400);
    expect((await get('/api/v1/case-rates?from=2026-10-12&to=2026-10-12&kind=task', MANAGER)).body['items']).toMatchObject([{ rate: 'clock-late', numerator: 1, denominator: 2 }, { rate: 'clock-on-time' }, { rate: 'clock-open-overdue' }]);
  });

  test('are paged by key', async () => {
    const first = await get('/api/v1/case-rates/clock-open-overdue/rounds?limit=2', MANAGER);
    const second = await get(`/api/v1/case-rates/clock-open-overdue/rounds?limit=2&after=${String(first.body['next'])}`, MANAGER);
    expect([first, second].map(({ body }) => (body['items'] as readonly unknown[]).length)).toEqual([2, 2]);
    expect(second.body['next']).toBeNull();
  });
});
