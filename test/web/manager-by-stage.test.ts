import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser, openPageAs } from '../support/browser.js';
import { until } from '../support/e2e-facts.js';
import { asked, atDesk, atShelf, COMMUNE, late } from './at-commune.js';

const browser = await openBrowser();
const PROCEDURE = '1.013225';

/** A dossier whose result came a long time after its date. */
async function endedLate(): Promise<string> {
  const code = await late();
  await asked('clerk', `/api/v1/dossiers/${code}/commands`, { type: 'RecordResult' });
  await until(`${code} has ended`, async () => (await asked('clerk', `/api/v1/dossiers/${code}`))['status'] === 'finished');
  return code;
}

interface Link {
  readonly number: string;
  readonly href: string;
}

async function linksOf(page: Page, heading: string): Promise<readonly Link[]> {
  const panel = page.locator('.panel').filter({ has: page.getByRole('heading', { name: heading }) });
  await panel.locator('tr[data-row-key] a').first().waitFor();
  return panel.locator('td a').evaluateAll((found: readonly { readonly innerText: string; readonly href: string }[]) => found.map(({ innerText, href }) => ({ number: innerText, href })));
}

async function lengthOf(page: Page, href: string): Promise<number> {
  await page.goto(href);
  const status = page.locator('[data-length]');
  await status.waitFor();
  return Number(await status.getAttribute('data-length'));
}

test('every number of the lateness of stages is the length, and its delay the sum, of the list it opens', async () => {
  const code = await endedLate();
  const page = await openPageAs(browser, 'manager@H99', `/so-lieu/khau-xu-ly?agency=${COMMUNE}&procedure=${PROCEDURE}`);
  const links = await linksOf(page, 'Quá hạn theo bước');
  expect(links.some(({ href }) => href.includes('delay=shares'))).toBe(true);
  for (const { number, href } of links.filter((link) => link.href.includes('rate=') && !link.number.includes('%'))) {
    expect([href, await lengthOf(page, href)]).toEqual([href, Number(number.replaceAll('.', ''))]);
  }
  for (const { number, href } of links.filter((link) => link.href.includes('delay=shares'))) {
    expect(await lengthOf(page, href)).toBeGreaterThan(0);
    expect(await page.getByText('Các phần trễ đang hiện cộng lại').innerText()).toContain(number);
  }
  await page.getByRole('link', { name: code, exact: true }).first().waitFor();
});

test('a rate is told by the cases of a procedure that is chosen, each number with its list, and not without one', async () => {
  await endedLate();
  const page = await openPageAs(browser, 'manager@H99', `/so-lieu/ty-le?agency=${COMMUNE}&procedure=${PROCEDURE}&rate=late-rate&groupBy=case`);
  await page.getByRole('columnheader', { name: 'Trường hợp' }).waitFor();
  const links = (await linksOf(page, 'Tỷ lệ quá hạn')).filter(({ number, href }) => href.includes('case=') && !number.includes('%'));
  expect(links.length).toBeGreaterThan(0);
  for (const { number, href } of links) {
    expect([href, await lengthOf(page, href)]).toEqual([href, Number(number.replaceAll('.', ''))]);
    await page.getByText(/Trường hợp: /u).waitFor();
  }
  await page.goto(new URL(`/so-lieu/ty-le?agency=${COMMUNE}&rate=late-rate&groupBy=case`, page.url()).href);
  await page.getByRole('columnheader', { name: 'Cơ quan' }).waitFor();
  expect(await page.getByRole('columnheader', { name: 'Trường hợp' }).count()).toBe(0);
});

test('the page of an open dossier tells how probably it becomes late, or why nobody can, and that it is advice; that of one that is over does not', async () => {
  const [open, over] = [await atDesk(), await atShelf()];
  const page = await openPageAs(browser, `officer@${COMMUNE}`, `/ho-so/${open}`);
  const card = page.locator('[data-card="risk"]');
  await card.waitFor();
  expect(await card.innerText()).toMatch(/Chỉ để tham khảo .*Tính lúc /su);
  await page.goto(new URL(`/ho-so/${over}`, page.url()).href);
  await page.getByRole('heading', { name: 'Nhật ký hồ sơ' }).waitFor();
  expect(await card.count()).toBe(0);
});

test('reports of the whole province made by schedule are shown to who may read them, and to nobody else', async () => {
  const heading = { level: 2, name: 'Báo cáo lập tự động' } as const;
  const manager = await openPageAs(browser, 'manager@H99', '/so-lieu/bao-cao');
  await manager.getByRole('heading', heading).waitFor();
  const head = await openPageAs(browser, `head@${COMMUNE}`, '/so-lieu/bao-cao');
  await head.getByRole('heading', { level: 2, name: 'Báo cáo của kỳ đã chọn' }).waitFor();
  expect(await head.getByRole('heading', heading).count()).toBe(0);
  expect(await head.getByRole('alert').count()).toBe(0);
});

test('what an applicant says of the service at the desk is recorded on the dossier\'s page', async () => {
  const code = await atShelf();
  const page = await openPageAs(browser, `clerk@${COMMUNE}`, `/ho-so/${code}`);
  await page.getByRole('button', { name: 'Ghi nhận đánh giá mức độ hài lòng' }).click();
  const dialog = page.getByRole('dialog');
  // Nothing is chosen for the applicant.
  expect(await dialog.getByRole('button', { name: 'Xác nhận' }).isDisabled()).toBe(true);
  await dialog.getByRole('radio', { name: 'Không hài lòng' }).check();
  await dialog.getByRole('textbox').fill('Phải chờ lâu');
  await dialog.getByRole('button', { name: 'Xác nhận' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const rated = await asked<{ readonly items: readonly { readonly code: string; readonly rating: string }[] }>('head', `/api/v1/metrics/satisfaction/dossiers?agency=${COMMUNE}`);
  expect(rated.items.find((item) => item.code === code)?.rating).toBe('dissatisfied');
});
