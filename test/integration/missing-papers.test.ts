import { describe, expect, test } from 'vitest';
import { applyTransition, produceLetter, readLetter } from '#service';
import { figureSchema } from '../../apps/api/views/figure-view.js';
import { dossierPageSchema, letterSchema } from '../../apps/api/views/list-views.js';
import { dossierSchema } from '../../apps/api/views/dossier-schema.js';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { createTestDatabase } from '../support/database.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);

const CLERK: Call = { as: 'clerk' };
const HEAD: Call = { as: { role: 'head', agency: 'H99.07' } };
/** A citation of the article that asks for what is missing, and in words only what stays outside the ledger. */
const NOTICE = { type: 'RequestSupplement', body: { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17', clause: '2', point: 'a' } }], reasonCode: 'incomplete' }, text: { reason: 'Thiếu bản chụp giấy phép' } };
let keys = 0;

interface Filed {
  readonly id: string;
  readonly path: string;
}

/** A certificate of free sale: three working days, decided by a department, received at the province's centre. */
async function takenIn(at: string, more: Readonly<Record<string, unknown>> = {}): Promise<Filed> {
  clock.set(at);
  keys += 1;
  const body = { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Văn Thiếu' }, ...more };
  const { body: dossier } = await post('/api/v1/dossiers', { ...CLERK, key: `papers-intake-${String(keys)}`, body });
  return { id: String(dossier['id']), path: `/api/v1/dossiers/${String(dossier['code'])}` };
}

function send({ path }: Filed, at: string, body: unknown, call: Call = CLERK): Promise<Answer> {
  clock.set(at);
  keys += 1;
  return post(`${path}/commands`, { ...call, key: `papers-command-${String(keys)}`, body });
}

async function wake({ id }: Filed, at: string): Promise<void> {
  clock.set(at);
  await applyTransition(engine, id, ['wake'], clock.now());
}

async function stateOf({ path }: Filed): Promise<ReturnType<typeof dossierSchema.parse>> {
  return dossierSchema.parse((await get(path, CLERK)).body);
}

async function openTasks({ id }: Filed): Promise<readonly string[]> {
  const rows = await engine.database.read.rows<{ kind: string }>('SELECT kind FROM task WHERE dossier_id = $1 AND done_at IS NULL ORDER BY created_at', [id]);
  return rows.map(({ kind }) => kind);
}

/** Forms owed, in order, and the text of the last one. */
async function letters({ path }: Filed): Promise<{ readonly forms: readonly string[]; readonly text: string }> {
  const items = pageOf(letterSchema).parse((await get(`${path}/letters`, CLERK)).body).items;
  const key = items.at(-1)?.key ?? '';
  await produceLetter(engine, key, clock.now());
  const pdf = (await readLetter(engine, key)) ?? new Uint8Array();
  return { forms: items.map(({ form }) => form), text: (await readPdf(new Uint8Array(pdf))).text.replace(/\s+/g, ' ') };
}

async function queue(name: string, call: Call = CLERK): Promise<readonly string[]> {
  return dossierPageSchema.parse((await get(`/api/v1/dossiers?queue=${name}`, call)).body).items.map(({ code }) => `/api/v1/dossiers/${code}`);
}

describe('an online filing that lacks papers', () => {
  test('gets the one complete notice with form 02, waits for its applicant and is accepted from its completion on', async () => {
    const filing = await takenIn('2026-08-18T09:00:00+07:00', { channel: 'online', resultDelivery: 'post' });
    await wake(filing, '2026-08-18T13:30:00+07:00');
    expect(await openTasks(filing)).toEqual(['answer-online-filing']);
    const noticed = await send(filing, '2026-08-18T14:00:00+07:00', NOTICE);
    expect(noticed.status).toBe(200);
    expect(await stateOf(filing)).toMatchObject({ status: 'awaiting-completion', portalCode: 5, provisional: true, supplements: [{ number: 1, receivedAt: null }] });
    expect(await openTasks(filing)).toEqual([]);
    expect(await letters(filing)).toMatchObject({ forms: ['02'], text: expect.stringContaining('Thiếu bản chụp giấy phép') as string });
    expect((await letters(filing)).text).toContain('Nội dung theo điểm a khoản 2 Điều 17 Nghị định 118/2025/NĐ-CP');
    expect(await queue('waiting-applicant')).toContain(filing.path);
    expect((await get(`${filing.path}/receipt`, CLERK)).status).toBe(404);

    await send(filing, '2026-08-20T10:00:00+07:00', { type: 'ReceiveSupplement' });
    expect(await stateOf(filing)).toMatchObject({ status: 'registered', submittedAt: null, receivedAt: '2026-08-20T10:00:00+07:00', answer: { dueAt: '2026-08-21T10:00:00+07:00' } });
    await send(filing, '2026-08-20T11:00:00+07:00', { type: 'Accept' });
    expect(await stateOf(filing)).toMatchObject({ status: 'received', firstAppointment: '2026-08-24T10:00:00+07:00', dueAt: '2026-08-24T10:00:00+07:00' });
    const receipt = await get(`${filing.path}/receipt`, CLERK);
    const text = (await readPdf(receipt.bytes)).text.replace(/\s+/g, ' ');
    expect(text).toContain('10 giờ 00 phút, ngày 24 tháng 8 năm 2026');
    expect(text).toContain('Dịch vụ bưu chính công ích');
  });

  test('and whose applicant stays silent is refused by a person with form 03 and the reason, never by itself', async () => {
    const filing = await takenIn('2026-08-18T09:00:00+07:00', { channel: 'online' });
    await send(filing, '2026-08-18T10:00:00+07:00', NOTICE);
    const early = await send(filing, '2026-08-19T10:00:00+07:00', { type: 'RefuseIntake', body: { reasonCode: 'no-answer' }, text: { reason: 'Không bổ sung' } });
    expect([early.status, early.body['code']]).toEqual([409, 'supplement-not-due']);
    expect(early.body['title']).toContain('ngày 10 tháng 9 năm 2026');
    await wake(filing, '2026-12-01T09:00:00+07:00');
    expect([(await stateOf(filing)).status, await openTasks(filing)]).toEqual(['awaiting-completion', ['close-unsupplemented']]);
    await send(filing, '2026-12-01T10:00:00+07:00', { type: 'RefuseIntake', body: { reasonCode: 'no-answer' }, text: { reason: 'Quá hạn bổ sung theo thông báo' } });
    expect([(await stateOf(filing)).status, await openTasks(filing)]).toEqual(['intake-refused', []]);
    expect(await letters(filing)).toMatchObject({ forms: ['02', '03'], text: expect.stringContaining('Quá hạn bổ sung theo thông báo') as string });
  });

  test.each(['Withdraw', 'Cancel'])('leaves nothing to answer once it has ended by %s', async (type) => {
    const filing = await takenIn('2026-08-18T07:00:00+07:00', { channel: 'online' });
    await wake(filing, '2026-08-18T10:00:00+07:00');
    expect(await openTasks(filing)).toEqual(['answer-online-filing']);
    const body = { type, body: { reasonCode: 'duplicate' }, text: { reason: 'Nộp trùng' } };
    expect((await send(filing, '2026-08-18T14:00:00+07:00', body, type === 'Cancel' ? HEAD : CLERK)).status).toBe(200);
    expect(await openTasks(filing)).toEqual([]);
  });
});

describe('a received dossier that lacks papers', () => {
  test('has its applicant reminded, then somebody asked to close it, and is closed with form 05 and the reason', async () => {
    const dossier = await takenIn('2026-08-18T09:00:00+07:00');
    await send(dossier, '2026-08-18T10:00:00+07:00', NOTICE);
    await wake(dossier, '2026-09-09T17:01:00+07:00');
    expect(await openTasks(dossier)).toEqual(['remind-applicant']);
    await wake(dossier, '2026-09-11T07:30:00+07:00');
    expect(await openTasks(dossier)).toEqual(['close-unsupplemented']);
    const wordless = await send(dossier, '2026-09-11T08:00:00+07:00', { type: 'CloseUnsupplemented', body: { reasonCode: 'no-answer' } });
    expect([wordless.status, wordless.body['code']]).toEqual([409, 'text-required']);
    await send(dossier, '2026-09-11T08:30:00+07:00', { type: 'CloseUnsupplemented', body: { reasonCode: 'no-answer' }, text: { reason: 'Không nộp giấy tờ đã yêu cầu' } });
    expect([(await stateOf(dossier)).portalCode, await openTasks(dossier)]).toEqual([8, []]);
    const { forms, text } = await letters(dossier);
    expect(forms).toEqual(['02', '05']);
    expect(text).toContain('Không nộp giấy tờ đã yêu cầu');
    expect(text).toContain('chưa nhận được hồ sơ bổ sung');
  });

  test('once more is asked by the head alone, and the screen warns of it before and after', async () => {
    const dossier = await takenIn('2026-08-18T09:00:00+07:00');
    expect((await stateOf(dossier)).warnings).toEqual([]);
    await send(dossier, '2026-08-18T10:00:00+07:00', NOTICE);
    await send(dossier, '2026-08-19T08:00:00+07:00', { type: 'ReceiveSupplement' });
    expect((await stateOf(dossier)).warnings).toEqual([expect.stringContaining('bộ chỉ số quốc gia')]);
    const clerks = await send(dossier, '2026-08-19T09:00:00+07:00', NOTICE);
    expect([clerks.status, clerks.body['code']]).toEqual([409, 'second-supplement-needs-head']);
    expect(clerks.body['title']).toContain('bộ chỉ số quốc gia');
    expect((await send(dossier, '2026-08-19T09:30:00+07:00', NOTICE, HEAD)).status).toBe(200);
    await send(dossier, '2026-08-20T08:00:00+07:00', { type: 'ReceiveSupplement' });
    const state = await stateOf(dossier);
    expect(state.warnings).toEqual([expect.stringContaining('hai lần')]);
    expect(state.allowedActions).not.toContain('RequestSupplement');
    expect((await send(dossier, '2026-08-20T09:00:00+07:00', NOTICE, HEAD)).body).toMatchObject({ code: 'third-supplement-refused', dossierStatus: 'in-progress' });
  });

  test('once more is asked by somebody else than the first time', async () => {
    const dossier = await takenIn('2026-08-18T09:00:00+07:00');
    expect((await send(dossier, '2026-08-18T10:00:00+07:00', NOTICE, HEAD)).status).toBe(200);
    await send(dossier, '2026-08-19T08:00:00+07:00', { type: 'ReceiveSupplement' });
    const again = await send(dossier, '2026-08-19T09:30:00+07:00', NOTICE, HEAD);
    expect([again.status, again.body['code'], again.body['title']]).toEqual([409, 'second-supplement-same-person', 'Người đã yêu cầu bổ sung lần thứ nhất không được tự yêu cầu lần thứ hai; hãy để lãnh đạo khác xem lại hồ sơ và yêu cầu.']);
    expect((await send(dossier, '2026-08-19T09:30:00+07:00', NOTICE, { as: { role: 'head', agency: 'H99.07', subject: 'another-head' } })).status).toBe(200);
  });

  test('that is finished all the same leaves nobody reminding anybody', async () => {
    const dossier = await takenIn('2026-08-18T09:00:00+07:00');
    await send(dossier, '2026-08-18T10:00:00+07:00', NOTICE);
    await wake(dossier, '2026-09-11T07:30:00+07:00');
    await send(dossier, '2026-09-10T13:30:00+07:00', { type: 'RecordResult' });
    expect(await openTasks(dossier)).toEqual([]);
  });
});

describe('the desk’s hand-over to the agency', () => {
  test('stands in a queue until it happens, late or not, and through a pause of the term', async () => {
    const first = await takenIn('2026-08-18T09:00:00+07:00');
    const second = await takenIn('2026-08-17T15:30:00+07:00');
    const listed = async (): Promise<readonly string[]> => (await queue('to-transfer')).filter((path) => path === first.path || path === second.path);
    expect(await listed()).toEqual([second.path, first.path]);
    await wake(first, '2026-08-19T09:00:00+07:00');
    await send(first, '2026-08-19T09:30:00+07:00', NOTICE, HEAD);
    expect(await listed()).toEqual([second.path, first.path]);
    await send(second, '2026-08-19T10:00:00+07:00', { type: 'Forward' });
    expect(await listed()).toEqual([first.path]);
    expect(await stateOf(second)).toMatchObject({ clocks: { transferDueAt: '2026-08-18T08:00:00+07:00', transferredAt: '2026-08-19T10:00:00+07:00' } });
  });

  test('stands in the queue through all the desk’s own steps', async () => {
    const dossier = await takenIn('2026-08-20T09:00:00+07:00', { procedureCode: '1.012644', agencyCode: 'H99.06' });
    await send(dossier, '2026-08-20T10:00:00+07:00', { type: 'Forward' });
    expect(await queue('to-transfer')).toContain(dossier.path);
    await send(dossier, '2026-08-20T11:00:00+07:00', { type: 'Forward' });
    expect(await queue('to-transfer')).not.toContain(dossier.path);
  });

  test('to another territory is confirmed in a pause too, and late has its rate at the desk', async () => {
    const lateForwardings = async (at: string): Promise<{ readonly numerator: number; readonly denominator: number }> => {
      clock.set(at);
      return figureSchema.parse((await get('/api/v1/metrics/forwarding-late-rate?agency=H99.02&month=2026-08', { as: 'manager' })).body).total;
    };
    const { numerator, denominator } = await lateForwardings('2026-08-19T11:00:00+07:00');
    const dossier = await takenIn('2026-08-18T15:30:00+07:00', { procedureCode: '1.001612', agencyCode: 'H99.32', receivingAgencyCode: 'H99.02' });
    const officer: Call = { as: { role: 'officer', agency: 'H99.32' } };
    await send(dossier, '2026-08-19T08:00:00+07:00', NOTICE);
    expect(await queue('to-confirm', officer)).toEqual([dossier.path]);
    expect((await send(dossier, '2026-08-19T09:00:00+07:00', { type: 'ConfirmReceipt' })).status).toBe(403);
    expect((await send(dossier, '2026-08-19T10:00:00+07:00', { type: 'ConfirmReceipt' }, officer)).status).toBe(200);
    expect(await stateOf(dossier)).toMatchObject({ status: 'awaiting-supplement', clocks: { competentReceivedAt: '2026-08-19T10:00:00+07:00' }, dueAt: '2026-08-22T08:00:00+07:00' });
    expect(await queue('to-confirm', officer)).toEqual([]);
    expect(await lateForwardings('2026-08-19T11:00:00+07:00')).toMatchObject({ numerator: numerator + 1, denominator: denominator + 1 });
  });

  test('to another territory waits for the competent agency to confirm it', async () => {
    const at = '2026-08-18T15:30:00+07:00';
    const dossier = await takenIn(at, { procedureCode: '1.001612', agencyCode: 'H99.31', receivingAgencyCode: 'H99.02' });
    const officer: Call = { as: { role: 'officer', agency: 'H99.31' } };
    expect(await stateOf(dossier)).toMatchObject({ clocks: { forwardingDueAt: '2026-08-19T08:00:00+07:00', competentReceivedAt: null }, dueAt: '2026-08-22T08:00:00+07:00' });
    expect(await queue('to-confirm', officer)).toEqual([dossier.path]);
    await send(dossier, '2026-08-19T10:00:00+07:00', { type: 'ConfirmReceipt' }, officer);
    expect(await stateOf(dossier)).toMatchObject({ clocks: { competentReceivedAt: '2026-08-19T10:00:00+07:00' }, firstAppointment: '2026-08-22T08:00:00+07:00', dueAt: '2026-08-22T10:00:00+07:00' });
    expect(await queue('to-confirm', officer)).toEqual([]);
  });
});
