import { expect, test } from 'vitest';
import { missingFieldSentence } from './missing-fields.js';

test.each([
  ['04', 'header.superior', 'Mẫu số 04 chưa in được vì thiếu tên cơ quan chủ quản: hãy bổ sung trong danh mục cơ quan hoặc công bố mẫu in của cơ quan; văn bản được lập ngay sau khi bổ sung.'],
  ['01', 'components[2].name', 'Mẫu số 01 chưa in được vì thiếu thành phần hồ sơ (mục 3): hãy sửa thành phần hồ sơ (CorrectComponents); văn bản được lập ngay sau khi bổ sung.'],
  ['03', 'afterIntake.agencyName', 'Mẫu số 03 chưa in được vì thiếu tên cơ quan giải quyết: hãy bổ sung trong danh mục cơ quan hoặc công bố mẫu in của cơ quan; văn bản được lập ngay sau khi bổ sung.'],
  ['00', 'applicant.name', 'Thông báo chưa in được vì thiếu tên người nộp hồ sơ: hãy sửa thông tin người nộp hồ sơ (CorrectPersonalData); văn bản được lập ngay sau khi bổ sung.'],
  ['05', 'annex.title', 'Mẫu số 05 chưa in được vì thiếu trường “annex.title”: hãy kiểm tra hồ sơ và thủ tục, hoặc báo quản trị hệ thống; văn bản được lập ngay sau khi bổ sung.'],
])('a letter of form %s without %s says so in words and what to do', (form, field, sentence) => {
  expect(missingFieldSentence(form, field)).toBe(sentence);
});
