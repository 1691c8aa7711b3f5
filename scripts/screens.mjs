import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { launchBrowser } from './browser.mjs';
import { pinnedNode, projectFolder } from './paths.mjs';
import { main, say } from './progress.mjs';
import { ensureWebBuilt } from './web.mjs';

const USAGE = 'npm run screens [-- NAME…]   pictures of every page (or of those named) on practice data, into docs/screens';
const target = join(projectFolder, 'docs/screens');
const DESK = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };
/** Pictures are looked at on a page of documentation: what a camera would lose is not missed. */
const QUALITY = 70;
const LARGEST_FOLDER = 6 * 1024 * 1024;
const READY_WITHIN_MS = 600_000;
const PAGE_WITHIN_MS = 45_000;
/** Charts and lists come after their page. */
const SETTLED_MS = 1_500;
/** What is one of many, in an address and in what is typed: `{dossier}`. */
const CODE_OF = /\{(\w+)\}/gu;

/** Roles and agencies offered on the sign-in page are named as its buttons are. */
const accountOf = ({ role, agency = 'H99' }) => `${role}@${agency}`;

await main(async () => {
  const done = await bootstrap();
  if (done !== undefined) return done;
  const names = process.argv.slice(2);
  if (names.some((name) => name.startsWith('-'))) throw new Error(USAGE);
  await ensureWebBuilt();
  const stack = await practiceStack();
  try {
    return await takePictures(stack, await pagesWithScreens(names));
  } finally {
    await stack.stop();
  }
});

/** The practice stack that runs, or one that is started for the pictures. */
async function practiceStack() {
  const folder = `${resolve(projectFolder, process.env.DATA_DIR || '.data')}-demo`;
  const file = join(folder, 'stack.json');
  const read = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);
  const running = read();
  if (running !== undefined) return { ...running, stop: async () => undefined };
  const child = spawn(pinnedNode, [join(projectFolder, 'scripts/start.mjs'), '--demo'], { stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = once(child, 'close');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  const until = performance.now() + READY_WITHIN_MS;
  while (read() === undefined) {
    if (child.exitCode !== null || performance.now() > until) throw new Error('The practice stack did not start');
    await new Promise((done) => setTimeout(done, 500));
  }
  return { ...read(), stop };
}

/** What `routes.tsx` of every part says of its pages, read as the browser would. */
async function pagesWithScreens(names) {
  const { createServer } = await import('vite');
  const vite = await createServer({ configFile: join(projectFolder, 'apps/web/vite.config.ts'), server: { middlewareMode: true, hmr: false, ws: false }, appType: 'custom', logLevel: 'error' });
  try {
    const { PAGES } = await vite.ssrLoadModule('/src/pages/pages.ts');
    const screens = PAGES.map(({ access, screen }) => ({ ...screen, isPublic: access === 'public' }));
    const unknown = names.filter((name) => !screens.some((screen) => screen.name === name));
    if (unknown.length > 0) throw new Error(`No page has a picture named ${unknown.join(', ')}`);
    return names.length === 0 ? screens : screens.filter(({ name }) => names.includes(name));
  } finally {
    await vite.close();
  }
}

async function takePictures(stack, screens) {
  const browser = await launchBrowser();
  mkdirSync(target, { recursive: true });
  const codes = await sampleCodes(stack);
  const failed = [];
  try {
    for (const screen of screens) {
      for (const viewport of screen.phone ? [DESK, PHONE] : [DESK]) {
        const name = viewport === PHONE ? `${screen.name}-phone` : screen.name;
        await takePicture(browser, stack, { screen, viewport, name, codes }).catch((error) => {
          failed.push(name);
          say(`${name}: ${error.message.split('\n')[0]}`);
        });
      }
    }
  } finally {
    await browser.close();
  }
  const size = readdirSync(target).reduce((sum, name) => sum + statSync(join(target, name)).size, 0);
  say(`${screens.length} pages, ${(size / 1024 / 1024).toFixed(1)} MB in docs/screens${failed.length === 0 ? '' : `; without ${failed.join(', ')}`}`);
  return failed.length === 0 && size <= LARGEST_FOLDER ? 0 : 1;
}

async function takePicture(browser, stack, { screen, viewport, name, codes }) {
  const context = await browser.newContext({ viewport, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', reducedMotion: 'reduce' });
  context.setDefaultTimeout(PAGE_WITHIN_MS);
  try {
    const page = await context.newPage();
    const codeOf = (what) => {
      if (codes[what] === undefined) throw new Error(`the practice data have none: ${what}`);
      return codes[what];
    };
    await page.goto(`${stack.webUrl}${screen.path.replaceAll(CODE_OF, (_, what) => encodeURIComponent(codeOf(what)))}`);
    if (!screen.isPublic) {
      await page.locator(`button[value="${accountOf(screen)}"]`).click();
      await page.waitForURL((url) => url.origin === new URL(stack.webUrl).origin && !url.pathname.startsWith('/auth/'));
    }
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    if (screen.typed !== undefined) await typeAt(page, screen.typed.replaceAll(CODE_OF, (_, what) => codeOf(what)));
    // The line on which changes are told stays open, so that the network is never idle.
    await page.locator('.waiting, .ant-spin-spinning').first().waitFor({ state: 'detached' }).catch(() => undefined);
    await page.waitForTimeout(SETTLED_MS);
    const session = await context.newCDPSession(page);
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
    writeFileSync(join(target, `${name}.webp`), Buffer.from(data, 'base64'));
    if (process.env.SCREENS_PNG) await page.screenshot({ path: join(process.env.SCREENS_PNG, `${name}.png`) });
  } finally {
    await context.close();
  }
}

/** Types where the page has put the focus, as somebody who has just come to it, and presses Enter. */
async function typeAt(page, text) {
  await page.waitForTimeout(SETTLED_MS);
  await page.keyboard.type(text);
  await page.waitForTimeout(SETTLED_MS);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(SETTLED_MS);
}

/** What stands in addresses of pages about one of many: a dossier with much to see, and the newest of everything else. */
async function sampleCodes({ apiUrl, identityUrl }) {
  const tokenOf = async (account) => (await (await fetch(`${identityUrl}/dev/token`, { method: 'POST', body: JSON.stringify(account) })).json()).access_token;
  const [manager, admin, head, clerk] = await Promise.all([{ role: 'manager' }, { role: 'admin' }, { role: 'head', agency: 'H99.31' }, { role: 'clerk', agency: 'H99.31' }].map(tokenOf));
  const first = async (token, path, field = 'id', fits = () => true) => {
    const list = await fetch(`${apiUrl}/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } });
    if (!list.ok) throw new Error(`${path} answered ${list.status}: ${await list.text()}`);
    return (await list.json()).items.find(fits)?.[field];
  };
  const thisYear = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).slice(0, 4);
  return {
    // Of a month that has just begun there is little to be seen.
    lastMonth: monthBefore(new Date()),
    dossier: (await first(manager, 'dossiers?queue=late&limit=1', 'code')) ?? (await first(manager, 'dossiers?queue=open&limit=1', 'code')),
    atDesk: await first(clerk, 'dossiers?queue=open&limit=200', 'code', ({ stages, holders }) => stages.includes('desk') && holders.includes('H99.31')),
    published: await first(manager, 'figures/published?limit=1'),
    feedback: await first(manager, 'feedback?limit=1', 'code'),
    plan: await first(manager, 'task-plans?limit=1'),
    whatIf: await first(manager, 'what-if?limit=1'),
    comparison: await first(manager, 'portal-comparisons?limit=1'),
    survey: await first(manager, `sipas-surveys?limit=1&year=${thisYear}`),
    draft: await first(admin, 'calendar-drafts?limit=1'),
    record: await first(admin, 'procedure-records?limit=1'),
    imported: await first(admin, 'exchange/imports?limit=1'),
    bulk: await first(head, 'bulk-actions?limit=1'),
  };
}

/** The month before a moment, in the time of the offices, as addresses name it. */
function monthBefore(moment) {
  const [year, month] = moment.toLocaleDateString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).split('-').map(Number);
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7);
}
