import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { openBrowser, openPageAs, typeDay } from '../support/browser.js';

const browser = await openBrowser();
const CLERK = { role: 'clerk', agency: 'H99.31' };

/** What somebody of the demonstration is answered over HTTP; for what a test looks at, not for what it tests. */
async function asked(as: { readonly role: string; readonly agency: string }, path: string, body?: object): Promise<Record<string, unknown>> {
  const { identityUrl, apiUrl } = inject('webStack');
  const token = (await (await fetch(`${identityUrl}/dev/token`, { method: 'POST', body: JSON.stringify(as) })).json()) as { access_token: string };
  const answer = await fetch(`${apiUrl}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token.access_token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const read = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(read)}`);
  return read;
}

test('a change of calendars shows whom it moves, is tried before it is in force, and is published by a second person alone', async () => {
  const dossier = await asked(CLERK, '/api/v1/dossiers', { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Người nộp hồ sơ' } });
  const [code, due] = [String(dossier['code']), String(dossier['dueAt'])];
  const closed = due.slice(0, 10);

  const author = await openPageAs(browser, 'admin@H99', '/quan-tri/du-thao-lich');
  await author.getByLabel('Số văn bản làm căn cứ').first().fill('Công điện 15/CĐ-UBND');
  await typeDay(author.getByLabel('Ngày', { exact: true }).first(), closed);
  await author.getByLabel('Tên gọi').fill('Bão thử nghiệm');
  await author.getByLabel('Số văn bản đóng cửa').fill('15/CĐ-UBND');
  await author.getByRole('button', { name: 'Lập dự thảo' }).first().click();
  await author.getByRole('heading', { level: 1, name: 'Dự thảo: Công điện 15/CĐ-UBND' }).waitFor();
  await author.getByText('Bạn là người soạn nên không tự công bố được').waitFor();
  expect(await author.getByRole('button', { name: 'Công bố' }).isDisabled()).toBe(true);
  await author.getByRole('link', { name: code }).waitFor({ timeout: 60_000 });
  expect(Number(await author.locator('[data-impact="movingLater"]').textContent())).toBeGreaterThan(0);

  const address = new URL(author.url()).pathname;
  await author.getByRole('link', { name: 'Xem năm và thử ngày trên dự thảo' }).click();
  if (closed.slice(0, 4) !== (await author.locator('strong[aria-live]').textContent())) await author.getByRole('button', { name: 'Năm sau' }).click();
  const day = author.locator(`button[data-date="${closed}"]`);
  await day.waitFor();
  expect(await day.textContent()).toBe(`${String(Number(closed.slice(8)))}Đ`);
  await day.focus();
  await author.getByRole('tooltip').filter({ hasText: 'Bão thử nghiệm' }).waitFor();
  await day.click();
  await author.getByRole('button', { name: 'Tính ngày' }).click();
  await author.getByTestId('tried-date').getByText('Đến hạn').waitFor();
  expect(await author.getByTestId('tried-date').locator('li.off').first().textContent()).toContain('15/CĐ-UBND');

  const second = await openPageAs(browser, 'admin@H99.02', address);
  await second.getByRole('link', { name: code }).waitFor();
  await second.getByRole('button', { name: 'Công bố' }).click();
  await second.getByRole('tooltip').getByRole('button', { name: 'Công bố' }).click();
  await second.getByText(/^Quản trị hệ thống, /).nth(1).waitFor();
  await expect.poll(async () => (await asked(CLERK, `/api/v1/dossiers/${encodeURIComponent(code)}`))['dueAt'], { timeout: 60_000 }).not.toBe(due);
});

test('an export imported again shows no difference', async () => {
  const page = await openPageAs(browser, 'admin@H99', '/quan-tri/trao-doi');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải tệp' }).click()]);
  const file = JSON.parse(await readFile(await download.path(), 'utf8')) as { readonly contentHash: string };
  await page.getByLabel('Tệp danh mục').setInputFiles({ name: 'danh-muc.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) });
  await page.getByText('Không có khác biệt').waitFor({ timeout: 60_000 });
  expect(await page.getByTestId('content-hash').textContent()).toBe(file.contentHash);
  expect(await page.locator('[data-standing="changed"]').textContent()).toBe('Thay đổi: 0');
  expect(await page.getByRole('button', { name: 'Áp dụng' }).isDisabled()).toBe(true);
});

test('a file that was changed after its export is refused in words', async () => {
  const page = await openPageAs(browser, 'admin@H99', '/quan-tri/trao-doi');
  await page.getByLabel('Tệp danh mục').setInputFiles({ name: 'danh-muc.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({ format: 'dung-han-catalogue', formatVersion: 1, province: 'H99', exportedAt: '', contentHash: 'x', parts: {} })) });
  await page.getByText('Nội dung tệp đã bị sửa hoặc không đầy đủ').waitFor();
});

test('what is wrong with a procedure is shown at its field while it is written, survives a reload, and publishing waits for it', async () => {
  const page = await openPageAs(browser, 'admin@H99', '/quan-tri/soan-thu-tuc/1.004884');
  const publish = page.getByRole('button', { name: 'Công bố' });
  await page.getByText(/Có thể công bố/u).waitFor({ timeout: 30_000 });
  expect(await publish.isDisabled()).toBe(false);
  const term = page.locator('[id="cases[0].parts[0].term.limit"]');
  const before = await term.inputValue();
  await term.fill('0.5');
  await page.locator('[data-problems="cases[0].parts[0]"]').first().getByText(/Tổng thời gian các bước/u).waitFor();
  expect(await publish.isDisabled()).toBe(true);
  await page.reload();
  await page.locator('[data-problems="cases[0].parts[0]"]').first().waitFor({ timeout: 30_000 });
  await page.locator('[id="cases[0].parts[0].term.limit"]').fill(before);
  await page.getByText(/Có thể công bố/u).waitFor();
  expect(await page.locator('[data-problems="cases[0].parts[0]"]').count()).toBe(0);
});
