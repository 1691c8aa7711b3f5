import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { PlanFileError, textOfDocx } from './plan-text.js';

function docx(paragraphs: string): Uint8Array {
  return zipSync({ 'word/document.xml': strToU8(`<w:document xmlns:w="w"><w:body>${paragraphs}</w:body></w:document>`) });
}

test('paragraphs are lines, and what stands for a character is that character', () => {
  expect(textOfDocx(docx('<w:p><w:r><w:t>Mục tiêu &amp; kết quả &#62; 9&#x2C;5</w:t><w:tab/><w:t>x</w:t></w:r></w:p><w:p><w:t>y</w:t></w:p>'))).toBe('Mục tiêu & kết quả > 9,5 x\ny\n');
});

test.each([
  ['a zero', '&#0;', ''],
  ['a control character', '&#x7;', ' '],
  ['a zero as it stands', '\0', ' '],
  ['half a character', '&#xD800;', ''],
  ['more than there are characters', '&#99999999;', ''],
  ['a name of nothing', '&constructor;', '&constructor;'],
])('%s in a document leaves a text that can be kept', (_what, written, read) => {
  expect(textOfDocx(docx(`<w:p><w:t>a${written}b</w:t></w:p>`))).toBe(`a${read}b\n`);
});

test('what is no document is said to be none', () => {
  expect(() => textOfDocx(strToU8('%PDF-1.7'))).toThrow(PlanFileError);
});
