import readQr from 'jsqr';
import { expect, test } from 'vitest';
import { renderLetter } from './render-letter.js';
import { MM } from './sheet.js';
import { APOLOGY_LETTER, RECEIPT_SLIP } from './test-support/letter-samples.js';
import { type FilledBox, readFilledBoxes } from './test-support/read-drawings.js';

/** Pixels a module is drawn with for the decoder. */
const PIXELS = 4;
const QUIET = 4;
/** What handheld scanners of 1,000 to 1,300 lines read at arm's length; finer codes need the reader held close. */
const SMALLEST_MODULE = 0.33 * MM;
/** Codes of 80 characters, the most a dossier code may have, in small letters too. */
const LONGEST = 'Q-2018.0123456789.abcdefghijklmnopqrstuvwxyz/ABCDEFGHIJKLMNOPQRSTUVWXYZ-26081999';

/** The modules of a page as a picture in black and white, with the white around them a reader needs. */
function pictureOf(modules: readonly FilledBox[]): { readonly data: Uint8ClampedArray; readonly side: number; readonly module: number } {
  const module = modules[0]?.width ?? 1;
  const [left, top] = [Math.min(...modules.map(({ x }) => x)), Math.max(...modules.map(({ y }) => y))];
  const count = Math.round((Math.max(...modules.map(({ x }) => x)) - left) / module) + 1;
  const side = (count + 2 * QUIET) * PIXELS;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const { x, y } of modules) {
    const [column, row] = [Math.round((x - left) / module) + QUIET, Math.round((top - y) / module) + QUIET];
    for (let pixel = 0; pixel < PIXELS * PIXELS; pixel += 1) {
      const at = ((row * PIXELS + Math.floor(pixel / PIXELS)) * side + column * PIXELS + (pixel % PIXELS)) * 4;
      data.fill(0, at, at + 3);
    }
  }
  return { data, side, module };
}

test.each([
  ['a code as TT 01/2018 makes it', RECEIPT_SLIP.dossierCode],
  ['a code of the new portal', 'G09.20-20260609-0092637'],
  ['the longest code there may be', LONGEST],
])('the QR code drawn on a letter reads as its dossier code: %s', async (_, dossierCode) => {
  const [page = []] = await readFilledBoxes(await renderLetter({ ...APOLOGY_LETTER, dossierCode }));
  const { data, side, module } = pictureOf(page);
  expect(readQr.default(data, side, side)?.data).toBe(dossierCode);
  expect(module).toBeGreaterThan(SMALLEST_MODULE);
});

const LINK = 'https://motcua.example.vn/tra-cuu#ma=000.00.31.H99-260819-0361&so=7K3M9Q';

test.each([
  ['the link to the public page where it has one', LINK, LINK],
  ['the longest link that is read at arm’s length', LINK.padEnd(150, 'x'), LINK.padEnd(150, 'x')],
  ['its dossier code where the link is longer', LINK.padEnd(151, 'x'), RECEIPT_SLIP.dossierCode],
])('the QR code on a receipt reads as %s', async (_, url, said) => {
  const [page = []] = await readFilledBoxes(await renderLetter({ ...RECEIPT_SLIP, lookUp: { slipCode: '7K3M9Q', url } }));
  const { data, side, module } = pictureOf(page);
  expect(readQr.default(data, side, side)?.data).toBe(said);
  expect(module).toBeGreaterThan(SMALLEST_MODULE);
});

test('the receipt and the evaluation sheet behind it bear the same code', async () => {
  const pages = await readFilledBoxes(await renderLetter(RECEIPT_SLIP));
  const codes = pages.map((page) => {
    const { data, side } = pictureOf(page);
    return readQr.default(data, side, side)?.data;
  });
  expect(codes).toEqual([RECEIPT_SLIP.dossierCode, RECEIPT_SLIP.dossierCode]);
});
