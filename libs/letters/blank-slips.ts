import { setImmediate } from 'node:timers/promises';
import { writeRemark, writeRow } from './form-rows.js';
import { formMarkOf, numberLineOf, paperOf, titleOfForm } from './form-titles.js';
import type { LetterFrame } from './letter-data.js';
import { writeLetterhead } from './letterhead.js';
import { assertFilled, requiredOfFrame } from './required-fields.js';
import { type Column, MM, Sheet } from './sheet.js';
import { writeTwoSignatures } from './signature-blocks.js';
import { wordingOf } from './wording.js';

/** Form 01 to be filled in by hand while a counter's line is cut, one for each code set aside for it. */
export interface BlankSlips extends Omit<LetterFrame, 'documentNumber'> {
  readonly counterName: string;
  readonly codes: readonly string[];
}

const FORM = '01';
const TEXT_SIZE = 10;
/** Room above a dotted line for handwriting. */
const WRITING_GAP = 2.6;
const MOMENT = '…… giờ …… phút, ngày …… tháng …… năm 20……';
const PAPERS = 4;
const NUMBER_WIDTH = 5 * MM;

/**
 * One file with a blank form 01 a page for each code: code, QR code and desk are printed, everything else is dotted lines,
 * the date of the form among it. The same slips give the same bytes. Throws `LetterFieldMissing` when a code or the desk is
 * not given.
 */
export async function renderBlankSlips(slips: BlankSlips): Promise<Uint8Array> {
  const { template, header, place, counterName, codes, issuedAt } = slips;
  assertFilled(FORM, [...requiredOfFrame(slips), ['counterName', counterName], ['codes', codes], ...codes.map((code, index) => [`codes[${String(index)}]`, code] as const)]);
  const title = titleOfForm(FORM, template.numbering);
  const subject = title.lines.join(' ');
  const counterLabel = wordingOf(template, 'counter-label').map(({ text }) => text).join('');
  const sheet = new Sheet({
    paper: paperOf(FORM, template),
    title: `${subject} – ${codes[0] ?? ''} … ${codes.at(-1) ?? ''}`,
    author: header.agency,
    subject,
    keywords: `form ${FORM}; ${template.numbering}; template ${template.version}; blank`,
    createdAt: issuedAt,
    textSize: TEXT_SIZE,
  });
  const head = {
    header,
    mark: formMarkOf(FORM, template.numbering),
    numberLine: numberLineOf(title, header),
    placeAndDate: `${place}, ngày …… tháng …… năm 20……`,
    title: title.lines,
  };
  for (const [index, code] of codes.entries()) {
    if (index > 0) {
      sheet.nextPage();
    }
    writeLetterhead(sheet, { ...head, dossierCode: code });
    writeBody(sheet, counterLabel, counterName);
    // Two hundred pages are seconds of work: others in the process get their turn after each.
    await setImmediate();
  }
  return sheet.end();
}

function writeBody(sheet: Sheet, counterLabel: string, counterName: string): void {
  writeRow(sheet, counterLabel, counterName);
  writeBlank(sheet, 'Tiếp nhận hồ sơ của Ông/Bà (hoặc Tổ chức)');
  writeBlank(sheet, 'Số định danh cá nhân/Mã số tổ chức');
  writeBlank(sheet, 'Địa chỉ');
  writePair(sheet, 'Số điện thoại', 'Email');
  writePair(sheet, 'Người được ủy quyền', 'Giấy tờ ủy quyền');
  writeBlank(sheet, 'Nội dung yêu cầu giải quyết');
  writeLine(sheet, '');
  writeRemark(sheet, 'Thành phần hồ sơ nộp gồm:');
  for (let paper = 1; paper <= PAPERS; paper += 1) {
    writeLine(sheet, `${String(paper)}.`);
  }
  writePair(sheet, 'Số lượng hồ sơ (bộ)', 'Thời gian giải quyết');
  writeBlank(sheet, 'Thời gian nhận hồ sơ', MOMENT);
  writeBlank(sheet, 'Thời gian trả kết quả giải quyết hồ sơ', MOMENT);
  writeBlank(sheet, 'Đăng ký nhận kết quả tại');
  writeBlank(sheet, 'Vào Sổ theo dõi hồ sơ', 'Quyển số …………, Số thứ tự …………');
  writeTwoSignatures(sheet, { title: 'NGƯỜI NỘP HỒ SƠ', name: undefined }, { title: 'NGƯỜI TIẾP NHẬN HỒ SƠ', name: undefined });
}

/** A label with a dotted line behind it, or with blanks printed into its wording. */
function writeBlank(sheet: Sheet, label: string, blanks?: string, column: Column = sheet.body): void {
  sheet.y += WRITING_GAP;
  writeRow(sheet, label, blanks, 'regular', column);
}

function writePair(sheet: Sheet, left: string, right: string): void {
  const half = sheet.body.width / 2;
  const top = sheet.y;
  writeBlank(sheet, left, undefined, { x: sheet.body.x, width: half });
  sheet.y = top;
  writeBlank(sheet, right, undefined, { x: sheet.body.x + half, width: half });
}

/** A dotted line over the whole width, after a number. */
function writeLine(sheet: Sheet, number: string): void {
  sheet.y += WRITING_GAP;
  const height = sheet.lineHeight(sheet.textSize);
  if (number === '') {
    sheet.y += height;
  } else {
    sheet.paragraph([{ text: number, face: 'regular' }], { size: sheet.textSize });
  }
  sheet.rule(sheet.body.x + (number === '' ? 0 : NUMBER_WIDTH), sheet.body.x + sheet.body.width - 1 * MM, sheet.y - height * 0.22, true);
  sheet.y += 1;
}
