import { expect, test } from 'vitest';
import { PLAN_WORDS } from '#vi';
import { formatLocalDate } from '../time/local-date.js';
import { meetsTarget, proposeTargets } from './targets.js';

test.each([
  ['98% nhiệm vụ được UBND tỉnh giao hoàn thành đúng tiến độ', ['at-least 98%']],
  ['kiểm tra ít nhất 30% số phòng, đơn vị trở lên', ['at-least 30%']],
  ['Tỷ lệ hồ sơ trễ hạn lĩnh vực đất đai giảm xuống dưới 2%', ['below 2%']],
  ['- Hoàn thành 100% Kế hoạch kiểm tra CCHC\n- 100% các vấn đề phát hiện qua kiểm tra được xử lý', ['at-least 100%', 'at-least 100%']],
  ['Tỷ lệ hồ sơ trực tuyến trên tổng số hồ sơ giải quyết TTHC của tỉnh đạt từ 30% trở lên', ['at-least 30%']],
  ['Tỷ lệ đầu tư công 90%', ['at-least 90%']],
  ['Tỷ lệ hài lòng trên 80%', ['above 80%']],
  ['Không quá 5,5% hồ sơ phải bổ sung', ['at-most 5.5%']],
  ['Có ít nhất 1 sáng kiến hoặc giải pháp mới', ['at-least 1']],
  ['Thực hiện đầy đủ 03 hoạt động theo dõi', ['at-least 3']],
  ['- Đến 31/12/2022: Hoàn thành tối thiểu 90% kế hoạch\n- Đến 31/01/2023: Hoàn thành 100% kế hoạch', ['at-least 90% by 2022-12-31', 'at-least 100% by 2023-01-31']],
  ['Chậm nhất là 05 ngày làm việc', []],
  ['Theo Nghị định số 59/2012/NĐ-CP', []],
  ['Số lượng biên chế giảm so với năm 2021', []],
])('“%s” proposes %j', (text, expected) => {
  const told = proposeTargets(text, 2022, PLAN_WORDS).map(({ comparator, measure, by }) => `${comparator} ${measure.kind === 'share' ? `${String(measure.hundredths / 100)}%` : String(measure.count)}${by === undefined ? '' : ` by ${formatLocalDate(by)}`}`);

  expect(told).toEqual(expected);
});

test('a proposed target carries the words it was read from', () => {
  expect(proposeTargets('Báo cáo; 98% nhiệm vụ hoàn thành', 2022, PLAN_WORDS).map(({ wording }) => wording)).toEqual(['98% nhiệm vụ hoàn thành']);
});

test.each([
  // comparator      target          reached  of   met
  ['at-least', 9800, 98, 100, true],
  ['at-least', 9800, 97, 99, false],
  ['below', 200, 2, 100, false],
  ['below', 200, 1, 100, true],
  ['at-most', 200, 2, 100, true],
  ['above', 8000, 4, 5, false],
  ['at-least', 3000, 3, 10, true],
  ['at-least', 10_000, 0, 0, undefined],
] as const)('%s %i hundredths of a percent: %i of %i is %s', (comparator, hundredths, reached, outOf, met) => {
  expect(meetsTarget({ comparator, measure: { kind: 'share', hundredths } }, reached, outOf)).toBe(met);
});

test('a number of things is held against a number, whatever they are out of', () => {
  expect(meetsTarget({ comparator: 'at-least', measure: { kind: 'count', count: 3 } }, 3, 0)).toBe(true);
  expect(meetsTarget({ comparator: 'at-least', measure: { kind: 'count', count: 3 } }, 2, 2)).toBe(false);
});
