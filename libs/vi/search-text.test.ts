import { expect, test } from 'vitest';
import { foldSearchText } from './search-text.js';

test.each([
  ['  Nguyễn   Thị\tÁnh ', 'nguyen thi anh'],
  ['ĐẶNG VĂN ĐƯỜNG', 'dang van duong'],
  ['Ngữ Ửng ẵm', 'ngu ung am'],
  ['Công ty TNHH Đất Đỏ', 'cong ty tnhh dat do'],
  ['', ''],
])('"%s" is searched as "%s"', (text, folded) => {
  expect(foldSearchText(text)).toBe(folded);
});

test('composed and decomposed writing are searched alike, and folding twice changes nothing', () => {
  const name = 'Trần Thị Quỳnh Hương Đài';
  expect(foldSearchText(name.normalize('NFD'))).toBe(foldSearchText(name));
  expect(foldSearchText(foldSearchText(name))).toBe(foldSearchText(name));
});

test('every Vietnamese letter folds to a plain Latin one', () => {
  const letters = 'aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ';
  expect(foldSearchText(letters + letters.toUpperCase())).toMatch(/^[a-z]+$/u);
});
