import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser, openPageAs, typeDay } from '../support/browser.js';
import { until } from '../support/e2e-facts.js';
import { askedAs } from './asking.js';

const browser = await openBrowser();
const AGENCY = 'H99.31';
const MS_PER_DAY = 86_400_000;
/** Long enough ago for every term of the procedure to be over. */
const DAYS_AGO = 120;

/** Sends something to the API as whoever is signed in on a page, as the page itself would. */
async function postAs(page: Page, path: string, key: string, data: object): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> {
  const token = await page.evaluate<string>(`JSON.parse(Object.entries(sessionStorage).find(([key]) => key.startsWith('oidc.user'))[1]).access_token`);
  const answer = await page.request.post(new URL(path, page.url()).href, { headers: { authorization: `Bearer ${token}`, 'idempotency-key': key }, data });
  return { status: answer.status(), body: (await answer.json()) as Readonly<Record<string, unknown>> };
}

/** A dossier on paper of a line cut, entered afterwards with its true hour: it is late already. */
async function takeInLate(page: Page, number: number): Promise<string> {
  const { status, body } = await postAs(page, '/api/v1/dossiers', `manager-web-${String(number)}`, {
    procedureCode: '1.005144', agencyCode: AGENCY, channel: 'counter', applicant: { name: 'Người nộp hồ sơ số liệu' },
    outage: { receivedAt: new Date(Date.now() - (DAYS_AGO + number) * MS_PER_DAY).toISOString(), reason: 'Mất điện toàn phường', secondPerson: `head@${AGENCY}` },
  });
  expect([status, body['code']]).toEqual([201, expect.any(String)]);
  return String(body['code']);
}

/** Gives a command as the clerk, and waits until it has moved the dossier. */
async function commanded(code: string, command: object): Promise<void> {
  const status = async (): Promise<string> => (await askedAs<{ readonly status: string }>('clerk', AGENCY, `/api/v1/dossiers/${code}`)).status;
  const before = await status();
  await askedAs('clerk', AGENCY, `/api/v1/dossiers/${code}/commands`, command);
  await until(`${code} has moved on`, async () => (await status()) !== before);
}

/** The number a link bears: `Hồ sơ quá hạn: 12`. */
async function numberOf(page: Page, name: RegExp): Promise<number> {
  return Number((await page.getByRole('link', { name }).first().innerText()).replaceAll('.', ''));
}

/** The whole list that is shown, page by page. */
async function wholeList(page: Page): Promise<number> {
  const status = page.locator('[data-length]');
  await status.waitFor();
  for (let more = page.getByRole('button', { name: /Xem thêm/ }); await more.isVisible(); ) {
    const before = await status.getAttribute('data-length');
    await more.click();
    await page.waitForFunction(`document.querySelector('[data-length]').getAttribute('data-length') !== '${before ?? ''}'`);
  }
  return Number(await status.getAttribute('data-length'));
}

const clerk = await openPageAs(browser, `clerk@${AGENCY}`, '/khong-co-trang-nay');
const codes = [await takeInLate(clerk, 1), await takeInLate(clerk, 2), await takeInLate(clerk, 3)];
await commanded(await takeInLate(clerk, 4), { type: 'RecordResult' });
const fresh = await postAs(clerk, '/api/v1/dossiers', 'manager-web-fresh', { procedureCode: '1.005144', agencyCode: AGENCY, channel: 'counter', applicant: { name: 'Người nộp hồ sơ tạm dừng' } });
await commanded(String(fresh.body['code']), { type: 'RequestSupplement', body: { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' }, text: { reason: 'Thiếu giấy tờ' } });
await clerk.context().close();
const PAGE = `/so-lieu?agency=${AGENCY}`;

test('a manager goes from the percentage to the list of exactly that many dossiers, and on to one of them', async () => {
  const page = await openPageAs(browser, 'manager@H99', PAGE);
  await page.getByRole('heading', { level: 1, name: 'Tổng quan giải quyết hồ sơ' }).waitFor();
  const headline = page.locator('[data-figure="late-rate"]');
  await headline.waitFor();
  expect(await headline.innerText()).toMatch(/^\d+,\d\d\u00a0%/u);
  const late = await numberOf(page, /^Hồ sơ quá hạn: /);
  expect(late).toBeGreaterThanOrEqual(codes.length);
  await page.getByRole('link', { name: /^Tổng số, % quá hạn: / }).click();
  await page.getByRole('heading', { level: 1, name: 'Hồ sơ quá hạn: đã và đang giải quyết' }).waitFor();
  expect(await wholeList(page)).toBe(late);
  await page.getByRole('link', { name: codes[0] ?? '', exact: true }).click();
  await page.waitForURL((url) => url.pathname === `/ho-so/${codes[0] ?? ''}`);
  await page.goBack();
  await page.getByRole('link', { name: codes[1] ?? '', exact: true }).waitFor();
});

test('every number of the table of received, done and pending is the length of its list', async () => {
  const page = await openPageAs(browser, 'manager@H99', PAGE);
  const links = page.locator('.total-line a, tr:has(.total-line) a');
  await page.locator('.total-line a').first().waitFor();
  const asked = await links.evaluateAll((found: readonly { readonly innerText: string; readonly href: string }[]) => found.map(({ innerText, href }) => ({ number: innerText, href })));
  const counts = asked.filter(({ number }) => !number.includes('%'));
  expect(counts.length).toBeGreaterThanOrEqual(3);
  for (const { number, href } of counts) {
    await page.goto(href);
    expect([href, await wholeList(page)]).toEqual([href, Number(number.replaceAll('.', ''))]);
  }
});

test('every dossier of the table is in one column of its group: the columns of each add up to its sum', async () => {
  const page = await openPageAs(browser, 'manager@H99', PAGE);
  const table = page.locator('.handling-table');
  await table.locator('.total-line').waitFor();
  const heads = await table.locator('thead tr').nth(1).locator('th').allInnerTexts();
  const cells = (await table.locator('.total-line td').allInnerTexts()).slice(2, -1).map((text) => Number(text.replaceAll('.', '')));
  expect(heads).toEqual(expect.arrayContaining(['Trong hạn', 'Tạm dừng (trong hạn)']));
  expect(cells[heads.indexOf('Tạm dừng (trong hạn)')]).toBeGreaterThanOrEqual(1);
  const columns = heads.map((head, index) => ({ head, count: cells[index] ?? Number.NaN })).filter(({ head }) => !head.includes('trong đó'));
  const sums = columns.flatMap(({ head }, index) => (head === 'Tổng' ? [index] : []));
  // What was carried over stands beside the received, not among them.
  for (const [begin, end] of [[sums[1], sums[2]], [sums[2], columns.length]]) {
    const [sum, ...parts] = columns.slice(begin, end).map(({ count }) => count);
    expect(parts.reduce((total, part) => total + part, 0)).toBe(sum);
  }
});

test('the trend stands as a table beside its chart, with period, formula and moment, and its last step is the headline', async () => {
  const page = await openPageAs(browser, 'manager@H99', PAGE);
  const trend = page.getByRole('figure', { name: /^Xu hướng/ });
  await trend.getByRole('img').locator('svg').waitFor();
  // Early, on time and late are told apart by their patterns where colours are not seen.
  expect(await trend.getByRole('img', { name: /^Xu hướng/ }).locator('svg pattern').count()).toBeGreaterThanOrEqual(3);
  expect(await trend.innerText()).toMatch(/Kỳ .*Công thức: .*Số liệu lúc /s);
  await trend.getByRole('button', { name: 'Xem dạng bảng' }).click();
  const last = await trend.getByRole('row').last().innerText();
  const headline = (await page.locator('[data-figure="late-rate"]').innerText()).split('\u00a0%')[0] ?? '';
  expect(last).toContain(`${headline}\u00a0%`);
});

test('the trend of a past month that is chosen is the twelve months that end with it', async () => {
  const past = new Date(Date.now() - DAYS_AGO * MS_PER_DAY).toISOString().slice(0, 7);
  const page = await openPageAs(browser, 'manager@H99', `${PAGE}&period=${past}`);
  const trend = page.getByRole('figure', { name: /^Xu hướng/ });
  await trend.getByRole('button', { name: 'Xem dạng bảng' }).click();
  const lines = trend.locator('tr[data-row-key]');
  await lines.first().waitFor();
  expect([await lines.count(), await lines.last().getAttribute('data-row-key')]).toEqual([12, `${past}-01`]);
});

test('a rate of a month in which nothing was to be judged says that alone, and praises nobody for its line', async () => {
  const page = await openPageAs(browser, 'manager@H99', '/so-lieu/ty-le?rate=late-rate&period=2021-03');
  const headline = page.locator('[data-figure="late-rate"]');
  await headline.waitFor();
  expect((await headline.innerText()).trim()).toBe('Không phát sinh');
});

test('two rates are told apart in one sentence', async () => {
  const page = await openPageAs(browser, 'manager@H99', `/so-lieu/ty-le?agency=${AGENCY}&rate=late-rate&right=overdue-of-open`);
  const sentence = page.locator('[data-sentence="difference"]');
  await sentence.waitFor();
  expect(await sentence.innerText()).toMatch(/^«Tỷ lệ quá hạn».*%/);
});

/** Working minutes of words such as `1.204 giờ 05 phút`. */
function minutesIn(text: string): number {
  const [, hours = '', minutes = ''] = /([\d.]+)\sgiờ (\d\d)\sphút/u.exec(text) ?? [];
  return Number(hours.replaceAll('.', '')) * 60 + Number(minutes);
}

test('the shares of a delay sum to it to the minute, and what is one agency\'s part of everybody\'s delays says so', async () => {
  const page = await openPageAs(browser, 'manager@H99', '/so-lieu/khau-xu-ly');
  const whole = minutesIn(await page.getByText(/trễ tổng cộng/u).innerText());
  const figure = page.getByRole('figure', { name: 'Độ trễ từ đâu ra' });
  await figure.getByRole('button', { name: 'Xem dạng bảng' }).click();
  await figure.locator('.total-line').waitFor();
  const shares = (await figure.locator('tr[data-row-key]').allInnerTexts()).map(minutesIn);
  expect(whole).toBeGreaterThan(0);
  expect([shares.reduce((sum, share) => sum + share, 0), minutesIn(await figure.locator('.total-line').innerText())]).toEqual([whole, whole]);
  expect(await page.locator('[data-sentence="share"]').count()).toBe(0);
  await page.goto(new URL(`/so-lieu/khau-xu-ly?agency=${AGENCY}`, page.url()).href);
  expect(await page.locator('[data-sentence="share"]').innerText()).toContain('Ủy ban nhân dân phường Trung Tâm trong hồ sơ quá hạn của mọi cơ quan');
});

test('a component of the index whose points are not verified says so beside its formula, and no other does', async () => {
  const { groups } = await askedAs<{ readonly groups: readonly { readonly components: readonly { readonly code: string; readonly verified: boolean; readonly verifiedLabel: string }[] }[] }>('manager', 'H99', '/api/v1/national-index');
  const components = groups.flatMap((group) => group.components);
  const page = await openPageAs(browser, 'manager@H99', '/so-lieu/chi-so-766');
  await page.locator('tr[data-row-key="in-time"]').waitFor();
  const unmarked = components.map(async ({ code, verified, verifiedLabel }) => ((await page.locator(`tr[data-row-key="${code}"]`).innerText()).includes(verifiedLabel) === verified ? [code] : []));
  expect(components.some(({ verified }) => !verified)).toBe(true);
  expect((await Promise.all(unmarked)).flat()).toEqual([]);
});

test('who will be late next is told with how far the machine can be trusted, so many working days ahead as are chosen', async () => {
  const page = await openPageAs(browser, 'manager@H99', '/so-lieu/nguy-co');
  const told = page.locator('[data-sentence="foretelling"]');
  await told.waitFor();
  expect(await told.innerText()).toMatch(/Chỉ để tham khảo .*Số liệu lúc /su);
  await page.getByText('10 ngày', { exact: true }).click();
  await page.getByText('Đến hạn trong 10 ngày làm việc tới').waitFor();
  await page.reload();
  await page.getByText('Đến hạn trong 10 ngày làm việc tới').waitFor();
});

test('each number of ours beside one of the portal opens the list of exactly that many dossiers', async () => {
  const page = await openPageAs(browser, 'manager@H99', '/khong-co-trang-nay');
  const day = (ago: number): string => new Date(Date.now() - ago * MS_PER_DAY).toISOString().slice(0, 10);
  const csv = `Đơn vị;Tiếp nhận trong kỳ;Kỳ trước chuyển sang;Đã xử lý trước hạn;Đang xử lý trong hạn;Đang xử lý quá hạn\n${AGENCY};9999;9999;9999;9999;9999\n`;
  const { body } = await postAs(page, '/api/v1/portal-comparisons', `manager-portal-${String(Date.now())}`, { from: day(DAYS_AGO + 10), to: day(DAYS_AGO), document: { csv } });
  await page.goto(new URL(`/so-lieu/doi-chieu/${String(body['id'])}`, page.url()).href);
  await page.getByRole('link', { name: /, Tiếp nhận trong kỳ: /u }).waitFor();
  const links = await page.locator('td a').evaluateAll((found: readonly { readonly innerText: string; readonly href: string }[]) => found.map(({ innerText, href }) => ({ number: Number(innerText.replaceAll('.', '')), href })));
  expect(links.find(({ href }) => href.includes('column=received'))?.number).toBeGreaterThanOrEqual(codes.length);
  for (const { number, href } of links) {
    await page.goto(href);
    expect([href, await wholeList(page)]).toEqual([href, number]);
  }
});

test('a what-if question shows before and after when it is computed', async () => {
  const page = await openPageAs(browser, 'manager@H99', `/so-lieu/gia-dinh?agency=${AGENCY}`);
  await typeDay(page.getByLabel('Ngày', { exact: true }), new Date(Date.now() - 100 * MS_PER_DAY).toISOString().slice(0, 10));
  await page.getByRole('button', { name: 'Thêm', exact: true }).click();
  await page.getByRole('button', { name: 'Tính', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Kết quả giả định' }).waitFor();
  await page.locator('[data-state="done"]').waitFor({ timeout: 60_000 });
  await page.getByRole('cell', { name: 'Toàn phạm vi' }).waitFor();
}, 120_000);

test('every number of the ages and of the coming days is the length of its list', async () => {
  const page = await openPageAs(browser, 'manager@H99', PAGE);
  for (const name of [/^Tuổi hồ sơ/u, /^Năng lực những ngày tới/u]) {
    const figure = page.getByRole('figure', { name });
    await figure.getByRole('button', { name: 'Xem dạng bảng' }).click();
  }
  const found = await page.locator('figure table a').evaluateAll((links: readonly { readonly innerText: string; readonly href: string }[]) => links.map(({ innerText, href }) => ({ number: innerText, href })));
  const lists = found.filter(({ href }) => /[?&](bucket|day)=/u.test(href));
  expect(lists.length).toBeGreaterThanOrEqual(1);
  for (const { number, href } of lists.slice(0, 8)) {
    await page.goto(href);
    expect([href, await wholeList(page)]).toEqual([href, Number(number.replaceAll('.', ''))]);
  }
});

test('an answer to feedback that could not be sent stays written, is sent again from the page and recorded once', async () => {
  const page = await openPageAs(browser, `head@${AGENCY}`, '/phan-anh');
  const received = await postAs(page, '/api/v1/feedback', `manager-feedback-${String(Date.now())}`, { agencyCode: AGENCY, channel: 'hotline', subject: 'conduct', content: 'Cán bộ hướng dẫn chưa rõ ràng.' });
  expect([received.status, received.body['code']]).toEqual([201, expect.any(String)]);
  await page.goto(new URL(`/phan-anh/${String(received.body['code'])}`, page.url()).href);
  await page.getByLabel('Nội dung trả lời').fill('Đã nhắc nhở và hướng dẫn lại.');
  const keys: (string | undefined)[] = [];
  page.on('request', (request) => { if (request.url().endsWith('/commands')) keys.push(request.headers()['idempotency-key']); });
  await page.route('**/api/v1/feedback/*/commands', (route) => route.abort(), { times: 1 });
  await page.getByRole('button', { name: 'Gửi trả lời' }).click();
  await page.getByText('Chưa rõ nội dung này đã tới máy chủ chưa').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Gửi lại' }).waitFor();
  expect(await page.getByLabel('Nội dung trả lời').inputValue()).toBe('Đã nhắc nhở và hướng dẫn lại.');
  await page.getByRole('button', { name: 'Gửi lại' }).click();
  await page.getByText('Đã trả lời, chờ công khai').first().waitFor();
  expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
});
