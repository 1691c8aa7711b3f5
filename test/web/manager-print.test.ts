import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { openBrowser, openPageAs } from '../support/browser.js';
import { comeToRest, cutOff, drawnOutside } from './in-page.mjs';
import { sendAs } from './send-as.js';

const browser = await openBrowser();
const AGENCY = 'H99.31';
/** A4 across less its margins, in the pixels of print. */
const PAPER = { width: 1032, height: 700 };
const QUESTIONS = 'Giả định';
/** Every page of figures, with its heading. */
const PAGES = [
  ['/so-lieu', 'Tổng quan giải quyết hồ sơ'],
  ['/so-lieu/ty-le', 'Tra cứu tỷ lệ'],
  ['/so-lieu/khau-xu-ly', 'Bước xử lý và độ trễ'],
  ['/so-lieu/chi-so-766', 'Bộ chỉ số 766'],
  ['/so-lieu/bao-cao', 'Báo cáo'],
  ['/so-lieu/par-index', 'PAR INDEX'],
  ['/so-lieu/thieu-han', 'Hồ sơ thiếu hạn'],
  ['/so-lieu/chat-luong', 'Chất lượng giải quyết thủ tục hành chính'],
  ['/so-lieu/sipas', 'Khảo sát mức độ hài lòng (SIPAS)'],
  ['/so-lieu/theo-doi', 'Hồ sơ cần xem lại'],
  ['/so-lieu/nguy-co', 'Hồ sơ có nguy cơ quá hạn'],
  ['/so-lieu/cong-bo', 'Số liệu đã công bố'],
  ['/so-lieu/doi-chieu', 'Đối chiếu với Cổng Dịch vụ công quốc gia'],
  ['/cong-khai', 'Công khai thủ tục hành chính'],
  ['/phan-anh', 'Phản ánh, kiến nghị'],
  ['/nhiem-vu', 'Nhiệm vụ được giao'],
] as const;

async function settled(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
  await expect.poll(() => page.locator('.ant-spin-spinning, .waiting').count(), { timeout: 20_000 }).toBe(0);
  await page.evaluate(comeToRest);
}

/** What paper says of the page that is shown. Fails where something of it lies beyond the edge or is cut, or the menu is on it. */
async function printed(page: Page): Promise<string> {
  // The window is wider than paper: what was drawn for it must fit all the same.
  const { pages, text: read } = await readPdf(new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: true })));
  const text = read.normalize('NFC');
  expect(pages.flatMap(({ width, pieces }) => pieces.filter((piece) => piece.text.trim() !== '' && (piece.x < 0 || piece.x + piece.width > width + 1)).map((piece) => piece.text))).toEqual([]);
  expect(text).toMatch(/In lúc \d\d/u);
  expect(text).not.toContain('Danh sách buổi sáng');
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize(PAPER);
  await page.evaluate(comeToRest);
  expect([...(await page.evaluate(cutOff)), ...(await page.evaluate(drawnOutside))]).toEqual([]);
  return text;
}

test.each(PAGES)('%s is printed whole: what it is about and when above, no menu, nothing beyond the edge of the paper', async (path, heading) => {
  const page = await openPageAs(browser, 'manager@H99', `${path}?agency=${AGENCY}`);
  await settled(page, heading);
  expect(await printed(page)).toContain('Ủy ban nhân dân phường Trung Tâm');
});

test('what was chosen of a page that is printed stands on the paper: the year of the PAR INDEX, the kind that is watched', async () => {
  const par = await openPageAs(browser, 'manager@H99', `/so-lieu/par-index?agency=${AGENCY}&year=2025`);
  await settled(par, 'PAR INDEX');
  expect(await printed(par)).toContain('Năm 2025');
  const watched = await openPageAs(browser, 'manager@H99', `/so-lieu/theo-doi?agency=${AGENCY}&kind=pause-last-days&state=open`);
  await settled(watched, 'Hồ sơ cần xem lại');
  expect(await printed(watched)).toContain('Tạm dừng sát hạn · chưa xem');
});

test.each(['/so-lieu/nguy-co', '/so-lieu/cong-bo', '/so-lieu/doi-chieu', '/so-lieu/ho-so?rate=stage-late-rate&of=denominator'])('%s is printed by a button of its own', async (path) => {
  const page = await openPageAs(browser, 'manager@H99', path);
  const print = page.getByRole('button', { name: 'In', exact: true });
  await print.waitFor();
  await page.evaluate('globalThis.print = () => { document.documentElement.dataset.printed = "yes"; }');
  await print.click();
  expect(await page.locator('html').getAttribute('data-printed')).toBe('yes');
});

test('questions of what if and their answers are printed whole, without the form that asks', async () => {
  const page = await openPageAs(browser, 'manager@H99', '/so-lieu/gia-dinh');
  await settled(page, QUESTIONS);
  const day = '2026-01-05';
  const { id } = await sendAs(page, '/api/v1/what-if', { agency: AGENCY, from: day, to: day, scenario: { holidays: [{ date: day }] } }, 'printed-what-if');
  await page.reload();
  await settled(page, QUESTIONS);
  const questions = await printed(page);
  expect(questions).toContain('T2 05/01/2026 – T2 05/01/2026');
  expect(questions).not.toContain('Đặt giả định');
  await page.emulateMedia({ media: null });
  await page.goto(new URL(`/so-lieu/gia-dinh/${String(id)}`, page.url()).href);
  await page.locator('[data-state="done"]').waitFor();
  await page.locator('.ant-table').first().waitFor();
  await page.evaluate(comeToRest);
  const answer = await printed(page);
  for (const said of ['Ủy ban nhân dân phường Trung Tâm', 'T2 05/01/2026 – T2 05/01/2026', 'Công thức']) expect(answer).toContain(said);
});

test('every chart of the overview says its period, its formula and as of when, also on paper', async () => {
  const page = await openPageAs(browser, 'manager@H99', `/so-lieu?agency=${AGENCY}`);
  await settled(page, 'Tổng quan giải quyết hồ sơ');
  await page.emulateMedia({ media: 'print' });
  const captions = await page.locator('figure figcaption').allInnerTexts();
  expect(captions.length).toBeGreaterThanOrEqual(3);
  for (const caption of captions) expect(caption).toMatch(/Kỳ.*Công thức: .*Số liệu lúc /su);
});
