import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { localDateOf, yearOf } from '#domain';
import { systemClock } from '#service';
import { openBrowser, openPageAs, OPTION } from '../support/browser.js';
import { atDesk, COMMUNE } from './at-commune.js';

const browser = await openBrowser();
const HEAD = `head@${COMMUNE}`;
const MANAGER = 'manager@H99';
const AGENCY_NAME = 'Ủy ban nhân dân phường Trung Tâm';

async function enterSurvey(page: Page, lines: readonly string[]): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name: 'sipas.csv', mimeType: 'text/csv', buffer: Buffer.from(['Yếu tố;Câu hỏi;Số trả lời;Số hài lòng', ...lines].join('\n')) });
  await page.getByRole('button', { name: 'Nhập khảo sát' }).click();
}

test('dossiers without a date are counted on the overview, listed behind the number, and opened from there', async () => {
  const code = await atDesk();
  const page = await openPageAs(browser, MANAGER, '/khong-co-trang-nay');
  await page.route(({ pathname }) => pathname === '/api/v1/metrics/data-errors', (route) => route.fulfill({ json: { items: [], next: null, total: 0, asOf: '2026-01-06T09:00:00+07:00' } }));
  await page.goto(new URL(`/so-lieu/thieu-han?agency=${COMMUNE}`, page.url()).href);
  await page.locator('[data-total="0"]').waitFor();
  await page.getByText('Không có hồ sơ nào thiếu hạn').waitFor();
  // Only imports bring them: the server is made to answer as it would after one.
  await page.route(({ pathname }) => pathname === '/api/v1/metrics/data-errors', (route) => route.fulfill({ json: {
    items: [{ code, self: `/api/v1/dossiers/${code}`, status: 'in-progress', statusLabel: 'Đang xử lý', procedureCode: '1.013225', procedureVersion: 1, case: '1.013225.01', agency: COMMUNE, imported: true, receivedAt: '2026-01-05T09:00:00+07:00', finishedAt: null }],
    next: null, total: 1, asOf: '2026-01-06T09:00:00+07:00',
  } }));
  await page.goto(new URL(`/so-lieu?agency=${COMMUNE}`, page.url()).href);
  await page.getByRole('link', { name: 'Hồ sơ thiếu hạn: 1' }).click();
  await page.waitForURL((url) => url.pathname === '/so-lieu/thieu-han' && url.searchParams.get('agency') === COMMUNE);
  await page.locator('[data-total="1"]').waitFor();
  expect(await page.locator('main').innerText()).toMatch(/Công thức: .*Số liệu lúc 09:00 T3 06\/01\/2026/su);
  await page.getByRole('row').filter({ hasText: 'nhập từ hệ thống cũ' }).getByRole('link', { name: code, exact: true }).click();
  await page.waitForURL((url) => url.pathname === `/ho-so/${code}`);
});

test('the nine indices of an agency stand with what each was counted from, by quarter and by year', async () => {
  const page = await openPageAs(browser, MANAGER, `/so-lieu/chat-luong?agency=${COMMUNE}`);
  await page.getByRole('heading', { name: `Kết quả – ${AGENCY_NAME}` }).waitFor();
  await page.locator('tr.ant-table-row').first().waitFor();
  expect(await page.locator('tr.ant-table-row').count()).toBe(9);
  const thisYear = yearOf(localDateOf(systemClock.now()));
  const period = page.getByRole('combobox', { name: 'Kỳ' });
  for (const year of [thisYear, thisYear - 1].map(String)) {
    await period.click();
    await period.fill(`Năm ${year}`);
    await page.locator(OPTION).filter({ hasText: `Năm ${year}` }).first().click();
    await page.getByText(`01/01/${year}`).waitFor();
    expect(await page.locator('main').innerText()).toMatch(/Kỳ .*31\/12\/\d{4}.*Công thức: .*Số liệu lúc /su);
  }
  // Of a year before there was anything there is no score, and no nought either.
  expect(await page.locator('.headline').innerText()).toBe('không phát sinh');
});

test('a survey file is counted and shown by dimension, one entered later takes its place, and a wrong cell is named', async () => {
  const page = await openPageAs(browser, HEAD, '/so-lieu/sipas');
  await enterSurvey(page, ['Tốc độ;x;10;5']);
  await page.getByRole('alert').getByText('Dòng 2, cột 1 (“Tốc độ”)').waitFor();
  await enterSurvey(page, ['Công chức;Thái độ;50;40']);
  await page.getByRole('heading', { level: 1, name: /^SIPAS \d{4} – / }).waitFor();
  await page.getByText('40 hài lòng trên 50 câu trả lời').waitFor();
  await page.getByRole('row').filter({ hasText: 'Công chức' }).getByRole('cell', { name: '80,00 %' }).waitFor();
  const first = new URL(page.url()).pathname;
  await page.getByRole('link', { name: 'Về danh sách khảo sát' }).click();
  await page.getByRole('row').filter({ has: page.locator(`a[href="${first}"]`) }).getByText('đang dùng').waitFor();
  await enterSurvey(page, ['Công chức;Thái độ;50;45']);
  await page.getByText('45 hài lòng trên 50 câu trả lời').waitFor();
  await page.getByRole('link', { name: 'Về danh sách khảo sát' }).click();
  await page.getByRole('row').filter({ has: page.locator(`a[href="${first}"]`) }).getByText('đã có bản nhập sau').waitFor();
});

test('who enters no surveys and takes no event log away is offered neither', async () => {
  const page = await openPageAs(browser, `clerk@${COMMUNE}`, '/so-lieu/sipas');
  await page.getByRole('heading', { level: 1, name: 'Khảo sát mức độ hài lòng (SIPAS)' }).waitFor();
  expect(await page.getByRole('button', { name: 'Nhập khảo sát' }).count()).toBe(0);
  await page.goto(new URL('/so-lieu/bao-cao', page.url()).href);
  await page.getByRole('heading', { name: 'Báo cáo của kỳ đã chọn' }).waitFor();
  expect(await page.getByRole('button', { name: 'Tải CSV: Nhật ký sự kiện để khai phá quy trình' }).count()).toBe(0);
});

test('the event log of the days that are chosen is saved as a table and as XES', async () => {
  const code = await atDesk();
  const page = await openPageAs(browser, MANAGER, `/so-lieu/bao-cao?agency=${COMMUNE}`);
  const saved = async (format: string): Promise<{ readonly name: string; readonly text: string }> => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: `Tải ${format}: Nhật ký sự kiện để khai phá quy trình` }).click()]);
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  };
  const [csv, xes] = [await saved('CSV'), await saved('XES')];
  expect([csv.name, xes.name]).toEqual([expect.stringMatching(/^nhat-ky-su-kien-\d{4}-\d\d-01-\d{4}-\d\d-\d\d\.csv$/u), expect.stringMatching(/\.xes$/u)]);
  expect(csv.text).toContain(code);
  expect(xes.text).toMatch(/^<\?xml/u);
  expect(xes.text).toContain(code);
});
