import { describe, expect, test } from 'vitest';
import { formatInstant, instant, type LetterChannel, parseInstant } from '#domain';
import { addresseeOfLetter, applyCalendarVersion, deliverLetter, listLetters, listPrintQueue, produceLetter, readDossier, readLetter, remindUncollected, tellOfNotified, verifyLedger } from '#service';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { assignmentsWith, closureOf, publishNow } from '../support/calendar-changes.js';
import { person, testCounter } from '../support/engine.js';
import { FakeWaysOut } from '../support/fake-ways-out.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;
const clerk = person('clerk');
const APPLICANT = { name: 'Nguyễn Thị Nộp', idNumber: '079000000002', phone: '0900000002', email: 'nop@example.vn', address: 'Tổ 1, phường Trung Tâm' };
const PROXY = { name: 'Lê Văn Ủy', idNumber: '079000000009', phone: '0900000009', email: 'uy@example.vn', address: 'Tổ 2, phường Trung Tâm', authorisation: 'Giấy ủy quyền số 12' };

const kindsOf = async (code: string): Promise<readonly string[]> => (await listLetters(engine, code)).map(({ kind, status }) => `${kind} ${status}`);

/** A channel takes a letter, and the dossier decides what it is told of it. */
async function taken(dossierId: string, key: string, channel: LetterChannel): Promise<void> {
  await engine.database.transaction((tx) => tellOfNotified(engine, tx, { key, dossierId, channel }, clock.now()));
  await counter.wake(dossierId);
}

/** Key of the notice of a result. */
async function noticeOf(code: string): Promise<string> {
  return (await listLetters(engine, code)).find(({ kind }) => kind === 'result-ready')?.key ?? '';
}

/** The text of the last letter of a kind, produced now. */
async function written(code: string, kind: string): Promise<string> {
  const key = (await listLetters(engine, code)).findLast((letter) => letter.kind === kind)?.key ?? '';
  await produceLetter(engine, key, clock.now());
  return (await readPdf(new Uint8Array((await readLetter(engine, key)) ?? new Uint8Array()))).text.replace(/\s+/gu, ' ');
}

async function withResult(body: Parameters<typeof counter.takeIn>[0] = {}, at = '2026-08-24T09:00:00+07:00'): Promise<{ readonly code: string; readonly id: string }> {
  clock.set('2026-08-19T09:00:00+07:00');
  const dossier = await counter.takeIn(body);
  clock.set(at);
  expect((await counter.give(clerk, dossier.code, 'RecordResult', { resultNumber: '9/GP-UBND' })).status).toBe('applied');
  return dossier;
}

describe('the notice of a result', () => {
  test('is owed at once and says that the result is early', async () => {
    const { code, id } = await withResult();
    const [letter] = await listLetters(engine, code);
    expect(letter).toMatchObject({ kind: 'result-ready', form: '00', status: 'owed' });
    expect(letter?.key.startsWith(`${id}:result-ready:`)).toBe(true);
    const text = await written(code, 'result-ready');
    for (const part of ['THÔNG BÁO CÓ KẾT QUẢ GIẢI QUYẾT HỒ SƠ', code, 'đã có vào lúc 09 giờ 00 phút, ngày 24 tháng 8 năm 2026', 'sớm hơn thời gian hẹn trả (09 giờ 00 phút, ngày 27 tháng 8 năm 2026)', 'Mời Ông/Bà đến Bộ phận Tiếp nhận và Trả kết quả – UBND phường Trung Tâm']) {
      expect(text).toContain(part);
    }
  });

  test('on the appointed day is not called early, and one sent by post asks nobody to come', async () => {
    const { code } = await withResult({ resultDelivery: 'post' }, '2026-08-27T08:30:00+07:00');
    const text = await written(code, 'result-ready');
    expect(text).toContain('dịch vụ bưu chính công ích đến địa chỉ');
    expect(text).not.toMatch(/sớm hơn|Mời Ông\/Bà đến/u);
  });

  test('is withdrawn when the result is handed over before it is written', async () => {
    const { code } = await withResult();
    await counter.give(clerk, code, 'HandOver', { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, { receiver: 'Nguyễn Thị Nộp' });
    expect(await kindsOf(code)).toEqual(['result-ready withdrawn']);
  });

  test('leaves the print queue when the result is handed over: nobody is sent a paper to come for what they hold', async () => {
    const { code } = await withResult({ notifyBy: 'paper' });
    const key = await noticeOf(code);
    await produceLetter(engine, key, clock.now());
    await deliverLetter(engine, new FakeWaysOut(), key, clock.now());
    const queued = async (): Promise<boolean> => (await listPrintQueue(engine, { desks: ['H99.31'], limit: 100 })).some(({ letter_key }) => letter_key === key);
    expect(await queued()).toBe(true);
    await counter.give(clerk, code, 'HandOver', { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, { receiver: 'Nguyễn Thị Nộp' });
    expect([await queued(), await kindsOf(code)]).toEqual([false, ['result-ready withdrawn']]);
  });

  test('counts as telling the applicant once a channel accepted it: the engine says so, once, and the limit of three days has nothing to record', async () => {
    const { code, id } = await withResult();
    const key = await noticeOf(code);
    await taken(id, key, 'zalo');
    clock.set('2026-08-30T09:00:00+07:00');
    await counter.wake(id);
    const events = await engine.database.read.rows<{ type: string; actor: { role: string }; payload: { means?: string } }>('SELECT type, actor, payload FROM dossier_event WHERE dossier_id = $1 AND type LIKE \'ResultNot%\' ORDER BY seq', [id]);
    expect(events.map(({ type, actor, payload }) => [type, actor.role, payload.means])).toEqual([['ResultNotified', 'system', 'zalo']]);
    expect((await readDossier(engine, code, { withPersonal: false }))?.state.result?.notifiedAt).toBe(parseInstant('2026-08-24T09:00:00+07:00') + 1);
    expect(await verifyLedger(engine)).toMatchObject({ ok: true });
  });

  test('handed to a channel after the result was fetched records nothing more; nor does any other letter', async () => {
    const { code, id } = await withResult();
    await counter.give(clerk, code, 'HandOver', { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, { receiver: 'Nguyễn Thị Nộp' });
    const before = (await readDossier(engine, code, { withPersonal: false }))?.last.seq;
    await taken(id, await noticeOf(code), 'sms');
    await taken(id, `${id}:refusal:3`, 'sms');
    expect((await readDossier(engine, code, { withPersonal: false }))?.last.seq).toBe(before);
  });
});

test('a result nobody comes for is reminded of when it counts as uncollected, then every thirty days, three times in all, without an event; never once it is fetched', async () => {
  const { code, id } = await withResult();
  const fetched = await withResult();
  clock.set('2026-09-24T09:00:00+07:00');
  await counter.wake(id);
  await counter.wake(fetched.id);
  await counter.give(clerk, fetched.code, 'HandOver', { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, { receiver: 'Nguyễn Thị Nộp' });
  const owed: string[] = [];
  for (const day of ['2026-10-22', '2026-10-23', '2026-10-24', '2026-11-22', '2026-11-23', '2027-01-30']) {
    const at = clock.set(`${day}T09:00:00+07:00`);
    await remindUncollected(engine, at);
    expect(await remindUncollected(engine, at)).toBe(0);
    owed.push(`${day} ${String((await kindsOf(code)).filter((kind) => kind === 'uncollected-reminder owed').length)}`);
  }
  expect(owed).toEqual(['2026-10-22 1', '2026-10-23 2', '2026-10-24 2', '2026-11-22 3', '2026-11-23 3', '2027-01-30 3']);
  const reminders = (await listLetters(engine, code)).filter(({ kind }) => kind === 'uncollected-reminder');
  const key = `${id}:uncollected-reminder:${String((await readDossier(engine, code, { withPersonal: false }))?.last.seq)}`;
  expect(reminders.map((each) => `${each.key} ${formatInstant(instant(each.owed_at)).slice(0, 10)}`)).toEqual([`${key} 2026-09-23`, `${key}:2 2026-10-23`, `${key}:3 2026-11-22`]);
  expect(await written(code, 'uncollected-reminder')).toContain('đã có từ 09 giờ 00 phút, ngày 24 tháng 8 năm 2026; đến 09 giờ 00 phút, ngày 22 tháng 11 năm 2026, kết quả chưa được nhận');
  expect(await kindsOf(fetched.code)).toEqual(['result-ready withdrawn', 'uncollected-reminder withdrawn']);
});

describe('a moved date is told once, with the date before, the new one and why', () => {
  test('when papers came', async () => {
    clock.set('2026-08-19T09:00:00+07:00');
    const { code } = await counter.takeIn();
    clock.set('2026-08-20T09:00:00+07:00');
    await counter.give(person('officer'), code, 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' }, { reason: 'Thiếu bản vẽ' });
    clock.set('2026-08-24T15:00:00+07:00');
    await counter.give(clerk, code, 'ReceiveSupplement', {});
    expect(await kindsOf(code)).toEqual(['supplement-request owed', 'date-moved owed']);
    const text = await written(code, 'date-moved');
    expect(text).toMatch(/đã thông báo: 09 giờ 00 phút, ngày 27 tháng 8 năm 2026\. .*được điều chỉnh: 15 giờ 00 phút, ngày 07 tháng 9 năm 2026\. Lý do điều chỉnh: đã nhận đủ hồ sơ bổ sung.*\(khoản 4 Điều 19 Nghị định 61\/2018\/NĐ-CP\)\./u);
  });

  test('when payment gives the second appointment, under the article of the procedure', async () => {
    clock.set('2026-11-27T09:00:00+07:00');
    const { code } = await counter.takeIn({ procedureCode: '1.012783', caseCode: '1.012783.01', agencyCode: 'H99.05.01' });
    clock.set('2026-11-27T14:00:00+07:00');
    await counter.give(clerk, code, 'Forward', {});
    clock.set('2026-12-01T09:00:00+07:00');
    await counter.give(person('officer'), code, 'Forward', {});
    await counter.give(person('officer'), code, 'RaiseFinancialObligation', { amount: 1_250_000 });
    clock.set('2026-12-07T15:00:00+07:00');
    await counter.give(clerk, code, 'MeetFinancialObligation', { receiptNumber: 'R-1' });
    expect(await kindsOf(code)).toEqual(['date-moved owed']);
    expect(await written(code, 'date-moved')).toMatch(/hẹn lần 1 đã thông báo: 09 giờ 00 phút, ngày 02 tháng 12 năm 2026\. .*\(hẹn lần 2\): 15 giờ 00 phút, ngày 09 tháng 12 năm 2026\. Lý do điều chỉnh: nghĩa vụ tài chính đã hoàn thành/u);
  });

  test('when the law lengthens the term: by the receipt printed anew, and by nothing else', async () => {
    clock.set('2026-08-27T09:00:00+07:00');
    const { code } = await counter.takeIn({ procedureCode: '2.000815', caseCode: '2.000815.01' });
    await counter.give(clerk, code, 'ExtendTerm', { extension: 'two-working-days' }, { reason: 'Hồ sơ nhiều bản' });
    expect(await kindsOf(code)).toEqual(['receipt owed']);
  });

  test('when two publications are passed at once: one letter, from the date on the receipt, with every day that changed', async () => {
    clock.set('2026-08-19T09:00:00+07:00');
    const { code, id } = await counter.takeIn();
    await publishNow(counter, assignmentsWith(closureOf('2026-08-20')), clock.set('2026-08-19T15:00:00+07:00'));
    await publishNow(counter, assignmentsWith(closureOf('2026-08-20', '2026-08-21')), clock.set('2026-08-19T16:00:00+07:00'));
    await applyCalendarVersion(engine, clock.set('2026-08-19T16:01:00+07:00'));
    expect(await kindsOf(code)).toEqual(['date-moved owed']);
    const text = await written(code, 'date-moved');
    expect(text).toMatch(/đã thông báo: 09 giờ 00 phút, ngày 27 tháng 8 năm 2026\. .*Lý do điều chỉnh: lịch làm việc của cơ quan thay đổi trong thời hạn giải quyết hồ sơ như sau: 1\. .*20\/08\/2026/u);
    expect(text.match(/Lý do điều chỉnh/gu)).toHaveLength(1);
    expect((await engine.database.read.rows(`SELECT 1 FROM dossier_event WHERE dossier_id = $1 AND type = 'DeadlineMoved'`, [id])).length).toBe(2);
    await publishNow(counter, assignmentsWith(), clock.set('2026-08-19T17:00:00+07:00'));
    await applyCalendarVersion(engine, clock.now());
  });
});

describe('letters go to whom the intake chose', () => {
  test('the proxy: addressed by name, with the applicant’s numbers masked, and the applicant again after a correction', async () => {
    const { code } = await withResult({ applicant: APPLICANT, proxy: PROXY, lettersTo: 'proxy' });
    const notice = await written(code, 'result-ready');
    expect(notice).toContain('Kính gửi: Ông/Bà Lê Văn Ủy (người được ủy quyền nộp hồ sơ)');
    expect(notice).toContain('của Ông/Bà Nguyễn Thị Nộp; mã hồ sơ');
    clock.set('2026-08-25T09:00:00+07:00');
    const corrected = await counter.give(clerk, code, 'CorrectPersonalData', { fields: ['lettersTo'] }, { lettersTo: 'applicant' });
    expect(corrected.status).toBe('applied');
    await counter.give(clerk, code, 'CorrectPersonalData', { fields: ['proxy'] }, { proxy: { ...PROXY, phone: '0900000010' } });
    // What is written shows the proxy's data, so it still goes to the proxy, at the number corrected since.
    const addressee = await addresseeOfLetter(engine, engine.database.read, await noticeOf(code));
    expect(addressee).toMatchObject({ role: 'proxy', name: 'Lê Văn Ủy', phone: '0900000010', email: 'uy@example.vn', shown: { applicant: { idNumber: '***002' } } });
    clock.set('2026-09-24T10:00:00+07:00');
    await counter.wake((await readDossier(engine, code, { withPersonal: false }))?.id ?? '');
    expect(await written(code, 'uncollected-reminder')).toContain('Kính gửi: Ông/Bà Nguyễn Thị Nộp Ngày');
    const reminder = (await listLetters(engine, code)).find(({ kind }) => kind === 'uncollected-reminder')?.key ?? '';
    expect(await addresseeOfLetter(engine, engine.database.read, reminder)).toMatchObject({ role: 'applicant', phone: APPLICANT.phone, shown: { proxy: { phone: '***010' } } });
  });

  test('the apology to a proxy does not give away the applicant’s identity number', async () => {
    clock.set('2026-08-19T09:00:00+07:00');
    const { code, id } = await counter.takeIn({ applicant: APPLICANT, proxy: PROXY, lettersTo: 'proxy' });
    clock.set('2026-08-28T09:00:00+07:00');
    await counter.wake(id);
    await counter.give(person('signatory'), code, 'SignApology', { reasonCode: 'complex', documentNumber: '31/PXL-UBND' });
    const text = await written(code, 'apology');
    expect(text).toContain('Nguyễn Thị Nộp (số định danh cá nhân: ***002)');
    expect(text).not.toMatch(/079000000002|0900000002|nop@/u);
  });
});
