import { describe, expect, test } from 'vitest';
import type { Letter } from './letter-data.js';
import { renderLetter } from './render-letter.js';
import { APOLOGY_LETTER, DATE_MOVED_NOTICE, RECEIPT_SLIP, REFUSAL_SLIP, STOP_NOTICE, SUPPLEMENT_SLIP } from './test-support/letter-samples.js';
import { readPdf, type ReadPdf } from './test-support/read-pdf.js';

const read = async (letter: Letter): Promise<ReadPdf> => readPdf(await renderLetter(letter));
const inOrder = (text: string, parts: readonly string[]): string[] => {
  let from = 0;
  return parts.filter((part) => {
    const at = text.indexOf(part, from);
    from = at < 0 ? from : at + part.length;
    return at < 0;
  });
};

describe('every form', () => {
  test.each([
    [RECEIPT_SLIP, 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ'],
    [SUPPLEMENT_SLIP, 'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ'],
    [REFUSAL_SLIP, 'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ'],
    [APOLOGY_LETTER, 'PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT'],
    [STOP_NOTICE, 'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ'],
  ])('form $form is one A5 page, behind 01 to 03 another with the evaluation sheet, headed by both bodies, number, country, motto, place and date, then its title', async (letter, title) => {
    const pdf = await read(letter);
    expect(pdf.pages.map(({ width, height }) => [Math.round((width * 25.4) / 72), Math.round((height * 25.4) / 72)])).toEqual(Array.from({ length: letter.form < '04' ? 2 : 1 }, () => [148, 210]));
    const head = [`Mẫu số ${letter.form} (TT 03/2025/TT-VPCP)`, letter.header.superior.toUpperCase(), letter.header.agency.toUpperCase(), `Số: ${letter.documentNumber}`];
    const country = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Khánh Hòa, ngày'];
    expect(inOrder(pdf.text, [...head, ...country, title, letter.applicant.name])).toEqual([]);
  });

  test('a letter in the numbering of TT 01/2018 carries that circular and its title', async () => {
    const pdf = await read({ ...APOLOGY_LETTER, template: { numbering: 'tt01-2018', version: '1' } });
    expect(inOrder(pdf.text, ['Mẫu số 04 (TT 01/2018/TT-VPCP)', 'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ'])).toEqual([]);
  });

  test('the stop notice has no form number in TT 01/2018, which knows no such form', async () => {
    const pdf = await read({ ...STOP_NOTICE, template: { numbering: 'tt01-2018', version: '1' } });
    expect(pdf.text).not.toContain('Mẫu số');
  });

  test('a letter without a number leaves a blank with its symbols', async () => {
    const { documentNumber, ...draft } = APOLOGY_LETTER;
    expect((await read(draft)).text).toContain('Số: ………/PXL-VPĐKĐĐ');
    expect(documentNumber).toBe('15/PXL-VPĐKĐĐ');
  });

  test('an agency may print on A4', async () => {
    const pdf = await read({ ...APOLOGY_LETTER, template: { ...APOLOGY_LETTER.template, paper: 'A4' } });
    expect(Math.round(((pdf.pages[0]?.width ?? 0) * 25.4) / 72)).toBe(210);
  });
});

describe('form 01', () => {
  test('names every fact of the slip in the order of Appendix I', async () => {
    const { text } = await read(RECEIPT_SLIP);
    expect(
      inOrder(text, [
        'Mã hồ sơ: 000.00.06.H32-260819-0361',
        'Bộ phận Tiếp nhận và Trả kết quả: Trung tâm Phục vụ hành chính công tỉnh Khánh Hòa',
        'Tiếp nhận hồ sơ của Ông/Bà: NGUYỄN THỊ PHƯỢNG ƯỚC',
        'Số định danh cá nhân: 056182000123',
        'Địa chỉ: Thôn Đại Cát, xã Ninh Hòa, tỉnh Khánh Hòa',
        'Số điện thoại: 0905 000 123',
        'Nội dung yêu cầu giải quyết: Đăng ký biến động quyền sử dụng đất do chuyển nhượng',
        '1. Đơn đăng ký biến động đất đai theo Mẫu số 18 (01 bản chính)',
        '4. Mảnh trích đo bản đồ địa chính (01 bản sao)',
        'Số lượng hồ sơ: 01 (bộ)',
        'theo quy định: 08 ngày làm việc',
        'Thời gian nhận hồ sơ: 09 giờ 00 phút, ngày 19 tháng 8 năm 2026',
        'Hẹn lần 1: 09 giờ 00 phút, ngày 25 tháng 8 năm 2026; gửi thông báo nghĩa vụ tài chính, chưa trả kết quả',
        'Thời gian trả kết quả giải quyết hồ sơ (hẹn lần 2): 03 ngày làm việc kể từ ngày nhận chứng từ nộp nghĩa vụ tài chính',
        'Cách tính: bắt đầu tính từ ngày 20/8; thứ Bảy 22/8 làm bù, được tính; Chủ nhật 23/8 nghỉ.',
        'Đăng ký nhận kết quả tại',
        'Quyển số 03, Số thứ tự 0361',
        'NGƯỜI NỘP HỒ SƠ',
        'NGƯỜI TIẾP NHẬN HỒ SƠ',
      ]),
    ).toEqual([]);
  });

  test('a slip printed again has the present appointment with its number and the first one beside it', async () => {
    const { text } = await read({ ...RECEIPT_SLIP, appointments: [{ purpose: 'result', number: 2, at: Date.UTC(2026, 8, 1, 2) }, { purpose: 'first', at: Date.UTC(2026, 7, 25, 2) }] });
    expect(inOrder(text, ['hồ sơ (hẹn lần 2): 09 giờ 00 phút, ngày 01 tháng 9 năm 2026', 'Ngày hẹn ban đầu (hẹn lần 1): 09 giờ 00 phút, ngày 25 tháng 8 năm 2026'])).toEqual([]);
  });

  test('a term into a year without an official notice prints the warning', async () => {
    expect((await read({ ...RECEIPT_SLIP, unconfirmedYears: [2027] })).text).toContain('Lịch năm 2027 chưa được công bố chính thức');
  });

  test('an organisation is named with its code, a proxy with the paper that authorises', async () => {
    const applicant = { kind: 'organisation', name: 'CÔNG TY TNHH ĐẤT ĐỎ', idNumber: '4200000000' } as const;
    const { text } = await read({ ...RECEIPT_SLIP, applicant, proxy: { name: 'LÊ VĂN ỔN', authorisation: 'Giấy ủy quyền số 12' } });
    const parts = ['Tổ chức: CÔNG TY TNHH ĐẤT ĐỎ', 'Mã số tổ chức: 4200000000', 'Người được ủy quyền nộp hồ sơ: LÊ VĂN ỔN', 'Giấy tờ ủy quyền: Giấy ủy quyền số 12'];
    expect(inOrder(text, parts)).toEqual([]);
  });

  test('a term that ends at midnight is due at 24:00 of its last day', async () => {
    const midnight = Date.UTC(2026, 7, 25, 17);
    expect((await read({ ...RECEIPT_SLIP, appointments: [{ purpose: 'result', at: midnight }] })).text).toContain('kết quả giải quyết hồ sơ: 24 giờ 00 phút, ngày 25 tháng 8 năm 2026');
  });
});

describe('form 04', () => {
  test('states intake, procedure, applicant, identity number, code, promise, reason, apology, new date and signature', async () => {
    const { text } = await read(APOLOGY_LETTER);
    expect(
      inOrder(text, [
        'Kính gửi: Ông/Bà NGUYỄN THỊ PHƯỢNG ƯỚC',
        'Ngày 19 tháng 8 năm 2026, Văn phòng Đăng ký đất đai tỉnh Khánh Hòa tiếp nhận hồ sơ',
        'thủ tục hành chính “Đăng ký biến động quyền sử dụng đất do chuyển nhượng” của Ông/Bà NGUYỄN THỊ PHƯỢNG ƯỚC (số định danh cá nhân: 056182000123); mã hồ sơ: 000.00.06.H32-260819-0361.',
        'Thời gian hẹn trả kết quả giải quyết hồ sơ: 09 giờ 00 phút, ngày 25 tháng 8 năm 2026.',
        'không thể trả kết quả đúng thời hạn đã hẹn. Lý do: Kết quả đo đạc thực địa chậm do mưa lũ.',
        'xin lỗi Ông/Bà',
        'sẽ trả kết quả cho Ông/Bà vào lúc: 09 giờ 00 phút, ngày 28 tháng 8 năm 2026.',
        'Nơi nhận: - Như trên',
        'KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC',
      ]),
    ).toEqual([]);
  });

  test('after the promised moment it says the date was not kept', async () => {
    const { text } = await read({ ...APOLOGY_LETTER, issuedAt: APOLOGY_LETTER.promisedAt });
    expect(text).toContain('chưa trả được kết quả giải quyết hồ sơ của Ông/Bà đúng thời hạn đã hẹn');
  });

  test('the apology signed after the dossier ended says when it ended and promises no date', async () => {
    const { text } = await read({ ...APOLOGY_LETTER, remedy: { kind: 'ended', at: APOLOGY_LETTER.promisedAt } });
    expect(inOrder(text, ['PHIẾU XIN LỖI VỀ VIỆC CHẬM TRẢ KẾT QUẢ', 'Lý do: Kết quả đo đạc', 'đã kết thúc vào lúc 09 giờ 00 phút, ngày 25 tháng 8 năm 2026'])).toEqual([]);
    expect(text).not.toContain('gia hạn');
  });

  test('the escalation letter names the leader and promises no date', async () => {
    const { text } = await read({ ...APOLOGY_LETTER, signatory: {}, remedy: { kind: 'escalated', to: 'Chủ tịch Ủy ban nhân dân tỉnh' } });
    expect(inOrder(text, ['PHIẾU XIN LỖI VỀ VIỆC CHẬM TRẢ KẾT QUẢ', 'báo cáo Chủ tịch Ủy ban nhân dân tỉnh', 'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ'])).toEqual([]);
    expect(text).not.toContain('gia hạn');
  });
});

test('form 02 lists what is asked for, why, by when and whom to call', async () => {
  const parts = ['1. Bổ sung văn bản đồng ý của bên nhận thế chấp (căn cứ: Luật Đất đai 2024)', '2. Ký lại trang 3', 'Lý do: Thửa đất', 'trước: 09 giờ 00 phút, ngày 09 tháng 9 năm 2026', '0258 000 111', 'NGƯỜI HƯỚNG DẪN'];
  expect(inOrder((await read(SUPPLEMENT_SLIP)).text, parts)).toEqual([]);
});

test('form 03 gives the reason and its legal basis', async () => {
  expect(inOrder((await read(REFUSAL_SLIP)).text, ['không tiếp nhận, giải quyết hồ sơ', 'Lý do: Thửa đất không thuộc', 'Căn cứ: Điều 14 Nghị định 118/2025/NĐ-CP'])).toEqual([]);
});

test.each([
  [{ kind: 'appraised' }, 'Trung tâm Phục vụ hành chính công đã thẩm định hồ sơ.'],
  [{ kind: 'not-supplemented', dueAt: REFUSAL_SLIP.issuedAt }, 'Hết thời hạn bổ sung, hoàn thiện hồ sơ (09 giờ 00 phút, ngày 19 tháng 8 năm 2026)'],
] as const)('form 03 after intake (%j) ends the processing under its number, signed by the agency and by nobody at the desk', async (cause, finding) => {
  const afterIntake = { agencyName: 'Trung tâm Phục vụ hành chính công', procedureName: 'Thủ tục đăng ký khai sinh', receivedAt: REFUSAL_SLIP.issuedAt, cause, signatory: {}, recipients: ['Như trên'] };
  const { text } = await read({ ...REFUSAL_SLIP, afterIntake });
  expect(inOrder(text, ['Số: 07/PTC-TTPVHCC', 'Kính gửi: Ông/Bà NGUYỄN', 'thủ tục hành chính “Đăng ký khai sinh” của', finding, 'không đủ điều kiện giải quyết', 'kết thúc việc giải quyết', 'Lý do: Thửa đất', 'Nơi nhận: - Như trên', 'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ'])).toEqual([]);
  expect(text).not.toMatch(/không tiếp nhận|NGƯỜI NỘP|NGƯỜI TIẾP NHẬN/u);
});

test('form 05 gives the request, where the dossier stood and what becomes of the fee', async () => {
  const parts = ['Tổ chức CÔNG TY TNHH ĐẤT ĐỎ', 'ngày 21 tháng 8 năm 2026', 'Các bên hủy hợp đồng', 'Đang xử lý', 'hoàn trả theo quy định', 'dừng giải quyết hồ sơ nêu trên'];
  expect(inOrder((await read(STOP_NOTICE)).text, parts)).toEqual([]);
});

test('form 05 of a dossier nobody supplemented gives the date that passed and says nothing of a request', async () => {
  const cause = { kind: 'not-supplemented', dueAt: STOP_NOTICE.receivedAt, closedAt: STOP_NOTICE.receivedAt + 86_400_000 } as const;
  const { text } = await read({ ...STOP_NOTICE, cause });
  expect(inOrder(text, ['Thời hạn bổ sung, hoàn thiện hồ sơ', 'ngày 19 tháng 8 năm 2026', 'chưa nhận được hồ sơ bổ sung', 'ngày 20 tháng 8 năm 2026'])).toEqual([]);
  expect(text).not.toContain('đề nghị dừng');
});

test('form 05 of a dossier the agency stopped names its decision and says nothing of a request', async () => {
  const { text } = await read({ ...STOP_NOTICE, cause: { kind: 'decided', decisionNumber: '5/QĐ-UBND', at: STOP_NOTICE.receivedAt + 86_400_000 } });
  expect(inOrder(text, ['Quyết định dừng giải quyết: số 5/QĐ-UBND', 'Lý do dừng giải quyết', 'dừng giải quyết hồ sơ nêu trên kể từ', 'ngày 20 tháng 8 năm 2026'])).toEqual([]);
  expect(text).not.toContain('đề nghị dừng');
});

test('the notice of a moved date gives the old and the new hour and day, each changed day with its decision, and where to ask', async () => {
  const { text, pages } = await read(DATE_MOVED_NOTICE);
  expect(pages).toHaveLength(1);
  expect(text).not.toMatch(/Mẫu số|xin lỗi/u);
  expect(
    inOrder(text, [
      'Số: 21/TB-TTPVHCC',
      'THÔNG BÁO ĐIỀU CHỈNH THỜI GIAN TRẢ KẾT QUẢ',
      'Mã hồ sơ: 000.00.06.H32-260819-0361',
      'Kính gửi: Ông/Bà NGUYỄN THỊ PHƯỢNG ƯỚC',
      'Ngày 19 tháng 8 năm 2026, Trung tâm Phục vụ hành chính công tỉnh Khánh Hòa tiếp nhận hồ sơ',
      'thủ tục hành chính “Đăng ký biến động quyền sử dụng đất do chuyển nhượng”',
      'đã thông báo: 09 giờ 00 phút, ngày 25 tháng 8 năm 2026.',
      'được điều chỉnh: 09 giờ 00 phút, ngày 27 tháng 8 năm 2026.',
      '1. Thứ Năm 20/08/2026: cơ quan đóng cửa do bão: Bão số 5 (Công điện 12/CĐ-UBND); trước đây là ngày làm việc',
      '2. Thứ Sáu 21/08/2026',
      'liên hệ Trung tâm Phục vụ hành chính công tỉnh Khánh Hòa, số điện thoại 0258 000 111.',
      'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ',
    ]),
  ).toEqual([]);
});

test('a notice of a moved date without a reason is not printed', async () => {
  await expect(renderLetter({ ...DATE_MOVED_NOTICE, reasons: [] })).rejects.toThrow('form 00 cannot be printed: field reasons is empty');
});
