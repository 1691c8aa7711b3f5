import { describe, expect, test } from 'vitest';
import type { Letter, Notice } from './letter-data.js';
import { renderLetter } from './render-letter.js';
import { DATE_MOVED_NOTICE, FAULT_APOLOGY, RESULT_READY_NOTICE, UNCOLLECTED_REMINDER } from './test-support/letter-samples.js';
import { readPdf, type ReadPdf } from './test-support/read-pdf.js';

const NAME = 'CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN ĐẦU TƯ XÂY DỰNG VÀ PHÁT TRIỂN NÔNG NGHIỆP CÔNG NGHỆ CAO ĐẤT ĐỎ PHƯỚC ƯỚC 1206';
const LONG = { kind: 'organisation', name: NAME, idNumber: '4200000000' } as const;
const read = async (letter: Letter): Promise<ReadPdf> => readPdf(await renderLetter(letter));
const bodyOf = (text: string): string => text.slice(text.indexOf('Kính gửi')).replace(/\s+/gu, ' ').trim();

const INTAKE =
  'Ngày 19 tháng 8 năm 2026, Trung tâm Phục vụ hành chính công tỉnh Khánh Hòa tiếp nhận hồ sơ đề nghị giải quyết thủ tục hành chính ' +
  `“Đăng ký biến động quyền sử dụng đất do chuyển nhượng” của Tổ chức ${NAME}; mã hồ sơ: 000.00.06.H32-260819-0361.`;
const ASK = 'Mọi thắc mắc, Tổ chức liên hệ Trung tâm Phục vụ hành chính công tỉnh Khánh Hòa, số điện thoại 0258 000 111.';
const AUTOMATIC = 'Thông báo được lập tự động từ Hệ thống thông tin giải quyết thủ tục hành chính.';
const SIGNED = 'Nơi nhận: - Như trên - Lưu: VT THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ (Ký, ghi rõ họ tên và đóng dấu hoặc ký số)';

test('the name of the golden letters has 120 characters', () => {
  expect(Array.from(NAME)).toHaveLength(120);
});

describe('word for word, on one page, with a name of 120 characters:', () => {
  test.each<[string, Notice, string, string]>([
    [
      'the result is there, before its day',
      RESULT_READY_NOTICE,
      'THÔNG BÁO CÓ KẾT QUẢ GIẢI QUYẾT HỒ SƠ',
      'Kết quả giải quyết hồ sơ đã có vào lúc 09 giờ 00 phút, ngày 24 tháng 8 năm 2026. ' +
        'Kết quả có sớm hơn thời gian hẹn trả (09 giờ 00 phút, ngày 25 tháng 8 năm 2026) và được thông báo để Tổ chức biết. ' +
        'Mời Tổ chức đến Trung tâm Phục vụ hành chính công tỉnh Khánh Hòa trong giờ làm việc để nhận kết quả; khi đến mang theo Giấy tiếp nhận hồ sơ và hẹn trả kết quả và giấy tờ tùy thân. ' +
        `${ASK} ${AUTOMATIC}`,
    ],
    [
      'nobody came for the result',
      UNCOLLECTED_REMINDER,
      'THÔNG BÁO NHẮC NHẬN KẾT QUẢ GIẢI QUYẾT HỒ SƠ',
      'Kết quả giải quyết hồ sơ đã có từ 09 giờ 00 phút, ngày 25 tháng 8 năm 2026; đến 09 giờ 00 phút, ngày 24 tháng 9 năm 2026, kết quả chưa được nhận. ' +
        'Mời Tổ chức đến Trung tâm Phục vụ hành chính công tỉnh Khánh Hòa trong giờ làm việc để nhận kết quả; khi đến mang theo Giấy tiếp nhận hồ sơ và hẹn trả kết quả và giấy tờ tùy thân. ' +
        `${ASK} ${AUTOMATIC}`,
    ],
    [
      'the date moved',
      { ...DATE_MOVED_NOTICE, reasons: ['đã nhận đủ hồ sơ bổ sung, thời hạn giải quyết được tính lại từ đầu (khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP)'], changedDays: [] },
      'THÔNG BÁO ĐIỀU CHỈNH THỜI GIAN TRẢ KẾT QUẢ',
      'Thời gian hẹn trả kết quả đã thông báo: 09 giờ 00 phút, ngày 25 tháng 8 năm 2026. Thời gian hẹn trả kết quả được điều chỉnh: 09 giờ 00 phút, ngày 27 tháng 8 năm 2026. ' +
        'Lý do điều chỉnh: đã nhận đủ hồ sơ bổ sung, thời hạn giải quyết được tính lại từ đầu (khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP). ' +
        `${ASK} Trung tâm Phục vụ hành chính công tỉnh Khánh Hòa thông báo để Tổ chức được biết./. ${SIGNED}`,
    ],
    [
      'the agency gave a wrong result',
      FAULT_APOLOGY,
      'THƯ XIN LỖI VỀ VIỆC KẾT QUẢ GIẢI QUYẾT HỒ SƠ CÓ SAI SÓT',
      'Do lỗi của Trung tâm Phục vụ hành chính công tỉnh Khánh Hòa, kết quả giải quyết hồ sơ của Tổ chức có sai sót. Nội dung cụ thể: Giấy chứng nhận ghi sai diện tích thửa đất. ' +
        'Trung tâm Phục vụ hành chính công tỉnh Khánh Hòa chân thành xin lỗi Tổ chức về sai sót nêu trên. ' +
        'Đề nghị Tổ chức mang kết quả đã nhận (nếu có) đến Trung tâm Phục vụ hành chính công tỉnh Khánh Hòa, số điện thoại 0258 000 111, để được giải quyết lại. ' +
        `Việc khắc phục do cơ quan chịu mọi chi phí; Tổ chức không phải nộp phí, lệ phí. Rất mong nhận được sự thông cảm của Tổ chức./. ${SIGNED}`,
    ],
  ])('%s', async (_, notice, title, said) => {
    const { text, pages } = await read({ ...notice, applicant: LONG });
    expect(pages).toHaveLength(1);
    expect(text.replace(/\s+/gu, ' ')).toContain(title);
    expect(text).not.toContain('Mẫu số');
    expect(bodyOf(text)).toBe(`Kính gửi: Tổ chức ${NAME} ${INTAKE} ${said}`);
  });
});

describe('the notice of a result', () => {
  test.each([
    ['post', 'được gửi qua dịch vụ bưu chính công ích đến địa chỉ Ông/Bà đã đăng ký'],
    ['online', 'bản điện tử được trả trên Cổng Dịch vụ công quốc gia'],
  ] as const)('asks nobody to come for what is sent (%s)', async (delivery, way) => {
    const { text } = await read({ ...RESULT_READY_NOTICE, delivery });
    expect(text).toContain(way);
    expect(text).not.toContain('Mời Ông/Bà đến');
  });

  test('on its day says nothing of being early; a refusal is called the answer it is', async () => {
    const { earlyBy, ...onTheDay } = RESULT_READY_NOTICE;
    const { text } = await read({ ...onTheDay, outcome: 'refused' });
    expect(earlyBy).toBeDefined();
    expect(text).toContain('Hồ sơ không đủ điều kiện giải quyết; văn bản trả lời đã có vào lúc');
    expect(text).not.toMatch(/sớm hơn|Điều 20/u);
  });

  test('that was to come by post and did not arrive is asked for at the desk', async () => {
    expect((await read({ ...UNCOLLECTED_REMINDER, delivery: 'post' })).text).toContain('để nhận kết quả hoặc đăng ký lại địa chỉ nhận');
  });
});

test('a notice to a proxy is addressed to them and names the applicant in the sentence', async () => {
  const { text } = await read({ ...RESULT_READY_NOTICE, addressee: { name: 'LÊ VĂN ỔN' } });
  expect(text).toContain('Kính gửi: Ông/Bà LÊ VĂN ỔN (người được ủy quyền nộp hồ sơ)');
  expect(text).toContain('của Ông/Bà NGUYỄN THỊ PHƯỢNG ƯỚC; mã hồ sơ');
});

test('several reasons of one moved date are listed before the days that changed', async () => {
  const reasons = ['đã nhận đủ hồ sơ bổ sung', 'lịch làm việc của cơ quan thay đổi trong thời hạn giải quyết hồ sơ'];
  const { text } = await read({ ...DATE_MOVED_NOTICE, reasons, isSecondAppointment: true });
  expect(text.replace(/\s+/gu, ' ')).toMatch(/hẹn lần 1 đã thông báo: .*\(hẹn lần 2\): .*Lý do điều chỉnh: 1\. Đã nhận đủ hồ sơ bổ sung\. 2\. Lịch làm việc .*Các ngày thay đổi trong lịch làm việc: 1\. Thứ Năm 20\/08\/2026/u);
});

test.each([
  [{ ...RESULT_READY_NOTICE, contact: { name: '' } }, 'contact.name'],
  [{ ...FAULT_APOLOGY, reason: ' ' }, 'reason'],
  [{ ...UNCOLLECTED_REMINDER, readyAt: Number.NaN }, 'readyAt'],
] as const)('$notice is not printed while %s is missing', async (notice, field) => {
  await expect(renderLetter(notice)).rejects.toThrow(`form 00 cannot be printed: field ${field} is empty`);
});
