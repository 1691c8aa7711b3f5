import { type FontFace, toPrintable } from './fonts.js';
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

/** A line ready to be shown, at one size. */
export interface ShapedLine {
  readonly operands: string;
  /** In points. */
  readonly width: number;
}

/** Words and texts remembered of a face: names of procedures and agencies repeat. */
const REMEMBERED = 2_000;
/** Codes, telephone numbers and dates seldom repeat: remembering them would only fill the memory. Digits are not kerned. */
const NUMBERED = /\d/u;
const DIGITS = 3;

/**
 * Text of one face for tables of many pages: each word is shaped once while it is remembered, each text broken once, and all lines of a
 * cell are shown by one list of operators. pdfkit's own `text` shapes each line twice and writes each operator by itself, which is many
 * times the work and the garbage. No kerning reaches over a space, so words can be shaped one by one.
 */
export class QuickText {
  private readonly document: OpenDocument;
  private readonly font: OpenFont;
  private readonly shapes = new Map<string, Shape>();
  private readonly broken = new Map<string, readonly ShapedLine[]>();
  private readonly space: Shape;

  constructor(doc: PDFKit.PDFDocument, face: FontFace) {
    doc.font(face);
    this.document = doc as unknown as OpenDocument;
    this.font = this.document._font;
    this.space = this.shapeOf(' ');
  }

  /** The text in lines no wider than `width`; a word wider than that is cut between characters. */
  lines(text: string, width: number, size: number): readonly ShapedLine[] {
    if (NUMBERED.test(text)) {
      return this.breakText(text, width, size);
    }
    const key = `${width} ${size} ${text}`;
    const known = this.broken.get(key) ?? this.breakText(text, width, size);
    remember(this.broken, key, known);
    return known;
  }

  /** Operators that show lines on the present page, which takes the face among its fonts: each at its left end and top, in points from the upper left corner. */
  show(lines: readonly { readonly line: ShapedLine; readonly x: number; readonly y: number }[], size: number): string {
    const { page } = this.document;
    const { id, ascender } = this.font;
    page.fonts[id] ??= this.font.ref();
    const shown = lines.map(({ line, x, y }) => `1 0 0 1 ${decimal(x)} ${decimal(page.height - y - (ascender / 1000) * size)} Tm [${line.operands}] TJ`);
    // pdfkit turns each page upside down; text must stand upright.
    return `q 1 0 0 -1 0 ${decimal(page.height)} cm BT /${id} ${decimal(size)} Tf ${shown.join(' ')} ET Q`;
  }

  private breakText(text: string, width: number, size: number): readonly ShapedLine[] {
    return this.breakShapes(text, width / size).map((line) => ({ operands: line.operands, width: line.width * size }));
  }

  /** Lines at a size of one point. */
  private breakShapes(text: string, width: number): readonly Shape[] {
    const lines: Shape[] = [];
    let line: Shape | undefined;
    for (const word of toPrintable(text).split(' ').flatMap((each) => this.cut(each, width))) {
      if (line !== undefined && line.width + this.space.width + word.width > width) {
        lines.push(line);
        line = undefined;
      }
      line = line === undefined ? word : { operands: `${line.operands} ${this.space.operands} ${word.operands}`, width: line.width + this.space.width + word.width };
    }
    return line === undefined ? lines : [...lines, line];
  }

  private cut(word: string, width: number): readonly Shape[] {
    const whole = this.shapeOf(word);
    if (whole.width <= width) {
      return word === '' ? [] : [whole];
    }
    const pieces: Shape[] = [];
    let piece = '';
    for (const character of word) {
      if (piece !== '' && shapeWord(this.font, piece + character).width > width) {
        pieces.push(shapeWord(this.font, piece));
        piece = '';
      }
      piece += character;
    }
    return [...pieces, shapeWord(this.font, piece)];
  }

  private shapeOf(word: string): Shape {
    const known = this.shapes.get(word);
    if (known !== undefined) {
      return known;
    }
    const shape = NUMBERED.test(word) && word.length > 1 ? joined(Array.from(word, (character) => this.shapeOf(character))) : shapeWord(this.font, word);
    if (word.length === 1 || !NUMBERED.test(word)) {
      remember(this.shapes, word, shape);
    }
    return shape;
  }
}

function joined(shapes: readonly Shape[]): Shape {
  return { operands: shapes.map(({ operands }) => operands).join(''), width: shapes.reduce((sum, { width }) => sum + width, 0) };
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

/** A number as a page writes it. */
export function decimal(value: number): string {
  return String(Number(value.toFixed(DIGITS)));
}
