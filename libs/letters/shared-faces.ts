import { getFontFile, type FontFace } from './fonts.js';

/** A glyph as pdfkit writes it: its number in the face, its width in the face's units, and the characters it stands for. */
interface Glyph {
  readonly id: number;
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}

/** A stretch of text as glyphs. Offsets and advances in thousandths of the size. */
interface GlyphRun {
  readonly glyphs: readonly Glyph[];
  readonly positions: readonly object[];
  readonly advanceWidth: number;
}

/** A glyph as the font library has it. */
interface StoredGlyph {
  _decode: () => unknown;
}

/** A face as the font library reads it: slow to open, never written to once it is. */
interface ParsedFace {
  getGlyph(id: number, codePoints?: readonly number[]): StoredGlyph;
}

/** A face as one document uses it: the parsed face with the subset the document needs. Inside pdfkit, so not in its types. */
interface DocumentFace {
  readonly font: ParsedFace;
  readonly constructor: new (doc: PDFKit.PDFDocument, font: ParsedFace, id: string) => DocumentFace;
  layoutRun(text: string, features: object): GlyphRun;
  layout: (text: string, features?: object, onlyWidth?: boolean) => GlyphRun;
}

interface DocumentInside {
  _font: DocumentFace;
  _fontCount: number;
  readonly _fontFamilies: Record<string, DocumentFace>;
}

/** What every document of this process shares of a face. */
interface SharedFace {
  readonly font: ParsedFace;
  readonly open: DocumentFace['constructor'];
  readonly words: Map<string, GlyphRun>;
}

/** Words of forms come back in every letter; names do not, so the memory of them is bounded. */
const REMEMBERED_WORDS = 8_000;

const shared = new Map<FontFace, SharedFace>();

/**
 * Makes a face known to a document. Parsing a font file and shaping words are most of the work of a letter, so both are done
 * once in a process: documents share the parsed face and the shaped words, each with a subset of its own. What a document
 * holds depends on its own text alone: glyphs name the characters of the text they were shaped from, whoever shaped them first.
 */
export function openFace(doc: PDFKit.PDFDocument, face: FontFace, features: object): void {
  const inside = doc as unknown as DocumentInside;
  const known = shared.get(face);
  if (known === undefined) {
    doc.registerFont(face, getFontFile(face)).font(face);
    const { font, constructor } = inside._font;
    rememberOutlines(font);
    shared.set(face, { font, open: constructor, words: new Map() });
  } else {
    inside._fontCount += 1;
    inside._fontFamilies[face] = new known.open(doc, known.font, `F${String(inside._fontCount)}`);
  }
  const opened = inside._fontFamilies[face];
  if (opened !== undefined) {
    const words = shared.get(face)?.words ?? new Map<string, GlyphRun>();
    opened.layout = (text) => runOf(text, (word) => remembered(words, word, () => shaped(opened, word, features)));
  }
}

/** A text as glyphs, word by word: no kerning reaches over a space. */
function runOf(text: string, wordOf: (word: string) => GlyphRun): GlyphRun {
  const parts = text.match(/[^ ]* |[^ ]+$/gu) ?? [];
  const runs = parts.map(wordOf);
  return {
    glyphs: runs.flatMap(({ glyphs }) => glyphs),
    positions: runs.flatMap(({ positions }) => positions),
    advanceWidth: runs.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0),
  };
}

function remembered(words: Map<string, GlyphRun>, word: string, shape: () => GlyphRun): GlyphRun {
  const known = words.get(word);
  if (known !== undefined) {
    return known;
  }
  if (words.size >= REMEMBERED_WORDS) {
    words.clear();
  }
  const run = shape();
  words.set(word, run);
  return run;
}

/** Kerning joins no characters into one glyph: the n-th glyph is the n-th character. */
function shaped(face: DocumentFace, word: string, features: object): GlyphRun {
  const { glyphs, positions, advanceWidth } = face.layoutRun(word, features);
  const characters = Array.from(word, (character) => character.codePointAt(0) ?? 0);
  if (characters.length !== glyphs.length) {
    throw new Error(`${String(characters.length)} characters were shaped into ${String(glyphs.length)} glyphs: the faces' features have changed`);
  }
  return { glyphs: glyphs.map(({ id, advanceWidth: width }, index) => ({ id, advanceWidth: width, codePoints: [characters[index] ?? 0] })), positions, advanceWidth };
}

/** Every subset looks at the outlines of its glyphs; they are read from the file once. */
function rememberOutlines(font: ParsedFace): void {
  const original = font.getGlyph.bind(font);
  const outlines = new Map<number, unknown>();
  font.getGlyph = (id, codePoints) => {
    const glyph = original(id, codePoints);
    if (!Object.hasOwn(glyph, '_decode')) {
      const read = glyph._decode.bind(glyph);
      glyph._decode = () => {
        const outline = outlines.get(id) ?? read();
        outlines.set(id, outline);
        return outline;
      };
    }
    return glyph;
  };
}
