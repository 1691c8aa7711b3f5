import { expect, test } from 'vitest';
import { openBrowser, openPageAs, OPTION } from '../support/browser.js';
import { until } from '../support/e2e-facts.js';
import { asked, atDesk, atWork, COMMUNE, late, officerOf, toSign } from './at-commune.js';
import { drawn, openApology } from './sign-list.js';

const browser = await openBrowser();
const NARROW = { width: 360, height: 740 };

test('an apology goes from its draft to the signed PDF on a telephone: looked at first, then signed', async () => {
  const code = await late();
  await until('its apology waits for a signature', async () => (await toSign()).includes(code));
  const page = await openPageAs(browser, `signatory@${COMMUNE}`, '/ky', NARROW);
  const item = page.locator('.sign-item', { hasText: code });
  await item.waitFor();
  expect(await item.getByRole('checkbox').isDisabled()).toBe(true);
  expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
  await openApology(page, code);
  expect(await page.locator('.pdf-pages canvas').first().getAttribute('aria-label')).toContain(code);
  await page.getByRole('button', { name: 'Đã xem, chọn ký' }).click();
  await page.getByRole('button', { name: 'Ký 1 văn bản đã xem' }).click();
  await page.getByText(`${code}: đã ký`).waitFor();
  await until('it waits no more', async () => !(await toSign()).includes(code));

  await page.goto(new URL(`/ho-so/${code}`, page.url()).href);
  const letters = page.locator('#van-ban');
  await letters.getByText('Phiếu xin lỗi').first().waitFor();
  await letters.getByRole('listitem').filter({ hasText: 'Phiếu xin lỗi' }).getByRole('button').click();
  await drawn(page);
});

test('work is given to an officer many at a time after its effect was looked at, and taken back within ten minutes', async () => {
  const codes = [await atWork(), await atWork()];
  const page = await openPageAs(browser, `head@${COMMUNE}`, '/viec?hang=unassigned');
  const search = page.getByRole('searchbox', { name: 'Mã hồ sơ bắt đầu bằng' });
  await search.fill(codes[0]?.slice(0, -4) ?? '');
  await search.press('Enter');
  for (const code of codes) await page.getByRole('checkbox', { name: `Chọn hồ sơ ${code}` }).check();
  await page.getByRole('button', { name: 'Phân công (2)' }).click();
  await page.getByRole('combobox', { name: 'Giao cho' }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: 'Người thụ lý' }).first().click();
  await page.getByText('Từng hồ sơ: thực hiện được 2 trên 2').waitFor();
  await page.getByRole('button', { name: 'Thực hiện với 2 hồ sơ' }).click();
  await page.getByText('đã thực hiện 2 trên 2 hồ sơ').waitFor();
  for (const code of codes) expect(await officerOf(code)).toMatch(/^officer/u);
  await page.getByRole('button', { name: /^Hoàn tác/u }).click();
  await until('both are nobody\'s again', async () => (await Promise.all(codes.map(officerOf))).every((officer) => officer === null));
});

test('a decision that meets a dossier somebody else has changed tells what happened meanwhile', async () => {
  const code = await atWork();
  const page = await openPageAs(browser, `head@${COMMUNE}`, `/ho-so/${code}`);
  await page.getByRole('button', { name: 'Trả lại bước trước' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Bước' }).click();
  await page.locator('.ant-select-item-option').first().click();
  await dialog.getByRole('textbox', { name: 'Lý do, nội dung' }).fill('Thiếu bản vẽ');
  // Only now: the dialog follows the dossier, and offers no stage that is no longer done.
  await asked('clerk', `/api/v1/dossiers/${code}/commands`, { type: 'RecallHandover', body: { stage: 'desk' } });
  await dialog.getByRole('button', { name: 'Xác nhận' }).click();
  await page.locator('.meanwhile').getByText('Thu hồi bàn giao').waitFor();
});

test('a mistyped name is mended on the dossier\'s page, which then shows the new one; a number that is none is said at its field', async () => {
  const code = await atDesk();
  const page = await openPageAs(browser, `clerk@${COMMUNE}`, `/ho-so/${code}`);
  await page.getByRole('button', { name: 'Đính chính thông tin người nộp' }).click();
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: 'Xác nhận' });
  expect(await confirm.isDisabled()).toBe(true);
  const phone = dialog.locator('input[name="applicant-phone"]');
  await phone.fill('không có');
  await dialog.locator('label', { has: page.locator('input[name="applicant-phone"]') }).getByText('Không phải số điện thoại').waitFor();
  expect(await confirm.isDisabled()).toBe(true);
  await phone.fill('0900000321');
  await dialog.locator('input[name="applicant-name"]').fill('Nguyễn Thị Thúy Thử');
  await confirm.click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Nguyễn Thị Thúy Thử · 0900000321').waitFor();
  const { items } = await asked<{ readonly items: readonly { readonly type: string; readonly payload: { readonly fields?: readonly string[] } }[] }>('clerk', `/api/v1/dossiers/${code}/timeline`);
  expect(items.filter(({ type }) => type === 'PersonalDataCorrected').map(({ payload }) => payload.fields)).toEqual([['name']]);
});

test('papers that were ticked off wrongly are put right on the dossier\'s page, as what they are and how many; nothing is sent while nothing differs', async () => {
  const code = await atDesk();
  const page = await openPageAs(browser, `clerk@${COMMUNE}`, `/ho-so/${code}`);
  await page.getByRole('button', { name: 'Đính chính thành phần hồ sơ' }).click();
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: 'Xác nhận' });
  const first = dialog.getByRole('checkbox').first();
  await first.waitFor();
  expect(await confirm.isDisabled()).toBe(true);
  await first.check();
  await dialog.getByRole('spinbutton', { name: /^Số bản: /u }).fill('2');
  await dialog.getByRole('combobox', { name: /^Loại: /u }).click();
  await page.locator(OPTION).filter({ hasText: 'Bản sao chứng thực' }).click();
  await dialog.getByRole('textbox', { name: 'Lý do' }).fill('Đã nộp bản sao chứng thực');
  await confirm.click();
  await dialog.waitFor({ state: 'detached' });
  const { components } = await asked<{ readonly components: readonly { readonly code: string; readonly copies: number; readonly kind: string }[] }>('clerk', `/api/v1/dossiers/${code}`);
  expect(components.map(({ copies, kind }) => [copies, kind])).toEqual([[2, 'certified']]);
  await page.getByRole('heading', { level: 2, name: /^Giấy tờ 1\//u }).waitFor();
  await page.getByText('Đính chính thành phần hồ sơ').nth(1).waitFor();
  // Opened again it begins with what stands there now, and the paper is taken out as it came in.
  await page.getByRole('button', { name: 'Đính chính thành phần hồ sơ' }).click();
  await expect.poll(() => first.isChecked()).toBe(true);
  await first.uncheck();
  await confirm.click();
  await page.getByRole('heading', { level: 2, name: /^Giấy tờ 0\//u }).waitFor();
});

test('a command that is kept and not decided yet is said to be so, and its dialog stays until the outcome is there', async () => {
  const code = await atDesk();
  const page = await openPageAs(browser, `clerk@${COMMUNE}`, `/ho-so/${code}`);
  let isDecided = false;
  await page.route((url) => url.pathname.endsWith(`/dossiers/${code}/commands`), async (route) => {
    const { id } = (await (await route.fetch()).json()) as { readonly id: string };
    await route.fulfill({ status: 202, json: { id, status: 'pending', problem: null } });
  });
  await page.route((url) => url.pathname.startsWith('/api/v1/commands/'), (route) => (isDecided ? route.continue() : route.fulfill({ json: { status: 'pending', problem: null } })));
  await page.getByRole('button', { name: 'Chuyển bước' }).click();
  const dialog = page.getByRole('dialog');
  const isAsked = page.waitForResponse((response) => new URL(response.url()).pathname.startsWith('/api/v1/commands/'));
  await dialog.getByRole('button', { name: 'Xác nhận' }).click();
  await dialog.getByRole('status').getByText('Đã nhận, đang xử lý').waitFor();
  await isAsked;
  expect(await dialog.getByText('Đã nhận, đang xử lý').isVisible()).toBe(true);
  isDecided = true;
  await dialog.waitFor({ state: 'detached' });
});

test('while the fees of a procedure are on their way nothing that is owed is left out', async () => {
  const code = await atDesk();
  const page = await openPageAs(browser, `clerk@${COMMUNE}`, `/ho-so/${code}`);
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: 'Xác nhận' });
  const assess = page.getByRole('button', { name: 'Xác định phí, lệ phí phải nộp' });
  await assess.click();
  await dialog.getByRole('spinbutton').first().fill('75000');
  await confirm.click();
  await dialog.waitFor({ state: 'detached' });
  let answer: () => Promise<void> = () => Promise.resolve();
  await page.route((url) => /^\/api\/v1\/procedures\/[^/]+\/versions\//u.test(url.pathname), (route) => { answer = () => route.continue(); });
  await Promise.all([page.waitForRequest(/\/api\/v1\/procedures\/[^/]+\/versions\//u), page.reload().then(() => assess.click())]);
  await confirm.waitFor();
  expect(await confirm.isDisabled()).toBe(true);
  await answer();
  await expect.poll(() => dialog.getByRole('spinbutton').first().inputValue()).toMatch(/^75\.?000$/u);
  expect(await confirm.isDisabled()).toBe(true);
});
