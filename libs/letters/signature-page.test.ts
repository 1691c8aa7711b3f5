import { expect, test } from 'vitest';
import { renderLetter } from './render-letter.js';
import { APOLOGY_LETTER } from './test-support/letter-samples.js';
import { readPdf } from './test-support/read-pdf.js';

test('a signature never stands alone on a page: the last sentence goes over with it, however long the letter is', async () => {
  const pages = new Set<number>();
  for (let words = 5; words <= 125; words += 20) {
    const { pages: drawn, text } = await readPdf(await renderLetter({ ...APOLOGY_LETTER, reason: 'chờ đo đạc '.repeat(words) }));
    pages.add(drawn.length);
    expect(text).toContain('Rất mong nhận được sự thông cảm');
    const last = drawn.at(-1)?.pieces.map((piece) => piece.text).join(' ') ?? '';
    expect([last.includes('Nơi nhận'), /Rất\s+mong/u.test(last)]).toEqual([true, true]);
  }
  expect([...pages]).toEqual([1, 2]);
});
