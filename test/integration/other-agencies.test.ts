import { describe, expect, test } from 'vitest';
import { applyTransition, publishSettings, sha256 } from '#service';
import { verifyLedger } from '../../libs/service/ledger/verify.js';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { timelineEntrySchema } from '../../apps/api/views/dossier-schema.js';
import { dossierPageSchema, type DossierPageAnswer } from '../../apps/api/views/list-views.js';
import { createTestDatabase } from '../support/database.js';
import { type Call, startTestApi } from './api-harness.js';
import { apiDesk } from './api-desk.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);

function of(role: 'clerk' | 'officer', agency: string): Call {
  return { as: { role, agency, subject: `${role}@${agency}` } };
}

const LAND_DESK = of('clerk', 'H99.05.01');
const LAND_OFFICER = of('officer', 'H99.05.01');
const COMMUNE = of('officer', 'H99.31');
const land = apiDesk({ get, post }, LAND_DESK, { procedureCode: '1.115778', agencyCode: 'H99.05.01', channel: 'counter', applicant: { name: 'Nguyễn Văn Đất' } });
const permits = apiDesk({ get, post }, of('clerk', 'H99.31'), { procedureCode: '1.013225', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Trần Thị Xây' } });

async function give(path: string, by: Call, body: object): Promise<void> {
  const answer = await land.send(path, body, by);
  expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
}

async function wake(id: string, at: string): Promise<void> {
  clock.set(at);
  await applyTransition(engine, id, ['wake'], clock.now());
}

async function listed(queue: string, code: string, by = LAND_OFFICER): Promise<DossierPageAnswer['items'][number] | undefined> {
  return dossierPageSchema.parse((await get(`/api/v1/dossiers?queue=${queue}&limit=200`, by)).body).items.find((item) => item.code === code);
}

async function tasksOf(code: string, by: Call): Promise<readonly string[]> {
  const { items } = (await get('/api/v1/tasks?limit=200', by)).body as { readonly items: readonly { readonly kind: string; readonly dossierCode: string }[] };
  return items.filter(({ dossierCode }) => dossierCode === code).map(({ kind }) => kind);
}

describe('the tax office at work while a land dossier stands still', () => {
  test('is shown with its own date, listed, urged, found late at once and told of, until the payment is confirmed', async () => {
    clock.set('2026-08-18T09:00:00+07:00');
    const { id, code, links } = await land.take();
    await give(links.self, LAND_OFFICER, { type: 'RaiseFinancialObligation', body: { amount: 5_000_000 } });
    expect(await land.read(links.self)).toMatchObject({
      status: 'awaiting-payment',
      pause: { ground: 'financial-obligation', legalEnd: false },
      parties: [{ number: 1, task: 'answer', name: 'Cơ quan thuế', agency: 'H99.80', case: 'person-land-use-fee', lateAt: null, endedAt: null, delay: null }],
    });
    expect(await listed('waiting-agency', code)).toMatchObject({ awaitedLate: false });
    expect(await listed('agency-late', code)).toBeUndefined();

    await wake(id, '2026-08-22T10:00:00+07:00');
    expect(await tasksOf(code, LAND_OFFICER)).toEqual(['agency-warned']);
    clock.set('2026-08-24T09:30:00+07:00');
    expect(await listed('agency-late', code)).toMatchObject({ awaitedLate: true, late: false });
    await wake(id, '2026-08-24T10:00:00+07:00');
    expect(await tasksOf(code, LAND_OFFICER)).toEqual(['agency-late']);
    await give(links.self, LAND_DESK, { type: 'RecordPartyDelay', body: { reasonCode: 'complex', newDueAt: '2026-08-27T17:00:00+07:00', documentNumber: '45/CT-XL' } });
    expect(await tasksOf(code, LAND_OFFICER)).toEqual([]);
    expect((await land.read(links.self)).parties).toMatchObject([{ delay: { reasonCode: 'complex', newDueAt: '2026-08-27T17:00:00+07:00', documentNumber: '45/CT-XL' } }]);
    expect(await listed('waiting-agency', code)).toMatchObject({ awaitedDueAt: '2026-08-27T17:00:00+07:00', awaitedLate: true });

    clock.set('2026-08-26T09:00:00+07:00');
    await give(links.self, LAND_DESK, { type: 'RecordVoucher', body: { voucherNumber: 'GNT 0012' } });
    expect((await land.read(links.self)).parties).toMatchObject([{ endedBy: 'voucher' }, { task: 'confirmation', case: null, endedAt: null }]);
    clock.set('2026-08-27T09:00:00+07:00');
    await give(links.self, LAND_DESK, { type: 'MeetFinancialObligation', body: { receiptNumber: 'BL 7' } });
    expect(await listed('waiting-agency', code)).toBeUndefined();
    const labels = pageOf(timelineEntrySchema).parse((await get(`${links.self}/timeline?limit=200`, LAND_DESK)).body).items.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['Cơ quan khác sắp hết thời hạn', 'Cơ quan khác quá thời hạn', 'Cơ quan khác xin lỗi, báo lý do chậm và hẹn lại', 'Nhận chứng từ nộp tiền, chờ xác nhận']));
  });

  test.each([
    [{ type: 'RecordPartyAnswer', body: {} }, 'not-allowed-in-status', 'Không thực hiện được thao tác này'],
    [{ type: 'RaiseFinancialObligation', body: { partyCase: 'farm' } }, 'unknown-party-case', 'Thủ tục không quy định thời hạn của cơ quan khác cho trường hợp farm.'],
    [{ type: 'RequestOpinion', body: { consultation: 'weather', agency: 'H99.07' } }, 'unknown-consultation', 'Thủ tục không quy định việc lấy ý kiến có mã weather.'],
  ])('%j is refused in words', async (body, code, sentence) => {
    clock.set('2026-08-18T09:00:00+07:00');
    const { links } = await land.take();
    const answer = await land.send(links.self, body, LAND_OFFICER);
    expect([answer.status, answer.body['code'], answer.body['title']]).toEqual([409, code, expect.stringContaining(sentence)]);
  });
});

describe('an opinion asked about a building permit', () => {
  test('is shown, listed, and taken for consent after two working days of silence', async () => {
    clock.set('2026-08-18T09:00:00+07:00');
    const { id, code, links } = await permits.take();
    await give(links.self, COMMUNE, { type: 'RequestOpinion', body: { consultation: 'related-agencies', agency: 'H99.81' }, text: { content: 'Xin ý kiến về phòng cháy' } });
    expect(await listed('waiting-agency', code, COMMUNE)).toMatchObject({ awaitedDueAt: '2026-08-21T00:00:00+07:00' });
    clock.set('2026-08-21T00:00:02+07:00');
    expect(await listed('agency-late', code, COMMUNE)).toBeUndefined();
    await wake(id, '2026-08-21T07:30:00+07:00');
    expect((await permits.read(links.self)).opinions).toEqual([
      {
        number: 1,
        consultation: 'related-agencies',
        name: 'Lấy ý kiến cơ quan quản lý nhà nước về lĩnh vực liên quan đến công trình',
        agency: { code: 'H99.81', name: 'Công an tỉnh Minh Họa' },
        askedAt: expect.stringMatching(/^2026-08-18T09:00:00/) as string,
        dueAt: '2026-08-21T00:00:00+07:00',
        silence: 'consent',
        silentAt: '2026-08-21T00:00:00+07:00',
        pauses: false,
        answer: null,
        lapsedAt: null,
      },
    ]);
    expect([await listed('waiting-agency', code, COMMUNE), await tasksOf(code, COMMUNE)]).toEqual([undefined, []]);
    const again = await permits.send(links.self, { type: 'RecordOpinion', body: { number: 2, outcome: 'agreed' } }, COMMUNE);
    expect([again.body['code'], again.body['title']]).toEqual(['no-opinion-awaited', 'Không có yêu cầu lấy ý kiến nào số 2 đang chờ trả lời.']);
  });
});

test('a province that wants results half a day before the appointment says so in its settings, and the ledger does not depend on them', async () => {
  clock.set('2026-08-18T09:00:00+07:00');
  await engine.database.transaction((tx) => publishSettings(tx, { resultHandoverLead: { unit: 'working-days', amount: 0.5 } }, clock.now(), 'installation'));
  await expect.poll(async () => (await engine.rules.settings(engine.database.read)).resultHandoverLead?.unit).toBe('working-days');
  const centre = apiDesk({ get, post }, { as: 'clerk' }, { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Lê Thị Xuất' } });
  const { id, code, links } = await centre.take();
  await wake(id, '2026-08-20T16:00:00+07:00');
  const handOver = async (): Promise<boolean> => (await tasksOf(code, of('officer', 'H99.07'))).includes('hand-result-to-desk');
  expect(await handOver()).toBe(true);
  await centre.sendAll(links.self, { type: 'RecordResult', body: {} });
  expect([await handOver(), (await centre.read(links.self)).finish?.punctuality]).toEqual([false, 'early']);
  expect(await verifyLedger({ ...engine, sha256 })).toMatchObject({ ok: true });
});
