import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { forPractice, openBrowser, openPage, openPageAs } from '../support/browser.js';
import { asked } from './at-commune.js';
import { switchOffNumbers, switchOnNumbers } from './at-settings.js';

const browser = await openBrowser();
const CLERK = 'clerk@H99.31';
const MINUTE_MS = 60_000;
/** Keys pressed by hand take about as long. */
const PER_KEY_MS = 60;
const OF_A_HAND_MS = 120;

/** A person nobody else files for: tests of other files look at the same stack. */
function person(): { readonly name: string; readonly id: string; readonly phone: string; readonly card: string } {
  const digits = String(Math.trunc(Math.random() * 1e8)).padStart(8, '0');
  const name = `Nguyễn Thị Thử ${digits.slice(0, 3)}`;
  const id = `0011${digits}`;
  return { name, id, phone: `09${digits}`, card: `${id}|012345678|${name}|01021990|Nữ|Thôn 1, xã Đồng Bằng|05062021` };
}

async function taken(who = person()): Promise<string> {
  const { code } = await asked('clerk', '/api/v1/dossiers', { procedureCode: '1.004873', agencyCode: 'H99.31', channel: 'counter', applicant: { name: who.name, idNumber: who.id, phone: who.phone } });
  return String(code);
}

/** A dossier whose result lies at the desk. */
async function finished(): Promise<string> {
  const code = await taken();
  await asked('clerk', `/api/v1/dossiers/${code}/commands`, { type: 'RecordResult', body: {} });
  await expectEvent(code, 'ResultRecorded');
  return code;
}

/** Presses Tab until the field has the focus, as a person does who uses no mouse. */
async function tabTo(page: Page, selector: string, within = 60): Promise<void> {
  for (let pressed = 0; pressed < within; pressed += 1) {
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${selector} is not reached by Tab`);
}

async function chooseProcedure(page: Page, typed: string): Promise<void> {
  await page.locator('#procedure').waitFor();
  await page.locator('#procedure').focus();
  await page.keyboard.type(typed, { delay: PER_KEY_MS });
  await page.locator('.ant-select-item-option-active').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Thành phần hồ sơ').waitFor();
}

describe('the desk begins', () => {
  test('with the search box under its hands: a scanned code and Enter open the dossier', async () => {
    const code = await taken();
    const page = await openPageAs(browser, CLERK, '/');
    await page.getByRole('heading', { level: 1, name: 'Quầy tiếp nhận' }).waitFor();
    await page.locator('.search-box input:focus').waitFor();
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === `/ho-so/${encodeURIComponent(code)}`);
  });

  test('and finds a person by name without tone marks, whose name stands in no address', async () => {
    const who = person();
    const code = await taken(who);
    const page = await openPageAs(browser, CLERK, '/quay');
    await page.locator('.search-box input:focus').waitFor();
    await page.keyboard.type(`nguyen thi thu ${who.name.slice(-3)}`);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: code }).waitFor();
    expect(page.url()).not.toMatch(/thu|nguyen/i);
  });

  test('and shows for every number the list of that length', async () => {
    const code = await finished();
    const page = await openPageAs(browser, CLERK, '/quay?hang-doi=to-hand-over');
    await page.getByRole('link', { name: code }).waitFor();
    const shown = await page.locator('tbody tr[data-row-key]').count();
    await page.getByRole('button', { name: 'Chờ trả kết quả' }).filter({ hasText: String(shown) }).waitFor();
  });
});

describe('an intake', () => {
  test('is made by keyboard alone in under a minute: procedure, papers, scanned card, appointment seen, receipt printed', async () => {
    const { name, id, phone, card } = person();
    const page = await openPageAs(browser, CLERK, '/tiep-nhan');
    await page.locator('#procedure:focus').waitFor();
    const from = performance.now();
    await page.keyboard.type('khai sinh', { delay: PER_KEY_MS });
    await page.locator('.ant-select-item-option-active').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Thành phần hồ sơ').waitFor();
    await page.keyboard.press('Alt+a');
    await tabTo(page, 'input[name="applicant-scan"]');
    // The scanner's own Enter does no harm.
    await page.keyboard.insertText(card);
    await page.keyboard.press('Enter');
    await tabTo(page, 'input[name="applicant-phone"]');
    await page.keyboard.type(phone, { delay: PER_KEY_MS });
    expect(await page.locator('input[name="applicant-name"]').inputValue()).toBe(name);
    const promised = (await page.locator('.appointment').getAttribute('data-appointment')) ?? '';
    expect(await page.locator('.why li').count()).toBeGreaterThan(0);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: 'Đã tiếp nhận' }).waitFor();
    expect(performance.now() - from).toBeLessThan(MINUTE_MS);
    const code = (await page.locator('[data-code]').getAttribute('data-code')) ?? '';
    const dossier = await asked('clerk', `/api/v1/dossiers/${code}`);
    expect(dossier['personal']).toMatchObject({ applicant: { name, idNumber: id, phone } });
    expect(String(dossier['appointment']).slice(0, 10)).toBe(promised.slice(0, 10));
    expect(dossier['components']).toHaveLength(7);
    await page.locator('.pdf-pages canvas').first().waitFor();
    await page.locator('iframe[src^="blob:"]').waitFor({ state: 'attached' });
  });

  test('of a slip written while the line was cut is entered by keyboard, with its own hour and a second person; the fields are folded away until then', async () => {
    const { card } = person();
    const page = await openPageAs(browser, CLERK, '/tiep-nhan');
    await chooseProcedure(page, 'tinh trang hon nhan');
    await page.locator('input[name="applicant-scan"]').focus();
    await page.keyboard.insertText(card);
    expect(await page.getByLabel('Báo tin cho người nộp bằng').isVisible()).toBe(false);
    await tabTo(page, 'details.seldom > summary');
    await page.keyboard.press('Enter');
    await page.getByLabel('Báo tin cho người nộp bằng').waitFor({ state: 'visible' });
    await page.getByLabel('Nhập bù giấy đã tiếp nhận khi mất kết nối').check();
    const save = page.getByRole('button', { name: /^Tiếp nhận Ctrl/ });
    expect(await save.isDisabled()).toBe(true);
    const hour = new Date(Date.now() + 7 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('Giờ tiếp nhận ghi trên giấy').fill(`09:15 ${hour.split('-').reverse().join('/')}`);
    await page.keyboard.press('Tab');
    await page.getByLabel('Lý do nhập bù').fill('Mất kết nối');
    await page.locator('#second-person').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: 'Đã tiếp nhận' }).waitFor();
    const dossier = await asked('clerk', `/api/v1/dossiers/${(await page.locator('[data-code]').getAttribute('data-code')) ?? ''}`);
    expect(String(dossier['receivedAt'])).toBe(`${hour}T09:15:00+07:00`);
  });

  test('survives a reload until it is saved, and leaves nothing of a person behind', async () => {
    const { name, card } = person();
    const page = await openPageAs(browser, CLERK, '/tiep-nhan');
    await chooseProcedure(page, 'tinh trang hon nhan');
    await page.locator('input[name="applicant-scan"]').focus();
    await page.keyboard.insertText(card);
    await page.reload();
    await page.locator('input[name="applicant-name"]').waitFor();
    expect(await page.locator('input[name="applicant-name"]').inputValue()).toBe(name);
    await page.getByText('Thành phần hồ sơ').waitFor();
    await page.keyboard.press('Alt+a');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: 'Đã tiếp nhận' }).waitFor();
    expect(await page.evaluate(`JSON.stringify(Object.entries(sessionStorage).filter(([key]) => !key.startsWith('oidc.'))) + JSON.stringify(localStorage)`)).not.toContain(name);
  });

  test('warns that the same is under way already, and takes it in all the same where the clerk means to', async () => {
    const who = person();
    const code = await taken(who);
    const page = await openPageAs(browser, CLERK, '/tiep-nhan');
    await chooseProcedure(page, '1.004873');
    await page.locator('input[name="applicant-scan"]').focus();
    await page.keyboard.insertText(who.card);
    await page.getByRole('alert').getByRole('link', { name: code }).waitFor();
    await page.keyboard.press('Alt+a');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: 'Đã tiếp nhận' }).waitFor();
  });

  test('that lacks papers becomes form 02, its papers the numbered items and reasons', async () => {
    const { card } = person();
    const page = await openPageAs(browser, CLERK, '/tiep-nhan');
    await chooseProcedure(page, '1.004873');
    await page.locator('input[name="applicant-scan"]').focus();
    await page.keyboard.insertText(card);
    await page.getByRole('textbox', { name: /^Thiếu gì/ }).first().fill('đã hết hạn');
    await page.getByRole('button', { name: 'Tiếp nhận và yêu cầu bổ sung (mẫu 02)' }).click();
    await page.getByRole('heading', { level: 1, name: 'Đã tiếp nhận' }).waitFor();
    const code = (await page.locator('[data-code]').getAttribute('data-code')) ?? '';
    const asked = await expectEvent(code, 'SupplementRequested');
    expect((asked['text'] as { readonly reason: string }).reason.split('\n')[0]).toMatch(/^1\. .*: đã hết hạn$/);
  });

  test('is followed by another for the same applicant, and by the next of a pile, without typing again', async () => {
    const { name, card } = person();
    const page = await openPageAs(browser, CLERK, '/tiep-nhan');
    await chooseProcedure(page, '1.004873');
    await page.locator('input[name="applicant-scan"]').focus();
    await page.keyboard.insertText(card);
    await page.keyboard.press('Alt+a');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Hồ sơ khác cùng người nộp' }).click();
    expect(await page.locator('input[name="applicant-name"]').inputValue()).toBe(name);
    await chooseProcedure(page, 'dkks');
    await page.keyboard.press('Alt+a');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Người khác, cùng thủ tục' }).click();
    expect(await page.locator('input[name="applicant-name"]').inputValue()).toBe('');
    await page.getByText(/Thành phần hồ sơ \(7\/7\)/).waitFor();
  });
});

/** The first event of a type in a dossier's ledger, once it is there. */
async function expectEvent(code: string, type: string): Promise<Readonly<Record<string, unknown>>> {
  for (;;) {
    const { items } = await asked<{ readonly items: readonly Readonly<Record<string, unknown>>[] }>('clerk', `/api/v1/dossiers/${code}/timeline`);
    const found = items.find((event) => event['type'] === type);
    if (found !== undefined) return found;
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
}

test('a pile is handed over by scanner with one record for all of it', async () => {
  const codes = [await taken(), await taken()];
  const page = await openPageAs(browser, CLERK, '/giao-nhan');
  await page.getByRole('textbox', { name: 'Quét mã hồ sơ' }).waitFor();
  for (const code of [...codes, codes[0] ?? '', '000.00.31.H99-200101-0001']) {
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
  }
  await page.getByText('không đọc được').waitFor();
  await page.getByRole('button', { name: 'Thực hiện 2 hồ sơ' }).click();
  await page.locator('[data-state="done"]').nth(1).waitFor();
  await page.getByRole('button', { name: 'In một biên bản' }).click();
  await page.locator('.pdf-pages canvas').first().waitFor();
  for (const code of codes) await expectEvent(code, 'StageForwarded');
});

test('a result is shelved and handed over from the shelf, where its place and days of waiting stand', async () => {
  const code = await finished();
  const page = await openPageAs(browser, CLERK, '/ke-tra-ket-qua');
  await page.getByRole('button', { name: `Lưu kết quả chờ nhận ${code}` }).click();
  await page.getByRole('textbox', { name: 'Vị trí trên kệ' }).fill('Kệ 3-B');
  await page.keyboard.press('Enter');
  const line = page.getByRole('row').filter({ hasText: code });
  await line.filter({ hasText: 'Kệ 3-B' }).filter({ hasText: '0 ngày' }).waitFor();
  await page.getByRole('button', { name: `Trả kết quả ${code}` }).click();
  await page.getByRole('checkbox', { name: 'Đã kiểm tra giấy tờ tùy thân' }).check();
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await page.locator('.pdf-pages canvas').first().waitFor();
  await page.getByRole('button', { name: 'Xong' }).click();
  await line.waitFor({ state: 'detached' });
});

test('a result is handed over from the shelf by keys alone', async () => {
  const code = await finished();
  const page = await openPageAs(browser, CLERK, '/ke-tra-ket-qua');
  const press = '.ant-modal-footer .ant-btn-primary';
  for (const [selector, key, then] of [[`button[aria-label="Trả kết quả ${code}"]`, 'Enter', press], ['.ant-modal input[type="checkbox"]', 'Space', press], [press, 'Enter', '.pdf-pages canvas'], [press, 'Enter', 'body']] as const) {
    await page.locator(selector).first().waitFor();
    await tabTo(page, selector, 300);
    await page.keyboard.press(key);
    await page.locator(then).first().waitFor();
  }
  await page.getByRole('row').filter({ hasText: code }).waitFor({ state: 'detached' });
  expect(await expectEvent(code, 'ResultHandedOver')).toMatchObject({ payload: { identityChecked: true } });
});

test('any slip is printed again', async () => {
  const code = await taken();
  const page = await openPageAs(browser, CLERK, '/in-lai');
  await page.getByRole('searchbox', { name: 'Quét mã hồ sơ' }).waitFor();
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Giấy tiếp nhận và hẹn trả (01)' }).click();
  await page.locator('.pdf-pages canvas').first().waitFor();
});

test('numbers of those who wait are shown nowhere until they are switched on, then called from the desk to the screen above it', async () => {
  const page = await openPageAs(browser, CLERK, '/quay');
  await switchOffNumbers();
  await expect.poll(() => offersNumbers(page), SETTINGS_ARE_READ).toBe(false);
  await switchOnNumbers();
  await expect.poll(() => offersNumbers(page), SETTINGS_ARE_READ).toBe(true);
  await page.getByRole('link', { name: 'Số thứ tự' }).click();
  await page.getByRole('button', { name: 'A · Hộ tịch' }).dblclick({ delay: OF_A_HAND_MS });
  await page.getByText('A001').waitFor();
  expect(await asked('clerk', '/api/v1/queue-desks/H99.31/tickets', { series: 'A' })).toMatchObject({ label: 'A002' });
  await page.getByRole('button', { name: 'Gọi số tiếp theo' }).dblclick({ delay: OF_A_HAND_MS });
  await page.getByText('đã gọi 1 lần').waitFor();
  const screen = await openPage(browser, '/man-hinh-goi-so/H99.31');
  await screen.getByRole('row', { name: 'A001 1' }).waitFor();
  await forPractice(page);
  await page.getByRole('button', { name: 'A · Hộ tịch' }).click();
  const ticket = page.locator('.ticket-print').filter({ hasText: 'A003' });
  await ticket.waitFor();
  await page.emulateMedia({ media: 'print' });
  expect([await ticket.getByText('BẢN THỰC HÀNH').isVisible(), await page.locator('.practice-banner').isVisible()]).toEqual([true, false]);
});

/** A process asks once a second whether settings have changed. */
const SETTINGS_ARE_READ = { timeout: 20_000 };

/** Tells whether the pages of a counter, opened anew, offer numbers to those who wait. */
async function offersNumbers(page: Page): Promise<boolean> {
  await page.reload();
  await page.getByRole('link', { name: 'Kệ chờ trả kết quả' }).first().waitFor();
  return (await page.getByRole('link', { name: 'Số thứ tự' }).count()) > 0;
}
