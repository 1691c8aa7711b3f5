import { writeRow } from './form-rows.js';
import { codeLabelOf, formMarkOf } from './form-titles.js';
import type { Letter } from './letter-data.js';
import { writeLetterhead } from './letterhead.js';
import { type Column, MM, type Sheet } from './sheet.js';
import { writeSingleSignature } from './signature-blocks.js';

/** Forms it is handed out with (TT 01/2018 Art. 12.2). */
const CARRIERS: ReadonlySet<Letter['form']> = new Set(['01', '02', '03']);
const TITLE = ['PHIẾU ĐÁNH GIÁ', 'VIỆC GIẢI QUYẾT THỦ TỤC', 'HÀNH CHÍNH'] as const;
const DATE_BLANK = 'ngày …… tháng …… năm 20……';
const COMMENT_LINES = 3;

interface Question {
  readonly text: string;
  readonly answers: readonly [best: string, middle: string, worst: string];
}

/**
 * What an applicant can tell of the indices 1, 2, 3, 4, 6 and 7 of TT 01/2018 Art. 13, each answer one of its marks 2, 1 and 0
 * in this order, and the three grades of satisfaction.
 */
const QUESTIONS: readonly Question[] = [
  { text: 'Tổng thời gian giải quyết hồ sơ so với thời hạn quy định', answers: ['Ngắn hơn', 'Bằng thời hạn', 'Dài hơn'] },
  { text: 'Thời gian giải quyết của từng cơ quan tham gia, kể cả cơ quan phối hợp', answers: ['Ngắn hơn', 'Bằng thời hạn', 'Dài hơn'] },
  { text: 'Số lần phải liên hệ với nơi tiếp nhận để hoàn thiện hồ sơ', answers: ['Không lần nào', '01 lần', 'Trên 01 lần'] },
  { text: 'Số cơ quan, đơn vị phải liên hệ để hoàn thiện hồ sơ', answers: ['Chỉ nơi tiếp nhận', 'Thêm 01 cơ quan', 'Nhiều hơn'] },
  { text: 'Công khai thủ tục hành chính', answers: ['Niêm yết và trên mạng', 'Một trong hai', 'Chưa công khai'] },
  { text: 'Thái độ của công chức, viên chức', answers: ['Tốt', 'Bình thường', 'Có phản ánh'] },
  { text: 'Mức độ hài lòng chung', answers: ['Rất hài lòng', 'Hài lòng', 'Không hài lòng'] },
];

/** True when the evaluation sheet goes with a letter; an agency's template may leave it out. */
export function carriesEvaluation({ form, template }: Letter): boolean {
  return CARRIERS.has(form) && template.evaluationSheet !== false;
}

/** The evaluation sheet on a page of its own behind the letter it is handed out with; the applicant ticks, signing is free. */
export function writeEvaluationSheet(sheet: Sheet, letter: Letter): void {
  const mark = formMarkOf(letter.form, letter.template.numbering);
  sheet.nextPage();
  writeLetterhead(sheet, {
    header: letter.header,
    mark: mark === undefined ? undefined : `Kèm theo ${mark}`,
    numberLine: undefined,
    placeAndDate: `${letter.place}, ${DATE_BLANK}`,
    title: TITLE,
    dossierCode: letter.dossierCode,
    codeLabel: codeLabelOf(letter),
  });
  sheet.paragraph([{ text: 'Đề nghị Ông/Bà (Tổ chức) đánh dấu X vào ô phù hợp và gửi lại nơi tiếp nhận hồ sơ.', face: 'italic' }], { size: sheet.textSize });
  sheet.y += 1 * MM;
  QUESTIONS.forEach((question, index) => writeQuestion(sheet, question, index + 1));
  writeRow(sheet, 'Ý kiến khác', undefined);
  for (let line = 0; line < COMMENT_LINES; line += 1) {
    sheet.y += sheet.lineHeight(sheet.textSize);
    sheet.rule(sheet.body.x, sheet.body.x + sheet.body.width - 1 * MM, sheet.y - sheet.lineHeight(sheet.textSize) * 0.22, true);
    sheet.y += 1;
  }
  writeSingleSignature(sheet, { title: 'NGƯỜI ĐÁNH GIÁ', name: undefined });
}

function writeQuestion(sheet: Sheet, { text, answers }: Question, number: number): void {
  const style = { size: sheet.textSize };
  sheet.paragraph([{ text: `${String(number)}. ${text}:`, face: 'bold' }], style);
  const top = sheet.y;
  const width = sheet.body.width / answers.length;
  answers.forEach((answer, index) => {
    const column: Column = { x: sheet.body.x + index * width, width };
    sheet.y = top;
    sheet.paragraph([{ text: `□ ${answer}`, face: 'regular' }], style, column);
  });
  sheet.y += 1 * MM;
}
