import { expect, test } from 'vitest';
import { LEGAL_CITATION_PATTERNS, type LegalCitation } from '#domain';
import { clockLawVi, legalCitationVi } from './legal-citations.js';

test.each<[LegalCitation, string]>([
  [{ document: '118/2025/NĐ-CP', article: '17', clause: '2', point: 'a' }, 'điểm a khoản 2 Điều 17 Nghị định 118/2025/NĐ-CP'],
  [{ document: '01/2018/TT-VPCP', article: '13' }, 'Điều 13 Thông tư 01/2018/TT-VPCP'],
  [{ document: '2304/QĐ-BNNMT', article: '1', clause: '3' }, 'khoản 3 Điều 1 Quyết định 2304/QĐ-BNNMT'],
  [{ document: '138/2025/QĐ-UBND', article: '3', point: 'đ' }, 'điểm đ Điều 3 Quyết định 138/2025/QĐ-UBND'],
  [{ document: '15/QĐ-CTUBND', article: '2' }, 'Điều 2 Quyết định 15/QĐ-CTUBND'],
  [{ document: '09/2016/TTLT-BTP-BTNMT', article: '8' }, 'Điều 8 Thông tư liên tịch 09/2016/TTLT-BTP-BTNMT'],
  [{ document: '31/2024/QH15', article: '17a' }, 'Điều 17a văn bản số 31/2024/QH15'],
  [{ document: '12/KH-UBND', article: '4' }, 'Điều 4 Kế hoạch 12/KH-UBND'],
])('%j is printed as "%s"', (citation, printed) => {
  expect(legalCitationVi(citation)).toBe(printed);
  expect(LEGAL_CITATION_PATTERNS.document.test(citation.document)).toBe(true);
});

test.each([
  [{ document: '63/2010/NĐ-CP', article: '24' }, 'Điều 24 Nghị định 63/2010/NĐ-CP'],
  [{ document: '766/QĐ-TTg', article: '5.2' }, 'mục 5.2 Quyết định 766/QĐ-TTg'],
  [{ document: '20/2008/NĐ-CP' }, 'Nghị định 20/2008/NĐ-CP'],
  [{ document: '126/KH-UBND' }, 'Kế hoạch 126/KH-UBND'],
])('the law of a clock %j is said as "%s"', (basis, said) => {
  expect(clockLawVi(basis)).toBe(said);
});
