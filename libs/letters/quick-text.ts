import { type FontFace, toPrintable } from './fonts.js';
import { decimal, OperatorBuffer } from './operator-buffer.js';
import { KERNING_ONLY } from './sheet.js';

/** Where a glyph stands and how far the next one is moved, in thousandths of the size. */
interface GlyphPosition {
  readonly xAdvance: number;
  readonly advanceWidth: number;
}

/** A font as pdfkit holds it while a file is written; its types do not tell of it. */
interface OpenFont {
  readonly id: string;
  readonly ascender: number;
  ref(): unknown;
  encode(text: string, features: unknown): readonly [glyphs: readonly string[], positions: readonly GlyphPosition[]];
}

interface OpenDocument {
  readonly _font: OpenFont;
  readonly page: { readonly height: number; readonly fonts: Record<string, unknown> };
}

/** A word as the operands of the operator that shows it, and its width at a size of one point. */
interface Shape {
  readonly operands: string;
  readonly width: number;
}

/** A line ready to be shown, at one size: its words, most of which are remembered. */
export interface ShapedLine {
  readonly words: readonly Shape[];
  /** In points. */
  readonly width: number;
}

/** A text broken into lines of one width, at one size. */
interface Broken {
  readonly width: number;
  readonly size: number;
  readonly lines: readonly ShapedLine[];
}

/** Words and texts remembered of a face: names of procedures and agencies repeat. */
const REMEMBERED = 2_000;
/** Codes, telephone numbers and dates seldom repeat: remembering them would only fill the memory. Digits are not kerned. */
const NUMBERED = /\d/u;
const SPELLED_BYTES = 1_024;

/**
 * Text of one face for tables of many pages: each word is shaped once while it is remembered, each text broken once, and all lines of a
 * cell are shown by one list of operators. pdfkit's own `text` shapes each line twice and writes each operator by itself, which is many
 * times the work and the garbage. No kerning reaches over a space, so words can be shaped one by one.
 */
export class QuickText {
  private readonly document: OpenDocument;
  private readonly font: OpenFont;
  private readonly shapes = new Map<string, Shape>();
  private readonly broken = new Map<string, readonly Broken[]>();
  private readonly spelled = new OperatorBuffer(SPELLED_BYTES);
  private readonly space: string;
  private readonly spaceWidth: number;

  constructor(doc: PDFKit.PDFDocument, face: FontFace) {
    doc.font(face);
    this.document = doc as unknown as OpenDocument;
    this.font = this.document._font;
    const space = this.shapeOf(' ');
    this.space = ` ${space.operands} `;
    this.spaceWidth = space.width;
  }

  /** The text in lines no wider than `width`; a word wider than that is cut between characters. */
  lines(text: string, width: number, size: number): readonly ShapedLine[] {
    if (NUMBERED.test(text)) {
      return this.breakText(text, width, size);
    }
    const all = this.broken.get(text) ?? [];
    const known = all.find((each) => each.width === width && each.size === size)?.lines;
    if (known !== undefined) {
      return known;
    }
    const lines = this.breakText(text, width, size);
    remember(this.broken, text, [...all, { width, size, lines }]);
    return lines;
  }

  /** Begins to show lines on the present page, which takes the face among its fonts. */
  begin(into: OperatorBuffer, size: number): void {
    const { page } = this.document;
    page.fonts[this.font.id] ??= this.font.ref();
    // pdfkit turns each page upside down; text must stand upright.
    into.text('q 1 0 0 -1 0 ');
    into.number(page.height);
    into.text(' cm BT /');
    into.text(this.font.id);
    into.text(' ');
    into.number(size);
    into.text(' Tf ');
  }

  /** Shows a line with its left end and top at a place, in points from the upper left corner of the page. */
  show(into: OperatorBuffer, { words }: ShapedLine, x: number, y: number, size: number): void {
    into.text('1 0 0 1 ');
    into.number(x);
    into.text(' ');
    into.number(this.document.page.height - y - (this.font.ascender / 1000) * size);
    into.text(' Tm [');
    let between = '';
    for (const { operands } of words) {
      into.text(between);
      into.text(operands);
      between = this.space;
    }
    into.text('] TJ ');
  }

  /** Ends what `begin` began. */
  end(into: OperatorBuffer): void {
    into.text('ET Q');
  }

  private breakText(text: string, width: number, size: number): readonly ShapedLine[] {
    const lines: ShapedLine[] = [];
    const room = width / size;
    let words: Shape[] = [];
    let used = 0;
    const add = (word: Shape): void => {
      if (words.length > 0 && used + this.spaceWidth + word.width > room) {
        lines.push({ words, width: used * size });
        words = [];
        used = 0;
      }
      used += (words.length > 0 ? this.spaceWidth : 0) + word.width;
      words.push(word);
    };
    for (const part of toPrintable(text).split(' ')) {
      const whole = this.shapeOf(part);
      if (whole.width > room) {
        this.cut(part, room).forEach(add);
      } else if (part !== '') {
        add(whole);
      }
    }
    if (words.length > 0) {
      lines.push({ words, width: used * size });
    }
    return lines;
  }

  private cut(word: string, width: number): readonly Shape[] {
    // Hashes are cut on every row: spelled, a piece is put together from what is remembered.
    const shapeOf = NUMBERED.test(word) ? (piece: string) => this.spell(piece) : (piece: string) => shapeWord(this.font, piece);
    const pieces: Shape[] = [];
    let piece = '';
    for (const character of word) {
      if (piece !== '' && shapeOf(piece + character).width > width) {
        pieces.push(shapeOf(piece));
        piece = '';
      }
      piece += character;
    }
    return [...pieces, shapeOf(piece)];
  }

  private shapeOf(word: string): Shape {
    const known = this.shapes.get(word);
    if (known !== undefined) {
      return known;
    }
    const shape = NUMBERED.test(word) && word.length > 1 ? this.spell(word) : shapeWord(this.font, word);
    if (word.length === 1 || !NUMBERED.test(word)) {
      remember(this.shapes, word, shape);
    }
    return shape;
  }

  /** A word nobody will ask for again, character by character. */
  private spell(word: string): Shape {
    this.spelled.clear();
    let width = 0;
    for (const character of word) {
      const shape = this.shapeOf(character);
      this.spelled.text(shape.operands);
      width += shape.width;
    }
    return { operands: this.spelled.toString(), width };
  }
}

function remember<Value>(known: Map<string, Value>, key: string, value: Value): void {
  if (known.size >= REMEMBERED && !known.has(key)) {
    known.clear();
  }
  known.set(key, value);
}

function shapeWord(font: OpenFont, word: string): Shape {
  const [glyphs, positions] = font.encode(word, KERNING_ONLY);
  let operands = '';
  let run = '';
  let width = 0;
  positions.forEach(({ xAdvance, advanceWidth }, index) => {
    run += glyphs[index] ?? '';
    width += xAdvance;
    if (xAdvance !== advanceWidth) {
      operands += `<${run}> ${decimal(advanceWidth - xAdvance)} `;
      run = '';
    }
  });
  return { operands: run === '' ? operands : `${operands}<${run}>`, width: width / 1000 };
}
