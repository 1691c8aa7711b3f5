import { expect, test } from 'vitest';
import { localDateOf, yearOf } from '#domain';
import { systemClock } from '#service';
import { openBrowser, openPageAs, OPTION } from '../support/browser.js';
import { until } from '../support/e2e-facts.js';
import { asked, atWork, COMMUNE, officerOf, withdraw } from './at-commune.js';
import { axeFaults, zoomFaults } from './page-checks.js';

const browser = await openBrowser();
const OFFICER = `officer@${COMMUNE}`;
const HEAD = `head@${COMMUNE}`;
const SHEET = `/api/v1/evaluation-sheets/${encodeURIComponent(OFFICER)}`;
/** What people of the demonstration are called. */
const [OFFICER_NAME, HEAD_NAME] = ['Người thụ lý', 'Lãnh đạo phòng'];

interface List<T> {
  readonly items: readonly T[];
}
interface Opening {
  readonly openedBy: string;
  readonly period: string;
  readonly part: string;
}

/** Who opened the officer's sheets, as the officer alone is told. */
async function openings(): Promise<readonly Opening[]> {
  return (await asked<List<Opening>>('officer', `${SHEET}/openings?limit=200`)).items;
}

/** A dossier that ended while the officer had it, and stands behind their sheet. */
async function ended(): Promise<string> {
  const code = await atWork();
  await asked('head', '/api/v1/bulk-actions', { action: 'Assign', officer: OFFICER, dossiers: [{ code }] });
  await until(`${code} is given to the officer`, async () => (await officerOf(code)) === OFFICER);
  await withdraw(code);
  await until(`${code} stands behind the sheet`, async () => (await asked<List<{ readonly code: string }>>('officer', `${SHEET}/dossiers?limit=200`)).items.some((each) => each.code === code));
  return code;
}

test('a head is told that it is recorded before anything opens; sheet, list and print are opened once each, and the officer reads that they were', async () => {
  const code = await ended();
  const before = await openings();
  const page = await openPageAs(browser, HEAD, '/so-lieu/can-bo');
  const open = page.getByRole('button', { name: `Mở phiếu của ${OFFICER_NAME}` });
  await open.waitFor();
  await page.getByText('Mỗi lần bạn mở phiếu của một cán bộ, hệ thống ghi lại').waitFor();
  expect(await page.getByRole('button', { name: /^Mở phiếu của (?:Người ký|Lãnh đạo phòng)$/u }).count()).toBe(0);
  expect(await openings()).toEqual(before);

  await open.click();
  await page.getByRole('heading', { level: 1, name: `Phiếu đánh giá: ${OFFICER_NAME}` }).waitFor();
  expect(await page.locator('tr.ant-table-row').count()).toBe(5);
  expect(await page.locator('main').innerText()).toMatch(/Kỳ .*Công thức: .*Số liệu lúc /su);
  expect([await axeFaults(page), await zoomFaults(page)]).toEqual([[], []]);
  await page.getByRole('button', { name: 'Mở danh sách hồ sơ' }).click();
  await page.getByRole('link', { name: code, exact: true }).waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Tải PDF: / }).click()]);
  const [{ period } = { period: '' }] = await openings();
  expect(file.suggestedFilename()).toBe(`phieu-danh-gia-${OFFICER}-${period}.pdf`);
  await page.getByRole('button', { name: 'Về danh sách cán bộ' }).click();
  await open.waitFor();
  const after = await openings();
  expect(after.slice(0, after.length - before.length).map(({ openedBy, part }) => [openedBy, part])).toEqual([[HEAD, 'pdf'], [HEAD, 'dossiers'], [HEAD, 'sheet']]);

  const own = await openPageAs(browser, OFFICER, '/so-lieu/cua-toi');
  for (const part of ['bản in', 'danh sách hồ sơ', 'phiếu']) await own.getByRole('row').filter({ hasText: HEAD_NAME }).filter({ has: own.getByRole('cell', { name: part, exact: true }) }).first().waitFor();
  expect(await openings()).toHaveLength(before.length + 3);
}, 120_000);

test('an officer reads their own figures for any period, which is no opening, and the dossiers they are made of', async () => {
  const code = await ended();
  const before = await openings();
  const page = await openPageAs(browser, OFFICER, '/');
  await page.getByRole('link', { name: 'Số liệu của tôi' }).click();
  await page.getByRole('heading', { level: 1, name: 'Số liệu của tôi' }).waitFor();
  await page.getByRole('link', { name: code, exact: true }).waitFor();
  await page.getByRole('combobox', { name: 'Kỳ' }).click();
  const year = String(yearOf(localDateOf(systemClock.now())));
  await page.getByRole('combobox', { name: 'Kỳ' }).fill(`Năm ${year}`);
  await page.locator(OPTION).filter({ hasText: `Năm ${year}` }).first().click();
  await page.waitForURL((url) => url.searchParams.get('period') === year);
  await page.locator('.panel').filter({ has: page.getByRole('heading', { name: 'Phiếu đánh giá' }) }).getByText(`01/01/${year}`).waitFor();
  await page.locator('.panel').filter({ has: page.getByRole('heading', { name: 'Bước tôi giữ' }) }).getByText(/lượt quá hạn trên \d+ lượt/u).waitFor();
  expect(await openings()).toEqual(before);
}, 120_000);

test.each([[OFFICER, 1, 0], [HEAD, 1, 1], ['manager@H99', 0, 0]] as const)('the menu of %s has what the rule lets them open, and nothing that compares people', async (account, own, officers) => {
  const page = await openPageAs(browser, account, '/so-lieu');
  const menu = page.getByRole('navigation', { name: 'Trình đơn' });
  await menu.getByRole('link', { name: 'Báo cáo', exact: true }).waitFor();
  expect([await menu.getByRole('link', { name: 'Số liệu của tôi' }).count(), await menu.getByRole('link', { name: 'Phiếu đánh giá cán bộ' }).count()]).toEqual([own, officers]);
});
