import { expect, test } from 'vitest';
import { renderLetter } from './render-letter.js';
import { APOLOGY_LETTER, RECEIPT_SLIP } from './test-support/letter-samples.js';
import { readPdf } from './test-support/read-pdf.js';

const reasonOf = async (reason: string): Promise<string> => /Lý do: (.*?) Sự chậm/u.exec((await readPdf(await renderLetter({ ...APOLOGY_LETTER, reason }))).text.replace(/\s+/gu, ' '))?.[1] ?? '';

test('characters one glyph draws come out as they were written, whichever was drawn first in the process', async () => {
  // Tinos has one glyph for the Latin and the Cyrillic letter.
  for (const letter of ['\u018F', '\u04D8', '\u018F']) {
    expect(await reasonOf(`Tên ${letter}li`)).toBe(`Tên ${letter}li.`);
  }
});

test('the bytes of a letter do not depend on the letters drawn before it', async () => {
  const before = await renderLetter(APOLOGY_LETTER);
  for (let name = 0; name < 40; name += 1) {
    await renderLetter({ ...RECEIPT_SLIP, requestContent: Array.from({ length: 250 }, (_, word) => `chữ${String(name)}x${String(word)}`).join(' ') });
  }
  expect(Buffer.from(await renderLetter(APOLOGY_LETTER)).equals(Buffer.from(before))).toBe(true);
});

test('letters drawn at the same time do not mix', async () => {
  const names = ['Nguyễn Văn Một', 'Trần Thị Hai', 'Lê Văn Ba'];
  const alone = await Promise.all(names.map((name) => renderLetter({ ...APOLOGY_LETTER, applicant: { ...APOLOGY_LETTER.applicant, name } })));
  for (const [index, name] of names.entries()) {
    const again = await renderLetter({ ...APOLOGY_LETTER, applicant: { ...APOLOGY_LETTER.applicant, name } });
    expect(Buffer.from(again).equals(Buffer.from(alone[index] ?? []))).toBe(true);
  }
});
