import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** A window of a usual desk, and the same at twice the size of everything: half as much fits in. */
export const DESK = { width: 1280, height: 800 };
const DESK_AT_200_PERCENT = { width: DESK.width / 2, height: DESK.height / 2 };
/** A box may be wider than its content by what is rounded. */
const ROUNDED_PX = 1;
/** Nobody presses Tab more often to get around once; a page with more stops is looked at that far. */
const STOPS = 60;

/** What axe finds wrong with a page as it is shown, each with the places it was found at. Its own words; none where all is well. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  // Not as a script of the page: its content policy would refuse that.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(async () => {
    const found = await (globalThis as unknown as { readonly axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] });
    return { violations: found.violations.map(({ id, help, nodes }) => ({ id, help, places: nodes.map(({ html }) => html.slice(0, 160)) })) };
  });
  return violations.map(({ id, help, places }) => `${id}: ${help}: ${places.slice(0, 3).join(' | ')}`);
}

/** What does not fit into the window when everything is twice as large: a page that scrolls sideways, and text that is cut with no way to see the rest. */
export async function zoomFaults(page: Page): Promise<readonly string[]> {
  await page.setViewportSize(DESK_AT_200_PERCENT);
  await settled(page);
  const faults = await page.evaluate((rounded) => {
    const root = document.documentElement;
    const sideways = root.scrollWidth > root.clientWidth + rounded ? [`the page is ${String(root.scrollWidth)} wide in a window of ${String(root.clientWidth)}`] : [];
    const scrolls = (element: Element): boolean => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const isShown = (element: HTMLElement): boolean => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
    const hasOwnText = (element: Element): boolean => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
    const within = (element: Element, test: (one: Element) => boolean): boolean => {
      for (let one: Element | null = element; one !== null; one = one.parentElement) if (test(one)) return true;
      return false;
    };
    // Kept for screen readers alone: a box of a pixel or clipped away.
    const isForReaders = (element: Element): boolean => within(element, (one) => one.getBoundingClientRect().width <= 1 || getComputedStyle(one).clipPath !== 'none' || one.classList.contains('skip-link'));
    const cut = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      if (!isShown(element) || !hasOwnText(element) || isForReaders(element)) return false;
      const { left, right } = element.getBoundingClientRect();
      const isOutside = (right > root.clientWidth + rounded || left < -rounded) && !within(element, scrolls);
      const { overflowX, textOverflow } = getComputedStyle(element);
      const isClipped = overflowX === 'hidden' && element.scrollWidth > element.clientWidth + rounded && (textOverflow !== 'ellipsis' || element.title === '');
      return isOutside || isClipped;
    });
    return [...sideways, ...cut.slice(0, 5).map((element) => `cut: ${element.outerHTML.slice(0, 160)}`)];
  }, ROUNDED_PX);
  await page.setViewportSize(DESK);
  return faults;
}

/** How a page fails those who have no mouse: a first stop that is no way past the menu, a stop nobody can see, or one that does not let go. */
export async function keyboardFaults(page: Page, isInShell: boolean): Promise<readonly string[]> {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    globalThis.scrollTo(0, 0);
    // Tabbing begins at the top of the document, not where the page had put the cursor.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const faults: string[] = [];
  const seen = new Set<string>();
  let previous = '';
  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(stopOf);
    if (at === undefined) break;
    if (stop === 0 && isInShell && !at.isSkipLink) faults.push(`the first stop is no way to the content but ${at.html}`);
    if (!at.isVisible) faults.push(`the focus cannot be seen at ${at.html}`);
    if (at.name === previous) faults.push(`the focus is kept at ${at.html}`);
    // Around once.
    if (seen.has(at.name)) break;
    seen.add(at.name);
    previous = at.name;
  }
  return [...new Set(faults)].slice(0, 5);
}

/** The element with the focus: where it is, and whether it shows that it has it. Runs in the page. */
function stopOf(): { readonly name: string; readonly html: string; readonly isSkipLink: boolean; readonly isVisible: boolean } | undefined {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return undefined;
  const marks = (one: Element): string => {
    const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor, color, textDecorationLine } = getComputedStyle(one);
    return [outlineStyle === 'none' ? '' : outlineWidth, boxShadow, borderColor, backgroundColor, color, textDecorationLine].join();
  };
  // What shows the focus may be the box around a field.
  const around = [element, element.parentElement, element.parentElement?.parentElement].filter((one): one is HTMLElement => one instanceof HTMLElement && one !== document.body);
  const focused = around.map(marks);
  const { width, height, bottom, right } = element.getBoundingClientRect();
  const isHidden = width === 0 || height === 0 || bottom < 0 || right < 0;
  element.blur();
  const plain = around.map(marks);
  element.focus({ preventScroll: true });
  const outline = getComputedStyle(element).outlineStyle !== 'none';
  const all = [...document.querySelectorAll('*')];
  return { name: String(all.indexOf(element)), html: element.outerHTML.slice(0, 160), isSkipLink: element.matches('a.skip-link'), isVisible: !isHidden && (outline || focused.some((mark, index) => mark !== plain[index])) };
}

/** Waits until nothing is read from the server any more and what moves has come to rest. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    await Promise.all(document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity).map(async (animation) => animation.finished.catch(() => undefined)));
    await new Promise(requestAnimationFrame);
  });
}
