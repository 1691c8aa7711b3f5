import { beforeAll, describe, expect, test } from 'vitest';
import { instant, parseInstant } from '#domain';
import { applyImport, findCommand } from '#service';
import { computeNextWhatIf, foldFigures, isWhatIfWaiting, purgeWhatIfs, readFigure } from '#service/figures';
import { whatIfDossierPageSchema, whatIfPageSchema, whatIfSchema, type WhatIfDossierView, type WhatIfView } from '../../apps/api/views/what-if-view.js';
import { whatIfLoop } from '../../apps/relay/what-if-loop.js';
import { createTestDatabase } from '../support/database.js';
import { person, TestCounter } from '../support/engine.js';
import { type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);
const counter = new TestCounter(engine, database, clock);

const WHAT_IF = '/api/v1/what-if';
const MANAGER: Call = { as: 'manager' };
const OTHER_MANAGER: Call = { as: { role: 'manager', agency: 'H99', subject: 'manager-2' } };
const HEAD: Call = { as: { role: 'head', agency: 'H99.31', subject: 'head-31' } };
const OFFICER = person('officer');
const HEAD_ACTOR = person('head');
/** The clock of every question: September, so that August is over. */
const NOW = '2026-09-10T09:00:00+07:00';
const AUGUST = { period: '2026-08' };
/** Seven working days from 19/8 are 27/8, for Saturday 22/8 is made up for. */
const HOLIDAY = { holidays: [{ date: '2026-08-25' }] };
const codes: Record<string, string> = {};
let keys = 0;

async function take(name: string, at: string, body: Parameters<typeof counter.takeIn>[0] = {}): Promise<string> {
  clock.set(at);
  const { code } = await counter.takeIn(body);
  codes[name] = code;
  return code;
}

async function give(at: string, ...given: Parameters<typeof counter.give>): Promise<void> {
  clock.set(at);
  const { id } = await counter.give(...given);
  const record = await findCommand(engine, id);
  expect([record?.status, record?.status === 'applied' ? '' : JSON.stringify(record?.outcome)]).toEqual(['applied', '']);
}

async function finish(code: string, at: string): Promise<void> {
  await give(at, person('clerk'), code, 'RecordResult', {});
}

/** A dossier whose stages end when they are told to. */
async function live(name: string, received: string, appraised: string, drafted: string, ended: string): Promise<string> {
  const code = await take(name, received);
  await give(received.replace('T09', 'T10'), OFFICER, code, 'Forward', { stage: 'desk' });
  await give(received.replace('T09', 'T11'), HEAD_ACTOR, code, 'Assign', { stage: 'appraise', officer: `of-${name}` });
  await give(appraised, OFFICER, code, 'Forward', { stage: 'appraise' });
  await give(drafted, OFFICER, code, 'Forward', { stage: 'process' });
  await finish(code, ended);
  return code;
}

function nextKey(): string {
  keys += 1;
  return `what-if-key-${String(keys)}`;
}

async function ask(scenario: object, { call = MANAGER, ...more }: { readonly call?: Call; readonly agency?: string; readonly period?: string } = {}): Promise<WhatIfView> {
  clock.set(NOW);
  const answer = await post(WHAT_IF, { ...call, key: nextKey(), body: { ...AUGUST, ...more, scenario } });
  expect([answer.status, answer.status === 202 ? '' : answer.text]).toEqual([202, '']);
  return whatIfSchema.parse(answer.body);
}

/** The answer of a scenario, computed as the relay would. */
async function answered(scenario: object, more: Parameters<typeof ask>[1] = {}): Promise<WhatIfView & { readonly answer: NonNullable<WhatIfView['answer']> }> {
  const { id } = await ask(scenario, more);
  while ((await computeNextWhatIf(engine, clock)) !== undefined);
  const view = whatIfSchema.parse((await get(`${WHAT_IF}/${id}`, more.call ?? MANAGER)).body);
  if (view.answer === null) throw new Error(`Not computed: ${view.state}`);
  return { ...view, answer: view.answer };
}

async function changed(id: string, assumption: string, call: Call = MANAGER): Promise<readonly WhatIfDossierView[]> {
  const items: WhatIfDossierView[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: ReturnType<typeof whatIfDossierPageSchema.parse> = whatIfDossierPageSchema.parse((await get(`${WHAT_IF}/${id}/dossiers?assumption=${assumption}&limit=1${after === '' ? '' : `&after=${after}`}`, call)).body);
    items.push(...page.items);
    after = page.next;
  }
  return items;
}

async function figure(agency?: string): Promise<object> {
  const { figures } = await readFigure(engine.database, { scope: { province: 'H99', ...(agency === undefined ? {} : { agency }) }, period: { kind: 'month', year: 2026, month: 8 }, rates: ['late-rate'], at: parseInstant(NOW) });
  const { n, d } = figures[0]?.rates['late-rate'] ?? { n: -1, d: -1 };
  return { numerator: n, denominator: d };
}

beforeAll(async () => {
  await live('lateByHours', '2026-08-19T09:00:00+07:00', '2026-08-24T10:00:00+07:00', '2026-08-26T10:00:00+07:00', '2026-08-27T15:00:00+07:00');
  await live('inTime', '2026-08-19T09:00:00+07:00', '2026-08-20T10:00:00+07:00', '2026-08-21T10:00:00+07:00', '2026-08-26T09:00:00+07:00');
  await live('justInTime', '2026-08-19T09:00:00+07:00', '2026-08-26T10:00:00+07:00', '2026-08-26T16:00:00+07:00', '2026-08-27T08:00:00+07:00');
  await take('openLate', '2026-08-19T09:00:00+07:00');
  await take('openElsewhere', '2026-08-20T09:00:00+07:00', { agencyCode: 'H99.32' });
  const again = await live('reopened', '2026-08-18T09:00:00+07:00', '2026-08-19T10:00:00+07:00', '2026-08-19T11:00:00+07:00', '2026-08-20T09:00:00+07:00');
  await give('2026-08-21T09:00:00+07:00', HEAD_ACTOR, again, 'Reopen', { reasonCode: 'wrong-result' }, { reason: 'Sửa kết quả' });
  await finish(again, '2026-08-28T16:00:00+07:00');
  const moved = await take('transferred', '2026-08-20T09:00:00+07:00');
  await give('2026-09-02T10:00:00+07:00', HEAD_ACTOR, moved, 'Transfer', { agency: 'H99.32', reasonCode: 'competence' });
  const asked = await take('supplemented', '2026-08-18T09:00:00+07:00');
  await give('2026-08-19T09:00:00+07:00', OFFICER, asked, 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' }, { reason: 'Thiếu giấy tờ' });
  await give('2026-08-20T09:00:00+07:00', person('clerk'), asked, 'ReceiveSupplement', {});
  clock.set('2026-09-01T09:00:00+07:00');
  await applyImport(
    engine,
    (function* () {
      const line = { procedureCode: '1.013225', agencyCode: 'H99.31', channel: 'counter', applicantName: 'Người nộp cũ', phone: '0900000001', status: '' };
      yield { line: 2, fields: { ...line, code: 'CU-1', receivedAt: '2026-08-19T09:00:00+07:00', dueAt: '2026-08-27T09:00:00+07:00', finishedAt: '2026-08-27T16:00:00+07:00', handedOverAt: '2026-08-27T16:00:00+07:00' } };
      yield { line: 3, fields: { ...line, code: 'CU-2', receivedAt: '2026-08-03T09:00:00+07:00', dueAt: '2026-08-12T09:00:00+07:00', finishedAt: '2026-08-12T10:00:00+07:00', handedOverAt: '2026-08-12T10:00:00+07:00' } };
    })(),
    clock.now(),
    { source: 'old', listener: { rejected: () => undefined, warned: () => undefined, progress: () => undefined } },
  );
  await foldFigures(engine, 5_000);
});

/** Names of the dossiers of a list. */
function named(items: readonly WhatIfDossierView[], side: string): readonly string[] {
  const names = new Map(Object.entries(codes).map(([name, code]) => [code, name]));
  return items.filter((item) => item.side === side).map(({ code }) => names.get(code) ?? code).sort();
}

/** Requests that are not answered belong to somebody of their own, whose queue nobody else fills. */
function stranger(name: string): Call {
  return { as: { role: 'manager', agency: 'H99', subject: `manager-${name}` } };
}

describe('before and after', () => {
  test.each([['the province', undefined], ['an agency with what left it since', 'H99.31'], ['an agency with what came to it since', 'H99.32']])('before is the late rate of the figures for %s, and the same dossiers are judged after', async (_, agency) => {
    const { answer } = await answered(HOLIDAY, agency === undefined ? {} : { agency });
    const { before, assumptions } = answer.total;
    expect(answer.fault).toBeNull();
    expect(before).toMatchObject(await figure(agency));
    expect(before).toEqual(answer.figure);
    expect(assumptions.map(({ after }) => after.denominator)).toEqual([before.denominator, before.denominator]);
    expect(answer.byAgency.map(({ agency: code }) => code)).toEqual(agency === undefined ? ['H99.31', 'H99.32'] : [agency]);
    expect(answer.assumptions.map(({ textVi }) => textVi.length > 0)).toEqual([true, true]);
  });

  const afterHoliday = ['openElsewhere', 'supplemented', 'transferred'];
  test.each([
    // scenario, what changes side with moments kept, and with work kept
    ['a day off', HOLIDAY, { late: [], 'in-time': ['CU-1', 'lateByHours', ...afterHoliday] }, { late: [], 'in-time': afterHoliday }],
    ['a day off in one agency alone', { holidays: [{ date: '2026-08-25', agencies: ['H99.32'] }] }, { late: [], 'in-time': ['openElsewhere'] }, { late: [], 'in-time': ['openElsewhere'] }],
    ['a day off nobody had a dossier on', { holidays: [{ date: '2026-12-22' }] }, { late: [], 'in-time': [] }, { late: [], 'in-time': [] }],
    ['an officer away while he had a stage', { absences: [{ officer: 'of-justInTime', from: '2026-08-24', to: '2026-08-25' }] }, { late: [], 'in-time': [] }, { late: ['justInTime'], 'in-time': [] }],
    ['an officer away when his stage was over', { absences: [{ officer: 'of-inTime', from: '2026-08-24', to: '2026-08-25' }] }, { late: [], 'in-time': [] }, { late: [], 'in-time': [] }],
    ['a shorter term', { terms: [{ procedure: '1.013225', limit: { unit: 'working-days', amount: 5 } }] }, { late: ['inTime', 'justInTime'], 'in-time': [] }, { late: ['inTime', 'justInTime'], 'in-time': [] }],
    ['a shorter stage, which the term follows', { terms: [{ procedure: '1.013225', case: '1.013225.01', stage: 'appraise', budget: { unit: 'office-hours', amount: 8 } }] }, { late: ['inTime', 'justInTime'], 'in-time': [] }, { late: ['inTime', 'justInTime'], 'in-time': [] }],
    ['a make-up Saturday taken away and a Sunday worked instead', { holidays: [{ date: '2026-08-22' }], openDays: [{ on: { date: '2026-08-23' }, hours: 'full' }] }, { late: [], 'in-time': [] }, { late: [], 'in-time': [] }],
  ] as const)('%s changes the side of just these dossiers, and the list is the difference', async (_, scenario, keptMoments, keptWork) => {
    const { id, answer } = await answered(scenario);
    for (const [assumption, expected] of [['keptMoments', keptMoments], ['keptWork', keptWork]] as const) {
      const line = answer.total.assumptions.find((one) => one.assumption === assumption);
      const items = await changed(id, assumption);
      expect([named(items, 'late'), named(items, 'in-time')]).toEqual([[...expected.late].sort(), [...expected['in-time']].sort()]);
      expect([line?.toLate, line?.toInTime]).toEqual([expected.late.length, expected['in-time'].length]);
      expect(line?.difference).toBe(expected.late.length - expected['in-time'].length);
      expect(line?.after.numerator).toBe(answer.total.before.numerator + (line?.difference ?? 0));
    }
  });

  test('dates given by an import keep their open time, and no term moves them: both are counted', async () => {
    const numbers = async (scenario: object): Promise<readonly number[]> => (await answered(scenario)).answer.counts.filter(({ count }) => count === 'givenDates' || count === 'notMovable').map(({ number }) => number);
    expect(await numbers(HOLIDAY)).toEqual([1, 0]);
    expect(await numbers({ terms: [{ procedure: '1.013225', limit: { unit: 'working-days', amount: 5 } }] })).toEqual([0, 2]);
  });

  test('with the work kept the result moves past the day the officer was away', async () => {
    const { id } = await answered({ absences: [{ officer: 'of-justInTime', from: '2026-08-24', to: '2026-08-25' }] });
    expect(await changed(id, 'keptWork')).toMatchObject([{ dueBefore: '2026-08-27T09:00:00+07:00', dueAfter: '2026-08-27T09:00:00+07:00', endedBefore: '2026-08-27T08:00:00+07:00', endedAfter: '2026-09-03T08:00:00+07:00' }]);
  });

  test('a period in which nothing was received has no rate before or after', async () => {
    const { answer } = await answered(HOLIDAY, { period: '2025-08' });
    const nothing = { numerator: 0, denominator: 0, value: null, text: 'không phát sinh' };
    expect([answer.total.before, ...answer.total.assumptions.map(({ after }) => after)]).toEqual([nothing, nothing, nothing]);
  });

  test('figures that do not fit the ledger make the answer say so', async () => {
    const { id } = await ask(HOLIDAY);
    const cell = await engine.database.read.first<{ measures: readonly string[] }>(`SELECT measures FROM figure_cell WHERE grain = 'province' AND step = 'day' LIMIT 1`);
    expect(cell).toBeDefined();
    const received = `measures[1]`;
    await engine.database.read.run(`UPDATE figure_cell SET ${received} = ${received} + 1 WHERE province = 'H99' AND period BETWEEN 0 AND 100000`);
    while ((await computeNextWhatIf(engine, clock)) !== undefined);
    await engine.database.read.run(`UPDATE figure_cell SET ${received} = ${received} - 1 WHERE province = 'H99' AND period BETWEEN 0 AND 100000`);
    expect(whatIfSchema.parse((await get(`${WHAT_IF}/${id}`, MANAGER)).body).answer?.fault?.code).toBe('before-differs-from-figure');
  });

  test('nothing is written into ledger, dossiers or figures', async () => {
    const shown = async (): Promise<unknown> =>
      engine.database.read.rows(`SELECT (SELECT count(*) || max(hash) FROM dossier_event) AS ledger, (SELECT md5(string_agg(d::text, '' ORDER BY id)) FROM dossier d) AS dossiers,
        (SELECT count(*) FROM figure_delta) AS deltas, (SELECT md5(string_agg(c::text, '' ORDER BY c::text)) FROM figure_cell c) AS cells`);
    const before = await shown();
    await answered({ ...HOLIDAY, terms: [{ procedure: '1.013225', limit: { unit: 'working-days', amount: 5 } }] });
    expect(await shown()).toEqual(before);
  });
});

describe('a request', () => {
  test('waits, is computed once, tells how far it is, and comes back under its key', async () => {
    clock.set(NOW);
    const [call, key, body] = [stranger('once'), nextKey(), { ...AUGUST, scenario: HOLIDAY }];
    const asked = whatIfSchema.parse((await post(WHAT_IF, { ...call, key, body })).body);
    expect(asked).toMatchObject({ state: 'waiting', stateLabel: 'Đang chờ tính', progress: { done: 0, dossiers: null }, answer: null });
    expect((await post(WHAT_IF, { ...call, key, body })).body['id']).toBe(asked.id);
    expect((await post(WHAT_IF, { ...call, key, body: { ...body, period: '2026-07' } })).body['code']).toBe('idempotency-key-reused');
    while ((await computeNextWhatIf(engine, clock)) !== undefined);
    expect((await get(asked.links.self, call)).body).toMatchObject({ state: 'done', progress: { done: 10, dossiers: 10 } });
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

  test('is started by the relay while a request waits, once, and what is old is deleted', async () => {
    const { links } = await ask(HOLIDAY, { call: stranger('relayed') });
    const running: (() => void)[] = [];
    const loop = whatIfLoop({ engine }, { keepDays: 30, compute: () => new Promise((resolve) => { running.push(resolve); }) });
    await loop.once(clock.now());
    await loop.once(clock.now());
    expect(running).toHaveLength(1);
    while ((await computeNextWhatIf(engine, clock)) !== undefined);
    running[0]?.();
    await purgeWhatIfs(engine, instant(clock.now() - 1));
    expect((await get(links.self, stranger('relayed'))).status).toBe(200);
    clock.add(31 * 86_400_000);
    await loop.once(clock.now());
    expect((await get(links.self, stranger('relayed'))).status).toBe(404);
  });

  test('that failed fails the next pass of the relay, which tells of it', async () => {
    await ask(HOLIDAY, { call: stranger('telling') });
    const loop = whatIfLoop({ engine }, { keepDays: 30, compute: () => Promise.reject(new Error('no room')) });
    await loop.once(clock.now());
    await expect(loop.once(clock.now())).rejects.toThrow('no room');
    await engine.database.read.run('DELETE FROM what_if_request WHERE requested_by = $1', ['manager-telling']);
  });
});
