import { expect, test } from 'vitest';
import { mergeCalendars, yearOverview, type CalendarDefinition } from '#domain';
import { demoProvince, national } from '../../test/fixtures/calendar/calendars.js';
import { calendarDifferenceLines, leftOutLines, missingLines } from './calendar-difference.js';
import { calendarYearLines } from './calendar-year.js';

const linesOf = (year: number, ...more: readonly CalendarDefinition[]): readonly string[] => calendarYearLines('tỉnh minh họa', yearOverview(mergeCalendars([national, demoProvince, ...more]), year));

test('a year names its notice, its working days by month, and every day off or worked with kind, name and document', () => {
  const lines = linesOf(2026);
  expect(lines.slice(0, 10)).toEqual([
    'LỊCH LÀM VIỆC NĂM 2026 – tỉnh minh họa',
    'Đã có thông báo: Thông báo 9441/TB-BNV; Công văn 9859/VPCP-KGVX',
    'Cả năm: 249 ngày làm việc',
    '',
    'Tháng 1: 21 ngày làm việc',
    '  T5 01/01             nghỉ lễ Tết Dương lịch [1]',
    '  T6 02/01             nghỉ hoán đổi Tết Dương lịch, làm bù thứ Bảy 10/01/2026 [2]',
    '  T7 03/01 – CN 04/01  nghỉ hằng tuần trong kỳ nghỉ Tết Dương lịch [1]',
    '  T7 10/01             làm bù Tết Dương lịch, thay cho thứ Sáu 02/01/2026, mở cửa 07:00–11:00,',
    '                       13:00–17:00 [2]',
  ]);
  expect(lines.slice(-4)).toEqual(['Căn cứ', '[1] Thông báo 9441/TB-BNV; Công văn 9859/VPCP-KGVX', '[2] Công văn 12729/VPCP-KGVX ngày 25/12/2025', '[3] Nghị quyết 28/2026/QH16 Điều 2']);
});

test('a year without its notice says so before anything else', () => {
  expect(linesOf(2027)[1]).toBe('CHƯA CÓ THÔNG BÁO: các ngày nghỉ dưới đây là đề xuất và có thể thay đổi. Chưa có thông báo nghỉ lễ,');
});

test('a closure and hours of an agency’s own stand among the national days', () => {
  const own: CalendarDefinition = {
    id: 'agency',
    name: 'A',
    days: [
      { date: '2026-10-05', kind: 'closure', name: 'Bão số 9', source: 'Quyết định 12/QĐ-UBND' },
      { date: '2026-10-06', kind: 'special-hours', name: 'Mở cửa buổi sáng', source: 'Quyết định 12/QĐ-UBND', hours: [['07:00', '11:00']] },
    ],
  };
  const lines = linesOf(2026, own);
  const october = lines.slice(lines.findIndex((line) => line.startsWith('Tháng 10')));
  expect(october.slice(0, 3)).toEqual([
    'Tháng 10: 21 ngày làm việc',
    '  T2 05/10             cơ quan đóng cửa Bão số 9 [3]',
    '  T3 06/10             giờ làm việc riêng Mở cửa buổi sáng, mở cửa 07:00–11:00 [3]',
  ]);
});

test.each([2019, 2022, 2023, 2026, 2027, 2028])('%i is readable at 100 columns', (year) => {
  expect(linesOf(year).filter((line) => line.length > 100)).toEqual([]);
});

test('a difference marks what is added, taken away, changed or only otherwise documented, and what was inferred', () => {
  const source = 'Thông báo 1/TB-BNV ngày 01/12/2026';
  const lines = calendarDifferenceLines(
    {
      years: [{ year: 2027, before: { year: 2027, status: 'proposed', source: '' }, after: { year: 2027, status: 'confirmed', source } }],
      days: [
        { date: '2027-01-01', before: { kind: 'holiday', name: 'Tết Dương lịch', source: 'Đề xuất' }, after: { kind: 'holiday', name: 'Tết Dương lịch', source }, changesHours: false },
        { date: '2027-02-10', before: { kind: 'compensation', name: 'Nghỉ bù Tết Nguyên đán', source: 'Đề xuất' }, changesHours: true },
        { date: '2027-09-03', before: { kind: 'holiday', name: 'Quốc khánh 2/9', source: 'Đề xuất' }, after: { kind: 'special-hours', name: 'Buổi sáng', source, hours: [[420, 660]] }, changesHours: true },
        { date: '2027-09-11', after: { kind: 'make-up', name: 'Quốc khánh 2/9', source, swapWith: '2027-09-06' }, changesHours: true },
      ],
    },
    new Set(['2027-09-11']),
  );
  expect(lines).toEqual([
    'Năm 2027: chưa có thông báo → đã có thông báo (Thông báo 1/TB-BNV ngày 01/12/2026)',
    '= thứ Sáu 01/01/2027: nghỉ lễ Tết Dương lịch [1] → nghỉ lễ Tết Dương lịch [2]',
    '- thứ Tư 10/02/2027: nghỉ bù Tết Nguyên đán [1]',
    '* thứ Sáu 03/09/2027: nghỉ lễ Quốc khánh 2/9 [1] → giờ làm việc riêng Buổi sáng [2]',
    '+ thứ Bảy 11/09/2027: làm bù Quốc khánh 2/9, hoán đổi với thứ Hai 06/09/2027 [2] (? loại ngày suy ra',
    '    từ tên, cần kiểm tra)',
    '',
    'Căn cứ',
    '[1] Đề xuất',
    '[2] Thông báo 1/TB-BNV ngày 01/12/2026',
  ]);
});

test('versions that say the same have no difference, and what was not taken of a notice says why', () => {
  expect(calendarDifferenceLines({ days: [], years: [] }, new Set())).toEqual(['Không có thay đổi']);
  expect([missingLines(0), missingLines(2)]).toEqual([[], ['LƯU Ý: thiếu 2 ngày nghỉ lễ so với Bộ luật Lao động; nếu tệp không phải thông báo của cả năm thì', '    không ghi năm.']]);
  expect(leftOutLines([{ line: 3, date: '2027-02-14', name: 'Valentine', why: 'kind-unknown' }])).toEqual(['Không lấy, dòng 3: Chủ nhật 14/02/2027 Valentine (không rõ loại ngày; muốn nghỉ phải ghi loại ngày)']);
});
