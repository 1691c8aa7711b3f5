import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CASE_REFUSAL_CODES, caseRefusalSentence, isCaseRefusalCode } from './case-refusals.js';
import { FEEDBACK_REFUSALS } from './feedback-refusals.js';
import { PUBLICATION_REFUSALS } from './publication-refusals.js';
import { TASK_REFUSALS } from './task-refusals.js';

const DOMAIN = new URL('../domain/', import.meta.url);

/** Every code the domain refuses a command to a case with. */
function refusedWith(): readonly string[] {
  const files = readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  return files.flatMap((name) => Array.from(readFileSync(new URL(name, DOMAIN), 'utf8').matchAll(/refuseCase\(\s*'([^']+)'/gu), ([, code = '']) => code));
}

test('whatever a command to a case is refused with has a sentence', () => {
  const codes = refusedWith();
  expect(codes.length).toBeGreaterThan(4);
  expect(codes.filter((code) => !isCaseRefusalCode(code))).toEqual([]);
});

test('no kind of case is refused with the sentence of another', () => {
  const codes = [FEEDBACK_REFUSALS, PUBLICATION_REFUSALS, TASK_REFUSALS].flatMap((sentences) => Object.keys(sentences));
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

test.each([
  ['clock-not-running', { clock: 'completion' }, 'Việc này không còn chờ thực hiện: hoàn thành nhiệm vụ.'],
  ['clock-not-running', {}, 'Việc này không còn chờ thực hiện.'],
  ['case-of-other-kind', { kind: 'task' }, 'Thao tác này không dành cho loại việc đã chọn (Nhiệm vụ được giao).'],
  ['parts-missing', { subject: '1.013225', parts: 'order, fees, members' }, 'Thủ tục 1.013225 còn thiếu bộ phận tạo thành nên chưa đăng tải được: Trình tự thực hiện; Phí, lệ phí; Các thủ tục trong nhóm.'],
  ['proof-before-decision', { clock: 'counter', day: '2026-08-17' }, 'Thời điểm công khai (niêm yết tại Bộ phận Một cửa) không được trước ngày ký quyết định hoặc ngày thay đổi nội dung (17/08/2026).'],
  ['unknown-agency', { agency: 'H99.77' }, 'Không có cơ quan được nêu (H99.77) trong danh mục.'],
] as const)('%s with %o reads as one sentence', (code, data, sentence) => {
  expect(caseRefusalSentence(code, data)).toBe(sentence);
});

test.each(CASE_REFUSAL_CODES)('%s is a whole sentence without its data', (code) => {
  expect(caseRefusalSentence(code)).toMatch(/^\p{Lu}[^[\]{}]+\.$/u);
  expect(caseRefusalSentence(code)).not.toMatch(/ {2}| [,.;]/u);
});
