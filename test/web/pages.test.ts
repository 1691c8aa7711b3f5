import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser, openPage, openPageAs } from '../support/browser.js';
import { switchOnScreens } from './at-settings.js';
import { oneOfEach } from './one-of-each.js';
import { axeFaults, DESK, keyboardFaults, quiet, requestsOf, zoomFaults } from './page-checks.js';

/** What the checks need of a page's entry in its part's `routes.tsx`. */
interface Screen {
  readonly path: string;
  readonly access: unknown;
  readonly screen: { readonly name: string; readonly role: string; readonly agency?: string; readonly path: string };
}

/** Pages are modules of the browser: read by their address, for this side does not compile them. */
const MODULE = fileURLToPath(new URL('../../apps/web/src/pages/pages.ts', import.meta.url));
const { PAGES } = (await import(MODULE)) as { readonly PAGES: readonly Screen[] };
/** Where somebody works unless the page says otherwise. */
const DESKS: Readonly<Record<string, string>> = { clerk: 'H99.31', officer: 'H99.31', head: 'H99.31', signatory: 'H99.31' };
const PROVINCE = 'H99';

const browser = await openBrowser();
/** Pages by who looks at them: one window each, signed in once. */
const byAccount = Map.groupBy(PAGES, ({ access, screen }) => (access === 'public' ? 'nobody' : `${screen.role}@${screen.agency ?? DESKS[screen.role] ?? PROVINCE}`));
let made: Readonly<Record<string, string>>;

beforeAll(async () => {
  await switchOnScreens();
  made = await oneOfEach();
});

test('a page of one of many is looked at with one', () => {
  expect(PAGES.filter(({ path, screen }) => /:\w+$/.test(path) && !/\{\w+\}|\/[\w.]*\d[\w.]*$/.test(screen.path)).map(({ path }) => path)).toEqual([]);
});

test('every page has an address, and a name for its picture, of its own', () => {
  for (const names of [PAGES.map(({ path }) => path), PAGES.map(({ screen }) => screen.name)]) expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
});

describe.each([...byAccount])('pages of %s', (account, screens) => {
  let page: Page;
  let isFirst = true;
  let asked: Set<unknown>;
  const errors: string[] = [];

  beforeAll(async () => {
    page = account === 'nobody' ? await openPage(browser, '/favicon.svg', DESK) : await openPageAs(browser, account, '/', DESK);
    asked = requestsOf(page);
    page.on('pageerror', (error) => { errors.push(error.message); });
  });
  afterAll(() => page.context().close());

  test.each(screens.map((screen) => [screen.screen.name, screen] as const))('%s is for everybody: by eye, at twice the size, by keyboard', async (_name, { access, screen }) => {
    errors.length = 0;
    asked.clear();
    await page.goto(`${inject('webStack').webUrl}${screen.path.replaceAll(/\{(\w+)\}/gu, (_, what: string) => encodeURIComponent(made[what] ?? ''))}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await quiet(page, asked);
    const found = {
      errors: [...errors],
      axe: await axeFaults(page),
      keyboard: await keyboardFaults(page, { isInShell: access !== 'public', isWhole: isFirst }),
      zoom: await zoomFaults(page),
    };
    isFirst = false;
    expect(found).toEqual({ errors: [], axe: [], keyboard: [], zoom: [] });
  });
});
