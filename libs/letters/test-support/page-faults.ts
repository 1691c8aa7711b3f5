import { MARGINS, MM, SIZES } from '../sheet.js';
import type { Paper } from '../letter-data.js';
import type { FilledBox } from './read-drawings.js';
import type { ReadPdf } from './read-pdf.js';

/** How far letters reach below and above their base line, as shares of the size, in the faces letters are set in. */
const REACH = { below: 0.21, above: 0.69 } as const;
/** The foot of a page stands this far into the lower margin. */
const FOOT = 5.5 * MM;
const TOLERANCE = 0.3;

/** White modules a QR code needs on every side (ISO/IEC 18004). */
export const QUIET_MODULES = 4;

/** What of a file lies where it must not: outside the margins, over other text, or in the white around a QR code. Empty for a sound file. */
export function faultsOfPages({ pages }: ReadPdf, paper: Paper, figures: readonly (readonly FilledBox[])[]): readonly string[] {
  const [width, height] = SIZES[paper];
  const { left, right, top, bottom } = MARGINS[paper];
  return pages.flatMap((page, index) => {
    const texts = page.pieces.filter(({ text }) => text.trim() !== '').map(({ text, x, y, width: w, size }) => ({ name: text.trim(), x, y: y - REACH.below * size, width: w, height: (REACH.below + REACH.above) * size }));
    const inside = { name: 'margins', x: left, y: bottom - FOOT, width: width - left - right, height: height - top - bottom + FOOT };
    const codes = quietZones(figures[index] ?? []);
    const where = `page ${String(index + 1)}`;
    return [
      ...(Math.abs(page.width - width) > 1 || Math.abs(page.height - height) > 1 ? [`${where} is not ${paper}`] : []),
      ...texts.filter((text) => !holds(inside, text)).map(({ name }) => `${where}: “${name}” leaves the margins`),
      ...texts.flatMap((text, at) => texts.slice(at + 1).filter((other) => overlap(text, other)).map(({ name }) => `${where}: “${text.name}” lies over “${name}”`)),
      ...codes.flatMap((code) => texts.filter((text) => overlap(text, code)).map(({ name }) => `${where}: “${name}” stands in the white around the QR code`)),
    ];
  });
}

/** The square of a page's QR code with the white it needs; none where nothing is filled. */
function quietZones(modules: readonly FilledBox[]): readonly FilledBox[] {
  const [first] = modules;
  if (first === undefined) {
    return [];
  }
  const white = QUIET_MODULES * first.width;
  const [x, y] = [Math.min(...modules.map((each) => each.x)), Math.min(...modules.map((each) => each.y))];
  const side = Math.max(...modules.map((each) => each.x + each.width)) - x;
  return [{ x: x - white, y: y - white, width: side + 2 * white, height: side + 2 * white }];
}

function holds(outer: FilledBox, inner: FilledBox): boolean {
  return inner.x >= outer.x - TOLERANCE && inner.y >= outer.y - TOLERANCE && inner.x + inner.width <= outer.x + outer.width + TOLERANCE && inner.y + inner.height <= outer.y + outer.height + TOLERANCE;
}

function overlap(one: FilledBox, other: FilledBox): boolean {
  return one.x + one.width > other.x + TOLERANCE && other.x + other.width > one.x + TOLERANCE && one.y + one.height > other.y + TOLERANCE && other.y + other.height > one.y + TOLERANCE;
}
