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
    ['Số định danh 079000000001.', 'identity-number 079000000001'],
    ['CCCD 079 000 000 001', 'identity-number 079 000 000 001'],
    ['Chứng minh 225123456', 'identity-number 225123456'],
    ['gửi về nguyen.van.a@gmail.com', 'email nguyen.van.a@gmail.com'],
    ['hồ sơ 000.00.31.H99-260819-0001 đã trả', 'dossier-code 000.00.31.H99-260819-0001'],
    ['hồ sơ H99.31-20260819-0000001 đã trả', 'dossier-code H99.31-20260819-0000001'],
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

describe('what only looks like a name is a doubt', () => {
  test.each([
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
