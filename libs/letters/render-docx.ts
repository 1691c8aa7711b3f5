import { AlignmentType, Document, Footer, type IRunOptions, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import { writeApologyLetter } from './apology-letter.js';
import { docxAuthority, docxLetterhead, practiceHeaders } from './docx-blocks.js';
import { docxParagraph, DocxProse, docxStyles, halfPoints, twips } from './docx-prose.js';
import { paperOf, titleOf } from './form-titles.js';
import type { ApologyLetter, Letter, StopNotice } from './letter-data.js';
import { headOf } from './letterhead.js';
import { TEXT_SIZES } from './render-letter.js';
import { assertComplete } from './required-fields.js';
import { MARGINS, SIZES } from './sheet.js';
import { writeStopNotice } from './stop-notice.js';

/** The letters an agency may go on working on in a word processor. */
export type EditableLetter = ApologyLetter | StopNotice;

/** True when a letter is also made as a document for a word processor. */
export function isEditable(letter: Letter): letter is EditableLetter {
  return letter.form === '04' || letter.form === '05';
}

/**
 * The letter as a DOCX file that Word and LibreOffice open: head, wording and signature block are those of the PDF, from the
 * same source. Throws `LetterFieldMissing` when a required field is empty.
 */
export async function renderDocx(letter: EditableLetter): Promise<Uint8Array> {
  assertComplete(letter);
  const paper = paperOf(letter.form, letter.template);
  const [width, height] = SIZES[paper];
  const { left, right, top, bottom } = MARGINS[paper];
  const title = titleOf(letter).lines.join(' ');
  const text = new DocxProse(TEXT_SIZES[letter.form]);
  if (letter.form === '04') {
    writeApologyLetter(text, letter, 0);
  } else {
    writeStopNotice(text, letter);
  }
  const body = width - left - right;
  const document = new Document({
    title: `${title} – ${letter.dossierCode}`,
    subject: title,
    creator: letter.header.agency,
    keywords: `form ${letter.form}; ${letter.template.numbering}; template ${letter.template.version}`,
    styles: docxStyles(text.textSize),
    sections: [
      {
        properties: { titlePage: true, page: { size: { width: twips(width), height: twips(height) }, margin: { left: twips(left), right: twips(right), top: twips(top), bottom: twips(bottom) } } },
        footers: { default: pageFooter(letter.dossierCode), first: new Footer({ children: [new Paragraph({})] }) },
        ...practiceHeaders(),
        children: [...(await docxLetterhead(headOf(letter), body)), ...text.paragraphs(), docxAuthority(letter.signatory, letter.recipients, body), docxParagraph([], { size: 1 })],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** Foot of every page after the first. */
function pageFooter(code: string): Footer {
  const words: IRunOptions = { italics: true, size: halfPoints(8), children: [`Mã hồ sơ ${code} – Trang `, PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES] };
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.LEFT, children: [new TextRun(words)] })] });
}
