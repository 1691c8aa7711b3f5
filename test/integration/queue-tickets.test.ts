import { describe, expect, test } from 'vitest';
import { publishSettings } from '#service';
import { callScreenSchema, queueDeskStateSchema, queueTicketSchema } from '../../apps/api/views/queue-ticket-view.js';
import { createTestDatabase } from '../support/database.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, engine, clock } = await startTestApi(database);

const DESK = '/api/v1/queue-desks/H99.31';
const SCREEN = '/api/v1/public/queue-desks/H99.31';
const CLERK: Call = { as: { role: 'clerk', agency: 'H99.31', subject: 'clerk-31' } };
const SECOND: Call = { as: { role: 'clerk', agency: 'H99.31', subject: 'clerk-31b' } };
const ELSEWHERE: Call = { as: { role: 'clerk', agency: 'H99.32', subject: 'clerk-32' } };

const take = (key: string, series = 'A', call = CLERK): Promise<Answer> => post(`${DESK}/tickets`, { ...call, key: `take-number-${key}`, body: { series } });
const callTo = (key: string, window: number, call = CLERK, series?: readonly string[]): Promise<Answer> => post(`${DESK}/calls`, { ...call, key: `call-number-${key}`, body: { window, ...(series === undefined ? {} : { series }) } });
const served = async (): Promise<readonly unknown[]> => queueDeskStateSchema.parse((await get(DESK, CLERK)).body).current.map(({ label, call }) => [label, call?.window]);
const labelOf = ({ body }: Answer): string => queueTicketSchema.parse(body).label;

const before = { list: await get('/api/v1/queue-desks', CLERK), desk: await get(DESK, CLERK), screen: await get(SCREEN), taken: await take('too-early') };
await engine.database.transaction((tx) => publishSettings(tx, { queueTickets: [{ agency: 'H99.31', windows: 3, series: [{ code: 'A', name: 'Hộ tịch' }, { code: 'B', name: 'Đất đai' }] }] }, clock.now(), 'installation'));
engine.rules.doubt();

describe('numbers of those who wait', () => {
  test('are off until the installation names the desk', () => {
    expect(before.list.body).toEqual({ items: [], next: null });
    expect([before.desk.status, before.screen.status, before.taken.status]).toEqual([404, 404, 404]);
  });

  test('are run by the desk itself and no other', async () => {
    expect((await get('/api/v1/queue-desks', CLERK)).body).toMatchObject({ items: [{ agency: 'H99.31', windows: 3 }] });
    expect((await get('/api/v1/queue-desks', ELSEWHERE)).body).toMatchObject({ items: [] });
    expect([(await take('elsewhere', 'A', ELSEWHERE)).status, (await get(DESK, ELSEWHERE)).status, (await get(DESK, { as: 'auditor' })).status]).toEqual([403, 403, 403]);
  });

  test('count from 1 in each series, each day anew', async () => {
    clock.set('2026-08-19T08:00:00+07:00');
    const first = [await take('d1-1'), await take('d1-2'), await take('d1-3', 'B')].map(labelOf);
    clock.set('2026-08-20T08:00:00+07:00');
    expect([first, labelOf(await take('d2-1'))]).toEqual([['A001', 'A002', 'B001'], 'A001']);
  });

  test('are given once for a key, and refused for another series under it', async () => {
    clock.set('2026-08-21T08:00:00+07:00');
    const answers = [await take('once'), await take('once'), await take('once', 'B')];
    expect(answers.map(({ status, body }) => [status, body['label'] ?? body['code']])).toEqual([[201, 'A001'], [201, 'A001'], [422, 'idempotency-key-reused']]);
  });

  test('are each taken by one, however many press at once', async () => {
    clock.set('2026-08-22T08:00:00+07:00');
    const taken = await Promise.all(Array.from({ length: 8 }, (_, index) => take(`at-once-${String(index)}`)));
    expect(taken.map(labelOf).sort()).toEqual(['A001', 'A002', 'A003', 'A004', 'A005', 'A006', 'A007', 'A008']);
  });

  test('are called to one window each, however many windows call at once', async () => {
    clock.set('2026-08-23T09:00:00+07:00');
    for (const key of ['w1', 'w2', 'w3']) await take(key);
    const called = await Promise.all([callTo('p1', 1), callTo('p2', 2, SECOND), callTo('p3', 3, { as: { role: 'head', agency: 'H99.31', subject: 'head-31' } })]);
    expect(called.map(labelOf).sort()).toEqual(['A001', 'A002', 'A003']);
    expect([labelOf(await callTo('p1', 1)), (await callTo('p1', 2)).status]).toEqual([labelOf(called[0]), 422]);
  });

  test('are served one at a window, however many people call for it at once', async () => {
    clock.set('2026-08-27T08:00:00+07:00');
    for (const key of ['one-1', 'one-2', 'one-3', 'one-4']) await take(key);
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => callTo(`one-${name}`, 1, { as: { role: 'clerk', agency: 'H99.31', subject: `clerk-${name}` } })));
    expect(await served()).toEqual([[expect.any(String), 1]]);
  });

  test('come in the order they were taken, or of the series a window serves; where nobody waits what a window serves goes on until it calls the next', async () => {
    clock.set('2026-08-24T08:00:00+07:00');
    await take('o1', 'A');
    clock.set('2026-08-24T08:01:00+07:00');
    await take('o2', 'B');
    expect([labelOf(await callTo('o1', 1, CLERK, ['B'])), labelOf(await callTo('o2', 2))]).toEqual(['B001', 'A001']);
    const refused = await callTo('nobody', 1);
    expect([refused.status, refused.body['code']]).toEqual([409, 'no-ticket-waiting']);
    expect(await served()).toEqual([['B001', 1], ['A001', 2]]);
    await take('o3');
    expect(labelOf(await callTo('o3', 1))).toBe('A002');
    expect(await served()).toEqual([['A002', 1], ['A001', 2]]);
  });

  test('are called again as often as somebody meant to, skipped, and called again when they turn up', async () => {
    clock.set('2026-08-26T08:00:00+07:00');
    await take('again-1');
    await callTo('again-1', 1);
    const step = (body: object): Promise<Answer> => post(`${DESK}/tickets/A/1/steps`, { ...CLERK, body });
    const told = [await step({ step: 'again', calls: 1 }), await step({ step: 'again', calls: 1 }), await step({ step: 'skip' }), await step({ step: 'skip' }), await step({ step: 'done' }), await step({ step: 'again', calls: 2 }), await step({ step: 'done' }), await step({ step: 'again', calls: 3 })];
    expect(told.map(({ status, body }) => [status, (body['call'] as { calls?: number } | undefined)?.calls ?? body['code'], body['outcome'] ?? null])).toEqual([
      [200, 2, null],
      [200, 2, null],
      [200, 2, 'skipped'],
      [200, 2, 'skipped'],
      [409, 'ticket-stands-otherwise', null],
      [200, 3, null],
      [200, 3, 'served'],
      [409, 'ticket-stands-otherwise', null],
    ]);
    expect((await post(`${DESK}/tickets/A/99/steps`, { ...CLERK, body: { step: 'done' } })).status).toBe(404);
  });

  test('are not called again by a number of calls nobody makes', async () => {
    expect((await post(`${DESK}/tickets/A/1/steps`, { ...CLERK, body: { step: 'again', calls: 3_000_000_000 } })).status).toBe(400);
  });

  test('are open one at a window, also when one that was skipped is called again: what the window serves meanwhile is done', async () => {
    clock.set('2026-08-29T08:00:00+07:00');
    for (const key of ['back-1', 'back-2', 'back-3']) await take(key);
    const step = (number: number, body: object, call = CLERK): Promise<Answer> => post(`${DESK}/tickets/A/${String(number)}/steps`, { ...call, body });
    await callTo('back-1', 1);
    await step(1, { step: 'skip' });
    await callTo('back-2', 1);
    await callTo('back-3', 2, SECOND);
    expect(labelOf(await step(1, { step: 'again', calls: 1 }))).toBe('A001');
    expect(await served()).toEqual([['A001', 1], ['A003', 2]]);
    expect((await step(2, { step: 'done' })).body['outcome']).toBe('served');
    // Called again while the next is called to the same window: whoever comes second ends what came first.
    await step(1, { step: 'skip' });
    await take('back-4');
    await Promise.all([callTo('back-4', 1, SECOND), step(1, { step: 'again', calls: 2 })]);
    expect((await served()).filter((each) => (each as readonly unknown[])[1] === 1)).toHaveLength(1);
  });

  test('are refused in series and windows the desk has not', async () => {
    expect([(await take('no-series', 'C')).status, (await callTo('no-window', 4)).status]).toEqual([400, 400]);
  });
});

test('the screen above the windows shows called numbers, the latest first, to anybody and by no name', async () => {
  clock.set('2026-08-25T08:00:00+07:00');
  for (const key of ['s1', 's2', 's3']) {
    await take(key);
  }
  await callTo('s1', 1);
  clock.set('2026-08-25T08:05:00+07:00');
  await callTo('s2', 2);
  const screen = await get(SCREEN, { token: '' });
  const { called, waiting } = callScreenSchema.parse(screen.body);
  expect(called.map(({ label, window }) => [label, window])).toEqual([['A002', 2], ['A001', 1]]);
  expect(waiting).toEqual([{ series: 'A', name: 'Hộ tịch', count: 1 }, { series: 'B', name: 'Đất đai', count: 0 }]);
  expect(screen.text).not.toContain('clerk-31');
});

test('the screen is read once a second, however many screens ask', async () => {
  clock.set('2026-08-28T08:00:00+07:00');
  await take('screen-1');
  const first = (await get(SCREEN, { token: '' })).body;
  await callTo('screen-1', 1);
  expect((await get(SCREEN, { token: '' })).body).toEqual(first);
  clock.set('2026-08-28T08:00:01+07:00');
  expect(callScreenSchema.parse((await get(SCREEN, { token: '' })).body).called.map(({ label }) => label)).toEqual(['A001']);
});
