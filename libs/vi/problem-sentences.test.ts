import { expect, test } from 'vitest';
import { problemSentence } from './problem-sentences.js';

test.each([
  ['unauthenticated', 'Cần đăng nhập để thực hiện; phiên đăng nhập không có hoặc đã hết hạn.'],
  ['not-found', 'Không tìm thấy nội dung được yêu cầu.'],
  ['inbox-full', 'Hồ sơ đang có quá nhiều thao tác chờ xử lý; hãy thử lại sau giây lát.'],
] as const)('problem %s reads "%s"', (code, sentence) => {
  expect(problemSentence(code)).toBe(sentence);
});
