import { expect, test } from 'vitest';
import { noticeLines } from './staff-notices.js';

const FACTS = { firstDay: '2026-08-01', lastDay: '2026-08-31', target: 150, late: 3 };

test.each([
  [{ scope: {}, projected: '2.05', left: 0 }, 'Kỳ 01/08/2026 – 31/08/2026, toàn tỉnh: dự báo cuối kỳ tỷ lệ quá hạn 2,05%, chỉ tiêu dưới 1,50%.', 'Hiện có 3 hồ sơ quá hạn; không còn hạn mức.'],
  [{ scope: { agency: 'H99.05', field: 'LV07' }, left: 2 }, 'Kỳ 01/08/2026 – 31/08/2026, cơ quan H99.05, lĩnh vực LV07: dự báo cuối kỳ không phát sinh hồ sơ, chỉ tiêu dưới 1,50%.', 'Hiện có 3 hồ sơ quá hạn; thêm 2 hồ sơ quá hạn nữa là vượt chỉ tiêu.'],
])('a crossing of the target reads as a sentence about its scope (%#)', (facts, first, second) => {
  expect(noticeLines({ kind: 'late-above-target', facts: { ...FACTS, ...facts } }, '')).toEqual([first, second]);
});
