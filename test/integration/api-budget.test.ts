import { beforeAll, describe, expect, test } from 'vitest';
import { putStaff } from '#service';
import { createTestDatabase } from '../support/database.js';
import { publishOtherProvince } from '../support/other-province.js';
import { member } from '../support/staff.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);
const { read } = engine.database;
const MANAGER: Call = { as: 'manager' };

let keys = 0;
function key(): string {
  keys += 1;
  return `budget-key-${String(keys)}`;
}

function as(role: 'officer' | 'head' | 'clerk' | 'manager' | 'signatory' | 'admin', agency: string, subject = `${role}@${agency}`): Call {
  return { as: { role, agency, subject } };
}

function enterTarget(body: object, call = MANAGER, given = key()): Promise<Answer> {
  return post('/api/v1/late-targets', { ...call, key: given, body: { validFrom: '2026-08-01', documentNumber: '12/QĐ-UBND', ...body } });
}

function enterAbsence(body: object, call: Call, given = key()): Promise<Answer> {
  return post('/api/v1/absences', { ...call, key: given, body: { reason: 'leave', ...body } });
}

function placesOf({ body }: Answer): readonly string[] {
  return (body['errors'] as readonly { path: string }[]).map(({ path }) => path);
}

async function takeIn(at: string, agencyCode = 'H99.31'): Promise<string> {
  clock.set(at);
  const body = { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode, channel: 'counter', applicant: { name: 'Người nộp thử' } };
  const { status, body: dossier } = await post('/api/v1/dossiers', { as: { role: 'clerk', agency: 'H99.31' }, key: key(), body });
  expect(status).toBe(201);
  return String(dossier['code']);
}

async function command(code: string, type: string, body: object, call: Call): Promise<void> {
  const { status } = await post(`/api/v1/dossiers/${encodeURIComponent(code)}/commands`, { ...call, key: key(), body: { type, body } });
  expect(status).toBe(200);
}

beforeAll(async () => {
  await putStaff(
    read,
    [
      member('officer@H99.31', 'officer', 'H99.31'),
      member('officer-2@H99.31', 'officer', 'H99.31'),
      member('officer-gone@H99.31', 'officer', 'H99.31', { activeUntil: '2026-08-20' }),
      member('clerk@H99.31', 'clerk', 'H99.31'),
      member('head@H99.31', 'head', 'H99.31'),
      member('officer@H99.06', 'officer', 'H99.06'),
    ],
    { subject: 'admin' },
    clock.now(),
  );
});

describe('targets of the late rate', () => {
  test('are the installation’s 2 % until somebody decides one, and then name the decision', async () => {
    const usual = await get('/api/v1/metrics/late-rate?agency=H99.05', MANAGER);
    expect([usual.body['target'], usual.body['targetBasis']]).toEqual([2, null]);
    const entered = await enterTarget({ agency: 'H99.05', target: 1.5 });
    expect([entered.status, entered.body]).toEqual([201, expect.objectContaining({ scope: { agency: 'H99.05' }, target: 1.5, documentNumber: '12/QĐ-UBND', enteredBy: 'manager@H99', validUntil: null })]);
    for (const path of ['late-rate', 'budget']) {
      const own = await get(`/api/v1/metrics/${path}?agency=H99.05`, MANAGER);
      expect([own.body['target'], own.body['targetBasis']]).toEqual([1.5, { scope: { agency: 'H99.05' }, documentNumber: '12/QĐ-UBND' }]);
      expect((await get(`/api/v1/metrics/${path}?agency=H99.06`, MANAGER)).body['target']).toBe(2);
    }
    expect((await get('/api/v1/metrics/late-rate?agency=H99.05&month=2026-07', MANAGER)).body['target']).toBe(2);
    expect((await get('/api/v1/metrics/late-of-processed?agency=H99.05', MANAGER)).body['targetBasis']).toBeNull();
  });

  test('of a field hold for its procedures, and are taken back by a later version', async () => {
    const field = (await read.first<{ code: string }>(`SELECT data->'field'->>'code' AS code FROM procedure_version WHERE code = '1.013225' LIMIT 1`))?.code;
    await enterTarget({ field, target: 3 });
    const ask = async (): Promise<unknown> => (await get('/api/v1/metrics/budget?procedure=1.013225', MANAGER)).body['target'];
    expect(await ask()).toBe(3);
    await enterTarget({ field, target: null });
    expect(await ask()).toBe(2);
  });

  test('are listed with every version, the last first, page by page', async () => {
    for (const target of [1.5, 3, null]) await enterTarget({ agency: 'H99.33', target });
    const first = await get('/api/v1/late-targets?limit=2', as('officer', 'H99.06'));
    const second = await get(`/api/v1/late-targets?limit=1&after=${String(first.body['next'])}`, as('officer', 'H99.06'));
    const targets = [first, second].flatMap(({ body }) => (body['items'] as readonly { target: number | null }[]).map(({ target }) => target));
    expect(targets).toEqual([null, 3, 1.5]);
  });

  test('are entered once for a key', async () => {
    const given = key();
    const first = await enterTarget({ agency: 'H99.07', target: 2.5 }, MANAGER, given);
    expect((await enterTarget({ agency: 'H99.07', target: 2.5 }, MANAGER, given)).body).toEqual(first.body);
    expect((await enterTarget({ agency: 'H99.07', target: 2.6 }, MANAGER, given)).status).toBe(422);
  });

  test.each([
    [{ target: 0 }, '/body/target'],
    [{ target: 100.01 }, '/body/target'],
    [{ target: 1.234 }, '/body/target'],
    [{ target: 2, validUntil: '2026-07-31' }, '/body/validUntil'],
    [{ target: 2, field: 'LV', procedure: '1.013225' }, '/body/field'],
    [{ target: 2, field: 'KHONG-CO' }, '/body/field'],
    [{ target: 2, procedure: '9.999999' }, '/body/procedure'],
    [{ target: 2, agency: 'H99.77' }, '/body/agency'],
    [{ target: 2, documentNumber: 'theo chỉ đạo' }, '/body/documentNumber'],
  ])('%j is refused by place', async (body, path) => {
    const answer = await enterTarget(body);
    expect([answer.status, placesOf(answer)]).toEqual([400, [path]]);
  });

  test.each(['clerk', 'officer', 'head', 'signatory', 'auditor'])('are entered by no %s', async (role) => {
    expect((await enterTarget({ agency: 'H99.05', target: 5 }, { as: role })).status).toBe(403);
  });

  test('are never changed or deleted in the database', async () => {
    await expect(read.run('UPDATE late_target SET target = 900')).rejects.toThrow('permission denied');
    await expect(read.run('DELETE FROM late_target')).rejects.toThrow('permission denied');
  });
});

describe('absences', () => {
  const OFFICER = as('officer', 'H99.31');
  const LIST = '/api/v1/absences?agency=H99.31&subject=officer@H99.31&from=2026-08-20&to=2026-08-21';

  test('are entered by the person, seen by colleagues without the reason, and cancelled without being lost', async () => {
    clock.set('2026-08-18T09:00:00+07:00');
    const entered = await enterAbsence({ days: { from: '2026-08-20', to: '2026-08-21', untilNoon: true }, substitute: 'officer-2@H99.31' }, OFFICER);
    expect([entered.status, entered.body]).toEqual([
      201,
      expect.objectContaining({ subject: 'officer@H99.31', from: '2026-08-20T00:00:00+07:00', until: '2026-08-21T12:00:00+07:00', substitute: 'officer-2@H99.31', reason: 'leave', reasonLabel: 'Nghỉ phép', cancelledAt: null }),
    ]);
    const seen = await get(LIST, as('officer', 'H99.31', 'officer-2@H99.31'));
    expect((seen.body['items'] as readonly { reason: unknown }[]).map(({ reason }) => reason)).toEqual([null]);
    const id = String(entered.body['id']);
    const cancelled = await post(`/api/v1/absences/${id}/cancel`, OFFICER);
    clock.add(60_000);
    expect([cancelled.body['cancelledBy'], (await post(`/api/v1/absences/${id}/cancel`, as('head', 'H99.31'))).body]).toEqual(['officer@H99.31', cancelled.body]);
    expect((await get(LIST, OFFICER)).body['items']).toEqual([cancelled.body]);
    await expect(read.run('DELETE FROM staff_absence')).rejects.toThrow('permission denied');
  });

  test('are no business of another province, not even of its administrator', async () => {
    await publishOtherProvince(engine);
    const days = { from: '2026-10-12', to: '2026-10-12' };
    const elsewhere = as('admin', 'H98');
    expect(placesOf(await enterAbsence({ subject: 'officer-2@H99.31', days }, elsewhere))).toEqual(['/body/subject']);
    const entered = await enterAbsence({ subject: 'officer-2@H99.31', days }, as('admin', 'H99'));
    expect(entered.status).toBe(201);
    const path = `/api/v1/absences/${String(entered.body['id'])}`;
    expect([(await get(`${path}/due-work`, elsewhere)).status, (await post(`${path}/cancel`, elsewhere)).status]).toEqual([404, 404]);
  });

  test('of others are entered by who leads them', async () => {
    const body = { subject: 'officer-2@H99.31', days: { from: '2026-09-21', to: '2026-09-21' } };
    expect((await enterAbsence(body, OFFICER)).status).toBe(403);
    expect([(await enterAbsence(body, as('head', 'H99.06'))).body, (await enterAbsence({ ...body, subject: 'nobody' }, as('head', 'H99.06'))).body['detail']]).toMatchObject([{ status: 400, errors: [{ path: '/body/subject' }] }, undefined]);
    const entered = await enterAbsence(body, as('head', 'H99.31'));
    expect([entered.status, entered.body['enteredBy']]).toEqual([201, 'head@H99.31']);
    const id = String(entered.body['id']);
    for (const path of ['cancel', 'due-work']) {
      const call = path === 'cancel' ? post : get;
      expect((await call(`/api/v1/absences/${id}/${path}`, as('officer', 'H99.06'))).status).toBe(404);
      expect((await call(`/api/v1/absences/00000000-0000-4000-8000-000000000000/${path}`, OFFICER)).status).toBe(404);
    }
  });

  test('never overlap: the one in the way is named; they may follow each other to the minute', async () => {
    const first = await enterAbsence({ from: '2026-10-05T07:00:00+07:00', until: '2026-10-06T12:00:00+07:00' }, OFFICER);
    const over = await enterAbsence({ days: { from: '2026-10-06', to: '2026-10-06' } }, OFFICER);
    expect([over.status, over.body['code'], String(over.body['detail'])]).toEqual([409, 'absence-overlaps', expect.stringContaining(String(first.body['id']))]);
    expect((await enterAbsence({ days: { from: '2026-10-06', to: '2026-10-06', fromAfternoon: true } }, OFFICER)).status).toBe(201);
  });

  test('entered twice at once leave one', async () => {
    const body = { days: { from: '2026-10-20', to: '2026-10-21' } };
    const answers = await Promise.all([enterAbsence(body, OFFICER), enterAbsence(body, OFFICER), enterAbsence(body, OFFICER)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  test('a substitute who is away then is refused', async () => {
    await enterAbsence({ days: { from: '2026-09-15', to: '2026-09-15' } }, as('officer', 'H99.31', 'officer-2@H99.31'));
    const body = { days: { from: '2026-09-14', to: '2026-09-16' }, substitute: 'officer-2@H99.31' };
    const answer = await enterAbsence(body, OFFICER);
    expect([answer.status, answer.body['code'], placesOf(answer)]).toEqual([409, 'substitute-absent', ['/body/substitute']]);
  });

  test.each([
    [{ days: { from: '2026-11-02', to: '2026-11-02' }, substitute: 'officer@H99.06' }, '/body/substitute', 'another agency'],
    [{ days: { from: '2026-11-02', to: '2026-11-02' }, substitute: 'nobody' }, '/body/substitute', 'nobody known'],
    [{ days: { from: '2026-11-02', to: '2026-11-02' }, substitute: 'officer-gone@H99.31' }, '/body/substitute', 'gone by then'],
    [{ days: { from: '2026-11-02', to: '2026-11-02' }, substitute: 'officer@H99.31' }, '/body/substitute', 'the person themself'],
    [{ days: { from: '2026-11-03', to: '2026-11-02' } }, '/body/days', 'ends before it begins'],
    [{ from: '2026-11-03T08:00:00+07:00' }, '/body/days', 'no end'],
    [{}, '/body/days', 'no time'],
    [{ days: { from: '2019-11-03', to: '2019-11-03' } }, '/body/days', 'before the person was employed'],
    [{ days: { from: '2026-11-02', to: '2026-11-02' }, reason: 'bored' }, '/body/reason', 'an unknown reason'],
  ])('%j is refused at %s: %s', async (body: object, path: string, _why: string) => {
    const answer = await enterAbsence(body, OFFICER);
    expect([answer.status, placesOf(answer)]).toEqual([400, [path]]);
  });

  test('of nobody known are refused to who might enter them', async () => {
    const body = { subject: 'nobody', days: { from: '2026-11-02', to: '2026-11-02' } };
    expect([(await enterAbsence(body, OFFICER)).status, placesOf(await enterAbsence(body, as('head', 'H99.31')))]).toEqual([403, ['/body/subject']]);
  });
});

describe('work and people', () => {
  let code = '';

  beforeAll(async () => {
    // Seven working days from Monday 24/8; the National Day's two days lie between.
    code = await takeIn('2026-08-24T08:00:00+07:00');
    await command(code, 'Forward', { stage: 'desk' }, as('clerk', 'H99.31'));
    await command(code, 'Assign', { officer: 'officer-2@H99.31', stage: 'appraise' }, as('head', 'H99.31'));
    await takeIn('2026-08-24T08:30:00+07:00');
  });

  test('what falls due while somebody is away is what they work on', async () => {
    clock.set('2026-08-24T09:00:00+07:00');
    const absence = await enterAbsence({ days: { from: '2026-08-26', to: '2026-09-07' } }, as('officer', 'H99.31', 'officer-2@H99.31'));
    const work = await get(`/api/v1/absences/${String(absence.body['id'])}/due-work`, as('head', 'H99.31'));
    const row = await read.first<{ stage: number; due: number }>('SELECT stage_target_at AS stage, due_at AS due FROM dossier WHERE code = $1', [code]);
    const items = work.body['items'] as readonly { kind: string; code: string; stage: string; dueAt: string }[];
    expect(items.map(({ kind, code: of, stage, dueAt }) => [kind, of, stage, Date.parse(dueAt)])).toEqual([
      ['stage', code, 'appraise', row?.stage],
      ['dossier', code, 'appraise', row?.due],
    ]);
    await post(`/api/v1/absences/${String(absence.body['id'])}/cancel`, as('head', 'H99.31'));
  });

  test('capacity shows work due, officers there and away, and days off by name', async () => {
    clock.set('2026-08-24T09:00:00+07:00');
    await enterAbsence({ days: { from: '2026-08-27', to: '2026-08-27' } }, as('officer', 'H99.31'));
    const { status, body } = await get('/api/v1/metrics/capacity?agency=H99.31&days=16', as('head', 'H99.31'));
    const days = body['days'] as readonly { day: string; dayOff: string | null; dueRuns: number; dueDossiers: number; neededHours: number; officersPresent: number; officersAbsent: number; availableHours: number; loadPercent: number | null }[];
    const dayOf = (wanted: string): (typeof days)[number] | undefined => days.find(({ day }) => day === wanted);
    expect([status, days.length, days[0]?.day]).toEqual([200, 16, '2026-08-24']);
    expect(dayOf('2026-08-26')).toMatchObject({ dayOff: null, officersPresent: 2, officersAbsent: 0, availableHours: 16 });
    expect(dayOf('2026-08-27')).toMatchObject({ officersPresent: 1, officersAbsent: 1, availableHours: 8 });
    expect(dayOf('2026-09-02')).toMatchObject({ dayOff: expect.stringContaining('Quốc khánh') as string, officersPresent: 0, availableHours: 0 });
    expect(dayOf('2026-09-06')).toMatchObject({ dayOff: '', standing: 'day-off', standingLabel: 'Ngày nghỉ' });
    expect(dayOf('2026-08-27')).toMatchObject({ standing: 'staffed' });
    const due = await read.rows<{ n: number }>(`SELECT count(*) AS n FROM dossier WHERE competent_agency = 'H99.31' AND in_stock`);
    expect(days.reduce((sum, day) => sum + day.dueDossiers, 0)).toBe(due[0]?.n);
    const run = days.find(({ dueRuns }) => dueRuns > 0);
    expect(run?.neededHours).toBeGreaterThan(0);
  });

  test.each([['dossiers', 'dueDossiers'], ['runs', 'dueRuns']] as const)('what capacity counts on a day is listed: %s', async (of, counted) => {
    clock.set('2026-08-24T09:00:00+07:00');
    const days = (await get('/api/v1/metrics/capacity?agency=H99.31&days=16', MANAGER)).body['days'] as readonly { readonly day: string; readonly dueDossiers: number; readonly dueRuns: number }[];
    const listed = await Promise.all(days.map(async ({ day }) => ((await get(`/api/v1/metrics/capacity/dossiers?agency=H99.31&day=${day}&of=${of}`, MANAGER)).body['items'] as readonly unknown[]).length));
    expect([listed, Math.max(...listed) > 0]).toEqual([days.map((day) => day[counted]), true]);
  });

  test('capacity of an agency one does not see, or beyond the calendar, is refused', async () => {
    expect([(await get('/api/v1/metrics/capacity?agency=H99.06', as('officer', 'H99.31'))).status, (await get('/api/v1/metrics/capacity?days=32', MANAGER)).status]).toEqual([404, 400]);
  });

  test('who will be late is listed with what is needed and left, in the order of dates', async () => {
    const path = '/api/v1/metrics/endangered?agency=H99.31&days=3';
    clock.set('2026-08-24T09:00:00+07:00');
    expect((await get(path, MANAGER)).body['items']).toEqual([]);
    // Sunday before a date on Monday at eight: an hour is left, and the officer has not begun.
    const row = await read.first<{ due: number }>('SELECT due_at AS due FROM dossier WHERE code = $1', [code]);
    clock.set(new Date((row?.due ?? 0) - 24 * 3_600_000 + 7 * 3_600_000).toISOString().replace('Z', '+07:00'));
    const listed = await get(`${path}&limit=1`, MANAGER);
    const [item] = listed.body['items'] as readonly Record<string, unknown>[];
    expect(item).toMatchObject({ code, agency: 'H99.31', officers: ['officer-2@H99.31'], leftHours: 1, reason: 'needs-more' });
    expect(Number(item?.['neededHours'])).toBeGreaterThan(1);
    const rest = await get(`${path}&limit=1&after=${String(listed.body['next'])}`, MANAGER);
    expect((rest.body['items'] as readonly unknown[]).length).toBe(1);
    expect((await get('/api/v1/metrics/endangered?agency=H99.06', as('officer', 'H99.31'))).status).toBe(404);
  });

  test('the budget is that of the rate, and tells what it is made of', async () => {
    clock.set('2026-08-28T09:00:00+07:00');
    const query = 'agency=H99.31&from=2026-08-01&to=2026-09-30';
    const { status, body } = await get(`/api/v1/metrics/budget?${query}&days=2`, as('head', 'H99.31'));
    const rate = await get(`/api/v1/metrics/late-rate?${query}`, MANAGER);
    expect(status).toBe(200);
    expect((body['rate'] as Record<string, unknown>)['denominator']).toBe((rate.body['total'] as Record<string, unknown>)['denominator']);
    expect((body['budget'] as Record<string, unknown>)['left']).toBe(rate.body['budget']);
    expect(body).toMatchObject({
      period: { from: '2026-08-01', to: '2026-09-30' },
      due: { dossiers: 2 },
      receipts: { basis: 'this-period' },
      history: { from: '2026-05-01', to: '2026-07-31', received: 0 },
      links: { endangered: '/api/v1/metrics/endangered?agency=H99.31&days=2' },
    });
  });
});
