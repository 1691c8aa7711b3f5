import { expect, test } from 'vitest';
import { PLAN_WORDS } from '#vi';
import { localDateFrom } from '../time/local-date.js';
import type { PlanReading } from './plan-reading.js';
import { readPlan } from './read-plan.js';
import type { TableRow } from './table-row.js';

const HEADER = ['Số TT', 'Nhiệm vụ', 'Tiến độ', 'Cơ quan chủ trì', 'Cơ quan phối hợp', 'Kết quả'];

function rowsOf(table: number, lines: readonly (readonly string[])[]): readonly TableRow[] {
  return lines.map((cells, index) => ({ place: { table, row: index + 1 }, cells: cells.map((text) => ({ text })) }));
}

function read(...lines: readonly (readonly string[])[]): PlanReading {
  return readPlan(rowsOf(1, lines), localDateFrom(2022, 9, 21), PLAN_WORDS);
}

test('columns stand in any order and under any of their names', () => {
  const { tasks, problems } = read(['Thời gian hoàn thành', 'Sản phẩm', 'Nội dung công việc', 'Đơn vị phối hợp', 'Đơn vị chủ trì', 'STT'], ['Quý IV/2022', 'Báo cáo', 'Kiểm tra', 'Các phòng', 'Văn phòng', '1']);

  expect(tasks).toMatchObject([{ reference: '1', title: 'Kiểm tra', scheduleText: 'Quý IV/2022', leads: ['Văn phòng'], coordinating: ['Các phòng'], result: 'Báo cáo' }]);
  expect(problems).toEqual([]);
});

test('a row of the plan before a repeated header is no part of the header', () => {
  const { tasks } = read(HEADER, ['1', 'Kiểm tra', 'Quý IV/2022', 'Văn phòng', '', ''], HEADER, ['2', 'Báo cáo', 'Quý IV/2022', 'Văn phòng', '', '']);

  expect(tasks.map(({ reference }) => reference)).toEqual(['1', '2']);
});

test('a document in which no table of a plan is found says so, and each of its lines is told', () => {
  const { lines, problems, tasks } = read(['Kính gửi:', 'Sở Nội vụ'], ['1', 'Kiểm tra']);

  expect(tasks).toEqual([]);
  expect(lines.map(({ kind, text }) => [kind, text])).toEqual([
    ['before-table', 'Kính gửi: | Sở Nội vụ'],
    ['before-table', '1 | Kiểm tra'],
  ]);
  expect(problems).toMatchObject([{ code: 'no-table' }]);
});

test('a heading nothing follows is reported, one above another heading with a task is not', () => {
  const { problems } = read(HEADER, ['A', 'CHỈ SỐ'], ['I', 'CHỈ ĐẠO'], ['1', 'Xây dựng quy chế', '', '', '', ''], ['2', 'Kiểm tra', 'Quý IV/2022', 'Văn phòng', '', ''], ['II', 'TUYÊN TRUYỀN']);

  expect(problems.map(({ code, text }) => [code, text])).toEqual([
    ['empty-section', '1 | Xây dựng quy chế'],
    ['empty-section', 'II | TUYÊN TRUYỀN'],
  ]);
});

test('items numbered under a task have its schedule and bodies where they name none', () => {
  const { tasks } = read(HEADER, ['3', 'Kiểm tra', 'Quý IV/2022', 'Văn phòng', 'Các phòng', ''], ['3.1', 'Lập kế hoạch', 'Tháng 10/2022', '', '', ''], ['3.2', 'Báo cáo', '', '', '', ''], ['4', 'Đào tạo', '', 'Văn phòng', '', '']);

  expect(tasks.map(({ reference, scheduleText, leads, inherited }) => [reference, scheduleText, leads[0], inherited])).toEqual([
    ['3', 'Quý IV/2022', 'Văn phòng', []],
    ['3.1', 'Tháng 10/2022', 'Văn phòng', ['lead', 'coordinating']],
    ['3.2', 'Quý IV/2022', 'Văn phòng', ['schedule', 'lead', 'coordinating']],
    ['4', '', 'Văn phòng', []],
  ]);
});

test('a table of another width is not read by the columns of the one before: the block of signatures is reported', () => {
  const signatures = rowsOf(2, [['Nơi nhận:', 'GIÁM ĐỐC']]);
  const plan = rowsOf(1, [HEADER, ['1', 'Kiểm tra', 'Quý IV/2022', 'Văn phòng', '', '']]);
  const { tasks, problems } = readPlan([...plan, ...signatures], localDateFrom(2022, 9, 21), PLAN_WORDS);

  expect(tasks).toHaveLength(1);
  expect(problems).toEqual([{ code: 'outside-table', place: { table: 2, row: 1 }, text: 'Nơi nhận: | GIÁM ĐỐC' }]);
});

test('a plan put together from pages goes on in the next table; headings between the tables count', () => {
  const pages = [...rowsOf(1, [HEADER, ['1', 'Kiểm tra', 'Quý IV/2022', 'Văn phòng', '', '']]), ...rowsOf(0, [['II. TUYÊN TRUYỀN']]), ...rowsOf(2, [['1', 'Đăng tin', 'Thường xuyên', 'Văn phòng', '', '']])];
  const { tasks, problems } = readPlan(pages, localDateFrom(2022, 9, 21), PLAN_WORDS);

  expect(tasks.map(({ reference }) => reference)).toEqual(['1', 'II.1']);
  expect(problems).toEqual([]);
});

test('numbers stand before the titles where the table has no column for them', () => {
  const { tasks } = read(['Nhiệm vụ', 'Thời gian', 'Chủ trì'], ['I. CHỈ ĐẠO', '', ''], ['1. Kiểm tra', 'Quý IV/2022', 'Văn phòng'], ['2) Báo cáo', 'Hàng quý', 'Văn phòng']);

  expect(tasks.map(({ reference, title }) => [reference, title])).toEqual([
    ['I.1', 'Kiểm tra'],
    ['I.2', 'Báo cáo'],
  ]);
});

test('a row that numbers the columns belongs to the header', () => {
  const { lines, tasks } = read(HEADER, ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)'], ['1', 'Kiểm tra', 'Quý IV/2022', 'Văn phòng', '', '']);

  expect(lines.map(({ kind }) => kind)).toEqual(['header', 'header', 'task']);
  expect(tasks).toHaveLength(1);
});

test('a day before the plan was issued is pointed out', () => {
  const { problems } = read(HEADER, ['1', 'Kiểm tra', 'Quý II/2022', 'Văn phòng', '', '']);

  expect(problems).toMatchObject([{ code: 'past', text: 'Quý II/2022' }]);
});
