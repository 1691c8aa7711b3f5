import PDFDocument from 'pdfkit';
import { type FontFace, getFontFile } from './fonts.js';
import { breakLines, type Line } from './line-breaking.js';
import { KERNING_ONLY, MM } from './sheet.js';

/** A4 across: eleven columns do not fit along it. */
const WIDTH = 297 * MM;
const HEIGHT = 210 * MM;
const MARGIN = { top: 11 * MM, bottom: 11 * MM, left: 20 * MM, right: 10 * MM };
const LEADING = 1.19;
const FACES: readonly FontFace[] = ['regular', 'bold', 'italic'];
/** Words whose width is remembered; names repeat, telephone numbers do not. */
const REMEMBERED_WORDS = 20_000;

/** Properties of the file, and the only instant in it. */
export interface RegisterFile {
  readonly title: string;
  readonly author: string;
  readonly keywords: string;
  readonly createdAt: number;
}

/** How a text is set. */
export interface TextStyle {
  readonly face: FontFace;
  readonly size: number;
  readonly align?: 'left' | 'center';
}

/**
 * Sheets of a register, A4 across, one after another: PDF/A-2b, fonts embedded, text in reading order. A finished sheet is
 * handed out by `take` and forgotten, so that a register of any length needs the memory of one sheet. Not tagged: the tree of
 * a tagged file would have to be kept to its end.
 */
export class RegisterSheets {
  readonly left = MARGIN.left;
  readonly width = WIDTH - MARGIN.left - MARGIN.right;
  readonly top = MARGIN.top;
  readonly bottom = HEIGHT - MARGIN.bottom;
  private readonly doc: PDFKit.PDFDocument;
  private readonly widths = new Map<string, number>();

  constructor({ title, author, keywords, createdAt }: RegisterFile) {
    this.doc = new PDFDocument({
      size: [WIDTH, HEIGHT], margins: MARGIN, autoFirstPage: false, pdfVersion: '1.7', subset: 'PDF/A-2b', lang: 'vi-VN', displayTitle: true,
      // Otherwise pdfkit opens Helvetica, which is not embedded.
      font: '',
      info: { Title: title, Author: author, Subject: title, Keywords: keywords, CreationDate: new Date(createdAt) },
    });
    for (const face of FACES) {
      this.doc.registerFont(face, getFontFile(face));
    }
  }

  /** Begins a new sheet; the one before is finished. */
  begin(): void {
    this.doc.addPage();
  }

  /** The text in lines no wider than `width`. */
  lines(text: string, width: number, { face, size }: TextStyle): readonly Line[] {
    return breakLines([{ text, face }], width, (word, of) => this.widthOf(word, of, size));
  }

  /** Height of a line. */
  lineHeight(size: number): number {
    return size * LEADING;
  }

  /** Writes lines from `y` on and returns where they end. */
  write(lines: readonly Line[], x: number, y: number, width: number, { size, face, align = 'left' }: TextStyle): number {
    let at = y;
    this.doc.font(face).fontSize(size);
    for (const { pieces, width: used } of lines) {
      const text = pieces.map((piece) => piece.text).join('');
      // pdfkit measures a text again unless it is told its width.
      const known = { textWidth: used, wordCount: pieces.length };
      this.doc.text(text, x + (align === 'center' ? (width - used) / 2 : 0), at, { lineBreak: false, features: KERNING_ONLY, ...known });
      at += this.lineHeight(size);
    }
    return at;
  }

  /** Breaks and writes a text in one go. */
  paragraph(text: string, x: number, y: number, width: number, style: TextStyle): number {
    return this.write(this.lines(text, width, style), x, y, width, style);
  }

  /** Rules of a table: from (x1, y1) to (x2, y2) each. */
  rules(segments: readonly (readonly [x1: number, y1: number, x2: number, y2: number])[]): void {
    this.doc.lineWidth(0.4);
    for (const [x1, y1, x2, y2] of segments) {
      this.doc.moveTo(x1, y1).lineTo(x2, y2);
    }
    this.doc.stroke();
  }

  /** Bytes of the file finished since the last call. */
  take(): Uint8Array | undefined {
    return (this.doc.read() as Buffer | null) ?? undefined;
  }

  /** Ends the file; `take` then gives what is left. */
  end(): void {
    this.doc.end();
  }

  private widthOf(text: string, face: FontFace, size: number): number {
    const key = `${face} ${String(size)} ${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) {
      return known;
    }
    if (this.widths.size >= REMEMBERED_WORDS) {
      this.widths.clear();
    }
    const width = this.doc.font(face).fontSize(size).widthOfString(text, { features: KERNING_ONLY });
    this.widths.set(key, width);
    return width;
  }
}
