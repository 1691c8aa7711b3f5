import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fileAccessSchema, fileSchema } from '../../apps/api/views/list-views.js';
import { codeBlockStateSchema } from '../../apps/api/views/code-block-view.js';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { createTestDatabase } from '../support/database.js';
import { type Call, startTestApi } from './api-harness.js';
import { apiDesk } from './api-desk.js';

const database = await createTestDatabase();
const { get, post, clock } = await startTestApi(database);

const CLERK: Call = { as: 'clerk' };
const HEAD: Call = { as: { role: 'head', agency: 'H99.07' } };
const PDF = new Uint8Array(Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'));
const AT = '2026-08-18T09:00:00+07:00';
const INTAKE = {
  procedureCode: '1.014464',
  agencyCode: 'H99.07',
  channel: 'counter',
  sets: 2,
  resultDelivery: 'post',
  applicant: { name: 'Nguyễn Thị Đính Chin', phone: '0912000099' },
  components: [{ code: 'H99-LV02-DENGHI', copies: 1, kind: 'original' }],
};
const { read, send, sendAll, take } = apiDesk({ get, post }, CLERK, INTAKE);

async function receiptOf(path: string): Promise<string> {
  return (await readPdf((await get(`${path}/receipt`, CLERK)).bytes)).text.replace(/\s+/gu, ' ');
}

describe('fees', () => {
  test('due and paid are shown with name, amount, method, receipt and whether they came through the portal', async () => {
    const { links: { self } } = await take();
    await sendAll(
      self,
      { type: 'AssessFees', body: { fees: [{ fee: 1, amount: 150_000 }] }, text: { reason: 'Theo Thông tư' } },
      { type: 'RecordPayment', body: { amount: 100_000, method: 'cash', receiptNumber: 'BL 0012', fee: 1 } },
      { type: 'RecordPayment', body: { amount: 50_000, method: 'card', throughPortal: true, receiptNumber: 'PG-77' } },
    );
    expect((await read(self)).fees).toMatchObject({
      due: [{ fee: 1, name: 'Phí, lệ phí', amount: 150_000 }],
      payments: [
        { amount: 100_000, method: 'cash', throughPortal: false, receiptNumber: 'BL 0012', fee: 1 },
        { amount: 50_000, method: 'card', throughPortal: true, receiptNumber: 'PG-77', fee: null },
      ],
      totalDue: 150_000,
      totalPaid: 150_000,
    });
  });

  test.each([
    ['a fee the procedure does not have', { type: 'AssessFees', body: { fees: [{ fee: 9, amount: 1 }] } }, 409, 'unknown-fee'],
    ['the same fee twice', { type: 'AssessFees', body: { fees: [{ fee: 1, amount: 1 }, { fee: 1, amount: 2 }] } }, 400, 'invalid-request'],
    ['a sentence in place of a receipt number', { type: 'RecordPayment', body: { amount: 1, method: 'cash', receiptNumber: 'ông A nộp hộ' } }, 400, 'invalid-request'],
  ])('with %s are refused', async (_what, body, status, code) => {
    const answer = await send((await take()).links.self, body);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });
});

describe('files of a dossier', () => {
  async function upload(path: string): Promise<string> {
    return String((await post(`${path}/files`, { ...CLERK, raw: { type: 'application/pdf', content: PDF } })).body['fileId']);
  }

  test('are listed page by page with hash and paper, those not yet entered among them', async () => {
    const { links } = await take();
    const [scan, loose] = [await upload(links.self), await upload(links.self)];
    await sendAll(links.self, { type: 'AttachFile', body: { fileId: scan, purpose: 'component', component: 'H99-LV02-DENGHI' } });
    const found = [];
    for (let next: string | null = ''; next !== null; ) {
      const page = pageOf(fileSchema).parse((await get(`${links.files}?limit=1${next === '' ? '' : `&after=${encodeURIComponent(next)}`}`, CLERK)).body);
      found.push(...page.items);
      next = page.next;
    }
    expect(found.map(({ fileId, attached, uploadedBy, erased }) => [fileId, attached, uploadedBy, erased])).toEqual(
      expect.arrayContaining([
        [scan, { purpose: 'component', component: 'H99-LV02-DENGHI' }, 'clerk@H99.02', false],
        [loose, null, 'clerk@H99.02', false],
      ]),
    );
    expect(found).toHaveLength(2);
  });

  test('are attached once, and a scan names the paper it is of', async () => {
    const { links: { self } } = await take();
    const fileId = await upload(self);
    expect((await send(self, { type: 'AttachFile', body: { fileId, purpose: 'component' } })).status).toBe(400);
    expect((await send(self, { type: 'AttachFile', body: { fileId, purpose: 'component', component: 'NO-SUCH' } })).body['code']).toBe('unknown-component');
    await sendAll(self, { type: 'AttachFile', body: { fileId, purpose: 'result' } });
    expect((await send(self, { type: 'AttachFile', body: { fileId, purpose: 'evidence' } })).body['code']).toBe('file-already-attached');
  });

  test('show who read them to those who watch over the records, and to nobody else', async () => {
    const { links: { self } } = await take();
    const fileId = await upload(self);
    for (const subject of ['reader-1', 'reader-2']) {
      await get(`/api/v1/files/${fileId}`, { as: { role: 'officer', agency: 'H99.07', subject } });
    }
    const first = pageOf(fileAccessSchema).parse((await get(`/api/v1/files/${fileId}/accesses?limit=1`, { as: 'auditor' })).body);
    const second = pageOf(fileAccessSchema).parse((await get(`/api/v1/files/${fileId}/accesses?limit=1&after=${String(first.next)}`, { as: 'auditor' })).body);
    expect([...first.items, ...second.items]).toEqual(['reader-1', 'reader-2'].map((subject) => ({ subject, role: 'officer', at: AT })));
    expect([second.next, (await get(`/api/v1/files/${fileId}/accesses`, CLERK)).status]).toEqual([null, 403]);
  });
});

describe('a correction', () => {
  test('of a typo and of the paper list is an event, stands on the page, and on the slip that is printed again with its first dates', async () => {
    const { links: { self }, firstAppointment } = await take();
    const before = await receiptOf(self);
    clock.set('2026-08-18T10:00:00+07:00');
    await sendAll(
      self,
      { type: 'CorrectPersonalData', body: { fields: ['name'] }, text: { applicant: { name: 'Nguyễn Thị Đính Chính' } } },
      { type: 'CorrectComponents', body: { components: [{ code: 'H99-LV02-TIEUCHUAN', copies: 3, kind: 'certified' }] }, text: { reason: 'Ghi nhầm' } },
    );
    clock.set(AT);
    const after = await receiptOf(self);
    expect([before.includes('Đính Chin,') || before.includes('Đính Chin '), before.includes('Văn bản đề nghị')]).toEqual([true, true]);
    expect([after.includes('Đính Chính'), after.includes('03 bản sao chứng thực'), after.includes('Văn bản đề nghị cấp')]).toEqual([true, true, false]);
    expect(after).toContain('09 giờ 00 phút, ngày 21 tháng 8 năm 2026');
    expect(await read(self)).toMatchObject({ firstAppointment, personal: { applicant: { name: 'Nguyễn Thị Đính Chính' } }, components: [{ code: 'H99-LV02-TIEUCHUAN', copies: 3, kind: 'certified' }] });
    const found = await post('/api/v1/dossiers/search', { ...CLERK, body: { text: 'dinh chinh' } });
    expect((found.body['items'] as readonly { readonly link: string }[]).map(({ link }) => link)).toEqual([self]);
    expect((await send(self, { type: 'CorrectPersonalData', body: { fields: ['Nguyễn'] }, text: { applicant: { name: 'A' } } })).status).toBe(400);
  });

  test('changes the fields it names and no other: on the slip, in the search, on the page and in the event', async () => {
    const applicant = { name: 'Lê Thị Giữ Nguyên', idNumber: '079000123123', phone: '0987123123', email: 'giu@example.vn', address: '12 phố Cũ' };
    const proxy = { name: 'Phạm Văn Thay', phone: '0987456456', authorisation: 'UQ-1' };
    const { code, links: { self, timeline } } = await take({ applicant, proxy, note: 'Ghi chú cũ' });
    await sendAll(
      self,
      { type: 'CorrectPersonalData', body: { fields: ['name'] }, text: { applicant: { name: 'Lê Thị Giữ Nguyễn' } } },
      { type: 'CorrectPersonalData', body: { fields: ['email', 'proxy.name', 'note', 'phone'] }, text: { applicant: { email: null, phone: applicant.phone }, proxy: { name: 'Phạm Văn Thế' }, note: null } },
    );
    const { email, ...kept } = applicant;
    const nothingElse = { lettersTo: 'applicant', note: null, notifyBy: null, outageReason: null, requestContent: null };
    expect([email, (await read(self)).personal]).toEqual([applicant.email, { applicant: { ...kept, name: 'Lê Thị Giữ Nguyễn' }, proxy: { ...proxy, name: 'Phạm Văn Thế' }, ...nothingElse }]);
    const slip = await receiptOf(self);
    expect([slip.includes('Giữ Nguyễn'), slip.includes('0987123123'), slip.includes('12 phố Cũ')]).toEqual([true, true, true]);
    for (const [text, found] of [['0987123123', true], ['0987 456 456', true], ['079000123123', true], ['pham van the', true], ['pham van thay', false]] as const) {
      const items = (await post('/api/v1/dossiers/search', { ...CLERK, body: { text } })).body['items'] as readonly { readonly code: string }[];
      expect([text, items.some((item) => item.code === code)]).toEqual([text, found]);
    }
    const { text } = await get(`${timeline}?limit=200`, CLERK);
    expect([text.includes('"fields":["name"]'), text.includes('"fields":["email","proxy.name","note"]')]).toEqual([true, true]);
    const again = await send(self, { type: 'CorrectPersonalData', body: { fields: ['name'] }, text: { applicant: { name: 'Lê Thị Giữ Nguyễn' } } });
    expect([again.status, again.body['code']]).toEqual([409, 'nothing-to-correct']);
    await sendAll(self, { type: 'CorrectPersonalData', body: { fields: ['proxy'] }, text: { proxy: null } });
    expect((await read(self)).personal).toEqual({ applicant: { ...kept, name: 'Lê Thị Giữ Nguyễn' }, proxy: null, ...nothingElse });
    expect((await send(self, { type: 'CorrectPersonalData', body: { fields: ['proxy.name'] }, text: { proxy: { name: 'Ai Đó' } } })).body['code']).toBe('nothing-to-correct');
    await sendAll(self, { type: 'CorrectPersonalData', body: { fields: ['proxy'] }, text: { proxy } });
    expect((await read(self)).personal).toMatchObject({ proxy });
  });

  test('leaves the reason of an outage entry where it is', async () => {
    const dossier = await take({ outage: { receivedAt: '2026-08-18T08:00:00+07:00', reason: 'Mất điện toàn phường', secondPerson: 'head@H99.02' } });
    expect(dossier).toMatchObject({ timeEvidence: { kind: 'outage', reference: 'paper', secondPerson: 'head@H99.02' }, personal: { outageReason: 'Mất điện toàn phường' } });
    await sendAll(dossier.links.self, { type: 'CorrectPersonalData', body: { fields: ['name'] }, text: { applicant: { name: 'Nguyễn Thị Sửa' } } });
    expect((await read(dossier.links.self)).personal).toMatchObject({ applicant: { name: 'Nguyễn Thị Sửa' }, outageReason: 'Mất điện toàn phường' });
  });
});

test('a dossier opened under a wrong procedure is cancelled by the head the same day, listed with its reason, and outside the rates', async () => {
  const received = async (): Promise<unknown> => ((await get('/api/v1/metrics/late-rate?month=2026-08&agency=H99.07', { as: 'manager' })).body['total'] as { readonly denominator: number }).denominator;
  const before = await received();
  const { code, links, firstAppointment: first } = await take();
  const cancel = { type: 'Cancel', body: { reasonCode: 'wrong-procedure' }, text: { reason: 'Chọn nhầm thủ tục' } };
  expect((await send(links.self, cancel)).status).toBe(403);
  expect((await send(links.self, cancel, HEAD)).status).toBe(200);
  const { firstAppointment, dueAt, appointment, explanation, stages, promises } = await read(links.self);
  expect([dueAt, appointment, explanation, stages.filter(({ status }) => status === 'open')]).toEqual([null, null, [], []]);
  expect([firstAppointment, promises[0]?.at]).toEqual([first, first]);
  const listed = (await get('/api/v1/dossiers?queue=cancelled', CLERK)).body['items'] as readonly { readonly code: string; readonly dueAt: string | null }[];
  expect([listed.map((item) => [item.code, item.dueAt]), await received()]).toEqual([[[code, null]], before]);
  expect((await get(`${links.timeline}?after=1`, CLERK)).body['items']).toMatchObject([{ type: 'DossierCancelled', payload: { reasonCode: 'wrong-procedure' }, text: { reason: 'Chọn nhầm thủ tục' } }]);
});

test('contacts demanded of the applicant and agencies contacted are counted on the page', async () => {
  const { links: { self } } = await take();
  await sendAll(
    self,
    { type: 'RecordContact', body: { party: 'applicant' } },
    { type: 'RequestSupplement', body: { items: [{ component: 'H99-LV02-COSO' }], reasonCode: 'incomplete' }, text: { reason: 'Thiếu giấy tờ' } },
    { type: 'RecordContact', body: { party: 'agency', agency: 'H99.05' } },
    { type: 'RecordContact', body: { party: 'agency', agency: 'H99.05' } },
  );
  expect((await read(self)).contacts).toEqual({ applicant: 2, agencies: ['H99.05'] });
  expect((await send(self, { type: 'RecordContact', body: { party: 'agency', agency: 'H98.99' } })).body['code']).toBe('unknown-agency');
  expect((await send(self, { type: 'RecordContact', body: { party: 'applicant', agency: 'H99.05' } })).status).toBe(400);
});

test('a matter done while the applicant waits is recorded without a slip, which is printed for who asks', async () => {
  const { status, body } = await post('/api/v1/dossiers', { as: { role: 'clerk', agency: 'H99.31' }, key: 'records-immediate', body: { procedureCode: '2.000635', agencyCode: 'H99.31', channel: 'online', applicant: { name: 'Lê Thị Chờ' } } });
  expect([status, body['immediate']]).toEqual([201, true]);
  const path = `/api/v1/dossiers/${String(body['code'])}`;
  expect((await send(path, { type: 'Accept' }, { as: { role: 'clerk', agency: 'H99.31' } })).status).toBe(200);
  expect((await get(`${path}/letters`, { as: { role: 'clerk', agency: 'H99.31' } })).body['items']).toEqual([]);
  const slip = await get(`${path}/receipt`, { as: { role: 'clerk', agency: 'H99.31' } });
  expect([slip.status, slip.type]).toEqual([200, 'application/pdf']);
});

test('an online filing that is refused leaves no date and no open stage on its page', async () => {
  const portal = { submittedAt: '2026-08-18T08:00:00+07:00', completeAt: '2026-08-18T08:30:00+07:00', evidence: 'portal-79' };
  const { links: { self } } = await take({ channel: 'online', portal });
  await sendAll(self, { type: 'RefuseIntake', body: { reasonCode: 'incomplete' }, text: { reason: 'Thiếu văn bản' } });
  const { status, dueAt, appointment, stages } = await read(self);
  expect([status, dueAt, appointment, stages.filter((stage) => stage.status === 'open')]).toEqual(['intake-refused', null, null, []]);
});

test('the slip of an online filing carries the appointment its acceptance gave, its sets and its way back', async () => {
  const portal = { submittedAt: '2026-08-18T08:00:00+07:00', completeAt: '2026-08-18T08:30:00+07:00', evidence: 'portal-78' };
  const { links: { self, letters } } = await take({ channel: 'online', portal });
  await sendAll(self, { type: 'Accept' });
  const { appointment } = await read(self);
  const slip = await receiptOf(self);
  expect(appointment).toBe('2026-08-21T08:30:00+07:00');
  expect(slip).toContain('08 giờ 30 phút, ngày 21 tháng 8 năm 2026');
  expect(slip).toContain('Dịch vụ bưu chính công ích');
  expect((await get(letters, CLERK)).body['items']).toMatchObject([{ kind: 'receipt', form: '01' }]);
});

test('blocks of codes are listed for their desk, the newest first', async () => {
  for (const minute of ['01', '02']) {
    clock.set(`2026-08-18T09:${minute}:00+07:00`);
    await post('/api/v1/codes/blocks', { ...CLERK, key: randomUUID(), body: { agencyCode: 'H99.02', count: 2 } });
  }
  clock.set(AT);
  const first = pageOf(codeBlockStateSchema).parse((await get('/api/v1/codes/blocks?limit=1', CLERK)).body);
  const second = pageOf(codeBlockStateSchema).parse((await get(`/api/v1/codes/blocks?limit=1&after=${encodeURIComponent(String(first.next))}`, CLERK)).body);
  expect([...first.items, ...second.items].map(({ reservedAt }) => reservedAt)).toEqual(['2026-08-18T09:02:00+07:00', '2026-08-18T09:01:00+07:00']);
  expect([(await get('/api/v1/codes/blocks', { as: { role: 'clerk', agency: 'H99.31' } })).body['items'], (await get('/api/v1/codes/blocks?agency=H99.02', { as: { role: 'clerk', agency: 'H99.31' } })).status]).toEqual([[], 403]);
});

describe('a hand-over between agencies', () => {
  const commune = (agency: string): Call => ({ as: { role: 'officer', agency } });

  test('is recalled by its sender alone, who still sees the dossier; the receiver finds it by the name of its applicant', async () => {
    const desk: Call = { as: { role: 'clerk', agency: 'H99.31' } };
    const { body } = await post('/api/v1/dossiers', {
      ...desk,
      key: 'records-birth',
      body: { procedureCode: '2.002621', caseCode: '2.002621.01', agencyCode: 'H99.31', channel: 'online', applicant: { name: 'Phạm Thị Khai Sinh' } },
    });
    const path = `/api/v1/dossiers/${String(body['code'])}`;
    const found = async (call: Call): Promise<unknown> => ((await post('/api/v1/dossiers/search', { ...call, body: { text: 'pham thi khai sinh' } })).body['items'] as readonly unknown[]).length;
    for (const command of [{ type: 'Accept' }, { type: 'Forward' }]) {
      expect((await send(path, command, desk)).status).toBe(200);
    }
    expect([await found(commune('H99.81')), await found(commune('H99.32'))]).toEqual([1, 0]);
    expect((await send(path, { type: 'RecallHandover' }, commune('H99.81'))).body['code']).toBe('not-authorised');
    expect((await send(path, { type: 'RefuseHandover', body: { stage: 'residence' }, text: { reason: 'Không thuộc địa bàn' } }, desk)).status).toBe(403);
    expect((await send(path, { type: 'AcceptHandover', body: { stage: 'health-card' } }, commune('H99.82'))).status).toBe(200);
    const refused = await send(path, { type: 'RefuseHandover', body: { stage: 'residence' }, text: { reason: 'Không thuộc địa bàn' } }, commune('H99.81'));
    // The one who gave it back has it no longer: the answer says that it was done, and no more.
    expect([refused.status, refused.body['status'], refused.body['dossier']]).toEqual([200, 'applied', null]);
    const { body: history } = await get(`${path}/timeline?limit=200`, desk);
    expect((history['items'] as readonly object[]).at(-1)).toMatchObject({ type: 'HandoverRefused', text: { reason: 'Không thuộc địa bàn' } });
  });
});
