import PDFDocument from 'pdfkit';
import { toPrintable, type FontFace } from './fonts.js';
import { breakLines, type Line, type Piece, type Run } from './line-breaking.js';
import type { Paper } from './letter-data.js';
import { drawPracticeMark, isForPractice } from './practice-mark.js';
import { openFace } from './shared-faces.js';

/** Points in a millimetre. */
export const MM = 72 / 25.4;

/** Width and height of a sheet in points. */
export const SIZES: Record<Paper, readonly [width: number, height: number]> = { A5: [148 * MM, 210 * MM], A4: [210 * MM, 297 * MM] };
/** Margins in points. NĐ 30/2020 gives 30 mm at the left and 15–20 mm elsewhere on A4; A5 keeps the proportion. */
export const MARGINS: Record<Paper, { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }> = {
  A5: { top: 9 * MM, bottom: 11 * MM, left: 16 * MM, right: 11 * MM },
  A4: { top: 20 * MM, bottom: 20 * MM, left: 30 * MM, right: 15 * MM },
};
const LEADING = 1.19;
// A block of up to this many lines is not divided between pages.
const KEPT_LINES = 3;
const FACES: readonly FontFace[] = ['regular', 'bold', 'italic', 'bold-italic'];

// pdfkit hands this to fontkit untouched, and fontkit reads an object as switches; pdfkit's types know the list form only.
/** Kerning alone is left on: Vietnamese needs no other feature, and ligatures would blur the extracted text. */
export const KERNING_ONLY = {
  kern: true, ccmp: false, liga: false, clig: false, calt: false, rlig: false, rclt: false, locl: false, mark: false, mkmk: false, dist: false, curs: false,
} as unknown as PDFKit.Mixins.OpenTypeFeatures[];

/** Properties of the file, and the only instant in it. */
interface SheetProperties {
  readonly paper: Paper;
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: string;
  readonly createdAt: number;
  /** Size of running text in points. */
  readonly textSize: number;
}

/** How a block is set. Sizes and gaps in points. */
export interface BlockStyle {
  readonly size: number;
  readonly align?: 'left' | 'center' | 'justify';
  readonly firstIndent?: number;
  /** Structure type of the block for readers of tagged PDF; `P` when absent. */
  readonly role?: 'P' | 'H1' | 'LI';
  /** Number of a list item, standing `hang` points before the column on the first line. */
  readonly label?: { readonly lines: readonly Line[]; readonly hang: number };
  /** Points that what follows takes on the same page: the whole block moves with it, where both fit one. */
  readonly above?: number;
}

/** A column of the page: left edge and width in points. */
export interface Column {
  readonly x: number;
  readonly width: number;
}

/** Lines of one cell of a table and the column they stand in. */
export interface Cell {
  readonly lines: readonly Line[];
  readonly column: Column;
  readonly style: BlockStyle;
}

/**
 * Pages of a letter, written from top to bottom: tagged PDF 1.7 claiming PDF/A-2b, fonts embedded. Text breaks across pages
 * by itself; everything that is not text is marked as decoration. The same calls give the same bytes.
 */
export class Sheet {
  readonly body: Column;
  readonly textSize: number;
  y: number;
  private readonly doc: PDFKit.PDFDocument;
  private readonly chunks: Buffer[] = [];
  /** Forms repeat their words on every page, and shaping them is what takes time. */
  private readonly widths = new Map<string, number>();
  private readonly finished: Promise<void>;
  private readonly bottom: number;
  private readonly top: number;

  constructor(properties: SheetProperties) {
    const [width, height] = SIZES[properties.paper];
    const margins = MARGINS[properties.paper];
    this.doc = new PDFDocument({
      size: [width, height], margins, bufferPages: true, pdfVersion: '1.7', subset: 'PDF/A-2b', tagged: true, lang: 'vi-VN', displayTitle: true,
      // Otherwise pdfkit opens Helvetica, which is not embedded.
      font: '',
      info: {
        Title: properties.title, Author: properties.author, Subject: properties.subject, Keywords: properties.keywords,
        CreationDate: new Date(properties.createdAt),
      },
    });
    this.finished = new Promise((resolve, reject) => {
      this.doc.on('end', resolve).on('error', reject).on('data', (chunk: Buffer) => this.chunks.push(chunk));
    });
    for (const face of FACES) {
      openFace(this.doc, face, KERNING_ONLY);
    }
    this.mark();
    this.body = { x: margins.left, width: width - margins.left - margins.right };
    this.textSize = properties.textSize;
    this.top = margins.top;
    this.bottom = height - margins.bottom;
    this.y = this.top;
  }

  /** Lines of a text in a column at a size. */
  lines(runs: readonly Run[], column: Column, style: BlockStyle): Line[] {
    return breakLines(runs, column.width, (text, face) => this.widthOf(text, face, style.size), style.firstIndent ?? 0);
  }

  /** Height a line takes at a size. */
  lineHeight(size: number): number {
    return size * LEADING;
  }

  /** Height a page offers to text. */
  get pageHeight(): number {
    return this.bottom - this.top;
  }

  /** Height left on this page. */
  get left(): number {
    return this.bottom - this.y;
  }

  /** Starts a new page unless `height` points are left on this one. */
  reserve(height: number): void {
    if (this.y + height > this.bottom && this.y > this.top) {
      this.nextPage();
    }
  }

  /** Writes lines as one tagged block and moves below it, on as many pages as it takes. */
  write(lines: readonly Line[], column: Column, style: BlockStyle): void {
    const height = this.lineHeight(style.size);
    const whole = height * lines.length + (style.above ?? 0);
    this.reserve(style.above !== undefined && whole <= this.pageHeight ? whole : height * Math.min(lines.length, KEPT_LINES));
    this.doc.addStructure(
      this.doc.struct(style.role ?? 'P', {}, () => {
        lines.forEach((line, index) => {
          if (this.y + height > this.bottom) {
            this.nextPage();
          }
          const number = index === 0 ? style.label?.lines[0] : undefined;
          if (number !== undefined) {
            this.writeLine(number, { x: column.x - (style.label?.hang ?? 0), width: number.width }, { size: style.size }, 0);
          }
          this.writeLine(line, column, style, index === 0 ? (style.firstIndent ?? 0) : 0);
          this.y += height;
        });
      }),
    );
  }

  /** Breaks and writes a text in one go. */
  paragraph(runs: readonly Run[], style: BlockStyle, column: Column = this.body): void {
    this.write(this.lines(runs, column, style), column, style);
  }

  /** A rule under text, or a dotted blank to write on; decoration, not content. */
  rule(x1: number, x2: number, y: number, dotted = false): void {
    this.decorate(() => {
      this.doc.save().lineWidth(0.5);
      if (dotted) {
        this.doc.dash(0.6, { space: 1.8 });
      }
      this.doc.moveTo(x1, y).lineTo(x2, y).stroke().restore();
    });
  }

  /** A tagged drawing with a spoken text, made of filled squares of one size. */
  figure(spoken: string, size: number, squares: readonly (readonly [x: number, y: number])[]): void {
    this.doc.addStructure(
      this.doc.struct('Figure', { alt: spoken }, () => {
        for (const [x, y] of squares) {
          this.doc.rect(x, y, size, size);
        }
        this.doc.fill();
      }),
    );
  }

  /** Frames around cells side by side, from `top` down; decoration, not content. */
  boxes(columns: readonly Column[], top: number, height: number): void {
    this.decorate(() => {
      this.doc.save().lineWidth(0.5);
      for (const { x, width } of columns) {
        this.doc.rect(x, top, width, height);
      }
      this.doc.stroke().restore();
    });
  }

  /** Opens a tagged table. A row is written at `y` and must fit on the page; `y` stays where it is. A head repeated on a later page is decoration. */
  table(): { readonly row: (cells: readonly Cell[], kind: 'head' | 'repeated-head' | 'body') => void; readonly end: () => void } {
    const table = this.doc.struct('Table');
    this.doc.addStructure(table);
    return {
      row: (cells, kind) => {
        if (kind === 'repeated-head') {
          this.decorate(() => cells.forEach((cell) => this.writeCell(cell)));
        } else {
          const role = kind === 'head' ? 'TH' : 'TD';
          table.add(this.doc.struct('TR', {}, cells.map((cell) => this.doc.struct(role, {}, () => this.writeCell(cell)))));
        }
      },
      end: () => table.end(),
    };
  }

  /** Pages so far. */
  get pages(): number {
    return this.doc.bufferedPageRange().count;
  }

  /** Ends the file; where `count` pages are one letter `footer(page, count)` stands at the foot of each. Pages after them, and all pages without it, are forms of their own. */
  async end(footer?: (page: number, pages: number) => string, count = this.pages): Promise<Uint8Array> {
    for (let page = 0; footer !== undefined && count > 1 && page < count; page += 1) {
      this.doc.switchToPage(page);
      this.decorate(() => {
        this.doc.font('italic').fontSize(8);
        this.doc.text(toPrintable(footer(page + 1, count)), this.body.x, this.bottom + 2 * MM, { lineBreak: false, features: KERNING_ONLY });
      });
    }
    this.doc.end();
    await this.finished;
    return new Uint8Array(Buffer.concat(this.chunks));
  }

  /** Goes on at the top of a new page. */
  nextPage(): void {
    this.doc.continueOnNewPage();
    this.mark();
    this.y = this.top;
  }

  private writeCell({ lines, column, style }: Cell): void {
    const top = this.y;
    for (const line of lines) {
      this.writeLine(line, column, style, 0);
      this.y += this.lineHeight(style.size);
    }
    this.y = top;
  }

  /** Below everything else, so that it hides nothing. */
  private mark(): void {
    if (isForPractice()) this.decorate(() => drawPracticeMark(this.doc, 'bold', KERNING_ONLY));
  }

  private decorate(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.doc.endMarkedContent();
  }

  private writeLine(line: Line, column: Column, style: BlockStyle, indent: number): void {
    const slack = column.width - indent - line.width;
    const stretch = style.align === 'justify' && !line.last && line.pieces.length > 1 ? slack / gapsOf(line) : 0;
    let x = column.x + indent + (style.align === 'center' ? slack / 2 : 0);
    for (const piece of stretch === 0 ? joined(line.pieces) : line.pieces) {
      this.doc.font(piece.face).fontSize(style.size).text(piece.text, x, this.y, { lineBreak: false, features: KERNING_ONLY });
      x += piece.width + (piece.text.endsWith(' ') ? stretch : 0);
    }
  }

  private widthOf(text: string, face: FontFace, size: number): number {
    const key = `${face} ${String(size)} ${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) {
      return known;
    }
    const width = this.doc.font(face).fontSize(size).widthOfString(text, { features: KERNING_ONLY });
    this.widths.set(key, width);
    return width;
  }
}

function gapsOf(line: Line): number {
  return line.pieces.filter((piece) => piece.text.endsWith(' ')).length;
}

// One drawing call per face instead of one per word; the widths add up, for no kerning reaches over a space.
function joined(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const before = merged.at(-1);
    if (before !== undefined && before.face === piece.face) {
      merged[merged.length - 1] = { text: before.text + piece.text, face: piece.face, width: before.width + piece.width };
    } else {
      merged.push(piece);
    }
  }
  return merged;
}
