import { describe, expect, test } from 'vitest';
import { renderRegisterPdf } from './register-pdf.js';
import type { RegisterBook, RegisterLine } from './register-data.js';
import { type ReadPdf, readPdf } from './test-support/read-pdf.js';
import { sampleBook, sampleLine, sampleLines, wholeOf } from './test-support/register-samples.js';

const MM = 72 / 25.4;
const HOUR = 3_600_000;

async function print(book: RegisterBook, lines: AsyncIterable<RegisterLine>): Promise<ReadPdf> {
  return readPdf(await wholeOf(renderRegisterPdf(book, lines)));
}

/** Text of a page, spaces single. */
function textOf({ pages }: ReadPdf, page: number): string {
  return (pages[page]?.pieces ?? []).map(({ text }) => text).join(' ').replace(/\s+/gu, ' ').trim();
}

describe('form 07 on paper', () => {
  test('a page reads cell by cell from left to right and line by line: head, number, code, procedure, people, agency, dates, way', async () => {
    const { appointments } = sampleLine(2, { volume: 1, page: 1 });
    const lines = sampleLines(2, 12, (number) => (number === 2 ? { appointments: [...appointments, (appointments[0] ?? 0) + 72 * HOUR], returnedAt: (appointments[0] ?? 0) + 73 * HOUR } : {}));
    expect(textOf(await print(sampleBook(2, 1), lines), 1)).toBe(
      'SỔ THEO DÕI HỒ SƠ 2026 – Hoạt động xây dựng Quyển số 01 – Trang 1 ' +
        'STT Mã hồ sơ Tên thủ tục hành chính Tên tổ chức, cá nhân Địa chỉ, số điện thoại Cơ quan chủ trì giải quyết ' +
        'Nhận và trả kết quả Nhận hồ sơ Hẹn trả kết quả Trả kết quả Phương thức nhận kết quả Ký nhận ' +
        '01 000.00.31.H99-260819-0001 Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ NGUYỄN THỊ PHƯỢNG ƯỚC ' +
        'Thôn Đại Cát, xã Ninh Hòa, tỉnh Khánh Hòa; ĐT: 0905 000 123 Ủy ban nhân dân phường Trung Tâm ' +
        '10:00 19/08/2026 10:00 21/08/2026 02:00 21/08/2026 Trực tiếp tại Bộ phận Một cửa ' +
        '02 000.00.31.H99-260819-0002 Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ NGUYỄN THỊ PHƯỢNG ƯỚC ' +
        'Thôn Đại Cát, xã Ninh Hòa, tỉnh Khánh Hòa; ĐT: 0905 000 123 Ủy ban nhân dân phường Trung Tâm ' +
        '11:00 19/08/2026 11:00 21/08/2026 hẹn lại: 11:00 24/08/2026 12:00 24/08/2026 Trực tiếp tại Bộ phận Một cửa',
    );
  });

  test('it is A4 across, and everything stands within its margins and its own column', async () => {
    const { pages } = await print(sampleBook(12, 1), sampleLines(12, 12, () => ({ applicant: 'Nguyễn'.repeat(20), dossierCode: `X-${'9'.repeat(78)}` })));
    for (const { width, height, pieces } of pages) {
      expect([Math.round(width / MM), Math.round(height / MM)]).toEqual([297, 210]);
      expect(pieces.every(({ x, width: wide }) => x >= 20 * MM - 0.01 && x + wide <= 287 * MM + 0.5)).toBe(true);
      expect(pieces.every(({ y }) => y >= 11 * MM && y <= 199 * MM)).toBe(true);
    }
    const left = (20 + 11 + 36 + 42) * MM;
    const names = (pages[1]?.pieces ?? []).filter(({ text }) => text.includes('ễnNguy'));
    expect(names.length).toBeGreaterThan(12);
    expect(names.every(({ x, width }) => x >= left && x + width <= left + 32 * MM)).toBe(true);
  });

  test('a name of 120 characters and a procedure of thirty lines let their row grow: the next row begins below it, and no row is parted', async () => {
    const long = 'Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất '.repeat(11);
    const pdf = await print(sampleBook(12, 1), sampleLines(12, 12, (number) => ({ ...(number % 3 === 2 ? { procedureName: `${long} hết` } : {}), applicant: 'Công ty trách nhiệm hữu hạn một thành viên đầu tư xây dựng và phát triển hạ tầng khu công nghiệp ven biển miền Trung Đỏ' })));
    const sheets = pdf.pages.slice(1, -1);
    expect(sheets.length).toBeGreaterThan(1);
    expect(sheets.map((_, index) => textOf(pdf, index + 1).slice(44, 90).trim().startsWith('Quyển số 01 – Trang 1 (tiếp theo)'))).toEqual(sheets.map((_, index) => index > 0));
    const codes = sheets.map(({ pieces }) => pieces.filter(({ text }) => text.startsWith('000.00.31')));
    const ends = sheets.map(({ pieces }) => pieces.filter(({ text }) => /hết$/u.test(text)));
    expect(codes.flat()).toHaveLength(12);
    // A row is whole on the sheet its code stands on: each long procedure ends above the next code of the same sheet.
    const parted = sheets.flatMap((_, sheet) => (ends[sheet] ?? []).filter(({ y }) => !(codes[sheet] ?? []).some((code) => code.y > y)));
    expect(ends.flat()).toHaveLength(4);
    expect(parted).toEqual([]);
    expect(sheets.every(({ pieces }) => pieces.every(({ y }) => y >= 11 * MM))).toBe(true);
  });

  test('a row taller than a whole sheet goes on on the next and loses nothing', async () => {
    const words = Array.from({ length: 900 }, (_, index) => `từ${String(index)}`);
    const pdf = await print(sampleBook(1, 1), sampleLines(1, 12, () => ({ procedureName: words.join(' ') })));
    expect(pdf.pages.length).toBeGreaterThan(3);
    expect(pdf.text.match(/từ\d+/gu)).toEqual(words);
  });

  test('each volume has its title page and its closing page, and numbers run across them', async () => {
    async function* two(): AsyncGenerator<RegisterLine> {
      yield sampleLine(1, { volume: 1, page: 1 });
      yield sampleLine(2, { volume: 2, page: 1 });
    }
    const volumes = [1, 2].map((volume) => ({ volume, firstNumber: volume, lastNumber: volume, pages: 1, isWhole: true }));
    const pdf = await print(sampleBook(2, 2, { volumes }), two());
    expect(pdf.pages).toHaveLength(6);
    expect(textOf(pdf, 0)).toContain('Quyển số 01 – Số: ………/STD-UBND Từ số thứ tự 01 đến số thứ tự 01');
    expect(textOf(pdf, 2)).toContain('TRANG KẾT THÚC QUYỂN SỐ 01 Quyển số 01 có 1 dòng');
    expect(textOf(pdf, 3)).toContain('Mẫu số 07 (TT 03/2025/TT-VPCP)');
    expect(textOf(pdf, 3)).toContain('Từ số thứ tự 02');
    expect(textOf(pdf, 5)).toContain('Sổ chưa đóng');
  });

  test.each([
    ['a'.repeat(64), 'Nội dung bản in này khớp với nội dung khi đóng sổ.'],
    ['b'.repeat(64), 'CẢNH BÁO: nội dung bản in này không khớp'],
  ])('the last page of a closed register certifies lines, volumes, pages, who closed it and when, and says of a print with hash %s: %s', async (printedHash, said) => {
    const closing = { closedBy: 'head-1', closedAt: sampleBook(1, 1).printedAt, volumes: 1, pages: 1, lines: 2, contentHash: 'a'.repeat(64), printedHash };
    const pdf = await print(sampleBook(2, 1, { closing: () => closing, template: { numbering: 'tt01-2018', version: '1' } }), sampleLines(2, 12));
    const last = textOf(pdf, 2);
    expect(last).toContain('Sổ năm 2026 gồm 1 quyển, 1 trang, 2 dòng, số thứ tự liên tục từ 01 đến 02, không có dòng bỏ trống.');
    expect(last).toContain('Đóng sổ lúc 13 giờ 00 phút, ngày 23 tháng 8 năm 2026; người đóng sổ: head-1.');
    expect(last).toContain('a'.repeat(64));
    expect(last).toContain(said);
    expect(last).toContain('THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ');
    expect(textOf(pdf, 0)).toContain('Mẫu số 06 (TT 01/2018/TT-VPCP)');
  });

  const SIGNED_AT = sampleBook(1, 1).printedAt - 24 * HOUR;

  test.each([
    ['for a body that decides as one', { collective: 'Ủy ban nhân dân', onBehalf: { mode: 'KT.', position: 'Chủ tịch' }, position: 'Phó Chủ tịch', name: 'Người ký A' }, 'TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Chữ ký, dấu của cơ quan) Người ký A'],
    ['as head', { position: 'Giám đốc', name: 'Người ký B' }, 'GIÁM ĐỐC (Chữ ký, dấu của cơ quan) Người ký B'],
    ['by order', { onBehalf: { mode: 'TL.', position: 'Chủ tịch' }, position: 'Chánh Văn phòng', name: 'Người ký C' }, 'TL. CHỦ TỊCH CHÁNH VĂN PHÒNG (Chữ ký, dấu của cơ quan) Người ký C'],
    ['by authorisation', { onBehalf: { mode: 'TUQ.', position: 'Giám đốc' }, position: 'Trưởng phòng', name: 'Người ký D' }, 'TUQ. GIÁM ĐỐC TRƯỞNG PHÒNG (Chữ ký, dấu của cơ quan) Người ký D'],
  ] as const)('closed %s, every volume bears the number on its title page and date, office and name on its closing page', async (_, signatory, block) => {
    async function* two(): AsyncGenerator<RegisterLine> {
      yield sampleLine(1, { volume: 1, page: 1 });
      yield sampleLine(2, { volume: 2, page: 1 });
    }
    const volumes = [1, 2].map((volume) => ({ volume, firstNumber: volume, lastNumber: volume, pages: 1, isWhole: true }));
    const closing = { closedBy: 'signatory-1', closedAt: SIGNED_AT, volumes: 2, pages: 2, lines: 2, contentHash: 'a'.repeat(64) };
    const pdf = await print(sampleBook(2, 2, { volumes, closing: () => closing, signed: { documentNumber: '7/STD-UBND', signatory, signedAt: SIGNED_AT } }), two());
    expect([0, 3].map((page) => textOf(pdf, page))).toEqual([expect.stringContaining('Quyển số 01 – Số: 7/STD-UBND'), expect.stringContaining('Quyển số 02 – Số: 7/STD-UBND')]);
    for (const page of [2, 5]) {
      expect(textOf(pdf, page)).toMatch(new RegExp(`Minh Họa, ngày 22 tháng 8 năm 2026 ${block.replace(/[.()]/gu, '\\$&')}$`, 'u'));
    }
  });

  test('a signature block that does not fit below what the closing page says stands whole on the next sheet, in its half and within the margins', async () => {
    const long = 'Phó Giám đốc phụ trách chuyển đổi số và kiểm soát thủ tục hành chính '.repeat(3).trim();
    const signatory = { collective: long, onBehalf: { mode: 'KT.', position: long }, position: long, name: long } as const;
    const closing = { closedBy: 'signatory-1', closedAt: SIGNED_AT, volumes: 1, pages: 1, lines: 1, contentHash: 'a'.repeat(64), printedHash: 'b'.repeat(64) };
    const pdf = await print(sampleBook(1, 1, { closing: () => closing, signed: { documentNumber: '7/STD-UBND', signatory, signedAt: SIGNED_AT } }), sampleLines(1, 12));
    expect(pdf.pages).toHaveLength(4);
    expect(textOf(pdf, 2)).toMatch(/mã băm b{64}\)\.$/u);
    expect(textOf(pdf, 3)).toMatch(/^Minh Họa, ngày 22 tháng 8 năm 2026 TM\. /u);
    expect(pdf.pages[3]?.pieces.every(({ x, y, width }) => x >= (20 + 133) * MM && x + width <= 287 * MM + 0.5 && y >= 11 * MM && y <= 199 * MM)).toBe(true);
  });

  test('the same register gives the same bytes, fonts embedded, as PDF/A-2b', async () => {
    const [first, second] = [await wholeOf(renderRegisterPdf(sampleBook(30, 3), sampleLines(30, 12))), await wholeOf(renderRegisterPdf(sampleBook(30, 3), sampleLines(30, 12)))];
    expect(Buffer.from(first).equals(second)).toBe(true);
    const { xmp, info } = await readPdf(first);
    expect(xmp).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(info['Title']).toBe('SỔ THEO DÕI HỒ SƠ 2026 – Hoạt động xây dựng');
    expect(Buffer.from(first).toString('latin1')).not.toContain('Helvetica');
  });

  test('a register without a line is a title page that says so', async () => {
    const pdf = await print(sampleBook(0, 0, { volumes: [] }), sampleLines(0, 12));
    expect(pdf.pages).toHaveLength(1);
    expect(pdf.text).toContain('Không có dòng nào');
  });

  test('pages leave while later lines are not read yet', async () => {
    let read = 0;
    async function* counted(): AsyncGenerator<RegisterLine> {
      for await (const line of sampleLines(1_200, 12)) {
        read += 1;
        yield line;
      }
    }
    for await (const piece of renderRegisterPdf(sampleBook(1_200, 100), counted())) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    expect(read).toBeLessThan(40);
  });
});
