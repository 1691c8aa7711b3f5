import type { IndexState } from '#domain/figures';

/** How a component of the national index stands. */
export const INDEX_STATE_LABELS: Readonly<Record<IndexState, string>> = {
  scored: 'Đã tính điểm',
  'nothing-arose': 'Không phát sinh',
  'no-data': 'Chưa có dữ liệu',
};

/** Whether points, formula and thresholds of a component were found in a source. */
export function verifiedVi(verified: boolean): string {
  return verified ? 'Đã đối chiếu nguồn' : 'Chưa đối chiếu được với Quyết định 766/QĐ-TTg';
}

/** Why the share in time of the index differs from the rate of dossiers late by law, in one sentence. */
export const INDEX_CLOCK_NOTE =
  'Chỉ số tính theo ngày hẹn trả đầu tiên cộng thời gian chờ bổ sung, so theo ngày; yêu cầu bổ sung từ lần thứ hai bị tính là quá hạn, còn tỷ lệ theo pháp luật tính lại thời hạn từ đầu sau khi bổ sung đủ và so theo phút.';
