import { describe, expect, test } from 'vitest';
import { LEGAL_CITATION_PATTERNS, type LegalCitation } from './legal-citation.js';

describe('a citation', () => {
  test.each<[keyof LegalCitation, string, boolean]>([
    ['document', '118/2025/NĐ-CP', true],
    ['document', '01/2018/TT-VPCP', true],
    ['document', '31/2024/QH15', true],
    ['document', '05/2022/UBTVQH15', true],
    ['document', '35/2021/NQ-UBTVQH15', true],
    ['document', '2304/QĐ-BNNMT', true],
    ['document', '1085/QĐ-TTg', true],
    ['document', '138/2025/QĐ-UBND', true],
    ['document', '15/2026/QĐ-CTUBND', true],
    ['document', '25/NQ-HĐND', true],
    ['document', 'Nghị định 118/2025/NĐ-CP', false],
    ['document', '118/2025', false],
    ['document', '118/1825/NĐ-CP', false],
    ['document', '118/2025/NĐ-CP của ông A', false],
    ['document', '118/2025/NĐ-CP\n', false],
    ['document', '12/QĐ-Nguyễn', false],
    ['article', '17', true],
    ['article', '17a', true],
    ['article', '0', false],
    ['article', 'Điều 17', false],
    ['clause', '2', true],
    ['clause', '2.1', false],
    ['point', 'đ', true],
    ['point', 'b1', true],
    ['point', 'ab', false],
  ])('has as its %s "%s": %s', (part, text, fits) => {
    expect(LEGAL_CITATION_PATTERNS[part].test(text)).toBe(fits);
  });
});
