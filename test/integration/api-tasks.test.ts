import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readDocument } from '#service';
import { createTestDatabase } from '../support/database.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock } = await startTestApi(database);

const HEAD: Call = { as: { role: 'head', agency: 'H99.31' } };
const OFFICER: Call = { as: { role: 'officer', agency: 'H99.31' } };
const PDF = new Uint8Array(Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'));
const HEADER = 'TT;Nhiệm vụ;Tiến độ;Cơ quan chủ trì;Cơ quan phối hợp;Kết quả';
let keys = 0;

const key = (): string => `tasks-key-${String((keys += 1))}`;
const csvOf = (...lines: readonly string[]): object => ({ csv: [HEADER, ...lines].join('\n') });

function uploadPlan(document: object, call = HEAD, withKey = key()): Promise<Answer> {
  return post('/api/v1/task-plans', { ...call, key: withKey, body: { agency: 'H99.31', number: '12/KH-UBND', issuedOn: '2026-08-10', endsOn: '2026-12-31', document } });
}

async function evidence(): Promise<string> {
  return String((await post('/api/v1/evidence', { ...OFFICER, raw: { type: 'application/pdf', content: PDF } })).body['file']);
}

const taken = (place: number, more: object = {}): object => ({ place, lead: 'H99.31', coordinating: ['H99.05'], timing: { kind: 'deadline', lastDay: '2026-09-30' }, targets: [], escalates: true, ...more });

/** Opens one task and gives its code. */
async function openTask(more: object = {}): Promise<{ readonly plan: string; readonly code: string }> {
  const plan = String((await uploadPlan(csvOf('1;Kiểm tra;Quý III/2026;Văn phòng;;'))).body['id']);
  await post(`/api/v1/task-plans/${plan}/confirm`, { ...HEAD, body: { tasks: [taken(1, more)] } });
  const { body } = await get(`/api/v1/assigned-tasks?plan=${plan}`, OFFICER);
  const [first] = body['items'] as readonly { readonly code: string }[];
  return { plan, code: first?.code ?? '' };
}

function give(code: string, body: object, call = OFFICER, withKey = key()): Promise<Answer> {
  return post(`/api/v1/assigned-tasks/${code}/commands`, { ...call, key: withKey, body });
}

describe('a plan', () => {
  test('is read from the DOCX uploaded as evidence, with its lines, problems and proposals', async () => {
    const content = new Uint8Array(readFileSync(new URL('../fixtures/plans/khanh-hoa-2022.docx', import.meta.url)));
    const file = await post('/api/v1/evidence', { ...HEAD, raw: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', content } });
    const plan = await uploadPlan({ file: file.body['file'] });
    expect([plan.status, plan.body]).toMatchObject([201, { state: 'draft', format: 'docx', confirmedAt: null }]);
    expect(plan.body['tasks']).toHaveLength(55);
    expect((plan.body['problems'] as readonly object[])[0]).toMatchObject({ code: 'no-task', text: '18' });
    expect((await get(`/api/v1/task-plans/${String(plan.body['id'])}`, OFFICER)).body).toEqual(plan.body);
  });

  test('is the same for a repeated key, and another under it is refused', async () => {
    const first = await uploadPlan(csvOf('1;Kiểm tra;Quý III/2026;Văn phòng;;'), HEAD, 'plan-again');
    expect((await uploadPlan(csvOf('1;Kiểm tra;Quý III/2026;Văn phòng;;'), HEAD, 'plan-again')).body).toEqual(first.body);
    expect((await uploadPlan(csvOf('1;Khác;Quý III/2026;Văn phòng;;'), HEAD, 'plan-again')).body['code']).toBe('idempotency-key-reused');
  });

  test('that cannot be read, ends before it begins or names no agency is refused with the place of the fault', async () => {
    const pdf = await evidence();
    expect((await uploadPlan({ file: pdf })).body).toMatchObject({ status: 422, code: 'document-unreadable', errors: [{ path: '/body/document', reason: 'pdf' }] });
    expect((await uploadPlan({ file: '00000000-0000-4000-8000-000000000000' })).body['code']).toBe('unknown-evidence');
    const body = { agency: 'H99.31', number: '12/KH-UBND', issuedOn: '2026-08-10', endsOn: '2026-08-09', document: csvOf('1;A;Quý III;B;;') };
    expect((await post('/api/v1/task-plans', { ...HEAD, key: key(), body })).body).toMatchObject({ status: 400, errors: [{ path: '/body/endsOn' }] });
    expect((await post('/api/v1/task-plans', { ...HEAD, key: key(), body: { ...body, endsOn: '2026-12-31', agency: 'H99.9999' } })).body).toMatchObject({ status: 400, errors: [{ path: '/body/agency' }] });
    expect((await post('/api/v1/task-plans', { ...HEAD, key: key(), body: { ...body, more: 1 } })).status).toBe(400);
  });

  test('is uploaded by heads and managers, read by whoever sees its agency', async () => {
    expect((await uploadPlan(csvOf('1;A;Quý III;B;;'), OFFICER)).status).toBe(403);
    expect((await uploadPlan(csvOf('1;A;Quý III;B;;'), { as: { role: 'head', agency: 'H99.05' } })).status).toBe(403);
    const plan = await uploadPlan(csvOf('1;A;Quý III;B;;'), { as: 'manager' });
    expect(plan.status).toBe(201);
    expect((await get(`/api/v1/task-plans/${String(plan.body['id'])}`, { as: { role: 'officer', agency: 'H99.05' } })).status).toBe(404);
    expect((await get('/api/v1/task-plans/00000000-0000-4000-8000-000000000000', HEAD)).status).toBe(404);
  });

  test('is confirmed whole or not at all, and once', async () => {
    const plan = String((await uploadPlan(csvOf('1;Kiểm tra;Quý III/2026;Văn phòng;;', '2;Báo cáo;Hàng tháng;Văn phòng;;'))).body['id']);
    const confirm = (tasks: readonly object[]): Promise<Answer> => post(`/api/v1/task-plans/${plan}/confirm`, { ...HEAD, body: { tasks } });
    expect((await confirm([taken(1, { lead: 'H99.777' })])).body).toMatchObject({ status: 400, errors: [{ path: '/body/tasks/0/lead' }, { path: '/body/tasks', reason: 'task 2 must be taken or left out' }] });
    const tasks = [taken(1), taken(2, { timing: { kind: 'recurring', periods: ['month'] } })];
    const first = await confirm(tasks);
    expect([first.status, first.body]).toMatchObject([200, { opened: 2, series: 1 }]);
    expect((await confirm(tasks)).body).toEqual(first.body);
    expect((await confirm([taken(1), { place: 2, leftOut: 'Trùng' }])).body).toMatchObject({ status: 409, code: 'plan-confirmed' });
  });

  test('is listed a page at a time, the latest first', async () => {
    await uploadPlan(csvOf('1;A;Quý III;B;;'));
    const last = await uploadPlan(csvOf('1;B;Quý III;B;;'));
    const first = await get('/api/v1/task-plans?limit=1', HEAD);
    expect((first.body['items'] as readonly { readonly id: string }[])[0]?.id === String(last.body['id']) || first.body['next'] !== null).toBe(true);
    const second = await get(`/api/v1/task-plans?limit=1&after=${String(first.body['next'])}`, HEAD);
    expect(second.body['items']).not.toEqual(first.body['items']);
  });
});

describe('a task outside a plan', () => {
  const ORDER = { agency: 'H99.31', number: '45/UBND-VX', issuedOn: '2026-08-10', endsOn: '2026-12-31', title: 'Rà soát thủ tục nội bộ', lead: 'H99.31', timing: { kind: 'deadline', lastDay: '2026-09-30' }, escalates: true };
  const assign = (more: object = {}, call = HEAD, withKey = key()): Promise<Answer> => post('/api/v1/assigned-tasks', { ...call, key: withKey, body: { ...ORDER, ...more } });
  const opened = async (link: unknown): Promise<readonly { readonly code: string }[]> => (await get(String(link), OFFICER)).body['items'] as never;

  test('is assigned by a document of its own, once for a key, and worked on like any other', async () => {
    const first = await assign({ targets: [{ comparator: 'at-least', measure: { kind: 'share', hundredths: 3000 }, wording: 'ít nhất 30%' }] }, HEAD, 'assign-once');
    expect([first.status, first.body]).toMatchObject([201, { opened: 1, series: 0 }]);
    const [task] = await opened(first.body['link']);
    expect((await get(`/api/v1/assigned-tasks/${task?.code ?? ''}`, OFFICER)).body).toMatchObject({ title: ORDER.title, dueAt: '2026-09-30T17:00:00+07:00', clocks: [{ clock: 'completion' }], targets: [{ wording: 'ít nhất 30%' }] });
    expect((await assign({ targets: [{ comparator: 'at-least', measure: { kind: 'share', hundredths: 3000 }, wording: 'ít nhất 30%' }] }, HEAD, 'assign-once')).body).toEqual(first.body);
    expect((await assign({ title: 'Khác' }, HEAD, 'assign-once')).body['code']).toBe('idempotency-key-reused');
  });

  test('may be a report that comes again, or due on several days', async () => {
    expect((await assign({ timing: { kind: 'recurring', periods: ['month'], dueDay: 25 } })).body).toMatchObject({ opened: 1, series: 1 });
    expect((await assign({ timing: { kind: 'deadlines', lastDays: ['2026-09-30', '2026-12-15'] } })).body).toMatchObject({ opened: 2, series: 0 });
  });

  test('is for whoever may confirm a plan of the agency; nothing is kept of one that is refused', async () => {
    expect((await assign({}, OFFICER)).status).toBe(403);
    expect((await assign({}, { as: { role: 'head', agency: 'H99.05' } })).status).toBe(403);
    const refused = await assign({ lead: 'H99.777', number: '46/UBND-VX' }, HEAD, 'assign-faulty');
    expect(refused.body).toMatchObject({ status: 400, errors: [{ path: '/body/lead' }] });
    expect((await assign({ number: '46/UBND-VX' }, HEAD, 'assign-faulty')).status).toBe(201);
    expect((await assign({ endsOn: '2026-08-09' })).body).toMatchObject({ status: 400, errors: [{ path: '/body/endsOn' }] });
    expect((await assign({ more: 1 })).status).toBe(400);
  });
});

describe('an assigned task', () => {
  test('is seen by its lead and those who work along, and worked on by its lead alone', async () => {
    const { code } = await openTask();
    const along: Call = { as: { role: 'officer', agency: 'H99.05' } };
    expect((await get(`/api/v1/assigned-tasks/${code}`, along)).body).toMatchObject({ title: 'Kiểm tra', coordinating: ['H99.05'], dueAt: '2026-09-30T17:00:00+07:00' });
    expect((await give(code, { type: 'ReportTaskProgress', reached: 1, outOf: 2 }, along)).status).toBe(403);
    expect((await get(`/api/v1/assigned-tasks/${code}`, { as: { role: 'officer', agency: 'H99.02' } })).status).toBe(404);
    expect((await get('/api/v1/assigned-tasks/NV-H99-2026-999999', OFFICER)).status).toBe(404);
  });

  test('is reported on, proven and completed; a repeated command is answered alike', async () => {
    const { code, plan } = await openTask({ targets: [{ comparator: 'at-least', measure: { kind: 'share', hundredths: 3000 }, wording: 'ít nhất 30% số phòng' }] });
    expect((await give(code, { type: 'CompleteTask', evidence: [] })).body).toMatchObject({ status: 409, code: 'evidence-missing', title: 'Cần có ít nhất một tài liệu kiểm chứng.' });
    expect((await give(code, { type: 'ReportTaskProgress', target: 0, reached: 4, outOf: 10 })).status).toBe(200);
    const body = { type: 'CompleteTask', evidence: [await evidence()] };
    const done = await give(code, body, OFFICER, 'complete-once');
    expect([done.status, done.body]).toMatchObject([200, { status: 'applied', caseCode: code }]);
    expect((await give(code, body, OFFICER, 'complete-once')).body).toEqual(done.body);
    expect((await get(`/api/v1/assigned-tasks/${code}`, OFFICER)).body).toMatchObject({ outcome: 'done', targets: [{ reached: 4, outOf: 10 }], explanationDue: false });
    expect((await get(`/api/v1/assigned-tasks?plan=${plan}&standing=closed`, OFFICER)).body['items']).toMatchObject([{ code, title: 'Kiểm tra', outcome: 'done', inTime: true }]);
  });

  test('has its extension decided by the head, with the reason in words nobody finds in the ledger', async () => {
    const { code } = await openTask();
    expect((await give(code, { type: 'ProposeTaskExtension', lastDay: '2026-10-15', text: 'Chờ số liệu' })).status).toBe(200);
    expect((await get(`/api/v1/assigned-tasks/${code}`, HEAD)).body['extension']).toMatchObject({ lastDay: '2026-10-15', reason: 'Chờ số liệu' });
    expect((await give(code, { type: 'DecideTaskExtension', approved: true })).status).toBe(403);
    expect((await give(code, { type: 'DecideTaskExtension', approved: true }, HEAD)).status).toBe(200);
    expect((await get(`/api/v1/assigned-tasks/${code}`, HEAD)).body).toMatchObject({ dueAt: '2026-10-15T17:00:00+07:00', extension: null });
  });

  test('without a day is listed as such until it is given one', async () => {
    const { code, plan } = await openTask({ timing: { kind: 'awaiting' } });
    const waiting = async (): Promise<unknown> => (await get(`/api/v1/assigned-tasks?plan=${plan}&standing=awaiting-date`, OFFICER)).body['items'];
    expect(await waiting()).toMatchObject([{ code, dueAt: null }]);
    expect((await give(code, { type: 'SetTaskDate', lastDay: '2026-10-30' }, HEAD)).status).toBe(200);
    expect(await waiting()).toEqual([]);
  });

  test('is listed by its end, a page at a time', async () => {
    const plan = String((await uploadPlan(csvOf('1;A;Quý III/2026;B;;', '2;B;Quý III/2026;B;;', '3;C;Quý III/2026;B;;'))).body['id']);
    const days = ['2026-11-30', '2026-09-30', '2026-10-30'];
    await post(`/api/v1/task-plans/${plan}/confirm`, { ...HEAD, body: { tasks: days.map((lastDay, index) => taken(index + 1, { timing: { kind: 'deadline', lastDay } })) } });
    const seen: string[] = [];
    for (let after: string | undefined = ''; after !== undefined; ) {
      const { body } = await get(`/api/v1/assigned-tasks?plan=${plan}&limit=2${after}`, OFFICER);
      seen.push(...(body['items'] as readonly { readonly dueAt: string }[]).map(({ dueAt }) => dueAt.slice(0, 10)));
      after = typeof body['next'] === 'string' ? `&after=${body['next']}` : undefined;
    }
    expect(seen).toEqual([...days].sort());
  });
});

test('the report of a plan is handed out as a spreadsheet and as a document, with the explanation of the late task', async () => {
  const { code, plan } = await openTask({ timing: { kind: 'deadline', lastDay: '2026-08-31' } });
  const before = clock.now();
  clock.set('2026-09-08T09:00:00+07:00');
  await give(code, { type: 'CompleteTask', evidence: [await evidence()] });
  await give(code, { type: 'ExplainTask', text: 'Mưa lũ' });
  for (const format of ['xlsx', 'docx']) {
    const file = await get(`/api/v1/task-plans/${plan}/report?format=${format}`, HEAD);
    expect(file.status).toBe(200);
    const cells = readDocument(file.bytes).rows.flatMap((row) => row.cells.map(({ text }) => text));
    expect(cells).toContain('Mưa lũ');
    expect(cells.at(-1) ?? '').toContain('Tỷ lệ nhiệm vụ hoàn thành đúng hạn: 0/1 = 0,00% (chỉ tiêu 98%: không đạt)');
  }
  const rate = await get('/api/v1/assigned-tasks/on-time-rate?agency=H99.31&from=2026-09-01&to=2026-09-07', HEAD);
  expect(rate.body).toMatchObject({ period: { from: '2026-09-01', to: '2026-09-07', until: null }, target: '98', d: 1, n: 0, isMet: false });
  clock.add(before - clock.now());
});
