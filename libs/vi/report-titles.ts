/** Titles of the reports that can be asked for. */
export const REPORT_TITLES = {
  'ii-06a': 'Biểu II.06a/VPCP/KSTT: Tình hình, kết quả giải quyết TTHC',
  'ii-07b': 'Biểu II.07b/VPCP/KSTT: Số lượng TTHC và quy trình nội bộ',
  'progress-766': 'Tiến độ giải quyết hồ sơ (QĐ 766/QĐ-TTg)',
  period: 'Báo cáo tháng, quý, 6 tháng, 9 tháng, năm',
  evidence: 'Danh mục tài liệu kiểm chứng',
} as const;
