/** The program's own words for the codes of its list; an installation may give others. */
const DELAY_REASONS = {
  complex: 'Hồ sơ có nội dung phức tạp, cần thêm thời gian thẩm tra, xác minh',
  'specialist-opinion': 'Cần lấy ý kiến chuyên môn của cơ quan, đơn vị liên quan',
  'external-opinion': 'Chưa có ý kiến của cơ quan, đơn vị phối hợp',
  'external-delay': 'Cơ quan, đơn vị phối hợp giải quyết chậm',
  'force-majeure': 'Sự kiện bất khả kháng',
  'system-failure': 'Sự cố của hệ thống thông tin, đường truyền',
  'staff-absence': 'Người thụ lý vắng mặt chưa bố trí được người thay thế',
  overload: 'Số lượng hồ sơ tăng đột biến',
} as const satisfies Readonly<Record<string, string>>;

/** A reason the program has words of its own for. */
export type DelayReasonCode = keyof typeof DELAY_REASONS;

/** What a reason of the list is called: the installation's words, else the program's, else its code. */
export function delayReasonName({ code, text }: { readonly code: string; readonly text?: string }): string {
  return text ?? Object.entries(DELAY_REASONS).find(([known]) => known === code)?.[1] ?? `mã lý do ${code}`;
}

/** Why something is late, as a letter says it: what the reason is called, then the words given beside it. */
export function delayReasonVi(reason: { readonly code: string; readonly text?: string }, words: string | undefined): string {
  const named = delayReasonName(reason);
  return words === undefined ? named : `${named}: ${words}`;
}
