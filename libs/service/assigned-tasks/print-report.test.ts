import { expect, test } from 'vitest';
import { parseInstant, parseLocalDate } from '#domain';
import type { PlanReport, ReportedTask } from '#letters';
import { readDocument } from '../document-tables/read-document.js';
import { printPlanReport } from './print-report.js';

const LATE: ReportedTask = {
  code: 'NV-H99-2026-000001',
  place: 3,
  reference: 'A.I.3',
  section: 'A. CHỈ SỐ / I. CHỈ ĐẠO',
  title: 'Kiểm tra công tác CCHC\n- tại các phòng',
  scheduleText: 'Quý I/2026',
  lead: 'UBND phường Trung Tâm',
  coordinating: ['Sở Nội vụ'],
  dueAt: parseInstant('2026-03-31T17:00:00+07:00'),
  doneAt: parseInstant('2026-04-01T09:00:00+07:00'),
  state: 'done-late',
  result: '100% Kế hoạch',
  targets: [{ target: { comparator: 'at-least', measure: { kind: 'share', hundredths: 3000 } }, wording: 'ít nhất 30% số phòng', reached: 4, outOf: 10 }],
  findings: { handled: 1, total: 2 },
  evidence: [{ file: '00000000-0000-4000-8000-000000000001', sha256: 'a'.repeat(64) }],
  explanation: 'Thiếu người <đi kiểm tra>',
  explanationDue: false,
};
const { explanation: _, doneAt: _done, ...UNDONE } = LATE;
const WAITING: ReportedTask = { ...UNDONE, reference: 'A.I.4', state: 'overdue', dueAt: parseInstant('2026-04-01T00:00:00+07:00'), findings: { handled: 0, total: 0 }, targets: [], evidence: [], explanationDue: true };
const REPORT: PlanReport = {
  plan: { id: 'p', agency: 'H99.31', number: '12/KH-UBND', issuedOn: parseLocalDate('2026-01-10'), endsOn: parseLocalDate('2026-12-31') },
  issuer: 'UBND phường Trung Tâm',
  rate: { value: { n: 48, d: 49, value: '97.96' }, target: 9800, isMet: false },
  at: parseInstant('2026-04-02T08:00:00+07:00'),
  tasks: [LATE, WAITING],
};

/** The cells of a printed report as a reader sees them. */
async function cellsOf(format: 'xlsx' | 'docx', report = REPORT): Promise<readonly (readonly string[])[]> {
  return readDocument(await printPlanReport(report, format)).rows.map(({ cells }) => cells.filter(({ coveredFrom }) => coveredFrom === undefined).map(({ text }) => text));
}

test('spreadsheet and document of a report say the same', async () => {
  const trimmed = (rows: readonly (readonly string[])[]): readonly string[] => rows.map((cells) => cells.join('|').replace(/\|+$/, ''));
  expect(trimmed(await cellsOf('docx'))).toEqual(trimmed(await cellsOf('xlsx')));
});

test('a line of the report says task, schedule, lead, state, result, evidence and explanation, under its heading once', async () => {
  const rows = await cellsOf('xlsx');
  expect(rows.slice(0, 3).map(([first]) => first)).toEqual(['BÁO CÁO KẾT QUẢ THỰC HIỆN NHIỆM VỤ', 'Kế hoạch số 12/KH-UBND ngày 10/01/2026 của UBND phường Trung Tâm', expect.stringContaining('02/04/2026')]);
  expect(rows[4]?.[0]).toBe('A. CHỈ SỐ / I. CHỈ ĐẠO');
  expect(rows[5]).toEqual([
    'A.I.3',
    'Kiểm tra công tác CCHC\n- tại các phòng',
    expect.stringMatching(/^Quý I\/2026\nHạn: .*31\/03\/2026/),
    'UBND phường Trung Tâm\nPhối hợp: Sở Nội vụ',
    expect.stringMatching(/^Hoàn thành quá hạn \(.*01\/04\/2026\)$/),
    '100% Kế hoạch\n- ít nhất 30% số phòng – chỉ tiêu từ 30%: 4/10\nVấn đề phát hiện đã xử lý: 1/2',
    '1 tệp\n00000000-0000-4000-8000-000000000001',
    'Thiếu người <đi kiểm tra>',
  ]);
  expect([rows[6]?.[2], rows[6]?.[7]]).toEqual(['Quý I/2026\nHạn: 24:00 31/03/2026', 'Chưa giải trình']);
});

test('a target taken from a line of a list is not listed with a second dash', async () => {
  const [target] = LATE.targets;
  const rows = await cellsOf('xlsx', { ...REPORT, tasks: [{ ...LATE, targets: target === undefined ? [] : [{ ...target, wording: '- Hoàn thành 30% kế hoạch' }] }] });
  expect(rows[5]?.[5]).toContain('\n- Hoàn thành 30% kế hoạch – chỉ tiêu từ 30%: 4/10');
});

test.each([
  [REPORT.rate, '48/49 = 97,96% (chỉ tiêu 98%: không đạt)'],
  [{ value: { n: 49, d: 50, value: '98.00' }, target: 9800, isMet: true }, '49/50 = 98,00% (chỉ tiêu 98%: đạt)'],
  [{ value: { n: 0, d: 0 }, target: 9800 }, 'không phát sinh nhiệm vụ đến hạn'],
] as const)('the rate %j is told as “%s”', async (rate, expected) => {
  const rows = await cellsOf('docx', { ...REPORT, rate });
  expect(rows.at(-1)?.[0]).toContain(expected);
});
