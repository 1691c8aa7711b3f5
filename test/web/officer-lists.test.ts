import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { BULK_LIMIT } from '#service';
import { openBrowser, openPageAs, OPTION, typeDay } from '../support/browser.js';
import { until } from '../support/e2e-facts.js';
import { asked, atWork, COMMUNE, officerOf, withdraw } from './at-commune.js';

const browser = await openBrowser();
const OFFICER = `officer@${COMMUNE}`;
const HEAD = `head@${COMMUNE}`;
const MS_PER_DAY = 86_400_000;

/** An action of the head's on one dossier, carried out. */
async function assigned(code: string): Promise<string> {
  const { id } = await asked<{ readonly id: string }>('head', '/api/v1/bulk-actions', { action: 'Assign', officer: OFFICER, dossiers: [{ code }] });
  await until(`${code} is given to somebody`, async () => (await officerOf(code)) === OFFICER);
  return id;
}

async function cutOff(page: Page, path: string): Promise<void> {
  await page.route((url) => url.pathname.startsWith(path), (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
}

test('an action is taken back at its own page and in the list, though another came after it', async () => {
  const [first, second, last] = [await atWork(), await atWork(), await atWork()];
  const [atPage, inList] = [await assigned(first), await assigned(second)];
  await assigned(last);
  const page = await openPageAs(browser, HEAD, `/thao-tac/${atPage}`);
  await page.getByRole('button', { name: /^Hoàn tác \(còn \d:\d\d\)$/u }).click();
  await until('the first is nobody\'s again', async () => (await officerOf(first)) === null);
  await page.goto(new URL('/thao-tac', page.url()).href);
  await page.locator('tr', { has: page.locator(`a[href="/thao-tac/${inList}"]`) }).getByRole('button', { name: /^Hoàn tác/u }).click();
  await until('the second is nobody\'s again', async () => (await officerOf(second)) === null);
  expect(await officerOf(last)).toBe(OFFICER);
});

test('the counts of the queues are those of the filtered list, and a name typed into the filter stays out of the address', async () => {
  const code = await atWork();
  const page = await openPageAs(browser, HEAD, '/viec?hang=unassigned');
  const search = page.getByRole('searchbox', { name: 'Mã hồ sơ bắt đầu bằng' });
  await search.fill('Trần Văn Thử');
  await search.press('Enter');
  await page.getByText('Ô này chỉ lọc theo mã hồ sơ.').waitFor();
  expect(decodeURIComponent(page.url())).not.toContain('Trần');
  await search.fill(code);
  await search.press('Enter');
  await page.getByRole('button', { name: /Chưa phân công.* 1$/u }).waitFor();
  expect(new URL(page.url()).searchParams.get('ma')).toBe(code);
  await page.getByRole('link', { name: code }).waitFor();
  expect(await page.locator('tr.ant-table-row').count()).toBe(1);
  await page.goto(new URL('/viec?hang=unassigned&ma=Tr%E1%BA%A7n', page.url()).href);
  await page.waitForURL((url) => !url.searchParams.has('ma'));
});

test('a queue calls the stage of a dossier by its name', async () => {
  const code = await atWork();
  const page = await openPageAs(browser, HEAD, `/viec?hang=unassigned&ma=${code}`);
  await page.locator('tr.ant-table-row').filter({ hasText: code }).filter({ hasText: 'Thẩm định hồ sơ, kiểm tra thực địa' }).waitFor();
});

test('the bell says how many notices are unread by the server\'s count, and above ninety-nine that they are many', async () => {
  const page = await openPageAs(browser, OFFICER, '/cong-viec');
  await page.route((url) => url.pathname === '/api/v1/notices', (route) => route.fulfill({ json: { items: [], next: null, unread: 130 } }));
  await page.reload();
  const bell = page.getByRole('link', { name: 'Thông báo chưa đọc: 130' });
  await bell.waitFor();
  expect(await bell.textContent()).toBe('99+');
});

test('a server that cannot be reached is said where somebody enters an absence, and nothing is thrown', async () => {
  const page = await openPageAs(browser, OFFICER, '/vang-mat');
  const thrown: string[] = [];
  page.on('pageerror', ({ message }) => { thrown.push(message); });
  await cutOff(page, '/api/v1/absences');
  await page.getByRole('button', { name: 'Nhập vắng mặt' }).click();
  const dialog = page.getByRole('dialog');
  await typeDay(dialog.getByRole('textbox', { name: 'Ngày đầu' }), '2027-03-01');
  await typeDay(dialog.getByRole('textbox', { name: 'Ngày cuối' }), '2027-03-02');
  await dialog.getByRole('button', { name: 'Xác nhận' }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByRole('button', { name: 'Bỏ qua' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(thrown).toEqual([]);
});

test('an action on a dossier somebody else has changed since it was shown tells what happened meanwhile', async () => {
  const code = await atWork();
  const page = await openPageAs(browser, HEAD, `/viec?hang=unassigned&ma=${code}`);
  await page.getByRole('checkbox', { name: `Chọn hồ sơ ${code}` }).check();
  await page.getByRole('button', { name: 'Phân công (1)' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Giao cho' }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: 'Người thụ lý' }).first().click();
  await dialog.getByText('Từng hồ sơ: thực hiện được 1 trên 1').waitFor();
  await asked('clerk', `/api/v1/dossiers/${code}/commands`, { type: 'RecallHandover', body: { stage: 'desk' } });
  await withdraw(code);
  await dialog.locator('.meanwhile').getByText('Thu hồi bàn giao').waitFor();
  expect(await dialog.locator('.meanwhile').textContent()).toContain(code);
});

test('a refusal after appraisal offers the grounds the procedure allows, in words', async () => {
  const code = await atWork();
  const page = await openPageAs(browser, HEAD, `/ho-so/${code}`);
  await page.getByRole('button', { name: 'Từ chối giải quyết sau thẩm định' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Lý do', exact: true }).click();
  const offered = await page.locator('.ant-select-item-option').allTextContents();
  const { grounds } = await asked<{ readonly grounds: { readonly refusal: readonly { readonly label: string }[] } }>('head', `/api/v1/dossiers/${code}`);
  expect(offered).toEqual(grounds.refusal.map(({ label }) => label));
  await dialog.getByRole('button', { name: 'Bỏ qua' }).click();
});

test('what falls due while somebody is away goes to the substitute in one action, cases with it, and the absence can be cancelled', async () => {
  const code = await atWork();
  await assigned(code);
  const { code: feedback } = await asked<{ readonly code: string }>('clerk', '/api/v1/feedback', { agencyCode: COMMUNE, channel: 'hotline', subject: 'conduct', sender: { name: 'Người phản ánh', phone: '0905 000 321', address: 'Tổ 1, phường Trung Tâm' }, content: 'Cán bộ hướng dẫn chưa rõ ràng.' });
  await asked('head', `/api/v1/cases/${feedback}/assignments`, { agency: COMMUNE, owner: OFFICER });
  const ownerOf = async (): Promise<unknown> => (await asked<{ readonly owner: string | null }>('head', `/api/v1/cases/${feedback}`)).owner;
  expect(await ownerOf()).toBe(OFFICER);
  const day = (days: number): string => new Date(Date.now() + days * MS_PER_DAY).toISOString().slice(0, 10);
  const page = await openPageAs(browser, HEAD, '/vang-mat');
  await page.getByRole('button', { name: 'Nhập vắng mặt' }).click();
  const entry = page.getByRole('dialog', { name: 'Nhập vắng mặt' });
  const choose = async (field: string, name: string): Promise<void> => {
    await entry.getByRole('combobox', { name: field }).click();
    // Without tone marks, as people type.
    await entry.getByRole('combobox', { name: field }).fill(name);
    await page.locator(OPTION).first().click();
  };
  await choose('Người vắng', 'nguoi thu ly');
  await typeDay(entry.getByRole('textbox', { name: 'Ngày đầu' }), day(1));
  await typeDay(entry.getByRole('textbox', { name: 'Ngày cuối' }), day(60));
  await choose('Người xử lý thay', 'lanh dao');
  await entry.getByRole('button', { name: 'Xác nhận' }).click();
  await entry.waitFor({ state: 'hidden' });

  const line = page.locator('tr.ant-table-row').first();
  await line.getByRole('button', { name: 'Việc đến hạn trong thời gian vắng' }).click();
  await page.getByRole('dialog').getByRole('link', { name: code }).first().waitFor();
  await page.getByRole('dialog').getByText(feedback).first().waitFor();
  await page.getByRole('button', { name: /^Chuyển \d+ việc cho người xử lý thay$/u }).click();
  await page.getByText(/^Chuyển cùng \d+ việc khác: /u).waitFor();
  await page.getByRole('button', { name: /^Thực hiện với \d+ việc$/u }).click();
  await until('the dossier is the substitute\'s', async () => (await officerOf(code)) === HEAD);
  await until('the case is the substitute\'s', async () => (await ownerOf()) === HEAD);
  await page.getByRole('button', { name: /^Hoàn tác/u }).waitFor();
  await line.getByRole('button', { name: 'Hủy lượt vắng mặt' }).click();
  await line.getByText('Đã hủy').waitFor();
});

test('of more work than one action takes, the first is moved, and it is said how much remains and that the list itself is cut', async () => {
  const items = Array.from({ length: BULK_LIMIT + 3 }, (_, place) => ({ kind: 'stage', code: `000.00.31.H99-270301-${String(place).padStart(4, '0')}`, self: '', agency: COMMUNE, stage: 'appraise', caseKind: null, clock: null, clockLabel: null, dueAt: '2027-03-01T09:00:00+07:00' }));
  const absence = { id: '00000000-0000-4000-8000-000000000203', subject: OFFICER, agency: COMMUNE, from: '2027-03-01T00:00:00+07:00', until: '2027-03-09T00:00:00+07:00', substitute: HEAD, reason: 'leave', reasonLabel: 'Nghỉ phép', enteredAt: '2026-11-30T09:00:00+07:00', enteredBy: HEAD, cancelledAt: null, cancelledBy: null, links: { cancel: '', dueWork: '' } };
  const page = await openPageAs(browser, HEAD, '/viec');
  await page.route((url) => url.pathname === '/api/v1/absences', (route) => route.fulfill({ json: { items: [absence], next: null } }));
  await page.route((url) => url.pathname.endsWith('/due-work'), (route) => route.fulfill({ json: { items, next: null, cut: true } }));
  await page.goto(new URL('/vang-mat', page.url()).href);
  await page.getByRole('button', { name: 'Việc đến hạn trong thời gian vắng' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('còn 3 việc chuyển ở lần sau').waitFor();
  await dialog.getByText('Danh sách chỉ gồm các việc đến hạn sớm nhất').waitFor();
  const asks = page.waitForRequest((request) => new URL(request.url()).pathname === '/api/v1/bulk-actions/preview');
  await dialog.getByRole('button', { name: `Chuyển ${String(BULK_LIMIT)} việc cho người xử lý thay` }).click();
  const { dossiers } = (await asks).postDataJSON() as { readonly dossiers: readonly { readonly code: string }[] };
  expect(dossiers.map(({ code }) => code)).toEqual(items.slice(0, BULK_LIMIT).map(({ code }) => code));
});

test('a list of several agencies says that it is in the order of dates, which is not that of the time left between calendars; one of a single agency does not', async () => {
  const [code, other] = [await atWork(), await atWork()];
  const page = await openPageAs(browser, HEAD, `/viec?hang=unassigned&ma=${code}`);
  await page.getByRole('link', { name: code }).waitFor();
  const said = page.getByText('Xếp theo ngày đến hạn.');
  expect(await said.count()).toBe(0);
  await page.route((url) => url.pathname === '/api/v1/dossiers', async (route) => {
    const response = await route.fetch();
    const list = (await response.json()) as { readonly items: readonly { readonly code: string }[] };
    await route.fulfill({ response, json: { ...list, items: list.items.flatMap((item) => [item, { ...item, code: other, competentAgency: 'H99.05' }]) } });
  });
  await page.reload();
  await page.getByRole('link', { name: other }).waitFor();
  await said.waitFor();
});
