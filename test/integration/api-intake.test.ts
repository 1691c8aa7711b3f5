import { describe, expect, test } from 'vitest';
import { MEASURES } from '#domain/figures';
import { produceLetter } from '#service';
import { dossierSchema } from '../../apps/api/views/dossier-schema.js';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { createTestDatabase } from '../support/database.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, gateway, engine } = await startTestApi(database);

const CERTIFICATE = { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Công ty TNHH Minh Họa', type: 'organisation', phone: '0912 345 678' } };

function takeIn(key: string, change: Readonly<Record<string, unknown>> = {}, call: Call = { as: 'clerk' }): Promise<Answer> {
  return post('/api/v1/dossiers', { ...call, key, body: { ...CERTIFICATE, ...change } });
}

describe('an intake', () => {
  test('answers 201 with the dossier, its dates and how they were counted', async () => {
    clock.set('2026-08-18T09:00:00+07:00');
    const { status, headers, body } = await takeIn('intake-dates');
    expect(status).toBe(201);
    const dossier = dossierSchema.parse(body);
    expect(headers.get('location')).toBe(dossier.links.self);
    expect(dossier).toMatchObject({
      status: 'received',
      portalCode: 2,
      asOf: '2026-08-18T09:00:00+07:00',
      standing: 'in-time',
      standingLabel: 'Trong hạn',
      receivedAt: '2026-08-18T09:00:00+07:00',
      firstAppointment: '2026-08-21T09:00:00+07:00',
      dueAt: '2026-08-21T09:00:00+07:00',
      appointment: '2026-08-21T09:00:00+07:00',
      provisional: false,
      basis: 'computed',
      term: '03 ngày làm việc',
      receivingAgency: { code: 'H99.02' },
      competentAgency: { code: 'H99.07' },
      personal: { applicant: { name: 'Công ty TNHH Minh Họa' } },
    });
    expect(dossier.explanation.join('\n')).toContain('21/08/2026');
    expect(dossier.stages.length).toBeGreaterThan(2);
    expect(dossier.allowedActions).toContain('Forward');
  });

  test('gives the same answer for the same key whatever has happened since, and 422 when another body comes under it', async () => {
    const first = await takeIn('intake-repeated');
    const path = `/api/v1/dossiers/${String(first.body['code'])}`;
    expect((await get(path, { as: 'clerk' })).body).toEqual(first.body);
    clock.set('2026-08-18T09:20:00+07:00');
    await post(`${path}/commands`, { as: 'clerk', key: 'intake-repeated-forward', body: { type: 'Forward' } });
    const again = await takeIn('intake-repeated');
    clock.set('2026-08-18T09:00:00+07:00');
    expect((await get(path, { as: 'clerk' })).body).toMatchObject({ status: 'in-progress', seq: 2 });
    const other = await takeIn('intake-repeated', { sets: 2 });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect([other.status, other.body['code']]).toEqual([422, 'idempotency-key-reused']);
  });

  test('sent several times at the same moment under one key is taken in once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => takeIn('intake-at-once')));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body['code'])).size).toBe(1);
  });

  test('keeps keys of different persons apart', async () => {
    const mine = await takeIn('intake-own-key');
    const theirs = await takeIn('intake-own-key', {}, { as: { role: 'clerk', agency: 'H99.02', subject: 'second-clerk' } });
    expect(theirs.status).toBe(201);
    expect(theirs.body['code']).not.toBe(mine.body['code']);
  });

  test('goes on while Temporal is away, and its workflow is asked for', async () => {
    gateway.down = true;
    const { status, body } = await takeIn('intake-without-temporal');
    gateway.down = false;
    expect(status).toBe(201);
    expect(gateway.started).toContain(body['id']);
  });

  test('of an online filing shows provisional dates until it is accepted', async () => {
    clock.set('2026-08-18T09:00:00+07:00');
    const portal = { submittedAt: '2026-08-18T08:00:00+07:00', completeAt: '2026-08-18T08:05:00+07:00', evidence: 'portal-77', portalCode: '000.00.02.H99-260818-9001' };
    const { body } = await takeIn('intake-online', { channel: 'online', portal });
    expect(body).toMatchObject({
      code: '000.00.02.H99-260818-9001',
      status: 'registered',
      portalCode: 1,
      submittedAt: '2026-08-18T08:00:00+07:00',
      receivedAt: '2026-08-18T08:05:00+07:00',
      provisional: true,
    });
  });

  test('of a line cut is entered afterwards under a reserved code, with its true hour and a second person', async () => {
    clock.set('2026-08-18T14:00:00+07:00');
    const block = await post('/api/v1/codes/blocks', { as: 'clerk', key: 'block-of-intake', body: { agencyCode: 'H99.02', count: 2 } });
    const [code] = block.body['codes'] as readonly string[];
    const outage = { receivedAt: '2026-08-18T10:15:00+07:00', reason: 'Mất kết nối', secondPerson: 'head@H99.02', code };
    const entered = await takeIn('intake-outage', { outage });
    expect(entered.status).toBe(201);
    expect(entered.body).toMatchObject({ code, receivedAt: '2026-08-18T10:15:00+07:00' });
    const alone = await takeIn('intake-outage-alone', { outage: { ...outage, secondPerson: 'clerk@H99.02' } });
    expect([alone.status, alone.body['code']]).toEqual([409, 'second-person-required']);
  });

  test('that the desk refuses is recorded without dates, owes form 03 and counts neither as received nor as finished', async () => {
    const before = await flows();
    const { status, body } = await takeIn('intake-refused', { refusal: { reasonCode: 'not-competent', reason: 'Thửa đất thuộc tỉnh khác' } });
    expect(status).toBe(201);
    const dossier = dossierSchema.parse(body);
    expect(dossier).toMatchObject({ status: 'intake-refused', portalCode: 3, firstAppointment: null, dueAt: null, appointment: null, promises: [], finish: null });
    expect(dossier.allowedActions).not.toContain('Accept');
    expect(gateway.started).not.toContain(dossier.id);
    expect((await get(dossier.links.self, { as: 'clerk' })).body).toEqual(body);
    expect((await get(dossier.links.letters, { as: 'clerk' })).body['items']).toMatchObject([{ kind: 'refusal', form: '03', status: 'owed' }]);
    expect((await get(dossier.links.receipt, { as: 'clerk' })).status).toBe(404);
    const { body: timeline } = await get(dossier.links.timeline, { as: 'clerk' });
    expect(timeline['items']).toMatchObject([{ type: 'IntakeRefused', payload: { reasonCode: 'not-competent' }, text: { reason: 'Thửa đất thuộc tỉnh khác' } }]);
    expect((await get(dossier.links.timeline, { as: 'manager' })).text).not.toContain('tỉnh khác');
    expect(await flows()).toEqual({ ...before, intakeRefused: before.intakeRefused + 1 });
  });

  test('that the desk refuses prints its reason on form 03', async () => {
    const { body } = await takeIn('intake-refused-letter', { refusal: { reasonCode: 'not-competent', reason: 'Thửa đất thuộc tỉnh khác' } });
    const { items: [letter] } = (await get(`/api/v1/dossiers/${String(body['code'])}/letters`, { as: 'clerk' })).body as unknown as { readonly items: readonly { readonly key: string; readonly link: string }[] };
    await produceLetter(engine, letter?.key ?? '', clock.now());
    const { text } = await readPdf((await get(letter?.link ?? '', { as: 'clerk' })).bytes);
    expect(text).toContain('PHIẾU TỪ CHỐI TIẾP NHẬN');
    expect(text).toContain('Thửa đất thuộc tỉnh khác');
  });

  test('that a desk refuses is repeated under its key, and forbidden to who may not refuse', async () => {
    const refusal = { reasonCode: 'not-competent', reason: 'Thửa đất thuộc tỉnh khác' };
    const answers = [await takeIn('intake-refused-twice', { refusal }), await takeIn('intake-refused-twice', { refusal })];
    expect(answers[1]?.body['code']).toBe(answers[0]?.body['code']);
    expect((await takeIn('intake-refused-officer', { refusal, receivingAgencyCode: 'H99.02' }, { as: 'officer' })).status).toBe(403);
  });

  test.each([
    ['a procedure nobody published', { procedureCode: '9.999999' }, 422, 'unknown-procedure'],
    ['a case the procedure does not have', { caseCode: '1.014464.99' }, 422, 'unknown-case'],
    ['an agency that does not exist', { agencyCode: 'H99.77' }, 422, 'unknown-agency'],
    ['an agency outside its competence', { agencyCode: 'H99.05' }, 422, 'agency-not-competent'],
    ['a paper the procedure does not know', { components: [{ code: 'NOPE', copies: 1 }] }, 422, 'unknown-component'],
    ['a channel the procedure does not offer', { procedureCode: '1.001029' }, 422, 'channel-not-offered'],
  ])('naming %s is refused with a sentence and a code', async (_what, change, status, code) => {
    const { body, ...answer } = await takeIn(`refused-${code}-${String(_what.length)}`, change);
    expect([answer.status, body['code'], answer.type]).toEqual([status, code, 'application/problem+json; charset=utf-8']);
    expect(body['title']).toMatch(/[.]$/);
  });

  test('of an agency outside its competence is refused with the name of the agency', async () => {
    const { body } = await takeIn('refused-named', { agencyCode: 'H99.05' });
    expect([body['title'], body['data']]).toEqual(['Sở Nông nghiệp và Môi trường tỉnh Minh Họa không có thẩm quyền giải quyết thủ tục này.', { agency: 'H99.05', procedure: '1.014464' }]);
  });

  test('whose term would end beyond every calendar is refused, never guessed', async () => {
    clock.set('2028-12-20T09:00:00+07:00');
    const { status, body } = await takeIn('intake-beyond', { procedureCode: '1.012644', agencyCode: 'H99.06' });
    clock.set('2026-08-18T09:00:00+07:00');
    expect([status, body['code']]).toEqual([422, 'beyond-calendar']);
  });

  test('whose term reaches into a year without an official calendar is accepted with a warning, on the screen and on the slip', async () => {
    clock.set('2026-12-28T09:00:00+07:00');
    const { status, body } = await takeIn('intake-unconfirmed', { procedureCode: '1.012644', agencyCode: 'H99.06' });
    const page = await get(`/api/v1/dossiers/${String(body['code'])}`, { as: 'clerk' });
    const slip = await readPdf((await get(`/api/v1/dossiers/${String(body['code'])}/receipt`, { as: 'clerk' })).bytes);
    clock.set('2026-08-18T09:00:00+07:00');
    expect([status, body['warnings'], page.body['warnings']]).toEqual([201, [expect.stringContaining('2027')], body['warnings']]);
    expect(slip.text).toContain('Lịch năm 2027 chưa được công bố chính thức; ngày trả kết quả có thể lùi lại');
  });

  test('by somebody of another desk is forbidden', async () => {
    const { status, body } = await takeIn('intake-elsewhere', { receivingAgencyCode: 'H99.02' }, { as: { role: 'clerk', agency: 'H99.31' } });
    expect([status, body['code']]).toEqual([403, 'not-authorised']);
  });

  test('leaves no trace of persons in the ledger', async () => {
    await takeIn('intake-ledger', { applicant: { name: 'Trần Thị Ẩn Danh' } });
    const rows = await engine.database.read.rows<{ payload: unknown }>('SELECT payload FROM dossier_event');
    expect(JSON.stringify(rows)).not.toContain('Ẩn Danh');
  });
});

describe('a dossier', () => {
  test('hides personal data from who may not read it', async () => {
    const { body } = await takeIn('read-personal');
    const seen = await get(`/api/v1/dossiers/${String(body['code'])}`, { as: 'manager' });
    expect([seen.status, seen.body['personal']]).toEqual([200, null]);
  });

  test('offers each actor only what both the status and their role allow', async () => {
    const { body } = await takeIn('read-actions');
    const path = `/api/v1/dossiers/${String(body['code'])}`;
    expect((await get(path, { as: 'manager' })).body['allowedActions']).toEqual([]);
    expect((await get(path, { as: { role: 'head', agency: 'H99.07' } })).body['allowedActions']).toContain('Cancel');
  });

  test('is closed to agencies it does not concern', async () => {
    const { body } = await takeIn('read-foreign');
    const { status } = await get(`/api/v1/dossiers/${String(body['code'])}`, { as: { role: 'officer', agency: 'H99.05' } });
    expect(status).toBe(404);
  });

  test('shows its ledger page by page', async () => {
    const { body } = await takeIn('read-timeline');
    const path = `/api/v1/dossiers/${String(body['code'])}`;
    await post(`${path}/commands`, { as: 'clerk', key: 'read-timeline-contact', body: { type: 'RecordContact', body: { party: 'applicant' } } });
    const first = await get(`${path}/timeline?limit=1`, { as: 'clerk' });
    const second = await get(`${path}/timeline?limit=1&after=${String(first.body['next'])}`, { as: 'clerk' });
    expect(first.body).toMatchObject({ items: [{ seq: 1, type: 'DossierReceived' }], next: '1' });
    expect(second.body).toMatchObject({ items: [{ seq: 2, type: 'ContactRecorded' }], next: null });
  });

  test('prints its receipt for the desk, and for nobody who may not read names', async () => {
    const { body } = await takeIn('read-receipt', { components: await somePapers() });
    const path = `/api/v1/dossiers/${String(body['code'])}/receipt`;
    const slip = await get(path, { as: 'clerk' });
    expect([slip.status, slip.type, slip.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
    expect((await get(path, { as: 'auditor' })).status).toBe(403);
  });
});

/** What the figures count of everything received, finished and refused so far. */
async function flows(): Promise<Readonly<Record<'received' | 'finished' | 'intakeRefused', number>>> {
  const rows = await engine.database.read.rows<{ measures: readonly number[] }>('SELECT measures FROM figure_delta');
  const sum = (...names: readonly (typeof MEASURES)[number][]): number => rows.reduce((total, { measures }) => total + names.reduce((part, name) => part + (measures[MEASURES.indexOf(name)] ?? 0), 0), 0);
  return { received: sum('received', 'registered'), finished: sum('finishedEarly', 'finishedOnTime', 'finishedLate', 'finishedUndated'), intakeRefused: sum('intakeRefused') };
}

async function somePapers(): Promise<readonly unknown[]> {
  const { body } = await get('/api/v1/procedures/1.014464', { as: 'clerk' });
  const [first] = body['cases'] as readonly { readonly components: readonly { readonly code: string }[] }[];
  return (first?.components ?? []).map(({ code }) => ({ code, copies: 1, kind: 'original' }));
}
