import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { foldSearchText, PORTAL_TABLE_WORDS } from '#vi';
import type { TableRow } from '../task-plan/table-row.js';
import { codeForms } from './code-forms.js';
import { type ComparedDossier, compareLine } from './compare-line.js';
import { momentOf, type PortalPunctuality, type PortalTable, readPortalTable } from './portal-table.js';
import { formatLocalDate } from '../time/local-date.js';

function table(...rows: readonly (readonly string[])[]): readonly TableRow[] {
  return rows.map((cells, index) => ({ place: { table: 1, row: index + 1 }, cells: cells.map((text) => ({ text })) }));
}

const read = (...rows: readonly (readonly string[])[]): PortalTable => readPortalTable(table(...rows), PORTAL_TABLE_WORDS);

describe('a code of the portal is known', () => {
  test.each([
    ['000.00.31.H99-260819-0361', ['000.00.31.H99-260819-0361', 'H99.31-20260819-0000361'], 'in the old form'],
    ['h99.31-20260819-0000361', ['H99.31-20260819-0000361', '000.00.31.H99-260819-0361'], 'in the new form, in small letters'],
    [' 000.00.31.H99 – 260819 – 0361 ', ['000.00.31.H99-260819-0361', 'H99.31-20260819-0000361'], 'with blanks and long dashes'],
    ['001.02.05.H99-260819-0361', ['001.02.05.H99-260819-0361', 'H99.05.02.001-20260819-0000361'], 'of a body three levels down'],
    ['G09.20-20260609-0092637', ['G09.20-20260609-0092637'], 'with a number the old form has no room for'],
    ['LT/2026/17', ['LT/2026/17'], 'of another system'],
  ])('%s as %j: %s', (code, forms) => {
    expect(codeForms(code)).toEqual(forms);
  });
});

describe('a moment of a list', () => {
  test.each([
    ['28/08/2026', '2026-08-28', undefined],
    ['8/9/2026', '2026-09-08', undefined],
    ['28/08/2026 09:05', '2026-08-28', 545],
    ['09:05 28/08/2026', '2026-08-28', 545],
    ['28-08-2026 09:05:59', '2026-08-28', 545],
    ['2026-08-28T17:00:00+07:00', '2026-08-28', 1020],
    ['2026-08-28', '2026-08-28', undefined],
    ['31/02/2026', undefined, undefined],
    ['28/08', undefined, undefined],
    ['46262', undefined, undefined],
  ])('%s is the day %s and the minute %s', (text, day, minute) => {
    const moment = momentOf(text);
    expect([moment && formatLocalDate(moment.day), moment?.minute]).toEqual([day, minute]);
  });
});

describe('a table of the portal', () => {
  test('of counts is read under a head of two rows, without its numbering and its empty lines', () => {
    const read1 = read(
      ['TỔNG HỢP TIẾP NHẬN VÀ GIẢI QUYẾT'],
      ['STT', 'Đơn vị', 'Tổng số tiếp nhận', 'Đã xử lý', '', '', 'Đang xử lý', ''],
      ['', '', '', 'Trước hạn', 'Đúng hạn', 'Quá hạn', 'Trong hạn', 'Quá hạn'],
      ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)', '(8)'],
      ['1', 'Phường Trung Tâm', '1.234', '10', '-', '2', '3', '4'],
      ['', 'Tổng cộng', '1 234', '10', '', '2', '3', '4'],
    );
    const counts = { received: 1234, finishedEarly: 10, finishedOnTime: 0, finishedLate: 2, openInTime: 3, openOverdue: 4 };
    expect(read1).toEqual({ form: 'counts', lines: [{ row: 5, cell: 'B5', subject: 'Phường Trung Tâm', counts }, { row: 6, cell: 'B6', subject: 'Tổng cộng', counts }] });
  });

  test('of codes begins right below a head of one row: no heading becomes another by the words of the first line', () => {
    const told = read(['Mã hồ sơ', 'Trạng thái', 'Tình trạng'], ['H99-1', 'Đã trả kết quả', 'Đúng hạn'], ['H99-2', 'Đã trả kết quả', 'Quá hạn']);
    expect(told).toEqual({ form: 'codes', lines: [{ row: 2, code: 'H99-1', status: 10 }, { row: 3, code: 'H99-2', status: 10 }] });
  });

  test('of codes is read whatever the words of the status, and by headings a person named', () => {
    const lines = [{ row: 2, code: 'A-1', status: 10, punctuality: 'late' }, { row: 3, code: 'A-2', status: 4, punctuality: 'in-time' }];
    expect(read(['Mã hồ sơ', 'Trạng thái', 'Tình trạng hạn'], ['A-1', 'Đã trả kết quả', 'Quá hạn'], ['A-2', '4', 'Trong hạn'])).toEqual({ form: 'codes', lines });
    const named = table(['Số biên nhận', 'Bước', 'Hạn'], ['A-1', '10', 'Trễ hạn'], ['A-2', 'Đang giải quyết', 'Còn hạn']);
    expect(readPortalTable(named, PORTAL_TABLE_WORDS, { code: 'số biên nhận', status: 'Bước', punctuality: 'HẠN' })).toEqual({ form: 'codes', lines });
    expect(readPortalTable(named, PORTAL_TABLE_WORDS).form).toBe('unreadable');
  });

  test.each([
    [['Mã hồ sơ', 'Ngày hẹn trả'], ['A-1', '31/02/2026'], { cell: 'B2', value: '31/02/2026', wanted: 'due' }],
    [['Mã hồ sơ', 'Trạng thái'], ['A-1', 'Lạc mất'], { cell: 'B2', value: 'Lạc mất', wanted: 'status' }],
    [['Mã hồ sơ', 'Tình trạng hạn'], ['A-1', 'Tốt'], { cell: 'B2', value: 'Tốt', wanted: 'punctuality' }],
    [['Mã hồ sơ', 'Trạng thái'], ['Không mã', '4'], { cell: 'A2', value: 'Không mã', wanted: 'code' }],
    [['Lĩnh vực', 'Tổng số tiếp nhận', 'Đã xử lý đúng hạn'], ['Đất đai', 'mười', '1'], { cell: 'B2', value: 'mười', wanted: 'count' }],
    [['Họ tên', 'Địa chỉ'], ['x', 'y'], { cell: 'A1', value: 'Họ tên | Địa chỉ', wanted: 'head' }],
    [['Mã hồ sơ', 'Trạng thái'], ['Vũ Thị Dấu Vết 1', '2'], { cell: 'A2', value: 'Vũ Thị Dấu Vết 1', wanted: 'code' }],
    [['Mã hồ sơ', 'Trạng thái'], ['VU THI DAU VET 1', '2'], { cell: 'A2', value: 'VU THI DAU VET 1', wanted: 'code' }],
    [['Mã hồ sơ', 'Trạng thái'], ['079000777666', '2'], { cell: 'A2', value: '079000777666', wanted: 'code' }],
    [['Mã hồ sơ', 'Trạng thái'], ['0987 000 321', '2'], { cell: 'A2', value: '0987 000 321', wanted: 'code' }],
    [['Mã hồ sơ', 'Trạng thái'], ['271234567', '2'], { cell: 'A2', value: '271234567', wanted: 'code' }],
  ] as const)('%j over %j names the cell that cannot be read', (head, line, fault) => {
    expect(read(head, line)).toEqual({ form: 'unreadable', faults: [fault] });
  });

  test('folds as search does', () => {
    expect(PORTAL_TABLE_WORDS.fold('Đúng hạn')).toBe(foldSearchText('Đúng hạn'));
  });
});

describe('a line says otherwise', () => {
  const NOW = at('2026-09-03T08:00');
  const DONE: ComparedDossier = { code: 'A-1', status: 'returned', dueAt: at('2026-08-21T09:00'), finishedAt: at('2026-08-21T16:00'), punctuality: 'late', overdue: false, paused: false, syncWaiting: false };
  const OPEN: ComparedDossier = { code: 'A-1', status: 'in-progress', dueAt: at('2026-08-21T09:00'), overdue: true, paused: false, syncWaiting: false };

  test.each<readonly [ours: ComparedDossier, punctuality: PortalPunctuality, reason: string | undefined, rule: string]>([
    [DONE, 'on-time', 'by-date', 'the day of the date, after its minute'],
    [DONE, 'late', undefined, 'both agree'],
    [{ ...DONE, syncWaiting: true }, 'early', 'not-synced', 'the portal does not know yet'],
    [DONE, 'early', 'unknown', 'nothing explains it'],
    [{ ...DONE, finishedAt: at('2026-08-24T10:00'), appointment: at('2026-08-26T09:00') }, 'on-time', 'reappointed', 'the portal holds it against the new date'],
    [{ ...DONE, status: 'withdrawn', finishedAt: at('2026-08-24T10:00') }, 'on-time', 'withdrawn-on-time', 'what was withdrawn is on time there'],
    [{ ...OPEN, paused: true, status: 'paused' }, 'in-time', 'paused-in-time', 'what is paused is in time there'],
    [OPEN, 'in-time', 'unknown', 'open and overdue'],
    [{ ...OPEN, dueAt: at('2026-09-03T07:30') }, 'in-time', 'by-date', 'overdue since this morning'],
    [{ ...OPEN, overdue: false, dueAt: at('2026-09-09T07:30') }, 'on-time', undefined, 'in time is said in several words'],
  ])('%j beside %s: %s – %s', (ours, punctuality, reason) => {
    expect(compareLine({ row: 2, code: 'A-1', punctuality }, ours, NOW).map((difference) => difference.reason)).toEqual(reason === undefined ? [] : [reason]);
  });

  test('of the date where day or written minute differ, of the status where the code differs', () => {
    const line = { row: 2, code: 'A-1' };
    const day = momentOf('21/08/2026')!;
    expect(compareLine({ ...line, due: day }, DONE, NOW)).toEqual([]);
    expect(compareLine({ ...line, due: { ...day, minute: 541 } }, DONE, NOW)).toMatchObject([{ kind: 'other-due', reason: 'unknown' }]);
    expect(compareLine({ ...line, due: momentOf('26/08/2026')! }, { ...DONE, appointment: at('2026-08-26T09:00') }, NOW)).toMatchObject([{ kind: 'other-due', reason: 'reappointed' }]);
    expect(compareLine({ ...line, due: momentOf('20/08/2026')! }, { ...DONE, firstAppointment: at('2026-08-20T09:00') }, NOW)).toMatchObject([{ kind: 'other-due', reason: 'first-date' }]);
    expect(compareLine({ ...line, due: day }, { ...DONE, dueAt: at('2026-08-22T00:00') }, NOW)).toEqual([]);
    expect(compareLine({ ...line, status: 9 }, DONE, NOW)).toMatchObject([{ kind: 'other-status', ours: 10, theirs: 9 }]);
    expect(compareLine({ ...line, status: 10 }, DONE, NOW)).toEqual([]);
  });
});
