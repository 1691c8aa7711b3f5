import { expect, test } from 'vitest';
import { openBrowser, openPageAs, typeDay } from '../support/browser.js';
import { until } from '../support/e2e-facts.js';

const browser = await openBrowser();

test('a half-year is published from the page, which says why where there is nothing to publish', async () => {
  const page = await openPageAs(browser, 'manager@H99', '/so-lieu/cong-bo');
  const publish = page.getByRole('button', { name: 'Công bố kỳ này' });
  await page.getByText('Chọn một kỳ đã hết để công bố').waitFor();
  expect(await publish.isDisabled()).toBe(true);
  const year = String(new Date().getUTCFullYear() - 1);
  await page.goto(new URL(`/so-lieu/cong-bo?period=${year}-H2`, page.url()).href);
  await publish.click();
  const confirm = page.getByRole('dialog').getByRole('button', { name: 'Công bố', exact: true });
  await until('the half-year is published', async () => {
    const [answer] = await Promise.all([page.waitForResponse((response) => response.url().endsWith('/figures/publish')), confirm.click()]);
    if (answer.ok()) return true;
    // While something is just being written the page says so, and it is tried again.
    expect(['ledger-not-sealed', 'figures-catching-up']).toContain(((await answer.json()) as { readonly code: unknown }).code);
    return false;
  });
  await page.getByRole('link', { name: new RegExp(`01/07/${year} – .*31/12/${year}`, 'u') }).first().click();
  await page.getByRole('heading', { level: 1, name: new RegExp(`01/07/${year}`, 'u') }).waitFor();
  await page.getByRole('button', { name: 'In', exact: true }).waitFor();
});

test('a half-year of publication is told as that half-year', async () => {
  const year = String(new Date().getUTCFullYear() - 1);
  const page = await openPageAs(browser, 'manager@H99', `/cong-khai?period=${year}-H1`);
  await page.getByText(new RegExp(`Kỳ .*01/01/${year} – .*30/06/${year}`, 'u')).waitFor();
});

test('a report is downloaded as the file that was chosen', async () => {
  const page = await openPageAs(browser, 'manager@H99', '/so-lieu/bao-cao');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Tải PDF: .*II\.06a/ }).click()]);
  expect(file.suggestedFilename()).toBe('ii-06a.pdf');
});

test('a run of scheduled reports offers the files of each document under its name, also one that has fewer', async () => {
  const page = await openPageAs(browser, 'manager@H99', '/khong-co-trang-nay');
  const file = (format: string): object => ({ format, name: `${format}.file`, mediaType: 'text/csv', size: 1, sha256: '0'.repeat(64), link: `/api/v1/report-runs/x/files/${format}` });
  const run = (id: string, formats: readonly string[]): object => ({ id, report: 'quarter', province: 'H99', period: { from: '2026-06-15', to: '2026-09-14' }, dueAt: '2026-09-15T07:00:00+07:00', madeAt: '2026-09-15T07:00:04+07:00', figuresHash: '0'.repeat(64), published: null, files: formats.map(file) });
  const items = [run('5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10', ['csv', 'evidence-csv', 'evidence-pdf', 'ii-07b-csv', 'ii-07b-xlsx', 'progress-766-pdf']), run('5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a11', ['csv'])];
  await page.route(({ pathname }) => pathname === '/api/v1/report-runs', (route) => route.fulfill({ json: { items, next: null } }));
  await page.goto(new URL('/so-lieu/bao-cao', page.url()).href);
  await page.getByRole('button', { name: 'Tải PDF: progress-766-pdf.file' }).waitFor();
  const told = await page.getByRole('row', { name: /15\/06\/2026/u }).locator('td:last-child').allInnerTexts();
  expect(told.map((text) => text.replace(/\s+/gu, ' ').trim())).toEqual(['Biểu II.07b: CSV XLSX Tiến độ (QĐ 766): PDF Tài liệu kiểm chứng: CSV PDF Các tỷ lệ: CSV', 'Các tỷ lệ: CSV']);
});

test('a plan is read, what is missing of a row is said at it, and confirmed it opens its tasks', async () => {
  const page = await openPageAs(browser, 'manager@H99', '/nhiem-vu');
  await page.getByRole('link', { name: 'Nhập kế hoạch' }).click();
  const number = `${String(Date.now()).slice(-5)}/KH-UBND`;
  await page.getByLabel('Số, ký hiệu').fill(number);
  const year = new Date().getUTCFullYear() + 1;
  await typeDay(page.getByLabel('Kế hoạch đến hết ngày'), `${String(year)}-12-31`);
  const rows = ['TT;Nhiệm vụ;Tiến độ;Cơ quan chủ trì;Cơ quan phối hợp;Kết quả', `1;Rà soát thủ tục nội bộ;Thường xuyên;Ủy ban nhân dân phường Trung Tâm;;Báo cáo`, '2;Tổng kết công tác;khi có yêu cầu của ai đó;Cơ quan lạ;;Báo cáo tổng kết'];
  await page.locator('input[type=file]').setInputFiles({ name: 'ke-hoach.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
  await page.getByRole('button', { name: 'Đọc và xem trước' }).click();
  await page.getByRole('heading', { level: 1, name: `Kế hoạch ${number}` }).waitFor();
  const second = page.locator('[data-task="2"]');
  await second.getByText('Chọn cơ quan chủ trì').waitFor();
  expect(await page.getByRole('button', { name: 'Xác nhận và giao nhiệm vụ' }).isDisabled()).toBe(true);
  await second.getByRole('checkbox', { name: 'Giao nhiệm vụ 2' }).uncheck();
  await second.getByText('Ghi lý do không giao nhiệm vụ này').waitFor();
  await second.getByLabel('Vì sao không giao: Nhiệm vụ 2').fill('Không thuộc thẩm quyền');
  await page.getByText('Sẽ giao 1 nhiệm vụ, bỏ qua 1').waitFor();
  await page.getByRole('button', { name: 'Xác nhận và giao nhiệm vụ' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: 'Xác nhận và giao nhiệm vụ' }).click();
  await page.waitForURL((url) => url.pathname === '/nhiem-vu' && url.searchParams.has('plan'));
  await page.getByRole('cell', { name: 'Rà soát thủ tục nội bộ' }).waitFor();
});
