import { describe, expect, test } from 'vitest';
import { findPersonalData, type KnownWords, placeOf } from './personal-findings.js';

const NOBODY: KnownWords = { own: [], allowed: [] };

/** What is found in one text, as it stands there. */
function foundIn(answer: string, known = NOBODY): readonly string[] {
  return findPersonalData({ answer }, known).map(({ kind, isCertain, start, end }) => `${isCertain ? '' : '? '}${kind} ${answer.slice(start, end)}`);
}

describe('what is personal data beyond doubt', () => {
  test.each([
    ['Liên hệ 0905 123 456 để biết.', 'phone 0905 123 456'],
    ['Gọi 0905.123.456', 'phone 0905.123.456'],
    ['Gọi +84 905 123 456', 'phone +84 905 123 456'],
    ['Gọi (0258)3822229', 'phone (0258)3822229'],
    ['Máy bàn 02583822229.', 'phone 02583822229'],
    ['ĐT.0905123456', 'phone 0905123456'],
    ['gọi,0905123456', 'phone 0905123456'],
    ['0258382222,0905123456 đều được', 'phone 0258382222'],
    ['Gọi 0905\u00a0123\u00a0456', 'phone 0905\u00a0123\u00a0456'],
    ['Gọi 0905–123–456', 'phone 0905–123–456'],
    ['Số định danh 079000000001.', 'identity-number 079000000001'],
    ['CCCD 079 000 000 001', 'identity-number 079 000 000 001'],
    ['CCCD 079.000.000.001', 'identity-number 079.000.000.001'],
    ['CCCD 0790 0000 0001', 'identity-number 0790 0000 0001'],
    ['CCCD 079-000-000-001', 'identity-number 079-000-000-001'],
    ['CCCD số:07900 0000001.', 'identity-number 07900 0000001'],
    ['Chứng minh 225123456', 'identity-number 225123456'],
    ['gửi về nguyen.van.a@gmail.com', 'email nguyen.van.a@gmail.com'],
    ['hồ sơ 000.00.31.H99-260819-0001 đã trả', 'dossier-code 000.00.31.H99-260819-0001'],
    ['hồ sơ H99.31-20260819-0000001 đã trả', 'dossier-code H99.31-20260819-0000001'],
    ['hồ sơ h99.31-20260819-0000001 đã trả', 'dossier-code h99.31-20260819-0000001'],
    ['ở Khu phố 3', 'address Khu phố 3'],
    ['ở thôn số 4', 'address thôn số 4'],
    ['tại căn hộ 1205', 'address căn hộ 1205'],
    ['tại 12/5 đường 30/4', 'address 12/5 đường 30/4'],
    ['tại số 15 Đường số 7', 'address số 15 Đường số 7'],
    ['số 5 Phố Huế', 'address số 5 Phố Huế'],
    ['nhà số 12/4 hẻm 7', 'address nhà số 12/4'],
    ['ở Thôn Phú Lộc', 'address Thôn Phú Lộc'],
    ['ở tổ 5, phường Trung Tâm', 'address tổ 5'],
    ['tại 15 đường Lê Lợi', 'address 15 đường Lê Lợi'],
  ])('%s', (text, expected) => {
    expect(foundIn(text)[0]).toBe(expected);
  });
});

describe('what is none', () => {
  test.each([
    'Phí là 1.250.000 đồng, nộp trong 05 ngày làm việc.',
    'Theo Điều 9 Nghị định số 20/2008/NĐ-CP ngày 14/02/2008, cơ quan đã chuyển phản ánh trong năm 2026.',
    'Tổ chức, cá nhân nộp 02 bản sao; tổ công tác trả lời từ ngày 19/8/2026.',
    'Từ ngày 05.12.2026 15 hồ sơ được trả.',
    'Tổng đài 18001096 trả lời cả ngày.',
    'Kinh phí 1.250.000.000.000 đồng, do văn phòng đăng ký chi trả từ 15.01.2026 đến 15.03.2026.',
    'Làm từ 01-02-2026 0800 đến 05-02-2026, theo Thông tư 01/2018/TT-VPCP.',
    'Diện tích 120.500.000 m2 trên thửa 15, tờ bản đồ 7.',
  ])('%s', (text) => {
    expect(foundIn(text)).toEqual([]);
  });

  test('may be named where it is public: agencies and their telephones', () => {
    const known = { own: [], allowed: ['Ủy ban nhân dân phường Trung Tâm', '0258 3822229', 'Sở Văn hóa, Thể thao và Du lịch tỉnh Minh Họa'] };
    expect(foundIn('Ủy ban nhân dân phường Trung Tâm (điện thoại 0258.3822229) trả lời.', known)).toEqual([]);
    expect(foundIn('Gọi 0258 3822228.', known)).toEqual(['phone 0258 3822228']);
  });
});

describe('the sender is found', () => {
  const known = { own: ['Nguyễn Thị Phượng Ước', '0905000123', 'Tổ 1, phường Trung Tâm'], allowed: [] };

  test.each([
    ['gửi bà Nguyễn Thị Phượng Ước.', 'own-data Nguyễn Thị Phượng Ước', 'as written'],
    ['gửi ba nguyen thi phuong uoc.', 'own-data nguyen thi phuong uoc', 'without tone marks'],
    ['gửi NGUYỄN THỊ  PHƯỢNG ƯỚC.', 'own-data NGUYỄN THỊ  PHƯỢNG ƯỚC', 'in capitals, with other spaces'],
    ['số 0905-000-123', 'own-data 0905-000-123', 'by telephone however written'],
    ['ở tổ 1 phường Trung tâm', 'own-data tổ 1 phường Trung tâm', 'by address'],
  ])('%s – %s: %s', (text, expected) => {
    expect(foundIn(text, known)).toEqual([expected]);
  });

  test('not inside another word', () => {
    expect(foundIn('can anh', { own: ['An An'], allowed: [] })).toEqual([]);
  });
});

describe('what only looks like a number of a person, or a door, is a doubt', () => {
  test.each([
    ['hộ chiếu B1234567', '? identity-number B1234567'],
    ['hộ chiếu C 1234567.', '? identity-number C 1234567'],
    ['mã số thuế 8012345678', '? identity-number 8012345678'],
    ['tài khoản 1903456789012', '? identity-number 1903456789012'],
    ['thẻ GD4790123456789', '? identity-number 4790123456789'],
    ['xe 51F-123.45 đỗ', '? identity-number 51F-123.45'],
    ['xe 29-B1 123.45', '? identity-number 29-B1 123.45'],
    ['xe 30A12345', '? identity-number 30A12345'],
    ['xe 79-H1 1234', '? identity-number 79-H1 1234'],
    ['tại số 12 Trần Phú', '? address số 12 Trần Phú'],
  ])('%s', (text, expected) => {
    expect(foundIn(text)).toEqual([expected]);
  });
});

describe('what only looks like a name is a doubt', () => {
  test.each([
    ['theo Nguyen An thì', '? name-like Nguyen An'],
    ['theo lời nguyễn văn an', '? name-like nguyễn văn an'],
    ['theo loi tran thi bich', '? name-like tran thi bich'],
    ['theo lời Trần Văn Tám thì', '? name-like Trần Văn Tám'],
    ['đã mời ông Bảy làm việc', '? name-like ông Bảy'],
    ['TRẦN VĂN TÁM đã nhận', '? name-like TRẦN VĂN TÁM'],
    ['cửa hàng Hoa Tươi Minh Châu', '? name-like Hoa Tươi Minh Châu'],
  ])('%s', (text, expected) => {
    expect(foundIn(text)).toEqual([expected]);
  });
});

test('places name the field, and count as the text does; the longer and surer finding stands', () => {
  const findings = findPersonalData({ summary: 'Về ông Bảy', answer: 'Ông Nguyễn Văn Bảy: 0905123456' }, { own: ['Nguyễn Văn Bảy'], allowed: [] });
  expect(findings.map((finding) => `${finding.kind} ${placeOf(finding)}`)).toEqual(['name-like summary:3-10', 'own-data answer:4-18', 'phone answer:20-30']);
});
