import type { BucketKind, Comparison, JudgedPromise, RateName, RateState } from '#domain/figures';

/** A rate in the words managers know. */
export interface RateWords {
  readonly name: string;
  readonly formula: string;
}

const TO_PROCESS = 'cần xử lý (tiếp nhận + kỳ trước chuyển sang + nhận chuyển đến + mở lại − chuyển đi − hủy)';
const PROCESSED = 'đã giải quyết (trước hạn + đúng hạn + quá hạn + không có hạn)';
const BY_INDEX = 'so theo ngày với ngày hẹn đầu được lùi theo thời gian chờ; yêu cầu bổ sung lần hai là quá hạn';
const RECEIVED = 'tiếp nhận (trừ hồ sơ hủy do mở nhầm)';

/** What is said of a rate that has no value, or none to be trusted. */
export const RATE_STATE_LABELS = {
  counted: 'Có số liệu',
  'nothing-arose': 'Không phát sinh',
  'no-data': 'Chưa có dữ liệu: hệ thống chưa từng nhận dữ liệu loại này, không phải là 0%',
} as const satisfies Record<RateState, string>;

/** Name and formula of every rate. */
export const RATE_WORDS: Readonly<Record<RateName, RateWords>> = {
  'late-rate': { name: 'Tỷ lệ quá hạn', formula: `(đã giải quyết quá hạn + đang giải quyết quá hạn) / ${TO_PROCESS}` },
  'on-time-of-to-process': { name: 'Tỷ lệ không quá hạn trên số cần xử lý', formula: `100% − tỷ lệ quá hạn, trừ hồ sơ không có hạn nào để đánh giá: (cần xử lý − quá hạn − không có hạn) / ${TO_PROCESS}` },
  'late-of-received': { name: 'Tỷ lệ quá hạn trên số tiếp nhận', formula: `(đã giải quyết quá hạn + đang giải quyết quá hạn) / ${RECEIVED}; có thể vượt 100%` },
  'on-time-of-received': { name: 'Tỷ lệ đúng hạn trên số tiếp nhận', formula: `(giải quyết trước hạn + đúng hạn) / ${RECEIVED}; có thể vượt 100%` },
  'late-of-processed': { name: 'Tỷ lệ quá hạn trên số đã giải quyết', formula: `giải quyết quá hạn / ${PROCESSED}` },
  'on-time-of-processed': { name: 'Tỷ lệ trước và đúng hạn trên số đã giải quyết', formula: `(giải quyết trước hạn + đúng hạn) / ${PROCESSED}` },
  'early-of-processed': { name: 'Tỷ lệ trước hạn', formula: `giải quyết trước ngày hẹn trả / ${PROCESSED}` },
  'same-day-of-processed': { name: 'Tỷ lệ đúng hạn trong ngày hẹn trả', formula: `giải quyết trong ngày hẹn trả, không sau giờ hẹn / ${PROCESSED}` },
  'undated-of-processed': { name: 'Tỷ lệ không có hạn', formula: `giải quyết mà không có hạn hay thời hạn tối đa để đánh giá / ${PROCESSED}` },
  'late-rate-by-date': { name: 'Tỷ lệ quá hạn tính theo ngày', formula: `(giải quyết sau ngày hẹn trả + đang giải quyết đã qua ngày hẹn trả) / ${TO_PROCESS}` },
  'late-rate-by-end-of-day': { name: 'Tỷ lệ quá hạn tính đến 24 giờ', formula: `(giải quyết sau 24 giờ của ngày hẹn trả + đang giải quyết đã qua 24 giờ của ngày hẹn trả) / ${TO_PROCESS}` },
  'late-of-processed-by-date': { name: 'Tỷ lệ quá hạn theo ngày trên số đã giải quyết', formula: `giải quyết sau ngày hẹn trả / ${PROCESSED}` },
  'on-time-of-processed-by-date': { name: 'Tỷ lệ trước và đúng hạn theo ngày trên số đã giải quyết', formula: `giải quyết trước hoặc trong ngày hẹn trả / ${PROCESSED}; hồ sơ không có hạn không tính là đúng hạn` },
  'same-day-of-processed-by-date': { name: 'Tỷ lệ đúng hạn theo ngày', formula: `giải quyết trong ngày hẹn trả, trước hoặc sau giờ hẹn / ${PROCESSED}` },
  'late-rate-by-current-promise': { name: 'Tỷ lệ quá hạn so với ngày hẹn hiện tại', formula: `(giải quyết sau ngày hẹn lần cuối + đang giải quyết đã qua ngày hẹn lần cuối) / ${TO_PROCESS}` },
  'late-of-processed-by-current-promise': { name: 'Tỷ lệ quá hạn so với ngày hẹn hiện tại trên số đã giải quyết', formula: `giải quyết sau ngày hẹn lần cuối / ${PROCESSED}` },
  'on-time-of-processed-by-current-promise': { name: 'Tỷ lệ đúng hạn so với ngày hẹn hiện tại', formula: `giải quyết không sau ngày hẹn lần cuối / ${PROCESSED}` },
  'refusal-rate': { name: 'Tỷ lệ từ chối sau thẩm định', formula: `từ chối giải quyết sau thẩm định / ${PROCESSED}` },
  'intake-refusal-share': { name: 'Tỷ lệ từ chối tiếp nhận', formula: 'từ chối tiếp nhận / (tiếp nhận − hủy + từ chối tiếp nhận)' },
  'withdrawn-share': { name: 'Tỷ lệ hồ sơ rút', formula: `người nộp rút hồ sơ / ${PROCESSED}` },
  'suspended-share': { name: 'Tỷ lệ hồ sơ dừng giải quyết', formula: `cơ quan dừng giải quyết / ${PROCESSED}` },
  'supplement-rate': { name: 'Tỷ lệ yêu cầu bổ sung lần đầu', formula: `yêu cầu bổ sung lần đầu / ${TO_PROCESS}` },
  'second-supplement-rate': { name: 'Tỷ lệ yêu cầu bổ sung lần hai', formula: `yêu cầu bổ sung từ lần hai / ${TO_PROCESS}` },
  'overdue-of-open': { name: 'Tỷ lệ quá hạn trong số đang giải quyết', formula: 'đang giải quyết quá hạn / đang giải quyết' },
  'paused-of-open': { name: 'Tỷ lệ tạm dừng trong số đang giải quyết', formula: '(tạm dừng trong hạn + tạm dừng quá hạn) / đang giải quyết' },
  'stage-late-rate': { name: 'Tỷ lệ bước quá hạn', formula: '(bước kết thúc quá hạn + bước đang làm quá hạn) / (bước đã kết thúc + bước đang làm), chỉ bước có thời hạn' },
  'stage-late-of-ended': { name: 'Tỷ lệ bước kết thúc quá hạn', formula: 'bước kết thúc quá hạn / bước đã kết thúc, chỉ bước có thời hạn' },
  satisfaction: { name: 'Tỷ lệ hài lòng theo đánh giá', formula: '(rất hài lòng + hài lòng) / hồ sơ được đánh giá; tính lần đánh giá cuối' },
  'complaint-share': { name: 'Tỷ lệ hồ sơ bị phản ánh', formula: `hồ sơ có phản ánh, kiến nghị nhận trong kỳ / ${TO_PROCESS}; đôn đốc không tính` },
  'satisfaction-by-links': { name: 'Mức hài lòng theo hạn và phản ánh', formula: `100% − (tỷ lệ quá hạn + tỷ lệ bị phản ánh): (cần xử lý − quá hạn − bị phản ánh) / ${TO_PROCESS}` },
  'online-share': { name: 'Tỷ lệ hồ sơ trực tuyến', formula: 'tiếp nhận trực tuyến / tiếp nhận' },
  'digitised-share': { name: 'Tỷ lệ hồ sơ số hóa', formula: 'tiếp nhận với toàn bộ giấy tờ điện tử / tiếp nhận có kê giấy tờ' },
  'reuse-share': { name: 'Tỷ lệ tái sử dụng giấy tờ, dữ liệu', formula: 'tiếp nhận có giấy tờ tái sử dụng hoặc lấy từ kho dữ liệu / tiếp nhận có kê giấy tờ' },
  'e-result-share': { name: 'Tỷ lệ kết quả điện tử', formula: 'kết quả trong kỳ đã lưu tệp đến nay / kết quả ghi nhận trong kỳ' },
  'portal-payment-share': { name: 'Tỷ lệ thanh toán trên Cổng dịch vụ công', formula: 'lượt thanh toán trên Cổng dịch vụ công / lượt thanh toán' },
  'cashless-payment-share': { name: 'Tỷ lệ thanh toán không dùng tiền mặt', formula: 'lượt chuyển khoản hoặc thẻ / lượt thanh toán' },
  'apology-coverage': { name: 'Tỷ lệ trễ hẹn có phiếu xin lỗi', formula: 'lần trễ hẹn trong kỳ đã ký phiếu xin lỗi đến nay / lần trễ hẹn trong kỳ' },
  'apology-in-time-rate': { name: 'Tỷ lệ phiếu xin lỗi ký đúng thời hạn', formula: 'phiếu xin lỗi ký trong thời hạn / phiếu xin lỗi đã ký' },
  'late-with-letter-in-time': { name: 'Tỷ lệ hồ sơ quá hạn được xin lỗi kịp thời', formula: 'hồ sơ quá hạn trong kỳ có phiếu xin lỗi ký kịp / hồ sơ quá hạn trong kỳ' },
  'transfer-late-rate': { name: 'Tỷ lệ chuyển hồ sơ chậm', formula: 'hồ sơ chuyển chậm / hồ sơ tiếp nhận phải chuyển' },
  'answer-late-rate': { name: 'Tỷ lệ trả lời hồ sơ trực tuyến chậm', formula: 'hồ sơ trực tuyến trả lời chậm / hồ sơ trực tuyến đăng ký' },
  'forwarding-late-rate': { name: 'Tỷ lệ chuyển hồ sơ ngoài địa bàn chậm', formula: 'hồ sơ chuyển chậm đến cơ quan có thẩm quyền ở địa bàn khác / hồ sơ tiếp nhận cho địa bàn khác' },
  'index-on-time-of-received': { name: 'Tỷ lệ đúng hạn theo Bộ chỉ số 766 (mục 2.1) trên số tiếp nhận', formula: `(đã xong đúng hạn + đang giải quyết chưa quá hạn, trừ hồ sơ không có ngày để đánh giá) / ${RECEIVED}, ${BY_INDEX}; có thể vượt 100%` },
  'index-on-time': { name: 'Tỷ lệ đúng hạn theo Bộ chỉ số 766 (mục 2.1)', formula: `(đã xong đúng hạn + đang giải quyết chưa quá hạn, trừ hồ sơ không có ngày để đánh giá) / ${TO_PROCESS}, ${BY_INDEX}` },
  'index-late-rate': { name: 'Tỷ lệ quá hạn theo Bộ chỉ số 766 (mục 2.1)', formula: `(đã xong quá hạn + đang giải quyết quá hạn) / ${TO_PROCESS}, ${BY_INDEX}` },
  'index-late-of-processed': { name: 'Tỷ lệ quá hạn theo Bộ chỉ số 766 trên số đã giải quyết', formula: `đã xong quá hạn / ${PROCESSED}, ${BY_INDEX}` },
  'index-undated': { name: 'Tỷ lệ không có ngày để đánh giá theo Bộ chỉ số 766', formula: `hồ sơ không có ngày hẹn và thời hạn tối đa / ${TO_PROCESS}` },
  'late-rate-statutory': { name: 'Tỷ lệ quá hạn so với thời hạn luật định trên số cần xử lý', formula: '(giải quyết sau thời hạn luật định + đang giải quyết đã quá thời hạn luật định) / (đã giải quyết + đang giải quyết, có thời hạn luật định tính được ngày)' },
  'late-of-processed-statutory': { name: 'Tỷ lệ quá hạn so với thời hạn luật định', formula: 'giải quyết sau thời hạn luật định / đã giải quyết có thời hạn luật định tính được ngày' },
  'statutory-unknown': { name: 'Tỷ lệ không rõ thời hạn luật định', formula: 'đã giải quyết không ghi hoặc không tính được thời hạn luật định / số đó và số có thời hạn luật định tính được ngày' },
};

/** How lateness was told. */
export const COMPARISON_LABELS: Readonly<Record<Comparison, string>> = {
  minute: 'theo giờ, phút ghi trên giấy hẹn',
  date: 'theo ngày: trước ngày hẹn là trước hạn, trong ngày hẹn là đúng hạn',
  'end-of-day': 'theo 24 giờ của ngày cuối cùng',
  none: 'không so sánh với hạn',
};

/** Which date was compared. */
export const PROMISE_LABELS: Readonly<Record<JudgedPromise, string>> = {
  first: 'hạn giải quyết, không đổi khi hẹn lại',
  current: 'ngày hẹn lần cuối',
};

/** Kinds of dossiers about which reports disagree. */
export const BUCKET_KIND_LABELS: Readonly<Record<BucketKind, string>> = {
  undated: 'không có hạn',
  'refused-at-intake': 'từ chối tiếp nhận',
  'refused-after-appraisal': 'từ chối sau thẩm định',
  withdrawn: 'rút hồ sơ',
  paused: 'tạm dừng',
  suspended: 'dừng giải quyết',
};

/** The last line of a table of figures. */
export const TOTAL_LINE = 'Tổng số';
