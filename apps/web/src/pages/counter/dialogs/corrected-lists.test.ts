import { expect, test } from 'vitest';
import { feesOf, paperRows, papersOf } from './corrected-lists.js';

type Papers = Parameters<typeof paperRows>[1];

const PAPERS = [
  { code: 'A', name: 'Đơn', originals: 1, copies: 1, required: true },
  { code: 'B', name: 'Bản vẽ', originals: 0, copies: 2, required: true },
] as unknown as Papers;
const ENTERED = [{ code: 'A', copies: 1, kind: 'original' as const }, { code: 'A', copies: 2, kind: 'copy' as const }, { code: 'X', copies: 1, kind: 'scan' as const }];

test('a paper entered twice stands twice, one not handed in is offered as the procedure asks for it, and none the procedure does not name is lost', () => {
  const rows = paperRows(ENTERED, PAPERS);
  expect(rows.map(({ name, isHere, copies, kind }) => [name, isHere, copies, kind])).toEqual([['Đơn', true, 1, 'original'], ['Đơn', true, 2, 'copy'], ['Bản vẽ', false, 2, 'copy'], ['X', true, 1, 'scan']]);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
});

test('nothing is sent while the papers are those that were entered, and the whole list once one is not', () => {
  const rows = paperRows(ENTERED, PAPERS);
  expect(papersOf(rows, ENTERED.toReversed())).toBeUndefined();
  const corrected = rows.map((row) => (row.code === 'B' ? { ...row, isHere: true } : row.kind === 'copy' ? { ...row, isHere: false } : row));
  expect(papersOf(corrected, ENTERED)).toEqual([ENTERED[0], { code: 'B', copies: 2, kind: 'copy' }, ENTERED[2]]);
});

test('a fee nobody owes is left out, one that was waived is 0, and nothing is sent while nothing is owed otherwise', () => {
  const owed = [{ fee: 1, name: 'Lệ phí', amount: 50_000 }];
  const row = (fee: number, amount: number | null): { fee: number; name: string; amount: number | null } => ({ fee, name: '', amount });
  expect(feesOf([row(1, 50_000), row(2, null)], owed)).toBeUndefined();
  expect(feesOf([row(1, 0), row(2, null)], owed)).toEqual([{ fee: 1, amount: 0 }]);
  expect(feesOf([row(1, null), row(2, 7)], owed)).toEqual([{ fee: 2, amount: 7 }]);
});
