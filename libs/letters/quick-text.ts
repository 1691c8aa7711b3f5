import type { FontFace } from './fonts.js';
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

/** A line to be shown: its text, and its left end and top in points from the upper left corner. */
export interface PlacedLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Words remembered of a face: names of procedures and agencies repeat, telephone numbers do not. */
const REMEMBERED = 10_000;
const WORDS = /[^ ]+ ?| /gu;
const DIGITS = 3;

/**
 * Text of one face for tables of many pages: each word is shaped once while it is remembered, and all lines of a cell are shown by one
 * list of operators. pdfkit's own `text` shapes each line twice and writes each operator by itself, which is many times the work and
 * the garbage. No kerning reaches over a space, so words can be shaped one by one.
 */
export class QuickText {
  private readonly document: OpenDocument;
  private readonly font: OpenFont;
  private readonly shapes = new Map<string, Shape>();

  constructor(doc: PDFKit.PDFDocument, face: FontFace) {
    doc.font(face);
    this.document = doc as unknown as OpenDocument;
    this.font = this.document._font;
  }

  /** Width of a text in points. */
  widthOf(text: string, size: number): number {
    let width = 0;
    for (const word of text.match(WORDS) ?? []) {
      width += this.shapeOf(word).width;
    }
    return width * size;
  }

  /** Operators that show lines on the present page, which takes the face among its fonts. */
  show(lines: readonly PlacedLine[], size: number): string {
    const { page } = this.document;
    const { id, ascender } = this.font;
    page.fonts[id] ??= this.font.ref();
    const shown = lines.map(({ text, x, y }) => {
      const operands = (text.match(WORDS) ?? []).map((word) => this.shapeOf(word).operands).join(' ');
      return `1 0 0 1 ${decimal(x)} ${decimal(page.height - y - (ascender / 1000) * size)} Tm [${operands}] TJ`;
    });
    // pdfkit turns each page upside down; text must stand upright.
    return `q 1 0 0 -1 0 ${decimal(page.height)} cm BT /${id} ${decimal(size)} Tf ${shown.join(' ')} ET Q`;
  }

  private shapeOf(word: string): Shape {
    const known = this.shapes.get(word);
    if (known !== undefined) {
      return known;
    }
    if (this.shapes.size >= REMEMBERED) {
      this.shapes.clear();
    }
    const shape = shapeWord(this.font, word);
    this.shapes.set(word, shape);
    return shape;
  }
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

/** A number as a page writes it. */
export function decimal(value: number): string {
  return String(Number(value.toFixed(DIGITS)));
}
