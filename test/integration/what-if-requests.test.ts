import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { instant } from '#domain';
import { computeNextWhatIf, isWhatIfWaiting, purgeWhatIfs } from '#service/figures';
import { whatIfPageSchema, whatIfSchema } from '../../apps/api/views/what-if-view.js';
import { whatIfLoop } from '../../apps/relay/what-if-loop.js';
import { AUGUST, HEAD, HOLIDAY, MANAGER, NOW, openWhatIfDesk, OTHER_MANAGER, stranger, WHAT_IF } from './what-if-desk.js';

const { ask, changed, clock, engine, get, nextKey, post } = await openWhatIfDesk();

describe('a request', () => {
  test('waits, is computed once, tells how far it is, and comes back under its key', async () => {
    clock.set(NOW);
    const [call, key, body] = [stranger('once'), nextKey(), { ...AUGUST, scenario: HOLIDAY }];
    const asked = whatIfSchema.parse((await post(WHAT_IF, { ...call, key, body })).body);
    expect(asked).toMatchObject({ state: 'waiting', stateLabel: 'Đang chờ tính', progress: { done: 0, dossiers: null }, answer: null });
    expect((await post(WHAT_IF, { ...call, key, body })).body['id']).toBe(asked.id);
    expect((await post(WHAT_IF, { ...call, key, body: { ...body, period: '2026-07' } })).body['code']).toBe('idempotency-key-reused');
    while ((await computeNextWhatIf(engine, clock)) !== undefined);
    expect((await get(asked.links.self, call)).body).toMatchObject({ state: 'done', progress: { done: 11, dossiers: 11 } });
    expect(whatIfPageSchema.parse((await get(WHAT_IF, call)).body).items.map(({ id }) => id)).toEqual([asked.id]);
  });

  test('of somebody else is not there, and neither is one deleted', async () => {
    const { id, links } = await ask(HOLIDAY, { call: stranger('own') });
    for (const path of [links.self, links.dossiers]) {
      expect((await get(path, OTHER_MANAGER)).status).toBe(404);
    }
    expect((await post(`${links.self}/delete`, OTHER_MANAGER)).status).toBe(404);
    expect((await post(`${links.self}/delete`, stranger('own'))).body['id']).toBe(id);
    expect((await get(links.self, stranger('own'))).status).toBe(404);
  });

  test('beyond five that wait is refused until one is deleted', async () => {
    const call = stranger('many');
    const asked = await Promise.all(Array.from({ length: 5 }, () => ask(HOLIDAY, { call })));
    expect((await post(WHAT_IF, { ...call, key: nextKey(), body: { ...AUGUST, scenario: HOLIDAY } })).body['code']).toBe('what-if-queue-full');
    await post(`${String(asked[0]?.links.self)}/delete`, call);
    await ask(HOLIDAY, { call });
    await engine.database.read.run('DELETE FROM what_if_request WHERE requested_by = $1', ['manager-many']);
  });

  test.each([
    ['a clerk', { as: 'clerk' }, {}, 403],
    ['an officer of the agency', { as: { role: 'officer', agency: 'H99.31' } }, { agency: 'H99.31' }, 403],
    ['an auditor', { as: 'auditor' }, {}, 403],
    ['a head for the whole province', HEAD, {}, 403],
    ['a head for another agency', HEAD, { agency: 'H99.32' }, 403],
    ['a head for his own agency', HEAD, { agency: 'H99.31' }, 202],
    ['a manager for an agency', MANAGER, { agency: 'H99.32' }, 202],
    ['a manager for an agency nobody knows', MANAGER, { agency: 'H00' }, 400],
  ] as const)('of %s is answered by right', async (_, call, more, status) => {
    const answer = await post(WHAT_IF, { ...call, key: nextKey(), body: { ...AUGUST, ...more, scenario: HOLIDAY } });
    expect(answer.status).toBe(status);
    await engine.database.read.run('DELETE FROM what_if_request WHERE id = $1', [answer.body['id'] ?? '00000000-0000-0000-0000-000000000000']);
  });

  test.each([
    ['nothing', {}, '/body/scenario', 422],
    ['a day of a year without a calendar', { holidays: [{ date: '2035-01-02' }] }, '/body/scenario/holidays/0/date', 422],
    ['a day that is none', { holidays: [{ date: '2026-02-30' }] }, '/body/scenario/holidays/0/date', 400],
    ['an agency nobody knows', { holidays: [{ date: '2026-08-25', agencies: ['H99.31', 'H00'] }] }, '/body/scenario/holidays/0/agencies/1', 422],
    ['a day both off and worked', { holidays: [{ date: '2026-08-25' }], openDays: [{ on: { date: '2026-08-25' } }] }, '/body/scenario/openDays/0', 422],
    ['hours that overlap', { openDays: [{ on: { date: '2026-08-23' }, hours: [['07:00', '11:00'], ['10:00', '12:00']] }] }, '/body/scenario/openDays/0/hours', 422],
    ['weeks that end before they begin', { openDays: [{ on: { every: 'sat', from: '2026-08-31', to: '2026-08-01' } }] }, '/body/scenario/openDays/0/on/to', 422],
    ['a procedure nobody knows', { terms: [{ procedure: '9.999', limit: { unit: 'working-days', amount: 5 } }] }, '/body/scenario/terms/0/procedure', 422],
    ['a case the procedure lacks', { terms: [{ procedure: '1.013225', case: 'other', limit: { unit: 'working-days', amount: 5 } }] }, '/body/scenario/terms/0/case', 422],
    ['a stage the procedure lacks', { terms: [{ procedure: '1.013225', stage: 'other', budget: { unit: 'office-hours', amount: 5 } }] }, '/body/scenario/terms/0/stage', 422],
    ['one term twice', { terms: [{ procedure: '1.013225', limit: { unit: 'working-days', amount: 5 } }, { procedure: '1.013225', limit: { unit: 'working-days', amount: 6 } }] }, '/body/scenario/terms/1', 422],
    ['an absence that ends before it begins', { absences: [{ officer: 'of-1', from: '2026-08-20', to: '2026-08-19' }] }, '/body/scenario/absences/0/to', 422],
    ['an absence of years', { absences: [{ officer: 'of-1', from: '2025-01-01', to: '2026-08-19' }] }, '/body/scenario/absences/0/to', 422],
  ])('that states %s is refused, naming the place', async (_, scenario, path, status) => {
    const answer = await post(WHAT_IF, { ...MANAGER, key: nextKey(), body: { ...AUGUST, scenario } });
    expect([answer.status, (answer.body['errors'] as readonly { readonly path: string }[])[0]?.path]).toEqual([status, path]);
  });
});

describe('the computation', () => {
  test('left by a killed process is begun anew when its lease is over, without telling a dossier twice', async () => {
    const { id, links } = await ask(HOLIDAY);
    const killed = new Error('killed');
    const dying = { ...engine, rules: { ...engine.rules, rules: () => Promise.reject(killed) } };
    await engine.database.read.run('INSERT INTO what_if_dossier (request_id, assumption, place, code, agency, procedure_code, side) VALUES ($1, $2, 1, $3, $4, $5, $6)', [id, 'keptMoments', 'left-behind', 'H99.31', '1.013225', 'late']);
    await expect(computeNextWhatIf(dying, clock)).rejects.toBe(killed);
    expect((await get(links.self, MANAGER)).body).toMatchObject({ state: 'running' });
    expect(await isWhatIfWaiting(engine, clock.now())).toBe(false);
    expect(await computeNextWhatIf(engine, clock)).toBeUndefined();
    clock.add(121_000);
    expect(await isWhatIfWaiting(engine, clock.now())).toBe(true);
    expect(await computeNextWhatIf(engine, clock)).toBe(id);
    const { answer } = whatIfSchema.parse((await get(links.self, MANAGER)).body);
    expect(answer?.total.assumptions[0]).toMatchObject({ toLate: 0, toInTime: 5 });
    expect(await changed(id, 'keptMoments')).toHaveLength(5);
  });

  test('that fails three times is given up', async () => {
    const { links } = await ask(HOLIDAY, { call: stranger('failing') });
    const broken = { ...engine, rules: { ...engine.rules, rules: () => Promise.reject(new Error('broken')) } };
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(computeNextWhatIf(broken, clock)).rejects.toThrow('broken');
      clock.add(121_000);
    }
    expect(await computeNextWhatIf(broken, clock)).toBeUndefined();
    expect((await get(links.self, stranger('failing'))).body).toMatchObject({ state: 'failed', stateLabel: 'Không tính được', answer: null });
  });

  test('stops when its request is deleted', async () => {
    const { id, links } = await ask(HOLIDAY, { call: stranger('stopping') });
    const deleting = { ...engine, rules: { ...engine.rules, rules: async (...wanted: Parameters<typeof engine.rules.rules>) => { await engine.database.read.run('DELETE FROM what_if_request WHERE id = $1', [id]); return engine.rules.rules(...wanted); } } };
    expect(await computeNextWhatIf(deleting, clock)).toBe(id);
    expect((await get(links.self, stranger('stopping'))).status).toBe(404);
  });

  test('reads in a transaction without a number, so that neither sealer nor folding of figures waits for it', async () => {
    const { id } = await ask(HOLIDAY, { call: stranger('numberless') });
    const numbers: unknown[] = [];
    const asking = { ...engine, rules: { ...engine.rules, rules: async (...wanted: Parameters<typeof engine.rules.rules>) => { numbers.push(await wanted[0].first('SELECT pg_current_xact_id_if_assigned() AS number, current_setting($1) AS isolation', ['transaction_isolation'])); return engine.rules.rules(...wanted); } } };
    expect(await computeNextWhatIf(asking, clock)).toBe(id);
    expect(numbers[0]).toEqual({ number: null, isolation: 'repeatable read' });
  });

  test('is started by the relay while a request waits, once, and what is old is deleted', async () => {
    const { links } = await ask(HOLIDAY, { call: stranger('relayed') });
    const running: ((more: boolean) => void)[] = [];
    const loop = whatIfLoop({ engine }, { keepDays: 30, heavy: { run: () => new Promise((resolve) => { running.push(resolve); }) } });
    await loop.once(clock.now());
    await loop.once(clock.now());
    expect(running).toHaveLength(1);
    while ((await computeNextWhatIf(engine, clock)) !== undefined);
    running[0]?.(false);
    await purgeWhatIfs(engine, instant(clock.now() - 1));
    expect((await get(links.self, stranger('relayed'))).status).toBe(200);
    clock.add(31 * 86_400_000);
    await loop.once(clock.now());
    expect((await get(links.self, stranger('relayed'))).status).toBe(404);
  });

  test('that failed fails the next pass of the relay, which tells of it', async () => {
    await ask(HOLIDAY, { call: stranger('telling') });
    const loop = whatIfLoop({ engine }, { keepDays: 30, heavy: { run: () => Promise.reject(new Error('no room')) } });
    await loop.once(clock.now());
    // The computation fails beside the pass that began it, not within it.
    await setImmediate();
    await expect(loop.once(clock.now())).rejects.toThrow('no room');
    await engine.database.read.run('DELETE FROM what_if_request WHERE requested_by = $1', ['manager-telling']);
  });
});
