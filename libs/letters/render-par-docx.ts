import { Document, Packer, PageOrientation, Paragraph, Table, TableCell, TableRow, WidthType } from 'docx';
import { docxLetterhead, practiceHeaders } from './docx-blocks.js';
import { docxParagraph, docxStyles, twips } from './docx-prose.js';
import { placeAndDate } from './form-dates.js';
import type { ParReport, ParTableLine } from './par-data.js';
import { nameOf, PAR_COLUMNS, PAR_TITLES, type ParColumn, reportParagraphs } from './par-words.js';
import { MARGINS, SIZES } from './sheet.js';

/** Documents of a pack for a word processor. */
export type ParDocument = keyof typeof PAR_TITLES;

const TEXT_SIZE = 12;
const TABLE_SIZE = 9.5;
const SIGNING_SPACE = 48;

type Block = Paragraph | Table;

/** A document of the pack as a DOCX file on A4; the score table lies across. The words are those of the sheet, nothing is added. */
export async function renderParDocx(kind: ParDocument, report: ParReport): Promise<Uint8Array> {
  const [shorter, longer] = SIZES.A4;
  const { left, right, top, bottom } = MARGINS.A4;
  const isAcross = kind === 'table';
  const width = (isAcross ? longer : shorter) - left - right;
  const title = PAR_TITLES[kind](report.year);
  const head = { header: report.header, mark: undefined, numberLine: undefined, placeAndDate: placeAndDate(report.place, report.issuedAt), title, dossierCode: undefined };
  const document = new Document({
    title: title.join(' '),
    creator: report.header.agency,
    styles: docxStyles(TEXT_SIZE),
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(shorter), height: twips(longer), orientation: isAcross ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
            margin: { left: twips(left), right: twips(right), top: twips(top), bottom: twips(bottom) },
          },
        },
        ...practiceHeaders(),
        children: [...(await docxLetterhead(head, width)), ...BODIES[kind](report, width), ...signature()],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const BODIES: Record<ParDocument, (report: ParReport, width: number) => readonly Block[]> = {
  report: (report) => reportParagraphs(report).map(({ text, isHead }) => paragraph(text, isHead === true ? 'bold' : 'regular')),
  table: ({ lines }, width) => [table(PAR_COLUMNS, lines, width)],
  evidence: ({ lines }, width) => [table(EVIDENCE_COLUMNS, lines.filter(({ files }) => files.length > 0), width)],
  explanations: ({ lines }) => explanations(lines),
};

const EVIDENCE_COLUMNS: readonly ParColumn[] = [
  { head: 'STT', share: 10, textOf: ({ code }) => code },
  { head: 'Tiêu chí, tiêu chí thành phần', share: 40, textOf: nameOf },
  { head: 'Tài liệu trong hồ sơ', share: 50, textOf: ({ files }) => files.join('\n') },
];

function explanations(lines: readonly ParTableLine[]): readonly Block[] {
  const explained = lines.filter(({ explanation }) => explanation !== undefined);
  return explained.length === 0
    ? [paragraph('Không có tiêu chí phải giải trình.', 'regular')]
    : explained.flatMap((line) => [paragraph(`${line.code}. ${nameOf(line)}`, 'bold'), ...(line.explanation ?? '').split('\n').map((text) => paragraph(text, 'regular'))]);
}

function paragraph(text: string, face: 'regular' | 'bold'): Paragraph {
  return docxParagraph([{ text, face }], { size: TEXT_SIZE, align: 'justify' }, 6);
}

function table(columns: readonly ParColumn[], lines: readonly ParTableLine[], width: number): Table {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((twips(width) * share) / shares));
  const cell = (texts: readonly string[], index: number, face: 'regular' | 'bold', align: 'left' | 'center' = 'left'): TableCell =>
    new TableCell({ width: { size: widths[index] ?? 0, type: WidthType.DXA }, children: texts.map((text) => docxParagraph([{ text, face }], { size: TABLE_SIZE, align })) });
  return new Table({
    width: { size: widths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: columns.map(({ head }, index) => cell([head], index, 'bold', 'center')) }),
      ...lines.map((line) => new TableRow({ cantSplit: true, children: columns.map(({ textOf }, index) => cell(textOf(line).split('\n'), index, line.kind === 'area' ? 'bold' : 'regular')) })),
    ],
  });
}

/** Whose hand the paper waits for; the pack is signed on paper or by the agency's own means. */
function signature(): readonly Paragraph[] {
  const style = { size: TEXT_SIZE, align: 'center' } as const;
  return [docxParagraph([], { size: TEXT_SIZE }, 6), docxParagraph([{ text: 'THỦ TRƯỞNG CƠ QUAN', face: 'bold' }], style), docxParagraph([{ text: '(Ký, ghi rõ họ tên và đóng dấu)', face: 'italic' }], style, SIGNING_SPACE)];
}
