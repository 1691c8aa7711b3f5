import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The four faces letters are set in. */
export type FontFace = 'regular' | 'bold' | 'italic' | 'bold-italic';

const FILES: Record<FontFace, string> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  'bold-italic': '700Bold_Italic/Tinos_700Bold_Italic.ttf',
};

const resolve = createRequire(import.meta.url).resolve;
const loaded = new Map<FontFace, Buffer>();

/** Bytes of a Tinos face: full Vietnamese, widths equal to Times New Roman's (NĐ 30/2020 asks for that face). Read from the installed package once. */
export function getFontFile(face: FontFace): Buffer {
  const known = loaded.get(face);
  if (known !== undefined) {
    return known;
  }
  const bytes = readFileSync(resolve(`@expo-google-fonts/tinos/${FILES[face]}`));
  loaded.set(face, bytes);
  return bytes;
}

// Latin with all its marks, Greek, Cyrillic, punctuation, currency and letter-like signs, and the minus of formulas: what all four faces draw.
const UNPRINTABLE = /[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u0377\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20be\u2100-\u214f\u2190-\u2193\u2212\u2260\u2264\u2265\u25a1]/gu;

/** Soft hyphens, joiners, direction marks, byte order marks and variation selectors. */
const INVISIBLE = /\u00ad|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u2069]|\u061c|\ufeff|[\ufe00-\ufe0f]/gu;

/** White space that is not one space already: most texts hold none, and are then not copied. */
const SPACES = /[^\S ]\s*| \s+/gu;

/**
 * Text as it can be printed: composed (NFC), every run of white space one space, invisible formatting characters gone,
 * and a visible □ for each character the faces have no glyph for, so that nothing is dropped in silence.
 */
export function toPrintable(text: string): string {
  return text.normalize('NFC').replace(INVISIBLE, '').replace(SPACES, ' ').trim().replace(UNPRINTABLE, '□');
}
