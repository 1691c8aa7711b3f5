import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser, openPageAs, OPTION } from '../support/browser.js';
import { until } from '../support/e2e-facts.js';
import { askedAs } from './asking.js';
import { asked, COMMUNE, late, over } from './at-commune.js';
import { axeFaults, quiet, requestsOf, zoomFaults } from './page-checks.js';

const browser = await openBrowser();
const ADMIN = 'admin@H99';
const DECISION = '12/QĐ-UBND';
/** What the desk of these tests takes in of a person. */
const PERSON = ['Nguyễn Thị Thử', '0900000321', '079000000321'];

/** Opens a dossier, and begins to propose something of two persons. */
async function begin(account: string, code: string, what: string): Promise<Page> {
  const page = await openPageAs(browser, account, `/ho-so/${code}`);
  await page.locator('.dossier-actions').getByRole('button', { name: `Trình: ${what}` }).click();
  await page.getByRole('dialog').getByText('Việc này không rút lại được nên cần hai người').waitFor();
  return page;
}

/** Sends what is typed; the dossier's page then tells that it waits. */
async function propose(page: Page, what: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Trình', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('listitem').filter({ hasText: what }).filter({ hasText: 'Chờ quyết định' }).waitFor();
}

/** Reads the words of a dossier's proposal on the list of what waits, so that it is chosen. */
async function readWords(page: Page, code: string, ...words: readonly string[]): Promise<void> {
  await page.locator('.sign-item', { hasText: code }).getByRole('button', { name: 'Xem nội dung' }).click();
  for (const each of words) await page.getByRole('dialog').getByText(each).first().waitFor();
  await page.getByRole('button', { name: 'Đã xem, chọn phê duyệt' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

test('a head proposes on its page that a dossier’s person is erased, an administrator approves it by its words, and nothing of the person is shown any more', async () => {
  const code = await over();
  const head = await begin(`head@${COMMUNE}`, code, 'Xóa dữ liệu cá nhân');
  await head.getByRole('dialog').getByRole('textbox', { name: 'Số quyết định' }).fill(DECISION);
  await propose(head, 'Xóa dữ liệu cá nhân');
  await head.getByText(PERSON[0] ?? '').first().waitFor();

  const page = await openPageAs(browser, ADMIN, '/ky');
  await readWords(page, code, DECISION, 'Số quyết định', 'Người trình');
  await page.getByRole('button', { name: 'Ký, phê duyệt 1 mục đã xem' }).click();
  await page.getByText('Dữ liệu đã xóa không khôi phục được.').waitFor();
  expect((await asked<{ readonly personal: object | null }>('head', `/api/v1/dossiers/${code}`)).personal).not.toBeNull();
  await page.locator('.ant-popconfirm').getByRole('button', { name: 'Xác nhận' }).click();
  await page.getByText(`${code} – Xóa dữ liệu cá nhân: đã phê duyệt`).waitFor();

  const requests = requestsOf(head);
  await head.reload();
  await head.locator('.dossier-page').getByText('Xóa dữ liệu cá nhân').first().waitFor();
  await quiet(head, requests);
  const shown = await head.locator('.dossier-page').innerText();
  expect(PERSON.filter((each) => shown.includes(each))).toEqual([]);
  expect(await head.locator('.dossier-actions').getByRole('button', { name: /^Trình: / }).count()).toBe(0);
});

test('an officer proposes on its page that lateness is excused, and the head approves it by its words', async () => {
  const code = await late();
  await until(`${code} has become late`, async () => (await asked('officer', `/api/v1/dossiers/${code}`))['becameLateAt'] !== null);
  const officer = await begin(`officer@${COMMUNE}`, code, 'Ghi nhận lý do chính đáng');
  const dialog = officer.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Căn cứ' }).click();
  await officer.locator(OPTION).filter({ hasText: 'Sự kiện bất khả kháng' }).click();
  await dialog.getByRole('textbox', { name: 'Số quyết định' }).fill(DECISION);
  await dialog.getByRole('textbox', { name: 'Lý do, nội dung' }).fill('Bão số 5 làm mất điện toàn phường');
  await propose(officer, 'Ghi nhận lý do chính đáng');

  const page = await openPageAs(browser, `head@${COMMUNE}`, '/ky');
  await readWords(page, code, 'Sự kiện bất khả kháng', 'Bão số 5 làm mất điện toàn phường');
  await page.getByRole('button', { name: 'Ký, phê duyệt 1 mục đã xem' }).click();
  await page.getByText(`${code} – Ghi nhận lý do chính đáng của việc chậm: đã phê duyệt`).waitFor();
  await officer.reload();
  await officer.getByText('Đã được xác định lý do khách quan.').waitFor();
});

test('what a head proposes for feedback that is over is taken back or turned down on its page, and done there by an administrator', async () => {
  const { code } = await asked<{ readonly code: string }>('clerk', '/api/v1/feedback', { agencyCode: COMMUNE, channel: 'hotline', subject: 'conduct', sender: { name: 'Trần Thị Phản Ánh' }, content: 'Bà Phản Ánh phải chờ lâu.' });
  await asked('clerk', `/api/v1/feedback/${code}/commands`, { type: 'WithdrawFeedback' });
  const head = await openPageAs(browser, `head@${COMMUNE}`, `/phan-anh/${code}`);
  const proposed = async (): Promise<void> => {
    await head.getByRole('textbox', { name: 'Số quyết định' }).fill(DECISION);
    await head.getByRole('button', { name: 'Trình', exact: true }).click();
    await head.getByRole('button', { name: 'Rút lại' }).waitFor();
  };
  const faults = async (): Promise<readonly string[]> => [...(await axeFaults(head)), ...(await zoomFaults(head))];
  await head.getByText('Bà Phản Ánh phải chờ lâu.').waitFor();
  expect(await faults()).toEqual([]);
  await proposed();
  expect(await faults()).toEqual([]);
  await head.getByRole('button', { name: 'Rút lại' }).click();
  await proposed();
  expect(await head.getByRole('button', { name: 'Phê duyệt và xóa' }).count()).toBe(0);

  const page = await openPageAs(browser, ADMIN, `/phan-anh/${code}`);
  await page.getByText(DECISION).waitFor();
  await page.getByRole('button', { name: 'Không duyệt' }).click();
  await page.locator('.ant-popconfirm').getByRole('button', { name: 'Xác nhận' }).click();
  await page.getByRole('textbox', { name: 'Số quyết định' }).waitFor();
  await head.reload();
  await proposed();
  await page.reload();
  await page.getByRole('button', { name: 'Phê duyệt và xóa' }).click();
  await page.getByText('Dữ liệu đã xóa không khôi phục được.').waitFor();
  await page.locator('.ant-popconfirm').getByRole('button', { name: 'Xác nhận' }).click();
  await page.getByRole('button', { name: 'Phê duyệt và xóa' }).waitFor({ state: 'detached' });
  const { said, sender } = await askedAs<{ readonly said: readonly object[]; readonly sender: object | null }>('head', COMMUNE, `/api/v1/feedback/${code}`);
  expect([said, sender]).toEqual([[], null]);
});
