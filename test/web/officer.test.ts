import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { openBrowser, openPageAs } from '../support/browser.js';
import { until } from '../support/e2e-facts.js';

const browser = await openBrowser();
const COMMUNE = 'H99.31';
const NARROW = { width: 360, height: 740 };
const HOUSE = {
  procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: COMMUNE, channel: 'counter',
  applicant: { name: 'Nguyễn Thị Thử', idNumber: '079000000321', phone: '0900000321', address: 'Tổ 1, phường Trung Tâm' },
  requestContent: 'Cấp giấy phép xây dựng nhà ở riêng lẻ',
};

interface Dossier {
  readonly code: string;
  readonly stages: readonly { readonly id: string; readonly status: string; readonly officer: string | null }[];
}

async function asked<T>(role: string, path: string, body?: object): Promise<T> {
  const { identityUrl, apiUrl } = inject('webStack');
  const signedIn = (await (await fetch(`${identityUrl}/dev/token`, { method: 'POST', body: JSON.stringify({ role, agency: COMMUNE }) })).json()) as { readonly access_token: string };
  const answer = await fetch(`${apiUrl}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${signedIn.access_token}`, 'idempotency-key': randomUUID(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect([path, answer.status < 300, answer.status < 300 ? '' : await answer.clone().text()]).toEqual([path, true, '']);
  return (await answer.json()) as T;
}

const read = (code: string): Promise<Dossier> => asked('head', `/api/v1/dossiers/${code}`);
const officerOf = async (code: string): Promise<string | null | undefined> => (await read(code)).stages.find(({ status }) => status === 'open')?.officer;

/** A dossier at the commune's appraisal, which nobody has yet. */
async function atWork(): Promise<string> {
  const { code } = await asked<Dossier>('clerk', '/api/v1/dossiers', HOUSE);
  await asked('clerk', `/api/v1/dossiers/${code}/commands`, { type: 'Forward', body: { stage: 'desk' } });
  await until(`${code} has left the desk`, async () => (await read(code)).stages.some(({ id, status }) => id !== 'desk' && status === 'open'));
  return code;
}

/** A dossier received a month ago on paper, while the line was cut: its date has passed, and an apology is owed. */
async function late(): Promise<string> {
  const received = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
  const { code } = await asked<Dossier>('clerk', '/api/v1/dossiers', { ...HOUSE, outage: { receivedAt: `${received}T09:00:00+07:00`, reason: 'Mất kết nối', secondPerson: `head@${COMMUNE}` } });
  return code;
}

async function toSign(): Promise<readonly string[]> {
  return (await asked<{ readonly items: readonly { readonly dossierCode: string }[] }>('signatory', '/api/v1/sign-list?limit=200')).items.map(({ dossierCode }) => dossierCode);
}

async function drawn(page: Page): Promise<void> {
  await page.locator('.pdf-pages[data-pages]:not([data-pages="0"])').first().waitFor();
}

test('an apology goes from its draft to the signed PDF on a telephone: looked at first, then signed', async () => {
  const code = await late();
  await until('its apology waits for a signature', async () => (await toSign()).includes(code));
  const page = await openPageAs(browser, `signatory@${COMMUNE}`, '/ky', NARROW);
  const item = page.locator('.sign-item', { hasText: code });
  await item.waitFor();
  expect(await item.getByRole('checkbox').isDisabled()).toBe(true);
  expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
  await item.getByRole('button', { name: 'Xem văn bản' }).click();
  const reason = page.getByRole('combobox', { name: 'Lý do chậm' });
  await reason.click();
  await page.locator('.ant-select-item-option').first().click();
  await drawn(page);
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
