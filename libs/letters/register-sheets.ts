import PDFDocument from 'pdfkit';
import { type FontFace, getFontFile } from './fonts.js';
import { OperatorBuffer } from './operator-buffer.js';
import { drawPracticeMark } from './practice-mark.js';
import { QuickText, type ShapedLine } from './quick-text.js';
import { KERNING_ONLY, MM } from './sheet.js';

/** A4 across: eleven columns do not fit along it. */
const WIDTH = 297 * MM;
const HEIGHT = 210 * MM;
const MARGIN = { top: 11 * MM, bottom: 11 * MM, left: 20 * MM, right: 10 * MM };
const LEADING = 1.19;
/** Thickness of a rule in points. */
const RULE = 0.4;
const FACES = ['regular', 'bold', 'italic'] as const satisfies readonly FontFace[];
/** The faces a register is set in. */
type RegisterFace = (typeof FACES)[number];

/** Properties of the file, and the only instant in it. */
export interface RegisterFile {
  readonly title: string;
  readonly author: string;
  readonly keywords: string;
  readonly createdAt: number;
}

/** How a text is set. */
export interface TextStyle {
  readonly face: RegisterFace;
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
  private readonly operators = new OperatorBuffer();
  private readonly texts: Readonly<Record<RegisterFace, QuickText>>;

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
    this.texts = { regular: new QuickText(this.doc, 'regular'), bold: new QuickText(this.doc, 'bold'), italic: new QuickText(this.doc, 'italic') };
  }

  /** Begins a new sheet; the one before is finished. */
  begin(): void {
    this.finishPage();
    this.doc.addPage();
    drawPracticeMark(this.doc, 'bold', KERNING_ONLY);
  }

  /** The text in lines no wider than `width`. */
  lines(text: string, width: number, { face, size }: TextStyle): readonly ShapedLine[] {
    return this.texts[face].lines(text, width, size);
  }

  /** Height of a line. */
  lineHeight(size: number): number {
    return size * LEADING;
  }

  /** Writes lines from `y` on and returns where they end. */
  write(lines: readonly ShapedLine[], x: number, y: number, width: number, { size, face, align = 'left' }: TextStyle): number {
    if (lines.length > 0) {
      const { operators } = this;
      const text = this.texts[face];
      text.begin(operators, size);
      let shown = 0;
      for (const line of lines) {
        text.show(operators, line, align === 'center' ? x + (width - line.width) / 2 : x, y + shown * this.lineHeight(size), size);
        shown += 1;
      }
      text.end(operators);
      operators.text('\n');
    }
    return y + lines.length * this.lineHeight(size);
  }

  /** Breaks and writes a text in one go. */
  paragraph(text: string, x: number, y: number, width: number, style: TextStyle): number {
    return this.write(this.lines(text, width, style), x, y, width, style);
  }

  /** Rules of a table: from (x1, y1) to (x2, y2) each. */
  rules(segments: Iterable<readonly [x1: number, y1: number, x2: number, y2: number]>): void {
    this.beginRules();
    for (const [x1, y1, x2, y2] of segments) {
      this.rule(x1, y1, x2, y2);
    }
    this.endRules();
  }

  /** Rules of a row of a table: down between its columns from `top` to `bottom`, and below it. */
  rulesOfRow(columns: readonly { readonly x: number }[], top: number, bottom: number): void {
    const right = this.left + this.width;
    this.beginRules();
    for (const { x } of columns) {
      this.rule(x, top, x, bottom);
    }
    this.rule(right, top, right, bottom);
    this.rule(this.left, bottom, right, bottom);
    this.endRules();
  }

  /** The bytes of the file finished since they were taken last. */
  *take(): Generator<Uint8Array> {
    for (let bytes = this.doc.read() as Buffer | null; bytes !== null; bytes = this.doc.read() as Buffer | null) {
      yield bytes;
    }
  }

  /** Ends the file; `take` then gives what is left. */
  end(): void {
    this.finishPage();
    this.doc.end();
  }

  private beginRules(): void {
    this.operators.number(RULE);
    this.operators.text(' w ');
  }

  private rule(x1: number, y1: number, x2: number, y2: number): void {
    const { operators } = this;
    operators.number(x1);
    operators.text(' ');
    operators.number(y1);
    operators.text(' m ');
    operators.number(x2);
    operators.text(' ');
    operators.number(y2);
    operators.text(' l ');
  }

  private endRules(): void {
    this.operators.text('S\n');
  }

  /** pdfkit copies the operators when it finishes the page, which is before the next write overwrites them. */
  private finishPage(): void {
    if (this.operators.size > 0) {
      (this.doc as unknown as { addContent(operators: Uint8Array): void }).addContent(this.operators.view());
    }
    this.operators.clear();
    this.doc.flushPages();
  }
}
