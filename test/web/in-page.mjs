/* global document, getComputedStyle, requestAnimationFrame, sessionStorage, HTMLElement, Node */
// What runs inside a page: each function is sent there as text, so it uses nothing of this file.

/**
 * What axe, already there, finds: the rule, what it asks for, and where it is broken.
 * @returns {Promise<{ id: string, help: string, places: string[] }[]>}
 */
export async function runAxe() {
  const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
  return violations.map(({ id, help, nodes }) => ({ id, help, places: nodes.map(({ html }) => html.slice(0, 160)) }));
}

/**
 * What does not fit into the window: a page that scrolls sideways, text outside of it, text that is cut with no way to see the rest.
 * @returns {string[]}
 */
export function cutOff() {
  // A box may be wider than its content by what is rounded.
  const rounded = 1;
  const root = document.documentElement;
  const sideways = root.scrollWidth > root.clientWidth + rounded ? [`the page is ${root.scrollWidth} wide in a window of ${root.clientWidth}`] : [];
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const isShown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
  const hasOwnText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');
  const within = (element, test) => {
    for (let one = element; one !== null; one = one.parentElement) if (test(one)) return true;
    return false;
  };
  // Kept for screen readers alone: a box of a pixel or clipped away, or shown when it has the focus.
  const isForReaders = (element) => within(element, (one) => one.getBoundingClientRect().width <= 1 || getComputedStyle(one).clipPath !== 'none' || one.classList.contains('skip-link'));
  const cut = [...document.querySelectorAll('body *')].filter((element) => {
    if (!(element instanceof HTMLElement) || !isShown(element) || !hasOwnText(element) || isForReaders(element)) return false;
    const { left, right } = element.getBoundingClientRect();
    const isOutside = (right > root.clientWidth + rounded || left < -rounded) && !within(element, scrolls);
    const { overflowX, textOverflow } = getComputedStyle(element);
    const isClipped = overflowX === 'hidden' && element.scrollWidth > element.clientWidth + rounded && (textOverflow !== 'ellipsis' || element.title === '');
    return isOutside || isClipped;
  });
  return [...sideways, ...cut.slice(0, 5).map((element) => `cut: ${element.outerHTML.slice(0, 160)}`)];
}

/**
 * Puts the cursor where tabbing begins: at the top of what the selector names, not where the page had put it.
 * @param {string} begin
 */
export function startTabbing(begin) {
  const top = document.querySelector(begin) ?? document.body;
  const had = top.getAttribute('tabindex');
  top.tabIndex = -1;
  top.focus();
  if (had === null) top.removeAttribute('tabindex');
}

/**
 * The element with the focus: where it is, and whether it shows that it has it; undefined when the focus has left the page.
 * @returns {{ name: string, html: string, isSkipLink: boolean, hasParts: boolean, isVisible: boolean } | undefined}
 */
export function stopOf() {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return undefined;
  const marks = (one) => {
    const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor, color, textDecorationLine } = getComputedStyle(one);
    return [outlineStyle === 'none' ? '' : outlineWidth, boxShadow, borderColor, backgroundColor, color, textDecorationLine].join();
  };
  // What shows the focus may be the box around a field.
  const around = [element, element.parentElement, element.parentElement?.parentElement].filter((one) => one instanceof HTMLElement && one !== document.body);
  const outline = around.some((one) => getComputedStyle(one).outlineStyle !== 'none');
  const focused = around.map(marks);
  const box = (around[1] ?? element).getBoundingClientRect();
  const own = element.getBoundingClientRect();
  const isHidden = [own, box].every(({ width, height, bottom, right }) => width === 0 || height === 0 || bottom < 0 || right < 0);
  let isVisible = !isHidden && outline;
  if (!isHidden && !outline) {
    element.blur();
    isVisible = around.map(marks).some((mark, index) => mark !== focused[index]);
    element.focus({ preventScroll: true });
  }
  return { name: String([...document.querySelectorAll('*')].indexOf(element)), html: element.outerHTML.slice(0, 160), isSkipLink: element.matches('a.skip-link'), hasParts: element.matches('input[type=date], input[type=time], input[type=datetime-local], input[type=month]'), isVisible };
}

/** Waits until what moves has come to rest; what turns for ever is not waited for. */
export async function comeToRest() {
  await new Promise(requestAnimationFrame);
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
  await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
  await new Promise(requestAnimationFrame);
}

/**
 * The access token of who is signed in.
 * @returns {string}
 */
export function tokenOfTab() {
  const name = Object.keys(sessionStorage).find((one) => one.startsWith('oidc.user:')) ?? '';
  return JSON.parse(sessionStorage.getItem(name) ?? '{}').access_token ?? '';
}

/**
 * Drawings that reach beyond the edges of the page.
 * @returns {string[]}
 */
export function drawnOutside() {
  const { clientWidth } = document.documentElement;
  return [...document.querySelectorAll('svg[viewBox], canvas, table')].filter((one) => one.getBoundingClientRect().right > clientWidth + 1).map((one) => `outside: ${one.outerHTML.slice(0, 120)}`);
}
