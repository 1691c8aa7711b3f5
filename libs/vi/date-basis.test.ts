import { describe, expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { extensionVi, fixedBasisVi, statutoryVi, undatedVi } from './date-basis.js';

const AT = parseInstant('2026-12-09T10:00:00+07:00');
const ON = '10 giờ 00 phút, ngày 09 tháng 12 năm 2026';
const LAW = { document: '23/2015/NĐ-CP', article: '21' };
const COUNCIL = { by: 'person', law: LAW, awaits: 'kỳ họp Hội đồng nhân dân', atIntake: false, pause: 'stand' } as const;

describe('a date nobody counted', () => {
  test('names the place in the law and the document it rests on', () => {
    expect([fixedBasisVi({ basis: LAW }), fixedBasisVi({ basis: LAW, documentNumber: '12/TB-HĐND' })]).toEqual([
      'theo Điều 21 Nghị định 23/2015/NĐ-CP',
      'theo Điều 21 Nghị định 23/2015/NĐ-CP, văn bản số 12/TB-HĐND',
    ]);
  });

  test.each([
    [COUNCIL, AT, `Ngày trả kết quả theo kỳ họp Hội đồng nhân dân, sẽ thông báo; tối đa đến ${ON}`],
    [COUNCIL, undefined, 'Ngày trả kết quả theo kỳ họp Hội đồng nhân dân, sẽ thông báo'],
    [{ by: 'nobody', law: LAW } as const, AT, `Không hẹn ngày trả kết quả; tối đa đến ${ON}`],
    [undefined, undefined, 'Không hẹn ngày trả kết quả'],
  ])('of %o with the maximum %s is told as: %s', (dating, maximumAt, told) => {
    expect(undatedVi(dating, maximumAt)).toBe(told);
  });
});

test('an extension is told by its article, the statute by its limit and end', () => {
  expect([extensionVi({ law: LAW }), statutoryVi({ limit: { unit: 'working-days', amount: 7 }, dueAt: AT })]).toEqual(['gia hạn theo Điều 21 Nghị định 23/2015/NĐ-CP', `pháp luật quy định 07 ngày làm việc, đến ${ON}`]);
});
