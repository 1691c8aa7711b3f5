import { BorderStyle, Header, ImageRun, type IParagraphOptions, Paragraph, Table, TableCell, TableRow, WidthType } from 'docx';
import QRCode from 'qrcode';
import { docxParagraph } from './docx-prose.js';
import type { Signatory } from './letter-data.js';
import { type Letterhead, SLIP_CODE_LABEL } from './letterhead.js';
import type { Run } from './line-breaking.js';
import { isForPractice, PRACTICE_MARK } from './practice-mark.js';
import { authorityOf, RECIPIENTS, recipientLine } from './signature-blocks.js';

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE } as const;
/** Lines left free for hand and seal. */
const SIGNING_SPACE = 40;
/** Side of the QR code's picture in pixels of 1/96 inch: 22 mm with its four modules of white, as large as the PDF's. */
const QR_SIDE = 83;
const MODULE = 8;

/** What stands above every page of a document: that it is practice, where it is. */
export function practiceHeaders(): { readonly headers?: { readonly default: Header; readonly first: Header } } {
  if (!isForPractice()) return {};
  const header = (): Header => new Header({ children: [docxParagraph([{ text: PRACTICE_MARK, face: 'bold' }], { size: 14, align: 'center' })] });
  return { headers: { default: header(), first: header() } };
}

/** Head of a letter (NĐ 30/2020 Appendix I) as the PDF has it, in its order: mark, bodies, number, country, motto, place, title, code. */
export async function docxLetterhead(head: Letterhead, width: number): Promise<readonly (Paragraph | Table)[]> {
  const centred = (text: string, face: Run['face'], size: number, after = 0): Paragraph => docxParagraph([{ text, face }], { size, align: 'center' }, after);
  const left = [
    centred(head.header.superior.toLocaleUpperCase('vi'), 'regular', 8.5),
    centred(head.header.agency.toLocaleUpperCase('vi'), 'bold', 8.5),
    ruleBelow(width * 0.44 * 0.32),
    ...(head.numberLine === undefined ? [] : [centred(head.numberLine, 'regular', 9.5)]),
  ];
  const right = [
    centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'bold', 8.5),
    centred('Độc lập - Tự do - Hạnh phúc', 'bold', 9.5),
    ruleBelow(width * 0.56 * 0.22),
    centred(head.placeAndDate, 'italic', 9.5),
  ];
  const title = head.title.map((text) => docxParagraph([{ text, face: 'bold' }], { size: 12, align: 'center' }));
  const code = head.dossierCode;
  return [
    ...(head.mark === undefined ? [] : [columns(width, [0.44, [docxParagraph([], { size: 7.5 })]], [0.56, [centred(head.mark, 'italic', 7.5)]]), docxParagraph([], { size: 2 })]),
    columns(width, [0.44, left], [0.56, right]),
    docxParagraph([], { size: 6 }),
    ...(code === undefined
      ? title
      : [
          columns(
            width,
            [0.2, [docxParagraph([], { size: 6 })]],
            [0.6, [...title, docxParagraph([{ text: 'Mã hồ sơ: ', face: 'regular' }, { text: code, face: 'bold' }], { size: 10, align: 'center' }), ...(head.lookUp === undefined ? [] : [docxParagraph([{ text: `${SLIP_CODE_LABEL}: `, face: 'regular' }, { text: head.lookUp.slipCode, face: 'bold' }], { size: 9, align: 'center' })])]],
            [0.2, [new Paragraph({ alignment: 'right', children: [await qrPicture(code)] })]],
          ),
        ]),
    docxParagraph([], { size: 6 }),
  ];
}

/** Recipients at the left, signature with authority and seal at the right. */
export function docxAuthority(signatory: Signatory, recipients: readonly string[], width: number): Table {
  const { titles, hint, name } = authorityOf(signatory);
  const list = recipients.length === 0 ? [docxParagraph([], { size: 8.5 })] : [
    docxParagraph([{ text: RECIPIENTS, face: 'bold-italic' }], { size: 9 }),
    ...recipients.map((recipient) => docxParagraph([{ text: recipientLine(recipient), face: 'regular' }], { size: 8.5 })),
  ];
  const signature = [
    ...titles.map((text) => docxParagraph([{ text, face: 'bold' }], { size: 10, align: 'center' })),
    docxParagraph([{ text: hint, face: 'italic' }], { size: 8.5, align: 'center' }, SIGNING_SPACE),
    docxParagraph([{ text: name ?? '', face: 'bold' }], { size: 10, align: 'center' }),
  ];
  return columns(width, [0.43, list], [0.57, signature]);
}

/** Blocks side by side without frames, kept on one page; `share` is a block's part of the width, which is in points. */
function columns(width: number, ...blocks: readonly (readonly [share: number, children: readonly Paragraph[]])[]): Table {
  const widths = blocks.map(([share]) => Math.round(width * share * 20));
  return new Table({
    borders: NO_BORDERS,
    width: { size: widths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      new TableRow({
        cantSplit: true,
        children: blocks.map(
          ([, children], index) =>
            new TableCell({ borders: NO_BORDERS, width: { size: widths[index] ?? 0, type: WidthType.DXA }, margins: { left: 0, right: 0 }, children: [...children] }),
        ),
      }),
    ],
  });
}

/** A short rule in the middle of a column, `inset` points from either side. */
function ruleBelow(inset: number): Paragraph {
  const indent = Math.round(inset * 20);
  const options: IParagraphOptions = {
    indent: { left: indent, right: indent },
    spacing: { line: 100, lineRule: 'exact', after: 40 },
    border: { top: { style: BorderStyle.SINGLE, size: 4, space: 1, color: '000000' } },
  };
  return new Paragraph(options);
}

async function qrPicture(code: string): Promise<ImageRun> {
  const data = await QRCode.toBuffer(code, { errorCorrectionLevel: 'M', margin: 4, scale: MODULE });
  const spoken = `Mã QR của hồ sơ ${code}`;
  return new ImageRun({ type: 'png', data, transformation: { width: QR_SIDE, height: QR_SIDE }, altText: { name: spoken, title: spoken, description: spoken } });
}
