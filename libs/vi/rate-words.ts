/** A rate as reports word it: its name, and numerator and denominator. */
export interface RateWords {
  readonly name: string;
  readonly formula: string;
}

const TO_PROCESS = 'tổng số phải giải quyết (mới nhận + kỳ trước chuyển sang + nhận chuyển đến + mở lại − chuyển đi − hủy)';
const PROCESSED = 'đã giải quyết';

/** Rates of periodic reports, in the order in which they stand there, the headline first. */
export const REPORTED_RATES = {
  'late-rate': { name: 'Tỷ lệ trễ hạn', formula: `(giải quyết quá hạn + đang quá hạn) / ${TO_PROCESS}` },
  'late-of-received': { name: 'Tỷ lệ trễ hạn trên số tiếp nhận', formula: '(giải quyết quá hạn + đang quá hạn) / mới nhận trong kỳ; có thể quá 100 %' },
  'on-time-of-received': { name: 'Tỷ lệ đúng hạn trên số tiếp nhận (NĐ 61/2018 Đ30)', formula: '(giải quyết trước hạn + đúng hạn) / mới nhận trong kỳ; có thể quá 100 %' },
  'late-of-processed': { name: 'Tỷ lệ giải quyết quá hạn', formula: `giải quyết quá hạn / ${PROCESSED}` },
  'on-time-of-processed': { name: 'Tỷ lệ giải quyết trước và đúng hạn', formula: `(giải quyết trước hạn + đúng hạn) / ${PROCESSED}` },
  'early-of-processed': { name: 'Tỷ lệ giải quyết trước hạn', formula: `trả kết quả trước ngày hẹn / ${PROCESSED}` },
  'refusal-rate': { name: 'Tỷ lệ từ chối sau thẩm định', formula: `bị từ chối sau thẩm định / ${PROCESSED}` },
  'supplement-rate': { name: 'Tỷ lệ yêu cầu bổ sung', formula: `lượt yêu cầu bổ sung lần 1 / ${TO_PROCESS}` },
  'second-supplement-rate': { name: 'Tỷ lệ yêu cầu bổ sung lần 2', formula: `lượt yêu cầu bổ sung lần 2 / ${TO_PROCESS}` },
  'online-share': { name: 'Tỷ lệ nộp trực tuyến', formula: 'nhận trực tuyến / mới nhận' },
  satisfaction: { name: 'Mức độ hài lòng', formula: '(rất hài lòng + hài lòng) / số hồ sơ được đánh giá, theo lần đánh giá cuối' },
  'stage-late-rate': { name: 'Tỷ lệ bước xử lý quá hạn', formula: '(bước kết thúc quá hạn + đang quá hạn) / (bước đã kết thúc + đang xử lý)' },
  'apology-coverage': { name: 'Tỷ lệ trễ hẹn có phiếu xin lỗi', formula: 'lần trễ hẹn trong kỳ đã có phiếu xin lỗi được ký / lần trễ hẹn trong kỳ' },
  'apology-in-time-rate': { name: 'Tỷ lệ phiếu xin lỗi ký kịp thời', formula: 'phiếu ký không sau thời hạn phải gửi / phiếu đã ký' },
  'late-with-letter-in-time': { name: 'Tỷ lệ hồ sơ trễ hạn được xin lỗi kịp thời', formula: 'hồ sơ trễ hạn trong kỳ có phiếu xin lỗi lần đầu ký kịp thời / hồ sơ trễ hạn trong kỳ' },
  'answer-late-rate': { name: 'Tỷ lệ trả lời hồ sơ trực tuyến chậm', formula: 'hồ sơ trực tuyến không được trả lời kịp / hồ sơ trực tuyến nộp đến' },
  'transfer-late-rate': { name: 'Tỷ lệ chuyển hồ sơ chậm', formula: 'hồ sơ giấy không được chuyển kịp / hồ sơ phải chuyển' },
  'forwarding-late-rate': { name: 'Tỷ lệ hồ sơ phi địa giới đến cơ quan giải quyết chậm', formula: 'hồ sơ không đến kịp / hồ sơ nhận cho địa bàn khác' },
} as const satisfies Record<string, RateWords>;

/** A rate periodic reports state. */
export type ReportedRate = keyof typeof REPORTED_RATES;
