import type { LetterText } from '#domain';
import type { FormNumbering, LetterTemplate } from './letter-data.js';
import type { Run } from './line-breaking.js';

const COMMON: Record<Exclude<LetterText, 'new-date'>, string> = {
  'counter-label': 'Trung tâm/Bộ phận Tiếp nhận và Trả kết quả',
  'return-time': '{date}',
  apology: 'Sự chậm trễ này gây phiền hà, tốn kém thời gian và công sức của {applicant}. {agency} xin lỗi {applicant} về sự chậm trễ nêu trên.',
  'apology-closing': 'Rất mong nhận được sự thông cảm của {applicant}./.',
};

// The form of TT 03/2025 asks for an extension, that of TT 01/2018 gives another date.
const NEW_DATE: Record<FormNumbering, string> = {
  'tt03-2025': '{agency} đề nghị được gia hạn thời gian giải quyết và sẽ trả kết quả cho {applicant} vào lúc: {date}.',
  'tt01-2018': '{agency} hẹn lại thời gian trả kết quả giải quyết hồ sơ cho {applicant} vào lúc: {date}.',
};

/** The circular's own wording of every text an agency may word itself. */
export function usualTexts(numbering: FormNumbering): Readonly<Record<LetterText, string>> {
  return { ...COMMON, 'new-date': NEW_DATE[numbering] };
}

/** A text as a letter's template words it, its blanks filled; a date is set in bold. */
export function wordingOf(template: LetterTemplate, text: LetterText, blanks: Readonly<Record<string, string>> = {}): Run[] {
  const wording = template.texts?.[text] ?? usualTexts(template.numbering)[text];
  const filled = wording.split('{date}').map((part): Run => ({ text: part.replace(/\{([a-z]+)\}/gu, (_, name: string) => blanks[name] ?? ''), face: 'regular' }));
  const date: Run = { text: blanks['date'] ?? '', face: 'bold' };
  return filled.flatMap((part, index) => (index === 0 ? [part] : [date, part])).filter((run) => run.text !== '');
}
