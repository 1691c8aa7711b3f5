import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PRACTICE_MARK, printForPractice } from './practice-mark.js';
import { renderRegisterPdf } from './register-pdf.js';
import { renderRegisterXlsx } from './register-xlsx.js';
import { renderDocx } from './render-docx.js';
import { renderLetter } from './render-letter.js';
import { renderReportDocx } from './report-docx.js';
import { renderReportPdf } from './report-pdf.js';
import { renderReportXlsx } from './report-xlsx.js';
import { APOLOGY_LETTER, RECEIPT_SLIP } from './test-support/letter-samples.js';
import { readParts } from './test-support/read-docx.js';
import { readPdf } from './test-support/read-pdf.js';
import { readWorkbook } from './test-support/read-workbook.js';
import { sampleBook, sampleLines, wholeOf } from './test-support/register-samples.js';
import { sampleHandling } from './test-support/report-samples.js';

/** Pages of a file, each as whether it bears the mark. */
async function marked(file: Uint8Array): Promise<readonly boolean[]> {
  return (await readPdf(file)).pages.map(({ pieces }) => pieces.map(({ text }) => text).join('').replace(/\s+/gu, ' ').includes(PRACTICE_MARK));
}

async function registerSheet(isPractice: boolean): Promise<string> {
  printForPractice(isPractice);
  return readParts(await wholeOf(renderRegisterXlsx(sampleBook(2, 1), sampleLines(2, 12)))).get('xl/worksheets/sheet1.xml')?.toString('utf8') ?? '';
}

/** First rows of the joined cells, in their order. */
function mergedRows(sheet: string): readonly number[] {
  return [...sheet.matchAll(/<mergeCell ref="[A-Z]+(\d+)/gu)].map(([, row]) => Number(row));
}

describe('prints for practice', () => {
  beforeEach(() => { printForPractice(); });
  afterEach(() => { printForPractice(false); });

  test('every page of every PDF bears the mark: a letter with its second page, a report, a register', async () => {
    const files = [await renderLetter(RECEIPT_SLIP), renderReportPdf(sampleHandling()), await wholeOf(renderRegisterPdf(sampleBook(2, 1), sampleLines(2, 12)))];
    const pages = await Promise.all(files.map(marked));
    expect(pages.flat().filter((isMarked) => !isMarked)).toEqual([]);
    expect(pages.map((each) => each.length)).toEqual([2, 1, 3]);
  });

  test('the mark stands before the words of the page, so that it hides none of them', async () => {
    const { text } = await readPdf(await renderLetter(APOLOGY_LETTER));
    expect(text.indexOf(PRACTICE_MARK)).toBeLessThan(text.indexOf(APOLOGY_LETTER.header.agency.toUpperCase()));
  });

  test('a spreadsheet says it in its first row, and the rest stands a row lower', async () => {
    const [report] = readWorkbook(await renderReportXlsx(sampleHandling()));
    expect([report?.cells.get('A1'), report?.cells.get('C14')]).toEqual([PRACTICE_MARK, 1250]);
  });

  test('a list without an end says it in its first row, and what is joined below is joined a row lower', async () => {
    const plain = await registerSheet(false);
    const practice = await registerSheet(true);
    expect(/<row r="1">.*?<\/row>/u.exec(practice)?.[0]).toContain(PRACTICE_MARK);
    expect(practice.replace(/<row r="1">.*?<\/row>/u, '')).not.toContain(PRACTICE_MARK);
    expect([mergedRows(practice).slice(1), practice.match(/<row /gu)?.length]).toEqual([mergedRows(plain).map((row) => row + 1), (plain.match(/<row /gu)?.length ?? 0) + 1]);
  });

  test('a document says it above every page', async () => {
    for (const file of [await renderDocx(APOLOGY_LETTER), await renderReportDocx(sampleHandling())]) {
      const heads = [...readParts(file)].filter(([name, text]) => name.startsWith('word/header') && text.toString('utf8').includes(PRACTICE_MARK));
      expect(heads.length).toBeGreaterThan(0);
    }
  });
});

test('an installation that is not for practice prints no mark', async () => {
  expect(await marked(await renderLetter(RECEIPT_SLIP))).toEqual([false, false]);
  expect(readWorkbook(await renderReportXlsx(sampleHandling()))[0]?.cells.get('A1')).not.toBe(PRACTICE_MARK);
});
