import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatLocalDate, localDateFrom, type PlannedTask, type PlanReading, readPlan } from '#domain';
import { PLAN_WORDS } from '#vi';
import { readDocument } from './read-document.js';

const FOLDER = join(import.meta.dirname, '../../../test/fixtures/plans');
const FORMATS = ['docx', 'xlsx', 'csv'] as const;
const ISSUED = { 'khanh-hoa-2022': localDateFrom(2022, 9, 21), 'schedules-2023': localDateFrom(2023, 1, 10) };
type PlanName = keyof typeof ISSUED;

interface PlanSource {
  readonly title: readonly string[];
  readonly secondHeader?: readonly unknown[];
  readonly rows: readonly ('header' | readonly (string | null)[])[];
}

function planOf(name: PlanName, format: (typeof FORMATS)[number]): PlanReading {
  return readPlan(readDocument(readFileSync(join(FOLDER, `${name}.${format}`))).rows, ISSUED[name], PLAN_WORDS);
}

function sourceOf(name: PlanName): PlanSource {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as PlanSource;
}

/** What tasks say, wherever they stood. */
function contentOf(tasks: readonly PlannedTask[]): readonly Omit<PlannedTask, 'places'>[] {
  return tasks.map(({ places: _, ...content }) => content);
}

function taskOf(plan: PlanReading, reference: string): PlannedTask {
  const task = plan.tasks.find((found) => found.reference === reference);
  if (task === undefined) {
    throw new Error(`No task ${reference}`);
  }
  return task;
}

test.each(['khanh-hoa-2022', 'schedules-2023'] as const)('%s says the same as DOCX, XLSX and CSV', (name) => {
  const [docx, xlsx, csv] = FORMATS.map((format) => planOf(name, format));

  expect(contentOf(xlsx?.tasks ?? [])).toEqual(contentOf(docx?.tasks ?? []));
  expect(contentOf(csv?.tasks ?? [])).toEqual(contentOf(docx?.tasks ?? []));
  expect(docx?.tasks.length).toBeGreaterThan(10);
});

test.each(['khanh-hoa-2022', 'schedules-2023'] as const)('each line of %s is a header, a section, a task, the rest of one, or reported', (name) => {
  const source = sourceOf(name);
  const plan = planOf(name, 'docx');
  const headers = source.secondHeader === undefined ? 1 : 2;
  const expected = source.title.length + source.rows.reduce((sum, row) => sum + (row === 'header' ? headers : 1), 0);

  expect(plan.lines).toHaveLength(expected);
  const unread = plan.lines.filter(({ kind }) => kind === 'unread').map(({ place }) => place);
  expect(unread.length).toBeGreaterThan(0);
  expect(plan.problems.filter(({ code }) => code === 'no-task').map(({ place }) => place)).toEqual(unread);
  const withTask = plan.lines.filter(({ task }) => task !== undefined);
  expect(withTask.map(({ place }) => place)).toEqual(plan.tasks.flatMap(({ places }) => places));
});

test('the 55 tasks of the appendix of 2022 stand under their headings, and each row of the source is in one of them', () => {
  const plan = planOf('khanh-hoa-2022', 'docx');
  const titled = sourceOf('khanh-hoa-2022').rows.filter((row) => row !== 'header' && row.length === 6 && ((row[0] ?? '') !== '' || row[1]?.startsWith('- ') === true || row[1]?.startsWith('Đăng') === true));

  expect(plan.tasks).toHaveLength(55);
  expect(titled).toHaveLength(55);
  expect(taskOf(plan, 'A.IV.3-2').sections).toEqual([
    { number: 'A', title: 'CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR-INDEX)' },
    { number: 'IV', title: 'CẢI CÁCH THỦ TỤC HÀNH CHÍNH (TTHC)' },
    { number: '3', title: 'Công khai TTHC' },
  ]);
  expect(new Set(plan.tasks.map(({ reference }) => reference)).size).toBe(55);
  expect(plan.tasks.filter(({ reference }) => reference.startsWith('B.')).map(({ reference }) => reference)).toContain('B.5.3');
});

test('a row a page has broken is one task, with all of its text', () => {
  const plan = planOf('khanh-hoa-2022', 'docx');
  const review = taskOf(plan, 'A.III.3');

  expect(review.title).toMatch(/tính phù hợp của văn bản hoặc xem xét sửa đổi/);
  expect(review.places).toHaveLength(2);
  expect(taskOf(plan, 'A.VIII.2').result).toContain('Điều 8 Thông tư số 01/2020/TT-VPCP\n- Khai thác');
  expect(taskOf(plan, 'A.VI.3').result).toContain('công khai, minh bạch\n- Ứng dụng');
});

test('an item whose cells are joined with those above says what they say, and says that it has it from there', () => {
  for (const format of FORMATS) {
    expect(taskOf(planOf('khanh-hoa-2022', format), 'A.V.3-1')).toMatchObject({
      schedule: { kind: 'deadline', lastDay: localDateFrom(2022, 12, 31) },
      coordinating: ['Văn phòng Sở hướng dẫn'],
      inherited: ['schedule', 'coordinating'],
    });
  }
});

test('the task without any schedule waits for a date and is reported with its line', () => {
  const plan = planOf('khanh-hoa-2022', 'xlsx');
  const task = taskOf(plan, 'A.VII.4');

  expect(task.schedule).toEqual({ kind: 'awaiting', because: 'missing' });
  expect(plan.problems).toContainEqual({ code: 'schedule-missing', column: 'schedule', place: task.places[0], text: task.title });
});

test.each([
  ['1.1', '6 tháng, 9 tháng, năm', 'recurring six-months nine-months year'],
  ['1.2', 'Quý II/2023', 'deadline 2023-06-30'],
  ['1.2-1', 'Quý II/2023', 'deadline 2023-06-30'],
  ['1.3', 'Từ ngày 01/12/2023 đến ngày 25/12/2023', 'deadline 2023-12-01 2023-12-25'],
  ['1.4', 'Trước ngày 05/01/2024', 'deadline 2024-01-04'],
  ['2.1', 'Hàng tháng', 'recurring month'],
  ['2.2', 'Hàng quý', 'recurring quarter'],
  ['2.3', 'Thường xuyên', 'continuous'],
  ['2.4', 'Trong tháng 01', 'deadline 2023-01-31'],
  ['2.5', 'Trong năm', 'deadline 2023-12-31'],
  ['2.6', 'Ngay sau Tết', 'awaiting unread'],
])('task %s, “%s”, is %s', (reference, wording, expected) => {
  const { schedule, scheduleText } = taskOf(planOf('schedules-2023', 'docx'), reference);

  expect(scheduleText).toBe(wording);
  expect(told(schedule)).toBe(expected);
});

function told(schedule: PlannedTask['schedule']): string {
  switch (schedule.kind) {
    case 'deadline':
      return ['deadline', ...(schedule.firstDay === undefined ? [] : [formatLocalDate(schedule.firstDay)]), formatLocalDate(schedule.lastDay)].join(' ');
    case 'deadlines':
      return ['deadlines', ...schedule.lastDays.map(formatLocalDate)].join(' ');
    case 'recurring':
      return ['recurring', ...schedule.periods].join(' ');
    case 'continuous':
      return 'continuous';
    case 'awaiting':
      return `awaiting ${schedule.because}`;
  }
}
