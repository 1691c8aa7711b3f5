import { describe, expect, test } from 'vitest';
import { PLAN_WORDS } from '#vi';
import { formatLocalDate } from '../time/local-date.js';
import { type PlanSchedule, readSchedule } from './schedule.js';

function read(text: string): string {
  const { schedule, assumed } = readSchedule(text, 2022, PLAN_WORDS);
  return [told(schedule), ...assumed].join(' ');
}

function told(schedule: PlanSchedule): string {
  switch (schedule.kind) {
    case 'deadline':
      return `${schedule.firstDay === undefined ? '' : `${formatLocalDate(schedule.firstDay)}–`}${formatLocalDate(schedule.lastDay)}`;
    case 'deadlines':
      return schedule.lastDays.map(formatLocalDate).join(' + ');
    case 'recurring':
      return `${schedule.periods.join('+')}${schedule.dueDay === undefined ? '' : ` by ${String(schedule.dueDay)}`}`;
    case 'continuous':
      return 'continuous';
    case 'awaiting':
      return schedule.because;
  }
}

describe('a schedule with a day of its own ends on that day', () => {
  test.each([
    ['Quý II/2022', '2022-06-30'],
    ['Quý IV năm 2023', '2023-12-31'],
    ['quý 1/2024', '2024-03-31'],
    ['Tháng 9/2022', '2022-09-30'],
    ['Tháng 02/2024', '2024-02-29'],
    ['Trong năm 2022', '2022-12-31'],
    ['năm 2022', '2022-12-31'],
    ['Trước ngày 05/01/2024', '2024-01-04 day-before'],
    ['Hoàn thành trước ngày 01/3/2024.', '2024-02-29 day-before'],
    ['Chậm nhất ngày 15/12/2023', '2023-12-15'],
    ['Đến hết ngày 31/10/2022', '2022-10-31'],
    ['Ngày 05 tháng 01 năm 2024', '2024-01-05'],
    ['20/11/2022', '2022-11-20'],
    ['Từ ngày 01/12/2023 đến ngày 25/12/2023', '2023-12-01–2023-12-25'],
    ['Từ 01/12 đến 25/12/2023', '2023-12-01–2023-12-25'],
    ['Từ tháng 9 đến tháng 12/2022', '2022-09-01–2022-12-31'],
    ['6 tháng đầu năm 2023', '2023-06-30'],
  ])('%s: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('the year a schedule leaves out is the plan’s, and is said to be', () => {
  test.each([
    ['Quý III', '2022-09-30 year-of-plan'],
    ['Trong tháng 01', '2022-01-31 year-of-plan'],
    ['Trong năm', '2022-12-31 year-of-plan'],
    ['Trước 31/12', '2022-12-30 year-of-plan day-before'],
    ['6 tháng cuối năm', '2022-12-31 year-of-plan'],
  ])('%s: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('a schedule that comes again is a report of each period', () => {
  test.each([
    ['Hàng tháng', 'month'],
    ['Hằng tháng', 'month'],
    ['Định kỳ hàng quý', 'quarter'],
    ['6 tháng, 9 tháng, năm', 'six-months+nine-months+year'],
    ['Báo cáo 06 tháng, năm', 'six-months+year'],
    ['Hàng quý, 6 tháng và năm', 'quarter+six-months+year'],
    ['Hằng năm', 'year'],
  ])('%s: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('a schedule with several ends has each of them, in the year of the last', () => {
  test.each([
    ['Quý II, IV', '2022-06-30 + 2022-12-31 year-of-plan'],
    ['Quý II và Quý IV', '2022-06-30 + 2022-12-31 year-of-plan'],
    ['Quý II, Quý IV/2023', '2023-06-30 + 2023-12-31'],
    ['Quý II, III và IV năm 2023', '2023-06-30 + 2023-09-30 + 2023-12-31'],
    ['Tháng 6, 12/2022', '2022-06-30 + 2022-12-31'],
    ['15/6, 15/12/2022', '2022-06-15 + 2022-12-15'],
  ])('%s: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('a day of every month is a monthly report due on it', () => {
  test.each([
    ['Ngày 15 hàng tháng', 'month by 15'],
    ['Trước ngày 25 hằng tháng', 'month by 24 day-before'],
    ['Chậm nhất ngày 20 hàng tháng', 'month by 20'],
  ])('%s: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('a schedule without a day waits for a person, and none is made up', () => {
  test.each([
    ['', 'missing'],
    ['Theo quy định của Sở Nội vụ', 'another-document'],
    ['Theo Kế hoạch kiểm tra', 'another-document'],
    ['Theo tiến độ cụ thể của từng nhiệm vụ', 'another-document'],
    ['Khi có yêu cầu', 'on-demand'],
    ['Ngay sau Tết', 'unread'],
    ['31/02/2022', 'unread'],
    ['Tháng 13/2022', 'unread'],
    ['Quý II, năm 2023', 'unread'],
    ['Quý IV, Quý II/2022', 'unread'],
    ['Quý II, khi có yêu cầu', 'unread'],
    ['Trước ngày 01 hàng tháng', 'unread'],
    ['Từ ngày 25/12/2023 đến ngày 01/12/2023', 'unread'],
    ['6 tháng', 'unread'],
  ])('“%s”: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

test.each(['Thường xuyên', 'Thường xuyên, liên tục', 'Cả năm'])('%s is work without a deadline', (text) => {
  expect(read(text)).toBe('continuous');
});
