import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { portalRecord } from '../fixtures/portal-records.js';
import { openBrowser, openPageAs, OPTION, typeDay } from '../support/browser.js';
import { askedAs } from './asking.js';
import { changeSettings } from './at-settings.js';

const browser = await openBrowser();
const ADMIN = 'admin@H99';
const SUPPLIED = 'Tệp nội dung bổ sung (JSON, như tệp danh mục)';

/** Everything is the program’s own at first, whatever other tests have chosen. */
beforeEach(() => changeSettings(() => ({})));

test('settings are chosen in fields: what is not taken is said at its field, what is taken stands in the version in words, and it goes back to the program’s own', async () => {
  const page = await openPageAs(browser, ADMIN, '/quan-tri/thiet-lap');
  const setting = (name: string): ReturnType<typeof page.locator> => page.locator(`[data-setting="${name}"]`);
  const publish = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Công bố thiết lập' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Công bố' }).click();
  };
  await setting('lateTarget').getByLabel('Chỉ tiêu trễ hạn chung').waitFor();
  expect(await page.locator('textarea').count()).toBe(0);
  expect(await setting('lateTarget').getByLabel('Chỉ tiêu trễ hạn chung').inputValue()).toBe('2,00');
  expect(await setting('quietFromMinute').locator('input').inputValue()).toBe('21:00');

  const left = setting('ageing').getByRole('combobox').first();
  const typed = async (text: string): Promise<void> => {
    await left.fill(text);
    await left.press('Enter');
  };
  await typed('1,5');
  await setting('ageing').getByRole('alert').filter({ hasText: 'Không nhận 1,5' }).waitFor();
  await typed('0');
  await expect.poll(() => setting('ageing').getByRole('alert').count()).toBe(0);
  await publish();
  await setting('ageing').locator('[data-problems="ageing.left[0]"]').getByText('Giá trị này không được nhận.').waitFor();
  await setting('ageing').getByRole('button', { name: /^Về sẵn có/u }).click();

  const boards = setting('publicPages').getByRole('combobox').first();
  await boards.click();
  await page.locator(OPTION).filter({ hasText: 'Mọi cơ quan' }).click();
  await boards.press('Escape');
  expect(await setting('feedback').locator('legend', { hasText: 'Căn cứ' }).count()).toBeGreaterThan(0);

  const reasons = setting('delayReasons');
  await reasons.getByRole('button', { name: 'Thêm Lý do' }).click();
  await reasons.getByLabel('Mã', { exact: true }).last().fill('luu-kho');
  await setting('apologyEscalation').getByLabel('Nhắc lại mỗi (nửa ngày làm việc)').fill('2');
  await publish();
  await reasons.getByText('Giá trị này không được nhận.').waitFor();
  await reasons.getByLabel('Cách ghi trong văn bản').last().fill('chờ tài liệu từ kho lưu trữ');
  await expect.poll(() => reasons.getByText('Giá trị này không được nhận.').count()).toBe(0);
  await publish();
  const version = page.locator('tbody tr').filter({ hasText: 'chờ tài liệu từ kho lưu trữ' });
  await version.waitFor();
  expect(await version.innerText()).toContain('Nhắc lại mỗi (nửa ngày làm việc): 2');
  expect(await version.innerText()).toContain('Mọi cơ quan');
  expect(await page.locator('body').innerText()).not.toContain('{"');

  await setting('delayReasons').getByRole('button', { name: /^Về sẵn có/u }).click();
  await expect.poll(() => reasons.getByText('chờ tài liệu từ kho lưu trữ').count()).toBe(0);
  await setting('apologyEscalation').getByRole('button', { name: /^Về sẵn có/u }).click();
  await setting('publicPages').getByRole('button', { name: /^Về sẵn có/u }).click();
  await publish();
  await expect.poll(() => page.getByRole('button', { name: /^Về sẵn có/u }).count(), { timeout: 20_000 }).toBe(0);
});

/** What was read some seconds ago is not read again when somebody comes back to a window. */
const WITHIN = { timeout: 40_000 };

/** Comes back to a window and looks. */
async function comeBack<T>(page: Page, look: () => Promise<T>): Promise<T> {
  await page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`);
  return look();
}

test('what somebody else publishes meanwhile takes nothing away of what is typed, is said, and is taken over when asked for', async () => {
  const page = await openPageAs(browser, ADMIN, '/quan-tri/thiet-lap');
  const target = page.locator('[data-setting="lateTarget"]').getByLabel('Chỉ tiêu trễ hạn chung');
  const rest = page.locator('[data-setting="deliveryRestSeconds"]').locator('input');
  await target.fill('1,5');
  await target.blur();
  await changeSettings((chosen) => ({ ...chosen, deliveryRestSeconds: 31 }));
  const newer = page.getByRole('alert').filter({ hasText: 'đã công bố phiên bản' });
  await expect.poll(() => comeBack(page, () => newer.count()), WITHIN).toBe(1);
  expect([await target.inputValue(), await rest.inputValue()]).toEqual(['1,50', '30']);
  await page.getByRole('button', { name: 'Bỏ phần đang sửa, lấy bản mới' }).click();
  await expect.poll(async () => [await target.inputValue(), await rest.inputValue()]).toEqual(['2,00', '31']);
  await changeSettings((chosen) => Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== 'deliveryRestSeconds')));
  await expect.poll(() => comeBack(page, () => rest.inputValue()), WITHIN).toBe('30');
});

/** Takes over what the record says wherever a person must look. */
async function settleFlags(id: string): Promise<void> {
  const path = `/api/v1/procedure-records/${id}`;
  const { flags } = await askedAs<{ readonly flags: readonly { readonly id: string }[] }>('admin', 'H99', path);
  await askedAs('admin', 'H99', `${path}/answers`, { answers: flags.map((flag) => ({ flag: flag.id, choice: 'as-recorded' })) });
}

test('a record of the national portal comes as a file, and what its version would say differently stands in a table in words before it is published', async () => {
  const page = await openPageAs(browser, ADMIN, '/quan-tri/ban-ghi-cong');
  const give = (field: string, text: string): Promise<void> => page.getByLabel(field).setInputFiles({ name: 'tep.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Nhập', exact: true }).waitFor();
  expect(await page.locator('textarea').count()).toBe(0);
  await give('Tệp bản ghi (JSON)', 'không phải JSON');
  await page.getByRole('alert').filter({ hasText: 'chưa phải JSON' }).waitFor();
  expect(await page.getByRole('button', { name: 'Nhập', exact: true }).isDisabled()).toBe(true);
  await give('Tệp bản ghi (JSON)', JSON.stringify({ ...portalRecord('1.013225').data, note: 'bản ghi xem trên màn hình' }));
  await page.getByRole('button', { name: 'Nhập', exact: true }).click();
  await page.getByRole('heading', { name: 'Công bố thành phiên bản' }).waitFor();
  await settleFlags(new URL(page.url()).pathname.split('/').at(-1) ?? '');
  await page.reload();
  await page.getByRole('heading', { name: 'Công bố thành phiên bản' }).waitFor();
  const wanting = page.locator('[data-needs] li');
  await expect.poll(() => wanting.count()).toBeGreaterThan(1);
  const before = await wanting.count();
  await typeDay(page.getByLabel('Áp dụng từ ngày'), '2027-01-01');
  await page.getByRole('combobox', { name: 'Kế thừa quy trình của phiên bản' }).click();
  await page.locator(OPTION).last().click();
  await expect.poll(() => wanting.count()).toBeLessThan(before);
  await give(SUPPLIED, '{"apology": 5}');
  await page.getByRole('alert').filter({ hasText: 'apology' }).waitFor();
  await give(SUPPLIED, JSON.stringify({ legalParts: { sets: 2, without: ['form', 'conditions'] } }));
  const changes = page.locator('section[aria-labelledby="record-publication"] tbody tr.ant-table-row');
  await changes.first().waitFor({ timeout: 30_000 });
  expect(await wanting.count()).toBe(0);
  expect((await changes.allInnerTexts()).join(' ')).not.toContain('{"');
  // A file that cannot be read takes the place of the one before: nothing is published of either.
  const button = page.getByRole('button', { name: 'Công bố', exact: true });
  expect(await button.isEnabled()).toBe(true);
  for (const broken of ['không phải JSON', '{"apology": 5}']) {
    await give(SUPPLIED, broken);
    await expect.poll(() => changes.count()).toBe(0);
    expect(await button.isDisabled()).toBe(true);
    await give(SUPPLIED, JSON.stringify({ legalParts: { sets: 2, without: ['form', 'conditions'] } }));
    await changes.first().waitFor({ timeout: 30_000 });
    expect(await button.isEnabled()).toBe(true);
  }
});

test('a record is not checked as if it were the first version while the versions there are are on their way', async () => {
  const { id } = await askedAs('admin', 'H99', '/api/v1/procedure-records', { ...portalRecord('1.013225').data, note: 'bản ghi chờ phiên bản' });
  const { items } = await askedAs<{ readonly items: readonly { readonly version: number }[] }>('admin', 'H99', '/api/v1/procedures/1.013225/versions?limit=200');
  const { procedure } = await askedAs<{ readonly procedure: Readonly<Record<string, unknown>> }>('admin', 'H99', `/api/v1/procedures/1.013225/versions/${String(items.at(-1)?.version)}`);
  const rules = Object.fromEntries(['field', 'competentAgencies', 'immediate', 'cases', 'pauseGrounds', 'supplement', 'answer', 'apology'].map((name) => [name, procedure[name]]));
  const page = await openPageAs(browser, ADMIN, '/quan-tri/ban-ghi-cong');
  const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
  await page.route(({ pathname }) => pathname.endsWith('/procedures/1.013225/versions'), async (route) => {
    await held;
    await route.continue();
  });
  const checked: unknown[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/procedures/validate')) checked.push((request.postDataJSON() as { readonly procedure: { readonly version: unknown } }).procedure.version);
  });
  await page.goto(new URL(`/quan-tri/ban-ghi-cong/${String(id)}`, page.url()).href);
  await typeDay(page.getByLabel('Áp dụng từ ngày'), '2027-01-01');
  await page.getByLabel(SUPPLIED).setInputFiles({ name: 'tep.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(rules)) });
  await page.getByText('tep.json').waitFor();
  expect(await page.getByRole('button', { name: 'Công bố', exact: true }).isDisabled()).toBe(true);
  release(undefined);
  await expect.poll(() => checked.length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(checked).not.toContain(1);
});

test('a version of letters stands in the words of its form', async () => {
  const page = await openPageAs(browser, ADMIN, '/quan-tri/mau-van-ban?noi=H99.02');
  await page.getByLabel('Địa danh').fill('Phố Mẫu');
  await page.getByLabel('Câu kết (mẫu 04)').fill('Rất mong được thông cảm.');
  await page.getByRole('button', { name: 'Công bố', exact: true }).click();
  const version = page.locator('tbody tr').filter({ hasText: 'Địa danh: Phố Mẫu' });
  await version.waitFor();
  expect(await version.innerText()).toContain('Câu kết (mẫu 04): Rất mong được thông cảm.');
  expect(await page.locator('body').innerText()).not.toContain('{"');
});
