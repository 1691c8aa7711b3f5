/** Reasons for a delay that are given as a code; any other code is as valid, and is printed as it stands. */
const DELAY_REASONS: Readonly<Record<string, string>> = {
  complex: 'Hồ sơ có nội dung phức tạp, cần thêm thời gian thẩm tra, xác minh',
  'specialist-opinion': 'Cần lấy ý kiến chuyên môn của cơ quan, đơn vị liên quan',
  'external-opinion': 'Chưa có ý kiến của cơ quan, đơn vị phối hợp',
  'force-majeure': 'Sự kiện bất khả kháng',
  overload: 'Số lượng hồ sơ tăng đột biến',
};

/** Why something is late, as a letter says it: what the code stands for, then the words given beside it. */
export function delayReasonVi(code: string, text: string | undefined): string {
  const named = DELAY_REASONS[code];
  if (named === undefined) {
    return text ?? `mã lý do ${code}`;
  }
  return text === undefined ? named : `${named}: ${text}`;
}
