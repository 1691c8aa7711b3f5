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
  expect(await headline.innerText()).toMatch(/^\d+,\d\d %/);
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
  const headline = (await page.locator('[data-figure="late-rate"]').innerText()).split(' %')[0] ?? '';
  expect(last).toContain(`${headline} %`);
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
  const [, hours = '', minutes = ''] = /([\d.]+) giờ (\d\d) phút/u.exec(text) ?? [];
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

test('a half-year is published from the page, which says why where there is nothing to publish', async () => {
  const page = await openPageAs(browser, 'manager@H99', '/so-lieu/cong-bo');
  const publish = page.getByRole('button', { name: 'Công bố kỳ này' });
  await page.getByText('Chọn một kỳ đã hết để công bố').waitFor();
  expect(await publish.isDisabled()).toBe(true);
  const year = String(new Date().getUTCFullYear() - 1);
  await page.goto(new URL(`/so-lieu/cong-bo?period=${year}-H2`, page.url()).href);
  await publish.click();
  const confirm = page.getByRole('dialog').getByRole('button', { name: 'Công bố', exact: true });
  for (let code: unknown; code !== null; ) {
    const [answer] = await Promise.all([page.waitForResponse((response) => response.url().endsWith('/figures/publish')), confirm.click()]);
    code = answer.status() === 200 ? null : ((await answer.json()) as { readonly code: unknown }).code;
    // While something is just being written the page says so, and it is tried again.
    expect([null, 'ledger-not-sealed', 'figures-catching-up']).toContain(code);
  }
  await page.getByRole('link', { name: new RegExp(`01/07/${year} – .*31/12/${year}`, 'u') }).first().click();
  await page.getByRole('heading', { level: 1, name: new RegExp(`01/07/${year}`, 'u') }).waitFor();
  await page.getByRole('button', { name: 'In', exact: true }).waitFor();
});

test('a half-year of publication is told as that half-year', async () => {
  const year = String(new Date().getUTCFullYear() - 1);
  const page = await openPageAs(browser, 'manager@H99', `/cong-khai?period=${year}-H1`);
  await page.getByText(new RegExp(`Kỳ .*01/01/${year} – .*30/06/${year}`, 'u')).waitFor();
});

test('a report is downloaded as the file that was chosen', async () => {
  const page = await openPageAs(browser, 'manager@H99', '/so-lieu/bao-cao');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Tải PDF: .*II\.06a/ }).click()]);
  expect(file.suggestedFilename()).toBe('ii-06a.pdf');
});

test('a run of scheduled reports offers the files of each document under its name, also one that has fewer', async () => {
  const page = await openPageAs(browser, 'manager@H99', '/khong-co-trang-nay');
  const file = (format: string): object => ({ format, name: `${format}.file`, mediaType: 'text/csv', size: 1, sha256: '0'.repeat(64), link: `/api/v1/report-runs/x/files/${format}` });
  const run = (id: string, formats: readonly string[]): object => ({ id, report: 'quarter', province: 'H99', period: { from: '2026-06-15', to: '2026-09-14' }, dueAt: '2026-09-15T07:00:00+07:00', madeAt: '2026-09-15T07:00:04+07:00', figuresHash: '0'.repeat(64), published: null, files: formats.map(file) });
  const items = [run('5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10', ['csv', 'evidence-csv', 'evidence-pdf', 'ii-07b-csv', 'ii-07b-xlsx', 'progress-766-pdf']), run('5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a11', ['csv'])];
  await page.route(({ pathname }) => pathname === '/api/v1/report-runs', (route) => route.fulfill({ json: { items, next: null } }));
  await page.goto(new URL('/so-lieu/bao-cao', page.url()).href);
  await page.getByRole('button', { name: 'Tải PDF: progress-766-pdf.file' }).waitFor();
  const told = await page.getByRole('row', { name: /15\/06\/2026/u }).locator('td:last-child').allInnerTexts();
  expect(told.map((text) => text.replace(/\s+/gu, ' ').trim())).toEqual(['Biểu II.07b: CSV XLSX Tiến độ (QĐ 766): PDF Tài liệu kiểm chứng: CSV PDF Các tỷ lệ: CSV', 'Các tỷ lệ: CSV']);
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

test('a plan is read, what is missing of a row is said at it, and confirmed it opens its tasks', async () => {
  const page = await openPageAs(browser, 'manager@H99', '/nhiem-vu');
  await page.getByRole('link', { name: 'Nhập kế hoạch' }).click();
  const number = `${String(Date.now()).slice(-5)}/KH-UBND`;
  await page.getByLabel('Số, ký hiệu').fill(number);
  const year = new Date().getUTCFullYear() + 1;
  await typeDay(page.getByLabel('Kế hoạch đến hết ngày'), `${String(year)}-12-31`);
  const rows = ['TT;Nhiệm vụ;Tiến độ;Cơ quan chủ trì;Cơ quan phối hợp;Kết quả', `1;Rà soát thủ tục nội bộ;Thường xuyên;Ủy ban nhân dân phường Trung Tâm;;Báo cáo`, '2;Tổng kết công tác;khi có yêu cầu của ai đó;Cơ quan lạ;;Báo cáo tổng kết'];
  await page.locator('input[type=file]').setInputFiles({ name: 'ke-hoach.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
  await page.getByRole('button', { name: 'Đọc và xem trước' }).click();
  await page.getByRole('heading', { level: 1, name: `Kế hoạch ${number}` }).waitFor();
  const second = page.locator('[data-task="2"]');
  await second.getByText('Chọn cơ quan chủ trì').waitFor();
  expect(await page.getByRole('button', { name: 'Xác nhận và giao nhiệm vụ' }).isDisabled()).toBe(true);
  await second.getByRole('checkbox', { name: 'Giao nhiệm vụ 2' }).uncheck();
  await second.getByText('Ghi lý do không giao nhiệm vụ này').waitFor();
  await second.getByLabel('Vì sao không giao: Nhiệm vụ 2').fill('Không thuộc thẩm quyền');
  await page.getByText('Sẽ giao 1 nhiệm vụ, bỏ qua 1').waitFor();
  await page.getByRole('button', { name: 'Xác nhận và giao nhiệm vụ' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: 'Xác nhận và giao nhiệm vụ' }).click();
  await page.waitForURL((url) => url.pathname === '/nhiem-vu' && url.searchParams.has('plan'));
  await page.getByRole('cell', { name: 'Rà soát thủ tục nội bộ' }).waitFor();
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
