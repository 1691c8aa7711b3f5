import { describe, expect, test } from 'vitest';
import { inheritTemplate, parseLetterTemplate } from './letter-template.js';

describe('a letter template', () => {
  test.each([
    [{ numbring: 'tt03-2025' }, 'numbring must be absent: this key is not known here'],
    [{ numbering: 'tt02' }, 'numbering must be one of tt03-2025, tt01-2018; found "tt02"'],
    [{ paper: { '04': 'A3' } }, 'paper.04 must be one of A5, A4; found "A3"'],
    [{ paper: { '09': 'A5' } }, 'paper.09 must be absent'],
    [{ place: ' ' }, 'place must be a text that is not blank'],
    [{ texts: { 'return-time': 'Sau {datum}' } }, 'texts.return-time must be a text with the blanks {date}, of which it must have {date}; found "Sau {datum}"'],
    [{ texts: { apology: 'Thành thật xin lỗi {applicant}.' } }, 'texts.apology must be a text with the blanks {agency}, {applicant}, of which it must have {agency}'],
    [{ texts: { 'counter-label': 'Quầy {' } }, 'texts.counter-label must be a text with no blanks'],
    [{ texts: { greeting: 'Kính chào' } }, 'texts.greeting must be absent'],
    [{ recipients: ['Lưu: VT', ''] }, 'recipients[1] must be a text that is not blank'],
  ])('%j is refused by its path', (json, message) => {
    expect(() => parseLetterTemplate(json, 'one-agency')).toThrow(message);
  });

  test('names an agency only where it is that agency\'s own', () => {
    expect(() => parseLetterTemplate({ header: { superior: 'UBND tỉnh' } }, 'many-agencies')).toThrow('header must be absent');
    expect(() => parseLetterTemplate({ desk: { symbol: 'BPTNTKQ', name: 'Một cửa' } }, 'many-agencies')).toThrow('desk.name must be absent');
    expect(parseLetterTemplate({ header: { superior: 'UBND tỉnh' } }, 'one-agency')).toEqual({ header: { superior: 'UBND tỉnh' } });
  });

  test('gives the nearest scope\'s word field by field, papers and texts one by one, and no header but its own', () => {
    const nation = { numbering: 'tt03-2025', paper: { '04': 'A5' }, desk: { symbol: 'BPTNTKQ' }, texts: { 'return-time': '{date}', 'counter-label': 'Quầy' }, recipients: ['Lưu: VT'] } as const;
    const province = { header: { agency: 'UBND tỉnh' }, place: 'Minh Họa', texts: { 'return-time': 'Sau {date}' }, desk: { name: 'Quầy tỉnh' } } as const;
    const agency = { numbering: 'tt01-2018', paper: { '07': 'A4' }, recipients: ['Lưu: VT, HC'] } as const;
    expect(inheritTemplate([nation, province, agency])).toEqual({
      numbering: 'tt01-2018',
      place: 'Minh Họa',
      paper: { '04': 'A5', '07': 'A4' },
      desk: { symbol: 'BPTNTKQ' },
      texts: { 'return-time': 'Sau {date}', 'counter-label': 'Quầy' },
      recipients: ['Lưu: VT, HC'],
    });
  });
});
