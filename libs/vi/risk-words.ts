import type { ForecastQuality, RiskFeature } from '#domain/figures';

/** What stands beside every probability. */
export const RISK_ADVICE = 'Chỉ để tham khảo khi sắp xếp công việc: không làm thay đổi ngày hẹn, số liệu hay trách nhiệm của ai; không dùng thông tin về từng cán bộ.';

/** What probabilities are made of. */
export const RISK_FEATURE_LABELS: Record<RiskFeature, string> = {
  history: 'Tỷ lệ trễ trước đây của thủ tục, cơ quan, bước',
  'term-used': 'Phần thời hạn đã dùng',
  pressure: 'Thời gian còn lại so với thời gian thường cần',
  'stage-age': 'Thời gian đã ở bước hiện tại',
  load: 'Số hồ sơ cơ quan đang giải quyết so với mức thường lệ',
  paused: 'Đã từng tạm dừng tính thời hạn',
  supplements: 'Số lần yêu cầu bổ sung',
  'month-end': 'Ngày hẹn rơi vào cuối tháng',
};

/** Why no probability is told. */
export const UNFORETOLD_LABELS = {
  'not-open': 'Hồ sơ không còn trong giải quyết: không dự báo.',
  late: 'Hồ sơ đã quá hạn: không còn gì để dự báo.',
  'without-date': 'Hồ sơ chưa có ngày phải trả kết quả: không dự báo.',
  'not-enough-history': 'Chưa đủ dữ liệu: số hồ sơ đã xong còn quá ít để dự báo.',
} as const;

/** One reason in words: `Hồ sơ tương tự … trước đây trễ 12,3 %`. `value` is the feature's plain value. */
export function riskReasonVi(feature: RiskFeature, value: number): string {
  switch (feature) {
    case 'history':
      return `Hồ sơ tương tự (cùng thủ tục, cơ quan, bước) trước đây trễ ${percentVi(value, 1)} %`;
    case 'term-used':
      return `Đã dùng ${percentVi(value, 0)} % thời hạn`;
    case 'pressure':
      return value >= 1
        ? `Hồ sơ tương tự thường còn cần gấp ${decimalVi(value, 1)} lần thời gian còn lại`
        : `Thời gian còn lại gấp ${decimalVi(1 / value, 1)} lần thời gian hồ sơ tương tự thường còn cần`;
    case 'stage-age':
      return `Đã ở bước hiện tại ${percentVi(value, 0)} % thời hạn`;
    case 'load':
      return `Số hồ sơ cơ quan đang giải quyết bằng ${decimalVi(value, 1)} lần mức thường lệ`;
    case 'paused':
      return value > 0 ? 'Đã từng tạm dừng tính thời hạn' : 'Chưa từng tạm dừng tính thời hạn';
    case 'supplements':
      return value > 0 ? `Đã yêu cầu bổ sung ${value >= 2 ? 'từ 2 lần trở lên' : '1 lần'}` : 'Chưa phải bổ sung hồ sơ';
    case 'month-end':
      return value > 0 ? 'Ngày hẹn rơi vào cuối tháng' : 'Ngày hẹn không rơi vào cuối tháng';
  }
}

/** Which way a reason moves a probability. */
export function riskEffectVi(raises: boolean): string {
  return raises ? 'làm tăng khả năng trễ' : 'làm giảm khả năng trễ';
}

/**
 * A back-test in one sentence: what came of dossiers the machine had warned of, and its error beside that of the common rate.
 * Says so where forecasts were no better than that.
 */
export function backTestVi(quality: ForecastQuality | undefined): string {
  if (quality === undefined) {
    return 'Chưa đủ dữ liệu để đối chiếu dự báo với kết quả thật.';
  }
  const { warned, brier, brierOfBaseRate, skill, dossiers } = quality;
  const outcome =
    warned === undefined
      ? `Đối chiếu trên ${countVi(dossiers)} hồ sơ đã xong (chưa đủ hồ sơ từng được cảnh báo để tính riêng)`
      : `Trong ${countVi(warned.dossiers)} hồ sơ đã xong mà máy từng dự báo trên ${percentVi(warned.threshold, 0)} %, ${percentVi(warned.late / warned.dossiers, 0)} % trễ thật`;
  const error = `sai số Brier ${decimalVi(brier, 3)} so với ${decimalVi(brierOfBaseRate, 3)} khi chỉ dùng tỷ lệ chung`;
  return `${outcome}; ${error}${skill > 0 ? '' : ': dự báo không tốt hơn tỷ lệ chung'}.`;
}

function percentVi(share: number, digits: number): string {
  return decimalVi(share * 100, digits);
}

function decimalVi(value: number, digits: number): string {
  return value.toFixed(digits).replace('.', ',');
}

function countVi(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/gu, '.');
}
