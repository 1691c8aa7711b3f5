import { expect, test } from 'vitest';
import { applyTransition, verifyLedger } from '#service';
import { createTestDatabase } from '../support/database.js';
import { apiDesk } from './api-desk.js';
import { type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const api = await startTestApi(database);
const { clock, engine } = api;

const as = (role: 'clerk' | 'officer' | 'signatory', agency: string): Call => ({ as: { subject: `${role}@${agency}`, role, agency } });
const DESK = as('clerk', 'H99.02');
const COMMUNE = as('officer', 'H99.31');
const SIGNER = as('signatory', 'H99.06');

/** A karaoke licence: three working days each at commune and police, then the department of culture, which decides. */
const LICENCE = { procedureCode: '1.001029', caseCode: '1.001029.01' };

/** An allowance the commune has five of twelve working days for; the department decides. */
const desk = apiDesk(api, DESK, {
  procedureCode: '2.002755',
  agencyCode: 'H99.06',
  receivingAgencyCode: 'H99.02',
  placeCode: 'H99.31',
  channel: 'counter',
  applicant: { name: 'Người nộp hồ sơ kiểm thử', phone: '0900000001' },
});

test('over HTTP the agency of the late stage gives its reason, the deciding one signs with it within limits, and both are told what they may not', async () => {
  clock.set('2026-09-07T09:00:00+07:00');
  const { id, links: { self } } = await desk.take();
  await desk.sendAll(self, { type: 'Forward' });
  clock.set('2026-09-21T10:00:00+07:00');
  await applyTransition(engine, id, [], clock.now());

  const waiting = await desk.send(self, { type: 'SignApology', body: { reasonCode: 'complex' } }, SIGNER);
  expect([waiting.status, waiting.body['code']]).toEqual([409, 'delay-reason-awaited']);
  expect(waiting.body['title']).toBe('Lý do chậm do cơ quan đang giữ bước chậm (Ủy ban nhân dân phường Trung Tâm) nêu; chỉ tự chọn lý do khi hết thời hạn gửi phiếu xin lỗi (09 giờ 00 phút, ngày 22 tháng 9 năm 2026) mà cơ quan đó chưa nêu.');
  expect((await desk.read(self, COMMUNE)).allowedActions).toContain('SupplyDelayReason');
  const unknown = await desk.send(self, { type: 'SupplyDelayReason', body: { reasonCode: 'busy' } }, COMMUNE);
  expect([unknown.status, unknown.body['title']]).toEqual([
    409,
    'Lý do chậm “busy” không có trong danh mục đang áp dụng; chỉ chọn một trong: “Hồ sơ có nội dung phức tạp, cần thêm thời gian thẩm tra, xác minh”, “Cần lấy ý kiến chuyên môn của cơ quan, đơn vị liên quan”, “Chưa có ý kiến của cơ quan, đơn vị phối hợp”, “Cơ quan, đơn vị phối hợp giải quyết chậm”, “Sự kiện bất khả kháng”, “Sự cố của hệ thống thông tin, đường truyền”, “Người thụ lý vắng mặt chưa bố trí được người thay thế”, “Số lượng hồ sơ tăng đột biến”.',
  ]);
  expect((await desk.send(self, { type: 'SupplyDelayReason', body: { reasonCode: 'staff-absence' }, text: { reason: 'Thay đổi nhân sự' } }, COMMUNE)).status).toBe(200);
  expect((await desk.read(self)).delayReason).toEqual({ promise: 1, agency: 'H99.31', reasonCode: 'staff-absence', label: 'Người thụ lý vắng mặt chưa bố trí được người thay thế' });

  const far = await desk.send(self, { type: 'SignApology', body: { newAppointment: '2026-12-21T09:00:00+07:00' } }, SIGNER);
  expect([far.status, far.body['code']]).toEqual([409, 'reappointment-too-late']);
  expect(far.body['title']).toMatch(/^Ngày hẹn lại \(09 giờ 00 phút, ngày 21 tháng 12 năm 2026\) muộn hơn mức cho phép .*; chậm nhất \d\d giờ \d\d phút, ngày \d\d tháng 1\d năm 2026\.$/u);
  expect((await desk.send(self, { type: 'SignApology' }, SIGNER)).status).toBe(200);
  const signed = await desk.read(self);
  expect([signed.promises.map(({ kind, apology }) => [kind, apology]), signed.apologyDraft]).toEqual([[['first', 'signed'], ['re-appointment', null]], null]);
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
});

test('an agency whose stage ran late is still shown the dossier it is asked about, and answers, after the work has gone on to another; not before, and not once it has answered', async () => {
  clock.set('2026-09-07T09:00:00+07:00');
  const { id, links: { self } } = await desk.take({ ...LICENCE, agencyCode: 'H99.07', channel: 'online' });
  await desk.sendAll(self, { type: 'Accept' });
  clock.set('2026-09-15T09:00:00+07:00');
  expect((await desk.send(self, { type: 'Forward' }, COMMUNE)).status).toBe(200);
  expect((await desk.send(self, { type: 'AcceptHandover' }, as('officer', 'H99.81'))).status).toBe(200);
  expect((await api.get(self, COMMUNE)).status).toBe(404);
  clock.set('2026-09-29T10:00:00+07:00');
  await applyTransition(engine, id, [], clock.now());
  expect((await desk.read(self, COMMUNE)).allowedActions).toContain('SupplyDelayReason');
  expect((await desk.send(self, { type: 'RecordContact', body: { party: 'applicant' } }, COMMUNE)).status).toBe(403);
  expect((await desk.send(self, { type: 'SupplyDelayReason', body: { reasonCode: 'staff-absence' } }, COMMUNE)).status).toBe(200);
  expect((await api.get(self, COMMUNE)).status).toBe(404);
});
