import { describe, expect, test } from 'vitest';
import { dossierExplanationSchema } from '../../apps/api/views/dossier-explanation-view.js';
import { applyTransition, produceLetter, readLetter, verifyLedger } from '#service';
import { checkBalance, recountFigures } from '#service/figures';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { retrace } from '../oracle/retrace.js';
import { createTestDatabase } from '../support/database.js';
import { type Call, startTestApi } from './api-harness.js';
import { apiDesk } from './api-desk.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);

const CENTRE: Call = { as: 'clerk' };
const HEAD: Call = { as: { role: 'head', agency: 'H99.05' } };
const COMMUNE: Call = { as: { role: 'clerk', agency: 'H99.31' } };
const applicant = { name: 'Nguyễn Văn Đạt' };
const centre = apiDesk({ get, post }, CENTRE, { procedureCode: '3.000152', agencyCode: 'H99.05', channel: 'counter', applicant });
const commune = apiDesk({ get, post }, COMMUNE, { procedureCode: '2.000815', agencyCode: 'H99.31', channel: 'counter', applicant });
const SESSION = { document: '16/2017/QH14', article: '20', clause: '3' };
const ON_9_DECEMBER = { dueAt: '2026-12-09T10:00:00+07:00', basis: SESSION, documentNumber: '12/TB-HĐND' };

async function words(bytes: Uint8Array): Promise<string> {
  return (await readPdf(new Uint8Array(bytes))).text.replace(/\s+/gu, ' ');
}

async function slipOf(path: string, call: Call): Promise<string> {
  return words((await get(`${path}/receipt`, call)).bytes);
}

async function letterOf(path: string, call: Call): Promise<string> {
  const letters = (await get(`${path}/letters`, call)).body['items'] as readonly { readonly key: string; readonly kind: string }[];
  const last = letters.at(-1);
  await produceLetter(engine, last?.key ?? '', clock.now());
  return words((await readLetter(engine, last?.key ?? '')) ?? new Uint8Array());
}

describe('a dossier whose date a council sets', () => {
  test('is taken in without one, shows its maximum and says on its slip that the date will be told', async () => {
    clock.set('2026-08-19T09:00:00+07:00');
    const dossier = await centre.take();
    expect(dossier).toMatchObject({ dueAt: null, appointment: null, firstAppointment: null, basis: 'none', maximumAt: '2026-10-23T17:00:00+07:00', fixed: null, standing: 'in-time' });
    expect(dossier.explanation[0]).toBe('Ngày trả kết quả theo kỳ họp Hội đồng nhân dân cấp tỉnh, chưa ấn định; xét theo thời hạn tối đa, tính như sau, đến 17 giờ 00 phút, ngày 23 tháng 10 năm 2026 (khoản 3 Điều 20 văn bản số 16/2017/QH14).');
    expect(await slipOf(dossier.links.self, CENTRE)).toContain('Ngày trả kết quả theo kỳ họp Hội đồng nhân dân cấp tỉnh, sẽ thông báo; tối đa đến 17 giờ 00 phút, ngày 23 tháng 10 năm 2026');
  });

  test('gets its date by the head\'s command, with a slip that names what it rests on, and a later one on a new document', async () => {
    clock.set('2026-08-19T09:00:00+07:00');
    const { links: { self } } = await centre.take();
    expect((await centre.read(self)).allowedActions).not.toContain('FixDueDate');
    expect((await centre.send(self, { type: 'FixDueDate', body: ON_9_DECEMBER })).status).toBe(403);
    clock.set('2026-08-25T08:00:00+07:00');
    expect((await centre.read(self, HEAD)).allowedActions).toContain('FixDueDate');
    expect((await centre.send(self, { type: 'FixDueDate', body: ON_9_DECEMBER }, HEAD)).status).toBe(200);
    const dossier = await centre.read(self);
    expect(dossier).toMatchObject({ dueAt: '2026-12-09T10:00:00+07:00', firstAppointment: '2026-12-09T10:00:00+07:00', maximumAt: null, basis: 'fixed', promises: [{ number: 1, kind: 'first' }] });
    expect(dossier.fixed).toEqual({ basis: SESSION, documentNumber: '12/TB-HĐND', text: 'theo khoản 3 Điều 20 văn bản số 16/2017/QH14, văn bản số 12/TB-HĐND' });
    expect(dossier.explanation).toEqual([
      'Ấn định ngày trả kết quả lúc 08 giờ 00 phút, ngày 25 tháng 8 năm 2026.',
      'Ngày trả kết quả do người có thẩm quyền ấn định: 10 giờ 00 phút, ngày 09 tháng 12 năm 2026 (khoản 3 Điều 20 văn bản số 16/2017/QH14; văn bản 12/TB-HĐND).',
    ]);
    expect(await letterOf(self, CENTRE)).toContain('10 giờ 00 phút, ngày 09 tháng 12 năm 2026; theo khoản 3 Điều 20 văn bản số 16/2017/QH14, văn bản số 12/TB-HĐND');
    const same = await centre.send(self, { type: 'FixDueDate', body: { ...ON_9_DECEMBER, dueAt: '2026-12-16T10:00:00+07:00' } }, HEAD);
    expect([same.status, same.body['title']]).toEqual([409, 'Ngày đã ấn định chỉ được đổi theo một văn bản mới; hãy nhập số văn bản khác với văn bản đã dùng.']);
  });

  test('may bring it to the counter; one that nobody could keep is refused with the nearest that could', async () => {
    clock.set('2026-08-19T09:00:00+07:00');
    expect(await centre.take({ fixed: ON_9_DECEMBER })).toMatchObject({ dueAt: '2026-12-09T10:00:00+07:00', basis: 'fixed' });
    const refused = async (key: string, fixed: object, more: object = {}): Promise<readonly unknown[]> => {
      const { status, body } = await post('/api/v1/dossiers', { ...CENTRE, key, body: { procedureCode: '3.000152', agencyCode: 'H99.05', channel: 'counter', applicant, fixed, ...more } });
      return [status, body['code'], body['title']];
    };
    expect(await refused('dates-sunday', { ...ON_9_DECEMBER, dueAt: '2026-12-06T10:00:00+07:00' })).toEqual([
      422,
      'date-outside-hours',
      'Ngày, giờ được chọn (10 giờ 00 phút, ngày 06 tháng 12 năm 2026) không nằm trong giờ làm việc của cơ quan giải quyết; có thể chọn 17 giờ 00 phút, ngày 04 tháng 12 năm 2026 hoặc từ 07 giờ 00 phút, ngày 07 tháng 12 năm 2026.',
    ]);
    expect((await refused('dates-seconds', { ...ON_9_DECEMBER, dueAt: '2026-12-09T10:00:30+07:00' })).slice(0, 2)).toEqual([400, 'invalid-request']);
    expect((await refused('dates-online', ON_9_DECEMBER, { channel: 'online' })).slice(0, 2)).toEqual([400, 'invalid-request']);
    expect((await refused('dates-counted', ON_9_DECEMBER, { procedureCode: '1.014464', agencyCode: 'H99.07' })).slice(0, 2)).toEqual([422, 'date-not-set-by-person']);
    expect((await refused('dates-far', { ...ON_9_DECEMBER, dueAt: '2040-01-03T10:00:00+07:00' })).slice(0, 2)).toEqual([422, 'beyond-calendar']);
  });
});

test('a dossier nobody promises a date for is late at its maximum, in lists and figures, and owes an apology that says so', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { id, code, links: { self } } = await commune.take({ procedureCode: '1.012812' });
  expect(await slipOf(self, COMMUNE)).toContain('Không hẹn ngày trả kết quả; tối đa đến 17 giờ 00 phút, ngày 18 tháng 9 năm 2026');
  clock.set('2026-09-18T17:00:00+07:00');
  clock.set('2026-09-21T08:00:00+07:00');
  const listed = (await get('/api/v1/dossiers?queue=late', COMMUNE)).body['items'] as readonly { readonly code: string }[];
  expect(listed.find((item) => item.code === code)).toMatchObject({ dueAt: null, appointment: null, maximumAt: '2026-09-18T17:00:00+07:00', late: true });
  expect(await commune.read(self)).toMatchObject({ standing: 'late', becameLateAt: null });
  await applyTransition(engine, id, [], clock.now());
  expect(await commune.read(self)).toMatchObject({ standing: 'late', becameLateAt: '2026-09-18T17:00:00+07:00', promises: [{ kind: 'maximum', apology: 'owed' }] });
  expect((await commune.send(self, { type: 'SignApology', body: { reasonCode: 'complex' } }, { as: { subject: 'signatory@H99.31', role: 'signatory', agency: 'H99.31' } })).status).toBe(200);
  expect(await letterOf(self, COMMUNE)).toContain('Thời hạn giải quyết hồ sơ tối đa theo quy định: 17 giờ 00 phút, ngày 18 tháng 9 năm 2026.');
  const lateRate = async (channel: string): Promise<string> => (await get(`/api/v1/metrics/late-rate?agency=H99.31&procedure=1.012812&month=2026-09${channel}`, { as: 'manager' })).text;
  expect(await lateRate('')).toContain('"numerator":1,"denominator":1');
  expect(await lateRate('&channel=counter')).toContain('"numerator":1,"denominator":1');
});

describe('a legal extension', () => {
  test('of same-day certification states hour and day on the slip it owes, under its article', async () => {
    clock.set('2026-08-24T09:00:00+07:00');
    const { links: { self }, ...dossier } = await commune.take();
    expect(dossier).toMatchObject({ dueAt: '2026-08-24T17:00:00+07:00', extensions: [{ code: 'two-working-days', law: 'gia hạn theo Điều 21 Nghị định 23/2015/NĐ-CP', limit: '02 ngày làm việc', agreement: false, given: false }, { code: 'written-agreement', agreement: true }] });
    expect((await get(`${self}/letters`, COMMUNE)).body['items']).toEqual([]);
    const unsaid = await commune.send(self, { type: 'ExtendTerm', body: { extension: 'two-working-days' } });
    expect([unsaid.status, unsaid.body['title']]).toEqual([409, 'Phải ghi rõ lý do.']);
    await commune.sendAll(self, { type: 'ExtendTerm', body: { extension: 'two-working-days' }, text: { reason: 'Bản chính có 120 trang' } });
    const extended = await commune.read(self);
    expect(extended).toMatchObject({ firstAppointment: '2026-08-24T17:00:00+07:00', dueAt: '2026-08-26T17:00:00+07:00', appointment: '2026-08-26T17:00:00+07:00', promises: [{ number: 1, at: '2026-08-26T17:00:00+07:00' }] });
    expect(extended.extensions[0]?.given).toBe(true);
    expect(extended.explanation).toContain('Kéo dài thời hạn thêm 02 ngày làm việc, tính từ 17 giờ 00 phút, ngày 24 tháng 8 năm 2026 (Điều 21 Nghị định 23/2015/NĐ-CP).');
    expect(retrace(dossierExplanationSchema.parse((await get(`${self}/explanation`, COMMUNE)).body).derivations)).toEqual({ due: Date.parse('2026-08-26T17:00:00+07:00'), appointment: Date.parse('2026-08-26T17:00:00+07:00') });
    expect(await letterOf(self, COMMUNE)).toContain('(hẹn lần 1): 17 giờ 00 phút, ngày 26 tháng 8 năm 2026; gia hạn theo Điều 21 Nghị định 23/2015/NĐ-CP Ngày hẹn ban đầu (hẹn lần 1): 17 giờ 00 phút, ngày 24 tháng 8 năm 2026');
    const again = await commune.send(self, { type: 'ExtendTerm', body: { extension: 'two-working-days' }, text: { reason: 'Bản chính có 120 trang' } });
    expect([again.status, again.body['code']]).toEqual([409, 'already-extended']);
  });
});

test('the limit of the statute stands beside the shorter promise, on the page and on the slip', async () => {
  clock.set('2026-08-10T09:00:00+07:00');
  const { statutory, dueAt, links: { self } } = await centre.take({ procedureCode: '1.014466' });
  expect([dueAt, statutory]).toEqual(['2026-09-28T17:00:00+07:00', { term: '60 ngày', dueAt: '2026-10-09T17:00:00+07:00' }]);
  expect(await slipOf(self, CENTRE)).toContain('48 ngày (pháp luật quy định 60 ngày, đến 17 giờ 00 phút, ngày 09 tháng 10 năm 2026)');
});

test('a preview names the maximum of a matter without a date, and the statute beside a promise', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const preview = async (procedureCode: string): Promise<unknown> => (await post('/api/v1/deadlines/preview', { ...CENTRE, body: { procedureCode, agencyCode: 'H99.05', channel: 'counter' } })).body;
  expect(await preview('3.000152')).toMatchObject({ basis: 'none', dueAt: null, appointment: null, maximumAt: '2026-10-23T17:00:00+07:00', statutory: null, term: 'Ngày trả kết quả theo kỳ họp Hội đồng nhân dân cấp tỉnh, sẽ thông báo' });
  expect(await preview('1.014466')).toMatchObject({ basis: 'computed', dueAt: '2026-10-06T17:00:00+07:00', maximumAt: null, statutory: { term: '60 ngày', dueAt: '2026-10-19T17:00:00+07:00' } });
});

test('a ledger with dates set, lengthened and missing holds, and its figures balance', async () => {
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
  expect((await recountFigures(engine.database)).differences).toEqual([]);
  expect(await checkBalance(engine.database)).toEqual([]);
});
