import { CASE_KINDS, type CaseKind } from '#domain';
import { CASE_KIND_LABELS, clockLabel } from './clock-labels.js';
import { feedbackCommandWords, feedbackPhaseLabel } from './feedback-labels.js';
import { FEEDBACK_REFUSALS } from './feedback-refusals.js';
import { formatDueVi, formatIsoDateVi } from './formats.js';
import { missingPartLabel } from './publication-labels.js';
import { PUBLICATION_REFUSALS } from './publication-refusals.js';
import { TASK_REFUSALS } from './task-refusals.js';

/**
 * Why a command to a case was refused, by the code programs know it by; the kinds have tables of their own. A part in square
 * brackets is left out where its value is not known.
 */
const SENTENCES = {
  'case-of-other-kind': 'Thao tác này không dành cho loại việc đã chọn[ ({kind})].',
  'case-closed': 'Việc này đã kết thúc nên không thực hiện được thao tác.',
  'unknown-agency': 'Không có cơ quan được nêu[ ({agency})] trong danh mục.',
  'agency-of-other-province': 'Cơ quan được nêu[ ({agency})] không thuộc tỉnh, thành phố này.',
  'same-owner': 'Việc này đang do đúng cơ quan, người được chọn phụ trách.',
  'second-person-needed': 'Việc này cần người thứ hai có thẩm quyền: người đề nghị không tự quyết định, người thực hiện không tự xác nhận; xóa dữ liệu thì số quyết định phải đúng số người kia đã đề nghị.',
  'beyond-calendar': 'Không tính được hạn vì có ngày nằm ngoài lịch làm việc đã có; cần bổ sung lịch[ năm {needed}] trước khi thực hiện.',
  'agency-without-calendar': 'Cơ quan[ {agency}] chưa có lịch làm việc nên không tính được hạn; cần công bố lịch làm việc trước khi thực hiện.',
  ...PUBLICATION_REFUSALS,
  ...FEEDBACK_REFUSALS,
  ...TASK_REFUSALS,
} as const satisfies Readonly<Record<string, string>>;

/** Codes of refused commands to cases. */
export type CaseRefusalCode = keyof typeof SENTENCES;
/** All of them, for the API's description. */
export const CASE_REFUSAL_CODES = Object.keys(SENTENCES) as readonly CaseRefusalCode[];

/** Whether a code has a sentence here. */
export function isCaseRefusalCode(code: string): code is CaseRefusalCode {
  return Object.hasOwn(SENTENCES, code);
}

/** The sentence shown to the person whose command to a case was refused. */
export function caseRefusalSentence(code: CaseRefusalCode, data: Readonly<Record<string, string>> = {}): string {
  const sentence: string = SENTENCES[code];
  return sentence.replace(/\[([^\]]*)\]/gu, (_, part: string) => filled(part, data) ?? '');
}

function filled(part: string, data: Readonly<Record<string, string>>): string | undefined {
  const keys = Array.from(part.matchAll(/\{(\w+)\}/gu), ([, key = '']) => key);
  return keys.every((key) => data[key] !== undefined && data[key] !== '') ? part.replace(/\{(\w+)\}/gu, (_, key: string) => wordOf(key, data[key] ?? '')) : undefined;
}

function wordOf(key: string, value: string): string {
  if (key === 'clock') {
    return clockLabel(value);
  }
  if (key === 'kind') {
    return isKind(value) ? CASE_KIND_LABELS[value] : value;
  }
  if (key === 'phase') {
    return feedbackPhaseLabel(value);
  }
  if (key === 'allowed') {
    return feedbackCommandWords(value);
  }
  if (key === 'parts') {
    return value.split(', ').map(missingPartLabel).join('; ');
  }
  if (key === 'day') {
    return formatIsoDateVi(value);
  }
  return key.endsWith('At') ? formatDueVi(Number(value)) : value;
}

function isKind(value: string): value is CaseKind {
  return (CASE_KINDS as readonly string[]).includes(value);
}
