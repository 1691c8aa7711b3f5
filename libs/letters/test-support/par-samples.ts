import type { ParReport } from '../par-data.js';

/** A report with a line of every kind: proved, explained, lacking, unknown. */
export const PAR_REPORT: ParReport = {
  header: { superior: 'Ủy ban nhân dân tỉnh Minh Họa', agency: 'Sở Nông nghiệp và Môi trường tỉnh Minh Họa', symbol: 'SNNMT' },
  place: 'Minh Họa',
  // 2027-01-04T16:00+07:00.
  issuedAt: 1_799_053_200_000,
  year: 2026,
  catalogueName: 'Bộ tiêu chí xác định Chỉ số cải cách hành chính cấp tỉnh',
  document: '1149/QĐ-BNV',
  documentDay: '2020-12-30',
  total: 8.1,
  knownMaximum: 8.5,
  lines: [
    { kind: 'area', code: '3', name: 'Cải cách thủ tục hành chính', maximum: 8.5, score: 8.1, files: [] },
    { kind: 'criterion', code: '3.1', name: 'Công bố, công khai thủ tục hành chính', maximum: 3.5, score: 3.2, target: 3.2, explanation: 'Còn 02 thủ tục công khai chậm.\nĐã khắc phục ngày 10/12/2026.', files: [] },
    { kind: 'criterion', code: '3.2', name: 'Kết quả giải quyết hồ sơ thủ tục hành chính', maximum: 5, score: 4.9, target: 5, basis: '1.245/1.250 hồ sơ đúng hạn', files: ['Tài liệu kiểm chứng/3.2/01 - Báo cáo năm.pdf'] },
    { kind: 'criterion', code: '3.3', files: [] },
    { kind: 'part', code: '3.3.1', maximum: 1, files: [], lacks: 'score' },
    { kind: 'unknown-parts', code: '', name: '13 tiêu chí thành phần chưa rõ thuộc tiêu chí nào', files: [] },
  ],
  submitted: { at: 1_799_053_200_000, sha256: 'ab'.repeat(32), isLate: false },
};
