import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { slipCodeFrom } from '#domain';
import { openBrowser, openPage } from '../support/browser.js';
import { until } from '../support/e2e-facts.js';
import { askedAs, tokenOf } from './asking.js';
import { letOneAddressAskOften, switchOnBoard } from './at-settings.js';

const browser = await openBrowser();
const { apiUrl, standInUrl } = inject('webStack');
beforeAll(letOneAddressAskOften);

/** A telephone held upright, as narrow as they come. */
const NARROW = { width: 360, height: 740 };
const DESK = 'H99.31';
/** No file of words is larger, and no page's code as small. */
const WORDS_BYTES = 5_000;
const [PHONE, NAME] = ['0900 004 711', 'Trịnh Thị Xem Trước'];

interface Dossier {
  readonly code: string;
  readonly email: string;
}

/** A dossier of this test, with a mailbox of its own. */
async function takeIn(more: object = {}): Promise<Dossier> {
  const email = `xem-${randomUUID()}@example.vn`;
  const { code } = await askedAs('clerk', DESK, '/api/v1/dossiers', { procedureCode: '1.005144', agencyCode: DESK, channel: 'counter', applicant: { name: NAME, phone: PHONE, email, ...more } });
  return { code: String(code), email };
}

/** The six characters as they stand on the slip. */
async function printedSlipCode({ code }: Dossier): Promise<string> {
  const pdf = await fetch(`${apiUrl}/api/v1/dossiers/${encodeURIComponent(code)}/receipt`, { headers: { authorization: `Bearer ${await tokenOf('clerk', DESK)}` } });
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const document = await getDocument({ data: new Uint8Array(await pdf.arrayBuffer()) }).promise;
  const { items } = await (await document.getPage(1)).getTextContent();
  const text = items.map((item) => ('str' in item ? item.str : '')).join(' ').replaceAll(/\s+/g, ' ');
  return /Mã tra cứu: ?([0-9A-Z]{6})/.exec(text)?.[1] ?? text;
}

/** The code that came with the last mail to somebody. */
async function mailedCode(to: string): Promise<string> {
  let code: string | undefined;
  await until('the mail with the code', async () => {
    const kept = (await (await fetch(`${standInUrl}/kept`)).json()) as readonly { readonly kind: string; readonly to?: string; readonly text?: string }[];
    code = /\b\d{6}\b/.exec(kept.findLast((entry) => entry.kind === 'mail' && entry.to === to)?.text ?? '')?.[0];
    return code !== undefined;
  });
  return code ?? '';
}

async function lookUpByPhone(page: Page, { code }: Dossier, digits = '4711'): Promise<void> {
  await page.getByLabel('Mã hồ sơ').fill(code);
  await page.getByLabel('4 số cuối điện thoại', { exact: true }).fill(digits);
  await page.getByRole('button', { name: 'Tra cứu' }).click();
}

const isWiderThanScreen = (page: Page): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

describe('on a telephone', () => {
  test('a dossier is found by its code and four digits, and shows what to do, the date and why, without a name', async () => {
    const dossier = await takeIn();
    const page = await openPage(browser, '/tra-cuu', NARROW);
    await lookUpByPhone(page, dossier);
    await page.getByRole('heading', { name: 'Được tiếp nhận' }).waitFor();
    await page.getByText(/Chưa cần làm gì. Kết quả được hẹn trả lúc/).waitFor();
    const why = page.getByText('Vì sao là ngày này?');
    expect(await page.getByText(/ngày làm việc/).first().isVisible()).toBe(false);
    await why.click();
    await page.getByText(/ngày làm việc/).first().waitFor({ state: 'visible' });
    expect(await page.locator('body').innerText()).not.toContain(NAME);
    expect([await isWiderThanScreen(page), new URL(page.url()).search, new URL(page.url()).hash]).toEqual([false, '', '']);
  });

  test('the link of a slip opens its dossier, and leaves no code in the address', async () => {
    const dossier = await takeIn();
    const slipCode = await printedSlipCode(dossier);
    expect(slipCode).toHaveLength(slipCodeFrom('00000000').length);
    const page = await openPage(browser, `/tra-cuu#ma=${encodeURIComponent(dossier.code)}&so=${slipCode}`, NARROW);
    await page.getByText(dossier.code).waitFor();
    expect(new URL(page.url()).hash).toBe('');
    await page.getByRole('button', { name: 'Tra cứu hồ sơ khác' }).click();
    await page.getByLabel('Mã tra cứu 6 ký tự trên giấy').check();
    await page.getByLabel('Mã hồ sơ').fill(dossier.code);
    await page.getByLabel('Mã tra cứu', { exact: true }).fill(slipCode.toLowerCase());
    await page.getByRole('button', { name: 'Tra cứu' }).click();
    await page.getByRole('heading', { name: 'Được tiếp nhận' }).waitFor();
  });

  test('four wrong digits and a code nobody bears are told the same', async () => {
    const dossier = await takeIn();
    const page = await openPage(browser, '/tra-cuu', NARROW);
    const said = page.getByText('Không tìm thấy hồ sơ khớp với thông tin đã nhập.');
    await lookUpByPhone(page, dossier, '0000');
    await said.waitFor();
    await lookUpByPhone(page, { ...dossier, code: '000.00.31.H99-200101-9999' });
    await said.waitFor();
    expect(await page.getByRole('heading', { level: 2 }).count()).toBe(0);
  });

  test('a date that has passed without a result is not promised any more; the code may be typed small', async () => {
    const { code } = await askedAs<Dossier>('clerk', DESK, '/api/v1/dossiers', {
      procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: DESK, channel: 'counter', applicant: { name: NAME, phone: PHONE },
      outage: { receivedAt: `${new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10)}T09:00:00+07:00`, reason: 'Mất kết nối', secondPerson: `head@${DESK}` },
    });
    const page = await openPage(browser, '/tra-cuu', NARROW);
    await lookUpByPhone(page, { code: code.toLowerCase(), email: '' });
    await page.getByText(/Kết quả hẹn trả lúc .* nhưng chưa có/).waitFor();
    expect(await page.getByText(/Kết quả được hẹn trả lúc/).count()).toBe(0);
  });

  test('letters open with the code that was mailed, and with no other', async () => {
    const dossier = await takeIn();
    const page = await openPage(browser, '/tra-cuu', NARROW);
    await lookUpByPhone(page, dossier);
    await page.getByRole('button', { name: 'Gửi mã xác thực' }).click();
    await page.getByText(/Đã gửi mã tới thư điện tử x\*\*\*@example.vn/).waitFor();
    const code = await mailedCode(dossier.email);
    await page.getByLabel('Mã xác thực 6 số').fill(code === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: 'Mở văn bản' }).click();
    await page.getByText('Mã không đúng, đã dùng hoặc đã hết hạn.').waitFor();
    await page.getByLabel('Mã xác thực 6 số').fill(code);
    await page.getByRole('button', { name: 'Mở văn bản' }).click();
    await page.getByRole('button', { name: /^Xem ?: Giấy tiếp nhận/ }).click();
    await page.locator('.pdf-pages:not([data-pages="0"]) canvas').first().waitFor();
    expect(await isWiderThanScreen(page)).toBe(false);
  });

  test('everything is said in English to whoever wants it, and the document says so', async () => {
    const dossier = await takeIn();
    const page = await openPage(browser, '/tra-cuu', NARROW);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Check your dossier' }).waitFor();
    await page.getByLabel('Dossier code').fill(dossier.code);
    await page.getByLabel('Last 4 digits of the phone number', { exact: true }).fill('4711');
    await page.getByRole('button', { name: 'Look up', exact: true }).click();
    await page.getByText(/Nothing for now. The result is promised for/).waitFor();
    await page.getByText('Why this date?').click();
    await page.getByText(/^Working day 1: /).waitFor();
    await page.getByText(/^The dossier was received at /).waitFor();
    await page.getByText(/^It ends at /).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    // What is left in Vietnamese are names the catalogue has in no other language, and they are marked.
    const left = await page.evaluate(`[...document.querySelectorAll('main *')].filter((each) => each.children.length === 0 && /[ăâđêôơưĂÂĐÊÔƠƯ]|[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/.test(each.textContent) && each.closest('[lang="vi"]') === null).map((each) => each.textContent)`);
    expect(left).toEqual([]);
  });

  test('sentences are told again in the other language when the reader changes it', async () => {
    const dossier = await takeIn();
    const page = await openPage(browser, '/tra-cuu', NARROW);
    await lookUpByPhone(page, dossier);
    await page.getByText('Vì sao là ngày này?').click();
    await page.getByText(/^Nhận hồ sơ lúc/).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText(/^The dossier was received at /).waitFor();
    await page.getByRole('button', { name: 'Tiếng Việt' }).click();
    await page.getByText(/^Nhận hồ sơ lúc/).waitFor();
  });

  test('letters open to the applicant who signs in, and to nobody else, who is told no more', async () => {
    const dossier = await takeIn({ idNumber: '000190000001' });
    const page = await openPage(browser, '/tra-cuu', NARROW);
    await lookUpByPhone(page, dossier);
    await page.getByRole('button', { name: 'English' }).click();
    const signIn = async (account: string): Promise<void> => {
      await page.getByRole('button', { name: 'Sign in' }).click();
      expect(await page.locator('button[value="clerk@H99"]').count()).toBe(0);
      await page.locator(`button[value="${account}"]`).click();
      await page.getByText(dossier.code).waitFor();
    };
    await signIn('citizen:000190000002');
    await page.getByText('This account does not open the letters of this dossier.').waitFor();
    await signIn('citizen:000190000001');
    await page.getByRole('button', { name: /^Read ?: Receipt/ }).click();
    await page.locator('.pdf-pages:not([data-pages="0"]) canvas').first().waitFor();
    expect([new URL(page.url()).search, await page.evaluate('sessionStorage.length')]).toEqual(['', 0]);
  });

  test('the applicant rates the service and gives feedback once there is a result', async () => {
    const dossier = await takeIn();
    await askedAs('clerk', DESK, `/api/v1/dossiers/${encodeURIComponent(dossier.code)}/commands`, { type: 'RecordResult' });
    const page = await openPage(browser, '/tra-cuu', NARROW);
    await lookUpByPhone(page, dossier);
    await page.getByText(/Kết quả có từ .* Đến nhận tại/).waitFor();
    await page.getByRole('button', { name: 'Hài lòng', exact: true }).click();
    await page.getByRole('button', { name: 'Gửi đánh giá' }).click();
    await page.getByText('Cảm ơn ông/bà đã đánh giá.').waitFor();
    await page.getByText('Gửi phản ánh, kiến nghị').click();
    await page.getByLabel('Nội dung').fill('Quầy số 3 thiếu ghế ngồi');
    await page.getByRole('button', { name: 'Gửi phản ánh' }).click();
    await page.getByText(/Đã nhận phản ánh, mã PA-/).waitFor();
  });
});

describe('at a kiosk', () => {
  test('a slip under the scanner opens its dossier, and after a minute without a touch nothing of it is left', async () => {
    const dossier = await takeIn();
    const slipCode = await printedSlipCode(dossier);
    const page = await openPage(browser, '/kiosk', { width: 1080, height: 1920 });
    await page.clock.install();
    await page.reload();
    await page.getByText('Đưa mã QR trên giấy hẹn vào máy quét').waitFor();
    await page.keyboard.type(`https://motcua.example.vn/tra-cuu#ma=${encodeURIComponent(dossier.code)}&so=${slipCode}`);
    await page.keyboard.press('Enter');
    await page.getByText(dossier.code).waitFor();
    await page.clock.runFor(40_000);
    await page.getByText('Tự về trang đầu sau 20 giây').waitFor();
    await page.getByRole('heading', { name: 'Diễn biến' }).click();
    await page.clock.runFor(40_000);
    expect(await page.getByText(dossier.code).isVisible()).toBe(true);
    await page.clock.runFor(21_000);
    await page.getByText('Đưa mã QR trên giấy hẹn vào máy quét').waitFor();
    expect(await page.locator('body').innerText()).not.toContain(dossier.code);
  });

  test('and is read where the keys are on the screen too, whichever field has the focus', async () => {
    const dossier = await takeIn();
    const slipCode = await printedSlipCode(dossier);
    const page = await openPage(browser, '/kiosk', { width: 1080, height: 1920 });
    await page.getByRole('button', { name: 'Nhập mã bằng tay' }).click();
    await page.getByLabel('4 số cuối điện thoại', { exact: true }).click();
    await page.keyboard.type(`https://motcua.example.vn/tra-cuu#ma=${encodeURIComponent(dossier.code)}&so=${slipCode}`);
    await page.keyboard.press('Enter');
    await page.getByText(dossier.code).waitFor();
  });

  test('whoever has no slip types on the keys of the screen', async () => {
    const dossier = await takeIn();
    const page = await openPage(browser, '/kiosk', { width: 1080, height: 1920 });
    await page.getByRole('button', { name: 'Nhập mã bằng tay' }).click();
    const keyboard = page.getByRole('group', { name: 'Bàn phím trên màn hình' });
    const type = async (text: string): Promise<void> => {
      for (const key of text) await keyboard.getByRole('button', { name: key, exact: true }).click();
    };
    await type(dossier.code);
    expect(await page.getByLabel('Mã hồ sơ').inputValue()).toBe(dossier.code);
    await page.getByLabel('4 số cuối điện thoại', { exact: true }).click();
    await type('4711');
    await page.getByRole('button', { name: 'Tra cứu' }).click();
    await page.getByText(dossier.code).waitFor();
    await page.getByRole('button', { name: 'Về đầu' }).click();
    await page.getByText('Đưa mã QR trên giấy hẹn vào máy quét').waitFor();
  });
});

describe('the screen in the hall', () => {
  test('shows numbers of an agency the settings name, and counts on by itself', async () => {
    await switchOnBoard();
    const page = await openPage(browser, `/bang-tin/${DESK}`, { width: 1920, height: 1080 });
    const received = page.locator('dt', { hasText: 'Tiếp nhận hôm nay' }).locator('xpath=following-sibling::dd');
    await until('the settings are in force', async () => { await page.reload(); return received.isVisible(); });
    const before = Number(await received.innerText());
    await page.clock.install();
    await page.reload();
    await received.waitFor();
    await takeIn();
    await until('one more', async () => { await page.clock.runFor(30_000); return Number(await received.innerText()) > before; });
    expect(await page.locator('body').innerText()).not.toContain(NAME);
    const closed = await openPage(browser, '/bang-tin/H99.05');
    await closed.getByText('Cơ quan này chưa công khai số liệu trên màn hình.').waitFor();
  });
});

test('who is not signed in stays so on every public page, and none of the staff’s code is loaded', async () => {
  for (const path of ['/tra-cuu', '/kiosk', `/bang-tin/${DESK}`]) {
    const page = await openPage(browser, path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const loaded = await page.evaluate<readonly (readonly [string, number])[]>(`performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).map(({ name, encodedBodySize }) => [name, encodedBodySize])`);
    // The shell's words are a file of that name too, and a small one.
    expect(loaded.filter(([name, size]) => size > WORDS_BYTES && /shell|intake|dossiers?-page|chart|pdf/i.test(name.split('/').at(-1) ?? ''))).toEqual([]);
    expect(loaded.reduce((sum, [, size]) => sum + size, 0)).toBeLessThan(300 * 1024);
    expect(new URL(page.url()).origin).toBe(new URL(inject('webStack').webUrl).origin);
  }
});
