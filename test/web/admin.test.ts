import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser, openPageAs, OPTION, typeDay } from '../support/browser.js';
import { askedAs } from './asking.js';
import { asked } from './at-commune.js';

const browser = await openBrowser();

test('a change of calendars shows whom it moves, is tried before it is in force, and is published by a second person alone', async () => {
  const dossier = await asked('clerk', '/api/v1/dossiers', { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Người nộp hồ sơ' } });
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
  await expect.poll(async () => (await asked('clerk', `/api/v1/dossiers/${encodeURIComponent(code)}`))['dueAt'], { timeout: 60_000 }).not.toBe(due);
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

/** Chooses from a list by its field. */
async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.locator(`[id="${field}"]`).click();
  await page.locator(`[id="${field}"]`).fill(option);
  await page.locator(OPTION).filter({ hasText: option }).first().click();
}

test('a procedure of two agencies, with steps side by side, a pause and an extension, is written in fields alone and published', async () => {
  const page = await openPageAs(browser, 'admin@H99', '/quan-tri/soan-thu-tuc');
  const code = `1.9${String(Date.now()).slice(-5)}`;
  const at = (place: string): ReturnType<Page['locator']> => page.locator(`[id="${place}"]`);
  await at('code').fill(code);
  await at('name').fill('Thủ tục thử nghiệm nhiều cơ quan');
  await at('field.code').fill('LV-THU');
  await at('field.name').fill('Lĩnh vực thử nghiệm');
  await choose(page, 'competentAgencies', 'H99.31');
  await page.keyboard.press('Escape');
  await at('cases[0].code').fill(`${code}.01`);
  await at('cases[0].name').fill('Trường hợp chung');
  const stage = 'cases[0].parts[0].groups[0].stages';
  await at(`${stage}[0].name`).fill('Thẩm định');
  await at(`${stage}[0].budget`).fill('40');
  await page.getByRole('button', { name: 'Thêm bước song song' }).click();
  await at(`${stage}[1].name`).fill('Cơ quan khác xem xét');
  await choose(page, `${stage}[1].owner`, 'H99.07');
  await page.getByRole('button', { name: 'Thêm căn cứ tạm dừng' }).click();
  // What is missing is said at its field while the rest is written.
  await page.locator('[data-problems^="pauseGrounds[0]"]').first().waitFor();
  await choose(page, 'pauseGrounds[0].ground', 'Niêm yết công khai');
  await page.getByRole('button', { name: 'Thêm căn cứ gia hạn' }).click();
  await at('extensions[0].name').fill('Hồ sơ phức tạp');
  await at('extensions[0].law.document').fill('61/2018');
  await at('extensions[0].law.article').fill('19');
  await page.locator('[data-problems="extensions[0].law.document"]').waitFor();
  await at('extensions[0].law.document').fill('61/2018/NĐ-CP');
  await page.locator('[data-problems="extensions[0]"]').waitFor();
  await page.getByLabel('Thêm không quá: đơn vị').click();
  await page.locator(OPTION).filter({ hasText: 'ngày làm việc' }).first().click();
  await page.getByText(/Có thể công bố/u).waitFor();
  expect(await page.locator('textarea').filter({ hasText: '{' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Công bố' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: 'Công bố' }).click();
  await page.waitForURL((url) => url.pathname === `/quan-tri/thu-tuc/${code}`);
  const published = ((await askedAs('admin', 'H99', `/api/v1/procedures/${code}/versions/1`))['procedure'] ?? {}) as Record<string, unknown>;
  expect(published).toMatchObject({
    pauseGrounds: ['public-posting'],
    cases: [{ parts: [{ groups: [{ stages: [{ id: 'b1', owner: 'competent' }, { id: 'b2', owner: 'H99.07' }] }] }] }],
    extensions: [{ name: 'Hồ sơ phức tạp', law: { document: '61/2018/NĐ-CP', article: '19' }, limit: { unit: 'working-days', amount: 1 } }],
  });
});

test('a procedure saved as a file and read again is the same, and the file of another is refused', async () => {
  const page = await openPageAs(browser, 'admin@H99', '/quan-tri/soan-thu-tuc/1.012786');
  await page.getByText(/Có thể công bố/u).waitFor({ timeout: 30_000 });
  await page.getByText('Nhập, xuất cả thủ tục').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải tệp đang soạn' }).click()]);
  const file = JSON.parse(await readFile(await download.path(), 'utf8')) as Record<string, unknown>;
  const { items: versions } = await askedAs<{ readonly items: readonly { readonly version: number }[] }>('admin', 'H99', '/api/v1/procedures/1.012786/versions?limit=200');
  const { procedure } = await askedAs<{ readonly procedure: Record<string, unknown> }>('admin', 'H99', `/api/v1/procedures/1.012786/versions/${String(versions.at(-1)?.version)}`);
  // A next version begins today at the earliest, and its number is the server's.
  expect({ ...file, version: procedure['version'] }).toEqual({ ...procedure, effectiveFrom: file['effectiveFrom'] });
  const give = (content: object): Promise<void> => page.getByLabel('Nhập từ tệp').setInputFiles({ name: 'thu-tuc.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(content)) });
  await give({ ...file, code: '1.000000' });
  await page.getByRole('alert').filter({ hasText: 'Tệp là của thủ tục khác' }).waitFor();
  await give({ ...file, name: 'Tên từ tệp' });
  await expect.poll(() => page.locator('[id="name"]').inputValue(), { timeout: 20_000 }).toBe('Tên từ tệp');
});
