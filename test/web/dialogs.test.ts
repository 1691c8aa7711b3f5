import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openBrowser, openPageAs } from '../support/browser.js';
import { until } from '../support/e2e-facts.js';
import { askedAs } from './asking.js';
import { asked, atDesk, atShelf, atWork, COMMUNE, late, over, toSign } from './at-commune.js';
import { axeFaults, DESK, quiet, requestsOf, zoomFaults } from './page-checks.js';

const browser = await openBrowser();
/** A dossier may have twenty dialogs, each looked at twice. */
const LOOKED_AT_WITHIN_MS = 300_000;
const MS_PER_DAY = 86_400_000;

/** A dossier whose applicant is to bring more papers. */
async function awaitingPapers(): Promise<string> {
  const code = await atDesk();
  await asked('clerk', `/api/v1/dossiers/${code}/commands`, { type: 'RequestSupplement', body: { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' }, text: { reason: 'Thiếu bản vẽ' } });
  await until(`${code} waits for papers`, async () => (await asked('clerk', `/api/v1/dossiers/${code}`))['status'] === 'awaiting-supplement');
  return code;
}

/** A dossier whose date has passed, with its apology to be signed. */
async function toBeSigned(): Promise<string> {
  const code = await late();
  await until('its apology waits for a signature', async () => (await toSign()).includes(code));
  return code;
}

/** How a page fails with one of its dialogs open: in axe's words, and at twice the size. */
async function faultsOf(page: Page, requests: ReadonlySet<unknown>): Promise<readonly string[]> {
  await quiet(page, requests);
  return [...(await axeFaults(page)), ...(await zoomFaults(page))];
}

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

describe('a dossier’s dialogs are for everybody, by eye and at twice the size', () => {
  test.each([
    ['at the desk', 'clerk', atDesk],
    ['that waits for papers', 'clerk', awaitingPapers],
    ['with its result', 'clerk', atShelf],
    ['at work, as an officer sees it', 'officer', atWork],
    ['at work, as the head sees it', 'head', atWork],
    ['that is late', 'signatory', toBeSigned],
    ['that is over', 'head', over],
  ] as const)('of one %s', async (_, role, make) => {
    const code = await make();
    const page = await openPageAs(browser, `${role}@${COMMUNE}`, '/thong-bao', DESK);
    const requests = requestsOf(page);
    await page.goto(new URL(`/ho-so/${code}`, page.url()).href);
    const actions = page.locator('.dossier-actions').getByRole('button');
    await actions.first().waitFor();
    await quiet(page, requests);
    const found: (readonly [string, readonly string[]])[] = [];
    for (let place = 0; place < (await actions.count()); place += 1) {
      const name = (await actions.nth(place).textContent()) ?? '';
      await actions.nth(place).click();
      await page.getByRole('dialog').waitFor();
      const faults = await faultsOf(page, requests);
      if (faults.length > 0) found.push([name, faults]);
      await close(page);
    }
    expect(found).toEqual([]);
  }, LOOKED_AT_WITHIN_MS);

  test.each([['Trình người có thẩm quyền', 'officer'], ['Đôn đốc', 'head']] as const)('behind “%s”', async (name, role) => {
    const code = await atWork();
    const page = await openPageAs(browser, `${role}@${COMMUNE}`, '/thong-bao', DESK);
    const requests = requestsOf(page);
    await page.goto(new URL(`/ho-so/${code}`, page.url()).href);
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('dialog').waitFor();
    expect(await faultsOf(page, requests)).toEqual([]);
  });
});

test('what the search box finds is for everybody, by eye and at twice the size', async () => {
  const code = await atDesk();
  const page = await openPageAs(browser, `clerk@${COMMUNE}`, '/quay', DESK);
  const requests = requestsOf(page);
  const box = page.locator('.search-box input');
  await box.fill('nguyen thi thu');
  await box.press('Enter');
  await page.locator('tbody tr[data-row-key]').first().waitFor();
  expect(await faultsOf(page, requests)).toEqual([]);
  await box.fill(code);
  await box.press('Enter');
  await page.getByRole('heading', { level: 1, name: new RegExp(code, 'u') }).waitFor();
  expect(await faultsOf(page, requests)).toEqual([]);
});

/** Opens a dialog by keys and closes it by them; its opener has the keys again. */
async function openAndLeave(page: Page, opener: Locator): Promise<void> {
  await opener.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  // The dialog has the keys by now: else Escape would close nothing.
  await page.locator('[role="dialog"]:focus, [role="dialog"] :focus').waitFor();
  await close(page);
  await opener.and(page.locator(':focus')).waitFor();
}

describe('whoever leaves a dialog by keys stands where they opened it', () => {
  test.each([
    ['an absence that is entered', `head@${COMMUNE}`, '/vang-mat', 'Nhập vắng mặt'],
    ['a new member of the staff', 'admin@H99', '/quan-tri/can-bo', 'Thêm cán bộ'],
    ['a right to sign', 'admin@H99', '/quan-tri/tham-quyen-ky', 'Thêm thẩm quyền'],
    ['a slip of a dossier', `clerk@${COMMUNE}`, undefined, 'Phiếu kiểm soát'],
  ] as const)('after %s', async (_, who, path, name) => {
    const page = await openPageAs(browser, who, path ?? `/ho-so/${await atDesk()}`);
    await openAndLeave(page, page.getByRole('button', { name, exact: true }));
  });

  test('after what falls due while somebody is away', async () => {
    // Of a commune whose absences no other test counts.
    const elsewhere = 'H99.33';
    const day = new Date(Date.now() + MS_PER_DAY).toISOString().slice(0, 10);
    await askedAs('head', elsewhere, '/api/v1/absences', { days: { from: day, to: day, fromAfternoon: false, untilNoon: false }, reason: 'leave' });
    const page = await openPageAs(browser, `head@${elsewhere}`, '/vang-mat');
    await openAndLeave(page, page.getByRole('button', { name: 'Việc đến hạn trong thời gian vắng' }).first());
  });
});

test('a dialog opened by a double click stays, and a press beside it loses nothing', async () => {
  const page = await openPageAs(browser, `clerk@${COMMUNE}`, `/ho-so/${await atDesk()}`);
  await page.getByRole('button', { name: 'Rút hồ sơ' }).dblclick({ delay: 120 });
  const words = page.getByLabel('Diễn giải');
  await words.fill('Người nộp đổi ý');
  await page.mouse.click(20, 700);
  expect(await words.inputValue()).toBe('Người nộp đổi ý');
});
