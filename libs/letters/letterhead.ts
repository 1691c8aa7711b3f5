import { placeAndDate } from './form-dates.js';
import { codeLabelOf, formMarkOf, numberLineOf, titleOf } from './form-titles.js';
import type { Letter, LetterHeader } from './letter-data.js';
import type { Run } from './line-breaking.js';
import { drawQr } from './qr.js';
import { MM, type BlockStyle, type Column, type Sheet } from './sheet.js';

const MOTTO: BlockStyle = { size: 9.5, align: 'center' };
const HEAD: BlockStyle = { size: 8.5, align: 'center' };
/**
 * Side of the drawn code. A code of 25 characters has 25 modules a side, so 0.68 mm a module; one of 80 characters 0.41 mm.
 * Handheld scanners read modules of 0.33 mm and up with four modules of white around, which the gaps below leave free.
 */
const QR_SIZE = 17 * MM;

/** Characters a link may have: more of them would need modules finer than handheld scanners read. */
const LONGEST_LINK = 150;
/** What the code of a slip is for. */
export const SLIP_CODE_LABEL = 'Mã tra cứu';

/** What stands above the body of a form. */
export interface Letterhead {
  readonly header: LetterHeader;
  /** Form number and circular in the corner. */
  readonly mark: string | undefined;
  /** Absent on sheets that bear no number. */
  readonly numberLine: string | undefined;
  readonly placeAndDate: string;
  /** Title, one string a line. */
  readonly title: readonly string[];
  /** Printed with its QR code beside the title. */
  readonly dossierCode: string | undefined;
  /** The code of the slip for the public page, printed below the dossier's, and the link the QR code holds instead of the code. */
  readonly lookUp?: Letter['lookUp'];
  /** What the code is the code of, where it is not a dossier's. */
  readonly codeLabel?: string;
}

/** The head a letter is printed with. */
export function headOf(letter: Letter): Letterhead {
  const title = titleOf(letter);
  return {
    header: letter.header,
    mark: formMarkOf(letter.form, letter.template.numbering),
    numberLine: numberLineOf(title, letter.header, letter.documentNumber),
    placeAndDate: placeAndDate(letter.place, letter.issuedAt),
    title: title.lines,
    dossierCode: letter.dossierCode,
    codeLabel: codeLabelOf(letter),
    ...(letter.lookUp === undefined ? {} : { lookUp: letter.lookUp }),
  };
}

/**
 * Head of a letter (NĐ 30/2020 Appendix I): bodies and number at the left, country name, motto, place and date at the right;
 * below them the title with the QR code of the dossier, if it has a code.
 */
export function writeLetterhead(sheet: Sheet, head: Letterhead): void {
  writeMark(sheet, head.mark);
  const { x, width } = sheet.body;
  const left: Column = { x, width: width * 0.44 - 2 * MM };
  const right: Column = { x: x + width * 0.44, width: width * 0.56 };
  const top = sheet.y;
  if (head.header.superior !== '') {
    writeBalanced(sheet, { text: head.header.superior.toLocaleUpperCase('vi'), face: 'regular' }, left);
  }
  writeBalanced(sheet, { text: head.header.agency.toLocaleUpperCase('vi'), face: 'bold' }, left);
  underline(sheet, left, 0.35);
  sheet.y += 3 * MM;
  if (head.numberLine !== undefined) {
    sheet.paragraph([{ text: head.numberLine, face: 'regular' }], { size: 9.5, align: 'center' }, left);
  }
  const leftEnd = sheet.y;
  sheet.y = top;
  sheet.paragraph([{ text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', face: 'bold' }], HEAD, right);
  sheet.paragraph([{ text: 'Độc lập - Tự do - Hạnh phúc', face: 'bold' }], MOTTO, right);
  underline(sheet, right, 0.55);
  sheet.y += 3 * MM;
  sheet.paragraph([{ text: head.placeAndDate, face: 'italic' }], MOTTO, right);
  sheet.y = Math.max(leftEnd, sheet.y) + 4 * MM;
  writeTitle(sheet, head);
}

/** What the QR code of a letter says: the link to the public page where there is one and it is read by every scanner, else the code. */
function qrText(code: string, lookUp: Letter['lookUp']): string {
  const url = lookUp?.url;
  return url === undefined || url.length > LONGEST_LINK ? code : url;
}

function writeMark(sheet: Sheet, mark: string | undefined): void {
  if (mark === undefined) {
    return;
  }
  const column = { x: sheet.body.x + sheet.body.width * 0.44, width: sheet.body.width * 0.56 };
  sheet.paragraph([{ text: mark, face: 'italic' }], { size: 7.5, align: 'center' }, column);
  sheet.y += 1 * MM;
}

function writeTitle(sheet: Sheet, { title, dossierCode: code, codeLabel = 'Mã hồ sơ', lookUp }: Letterhead): void {
  const style: BlockStyle = { size: 12, align: 'center', role: 'H1' };
  const side = code === undefined ? 0 : QR_SIZE + 3 * MM;
  const column = { x: sheet.body.x + side, width: sheet.body.width - 2 * side };
  const lines = title.flatMap((line) => sheet.lines([{ text: line, face: 'bold' }], column, style));
  const top = sheet.y;
  const height = lines.length * sheet.lineHeight(style.size) + (code === undefined ? 0 : sheet.lineHeight(10)) + (code === undefined || lookUp === undefined ? 0 : sheet.lineHeight(9));
  sheet.y += Math.max(0, (code === undefined ? 0 : QR_SIZE) - height) / 2;
  sheet.write(lines, column, style);
  if (code !== undefined) {
    sheet.paragraph([{ text: `${codeLabel}: `, face: 'regular' }, { text: code, face: 'bold' }], { size: 10, align: 'center' }, column);
    if (lookUp !== undefined) {
      sheet.paragraph([{ text: `${SLIP_CODE_LABEL}: `, face: 'regular' }, { text: lookUp.slipCode, face: 'bold' }], { size: 9, align: 'center' }, column);
    }
    drawQr(sheet, { code, text: qrText(code, lookUp) }, { x: sheet.body.x + sheet.body.width - QR_SIZE, y: top, size: QR_SIZE });
  }
  sheet.y = Math.max(sheet.y, code === undefined ? 0 : top + QR_SIZE) + 3 * MM;
}

// A name of several lines is set in lines of like length, so that no single word is left over.
function writeBalanced(sheet: Sheet, name: Run, column: Column): void {
  let lines = sheet.lines([name], column, HEAD);
  for (let share = 0.95; share >= 0.5; share -= 0.05) {
    const narrower = sheet.lines([name], { x: column.x, width: column.width * share }, HEAD);
    if (narrower.length > lines.length) {
      break;
    }
    lines = narrower;
  }
  sheet.write(lines, column, HEAD);
}

function underline(sheet: Sheet, column: Column, share: number): void {
  const inset = (column.width * (1 - share)) / 2;
  sheet.rule(column.x + inset, column.x + column.width - inset, sheet.y + 1);
}
