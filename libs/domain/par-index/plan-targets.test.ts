import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { matchTarget } from './match-target.js';
import { parseParCatalogue } from './parse-catalogue.js';
import { readCriterionTargets } from './plan-targets.js';

const PLAN = readFileSync(new URL('../../../test/fixtures/plans/vpubnd-appendix-2022.txt', import.meta.url), 'utf8');
const CATALOGUE = parseParCatalogue(JSON.parse(readFileSync(new URL('../../../data/catalogue/par-index/qd-1149.json', import.meta.url), 'utf8')));

describe('the scanned plan of an office for 2022', () => {
  const { targets, unread } = readCriterionTargets(PLAN);

  test('gives all its eleven targets with their points, whatever the scanner made of the letters', () => {
    expect(targets.map(({ line, target, maximum, heading }) => [line, target, maximum, heading.number])).toEqual([
      [11, 50, 50, '1.1'],
      [16, 200, 200, '1.2'],
      [32, 150, 150, '1.3'],
      [45, 150, 150, '2.1'],
      [66, 420, 500, '2.2'],
      [90, 320, 350, undefined],
      [109, 490, 500, '3.2'],
      [127, 360, 450, '4.1'],
      [143, 120, 150, '4.2'],
      [152, 90, 100, '5.1'],
      [168, 820, 1000, '6.1'],
    ]);
    expect(unread).toEqual([]);
  });

  test('matches each of them with its criterion by name', () => {
    expect(targets.map((target) => matchTarget(target, CATALOGUE))).toEqual(['1.1', '1.2', '1.3', '2.1', '2.2', '3.1', '3.2', '4.1', '4.2', '5.1', '6.1'].map((code) => ({ kind: 'matched', code })));
  });
});

test.each([
  // sentence                                                      target  of
  ['- Mục tiêu: đạt 3,2 trên tổng 3,5 điểm', 320, 350],
  ['- Mục tiêu: Phấn đấu đạt 4,9/5 điểm.', 490, 500],
  ['Phấn đấu đạt 8.2/10 điểm', 820, 1000],
  ['- Mục tiêu: phấn đấu đạt 4,9 điểm so tổng 5 điểm', 490, 500],
  ['- Mục tiêu: đạt 4.2 điểm trên tổng số 5 điểm', 420, 500],
  ['- Mục tiêu: Luôn duy trì và phấn đấu đạt tối đa 2,0 điểm.', 200, 200],
  ['- Mục tiêu: phấn đấu đạt tối đa 3.6 điểm so tổng điểm 4.5.', 360, 450],
  ['- Muyc tiéu: Ludn phan du dat 4.2 diém trén tong 5 diém.', 420, 500],
  ['- Muc tiéu: phaﬁn dau da%t t01,da 3.6 diém so tong diém 4.5. Phhqng Hizlrllh Céac phong,', 360, 450],
  ['- Muc tiéu:\n+ Phan d4u dat 3.2 diém so téng 3.5 diém', 320, 350],
  ['- Mục tiêu: đạt 3,2 điểm\ntrên tổng 3,5 điểm', 320, 350],
])('%j is a target', (sentence, target, maximum) => {
  const read = readCriterionTargets(`1.1. Kiểm tra\n${sentence}\n- Nhiệm vụ: theo Quyết định 42/2014/QĐ-TTg`);
  expect(read).toMatchObject({ targets: [{ target, maximum, heading: { number: '1.1', title: 'Kiểm tra' } }], unread: [] });
});

test.each([
  ['- Mục tiêu: Hoàn thành đúng tiến độ 100% nhiệm vụ được giao.', 'no-points'],
  ['- Mục tiêu: theo Quyết định số 42/2014/QĐ-TTg', 'no-points'],
  ['- Mục tiêu: phấn đấu đạt ba điểm', 'no-points'],
  ['- Mục tiêu: đạt 5,2 điểm trên tổng 5 điểm', 'above-maximum'],
])('%j is told as unread (%s) and not dropped', (sentence, reason) => {
  expect(readCriterionTargets(`2.1. Rà soát\n${sentence}\n- Nhiệm vụ: a`)).toMatchObject({ targets: [], unread: [{ line: 2, heading: { number: '2.1' }, sentence, reason }] });
});

test('tasks with numbers of documents, shares and counts are no targets', () => {
  const text = '1.1. A\n- Nhiệm vụ: theo Quyết định 42/2014/QĐ-TTg, kiểm tra 30% trên tổng 12 đơn vị, điểm b khoản 3/4.\nNgày 05/01/2024 báo cáo.';
  expect(readCriterionTargets(text)).toEqual({ targets: [], unread: [] });
});

test.each([
  ['Rà soát văn bản quy phạm pháp luật', 150, { kind: 'matched', code: '2.1' }],
  ['Rasoat van ban quy pham phap luat', 150, { kind: 'matched', code: '2.1' }],
  ['Rà soát văn bản quy phạm pháp luật', 200, { kind: 'unmatched', reason: 'maximum-differs', closest: '2.1' }],
  ['Chi tiêu ngân sách', 150, { kind: 'unmatched', reason: 'no-such-name' }],
  ['', 150, { kind: 'unmatched', reason: 'no-such-name' }],
])('a target under %j of %i hundredths is %j', (title, maximum, match) => {
  expect(matchTarget({ heading: { title }, maximum }, CATALOGUE)).toEqual(match);
});

test('a heading as close to two criteria is left to a person', () => {
  const items = ['Công khai ngân sách', 'Công khai ngân sách'].map((name, index) => ({ code: `1.${String(index + 1)}`, name, source: 's', parts: [] }));
  const twins = { ...CATALOGUE, areas: [{ code: '1', name: 'A', source: 's', items }] };
  expect(matchTarget({ heading: { title: 'Công khai ngân sách' }, maximum: 100 }, twins)).toEqual({ kind: 'unmatched', reason: 'several-alike', closest: '1.1' });
});
