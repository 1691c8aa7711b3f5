import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser, openPageAs } from '../support/browser.js';
import { until } from '../support/e2e-facts.js';
import { asked, atDesk, atShelf, atWork, COMMUNE } from './at-commune.js';

const browser = await openBrowser();
/** More stops than any page has before its actions. */
const MOST_STOPS = 300;
/** Workers may have the many dossiers of another test to do first. */
const DONE_WITHIN_MS = 45_000;
/** Beyond what the agency's register gives out to all the tests of a run. */
const OWN_NUMBER = '9015/TB-UBND';
const CONFIRM = '.ant-modal-footer .ant-btn-primary';

interface Entry {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Presses Tab until the field has the focus, as somebody does who has no mouse. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let pressed = 0; pressed < MOST_STOPS; pressed += 1) {
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${selector} is not reached by Tab`);
}

/** Opens a dossier and the dialog of one of its actions. */
async function begin(role: string, code: string, action: string): Promise<Page> {
  const page = await openPageAs(browser, `${role}@${COMMUNE}`, `/ho-so/${code}`);
  const button = `.dossier-actions button:has-text("${action}")`;
  await page.locator(button).first().waitFor();
  await tabTo(page, button);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  return page;
}

/** Goes to what is typed into, and types. */
async function type(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, `.ant-modal ${selector}`);
  await page.keyboard.type(text);
}

async function confirm(page: Page): Promise<void> {
  await tabTo(page, CONFIRM);
  await page.keyboard.press('Enter');
}

/** The dialog is gone, for what it was about is done; one that stays is told with what it says. */
async function closed(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.waitFor({ state: 'detached', timeout: DONE_WITHIN_MS }).catch(async (cause: unknown) => {
    throw new Error(`Still open: ${await dialog.innerText()}`, { cause });
  });
}

async function recorded(code: string, event: string): Promise<Entry> {
  const find = async (): Promise<Entry | undefined> => (await asked<{ readonly items: readonly Entry[] }>('clerk', `/api/v1/dossiers/${code}/timeline`)).items.find((each) => each.type === event);
  await until(`${event} of ${code}`, async () => (await find()) !== undefined);
  return (await find()) as Entry;
}

test('by keys alone papers are asked for, one by its box with what is wrong with it', async () => {
  const code = await atDesk();
  const page = await begin('clerk', code, 'Yêu cầu bổ sung');
  const boxes = page.locator('.ant-modal .paper input[type="checkbox"]');
  await boxes.first().waitFor();
  // What the procedure asks for and is not here is chosen already: the first is left out again, and chosen once more.
  await tabTo(page, '.ant-modal p + .paper input[type="checkbox"]');
  const wasChosen = await boxes.first().isChecked();
  await page.keyboard.press('Space');
  expect(await boxes.first().isChecked()).toBe(!wasChosen);
  if (wasChosen) await page.keyboard.press('Space');
  await type(page, 'p + .paper input[type="text"]', 'Chưa ký');
  await type(page, 'textarea', 'Nộp thêm bản vẽ mặt bằng');
  await confirm(page);
  await page.getByRole('button', { name: 'Xong' }).waitFor();
  await confirm(page);
  await closed(page);
  expect(await recorded(code, 'SupplementRequested')).toBeDefined();
});

test('by keys alone a dossier is refused after its appraisal', async () => {
  const code = await atWork();
  const page = await begin('head', code, 'Từ chối giải quyết sau thẩm định');
  await tabTo(page, '.ant-modal input[role="combobox"]');
  await page.keyboard.press('ArrowDown');
  await page.locator('.ant-select-item-option-active').waitFor();
  await page.keyboard.press('Enter');
  await type(page, 'input[aria-label="Số văn bản"]', OWN_NUMBER);
  await type(page, 'textarea', 'Không đủ điều kiện cấp phép');
  await confirm(page);
  await closed(page);
  expect((await recorded(code, 'RefusalDecided')).payload).toMatchObject({ documentNumber: OWN_NUMBER });
});

test('by keys alone a result is handed over on the dossier’s page', async () => {
  const code = await atShelf();
  const page = await begin('clerk', code, 'Trả kết quả');
  await tabTo(page, '.ant-modal input[type="checkbox"]');
  await page.keyboard.press('Space');
  await confirm(page);
  await page.locator('.ant-modal .pdf-pages canvas').first().waitFor();
  await confirm(page);
  await closed(page);
  expect((await recorded(code, 'ResultHandedOver')).payload).toMatchObject({ identityChecked: true });
});

test('by keys alone a dossier is taken back, and a dialog that was opened by mistake is left by Escape', async () => {
  const code = await atDesk();
  const page = await begin('clerk', code, 'Rút hồ sơ');
  await page.keyboard.press('Escape');
  await closed(page);
  // Whoever left it stands where they began.
  await page.locator('.dossier-actions button:has-text("Rút hồ sơ"):focus').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await type(page, 'textarea', 'Người nộp đổi ý');
  await confirm(page);
  await closed(page);
  expect((await recorded(code, 'DossierWithdrawn')).payload).toMatchObject({ reasonCode: 'applicant-request' });
});
