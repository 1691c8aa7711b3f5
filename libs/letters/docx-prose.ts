import { AlignmentType, type IRunOptions, type IStylesOptions, Paragraph, TextRun } from 'docx';
import { toPrintable } from './fonts.js';
import type { Run } from './line-breaking.js';
import type { Prose } from './prose.js';
import type { BlockStyle } from './sheet.js';

const ALIGNMENTS = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, justify: AlignmentType.JUSTIFIED } as const;

/** Running text for a word processor: the paragraphs a letter is worded in, with its gaps as spacing between them. */
export class DocxProse implements Prose {
  private readonly written: { readonly runs: readonly Run[]; readonly style: BlockStyle; readonly from: number }[] = [];
  y = 0;

  constructor(readonly textSize: number) {}

  paragraph(runs: readonly Run[], style: BlockStyle): void {
    this.written.push({ runs, style, from: this.y });
  }

  /** Everything written so far, as paragraphs of a document. */
  paragraphs(): readonly Paragraph[] {
    return this.written.map(({ runs, style, from }, index) => docxParagraph(runs, style, (this.written[index + 1]?.from ?? this.y) - from));
  }
}

/** A paragraph of a document set as a block of a page is; `after` is the gap below it in points. */
export function docxParagraph(runs: readonly Run[], { size, align = 'left', firstIndent = 0, above }: BlockStyle, after = 0): Paragraph {
  return new Paragraph({
    alignment: ALIGNMENTS[align],
    keepNext: above !== undefined,
    spacing: { after: twips(after) },
    ...(firstIndent === 0 ? {} : { indent: { firstLine: twips(firstIndent) } }),
    children: runs.map((run) => docxRun(run, size)),
  });
}

function docxRun({ text, face }: Run, size: number): TextRun {
  const options: IRunOptions = { text: printableRun(text), size: halfPoints(size), bold: face.startsWith('bold'), italics: face.endsWith('italic') };
  return new TextRun(options);
}

/** A size of text as documents state it. */
export function halfPoints(size: number): number {
  return Math.round(size * 2);
}

/** A length in twentieths of a point, as documents state it. */
export function twips(points: number): number {
  return Math.round(points * 20);
}

/** The look of all text of a document that says nothing else: the face NĐ 30/2020 asks for; the reader's machine has it, so it is named and not embedded. */
export function docxStyles(size: number): IStylesOptions {
  return { default: { document: { run: { font: 'Times New Roman', size: halfPoints(size), language: { value: 'vi-VN' } } } } };
}

/** Text as the PDF prints it, the spaces kept by which runs touch or stand apart. */
function printableRun(text: string): string {
  const inner = toPrintable(text);
  return `${/^\s/u.test(text) ? ' ' : ''}${inner}${/\s$/u.test(text) ? ' ' : ''}`;
}
