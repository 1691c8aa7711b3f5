import type { Count, DifferenceCause, DifferingCount, RateName, RateValue } from '#domain/figures';
import { RATE_WORDS } from './rate-labels.js';

/** What counts are called; those no rate counts have no name. */
const COUNT_WORDS: Readonly<Partial<Record<Count, string>>> = {
  received: 'tiếp nhận trong kỳ', receivedOnline: 'tiếp nhận trực tuyến', carriedOver: 'kỳ trước chuyển sang', transferredIn: 'nhận chuyển đến', transferredOut: 'chuyển đi',
  reopened: 'mở lại', cancelled: 'hủy do mở nhầm', finishedEarly: 'giải quyết trước hạn', finishedOnTime: 'giải quyết đúng hạn', finishedLate: 'giải quyết quá hạn', finishedUndated: 'giải quyết không có hạn',
  withdrawn: 'rút', suspended: 'dừng giải quyết', refusedAfterAppraisal: 'từ chối sau thẩm định', registered: 'đăng ký trực tuyến', answerLate: 'trả lời chậm', intakeRefused: 'từ chối tiếp nhận',
  transferDue: 'phải chuyển', transferLate: 'chuyển chậm', supplementFirst: 'yêu cầu bổ sung lần đầu', supplementSecond: 'yêu cầu bổ sung từ lần hai', becameLate: 'quá hạn trong kỳ', promiseBroken: 'trễ hẹn lần sau',
  apologised: 'trễ hẹn đã xin lỗi', apologySigned: 'phiếu xin lỗi đã ký', apologyInTime: 'phiếu xin lỗi ký kịp', becameLateLetterInTime: 'quá hạn được xin lỗi kịp',
  stageEnded: 'bước đã kết thúc', stageEndedLate: 'bước kết thúc quá hạn', stageOpen: 'bước đang làm', stageOverdue: 'bước đang làm quá hạn', delayShareMinutes: 'phần trễ tính cho bước', open: 'đang giải quyết', overdue: 'đang giải quyết quá hạn',
  pausedInTime: 'tạm dừng trong hạn', pausedOverdue: 'tạm dừng quá hạn', openUnjudged: 'đang giải quyết không có hạn', forwardingDue: 'phải chuyển địa bàn khác', forwardingLate: 'chuyển địa bàn khác chậm',
  rated: 'được đánh giá', ratedSatisfied: 'hài lòng', receivedWithPapers: 'tiếp nhận có kê giấy tờ', receivedDigital: 'giấy tờ điện tử toàn bộ', receivedReused: 'giấy tờ tái sử dụng',
  results: 'kết quả', resultsElectronic: 'kết quả có tệp', payments: 'lượt thanh toán', paymentsPortal: 'thanh toán trên Cổng', paymentsCashless: 'thanh toán không tiền mặt', complained: 'bị phản ánh',
  overdueByDate: 'đang giải quyết đã qua ngày hẹn', finishedLateByDate: 'giải quyết sau ngày hẹn', finishedLateCurrent: 'giải quyết sau ngày hẹn lần cuối', overdueCurrent: 'đang giải quyết đã qua ngày hẹn lần cuối',
  indexInTime: 'đã xong đúng hạn theo Bộ chỉ số 766', indexLate: 'đã xong quá hạn theo Bộ chỉ số 766', indexUndated: 'đã xong không có ngày để đánh giá', indexOverdue: 'đang giải quyết quá hạn theo Bộ chỉ số 766', indexOpenUndated: 'đang giải quyết không có ngày để đánh giá',
  finishedInTimeStatutory: 'giải quyết trong thời hạn luật định', finishedLateStatutory: 'giải quyết sau thời hạn luật định', finishedStatutoryUnknown: 'đã giải quyết không rõ thời hạn luật định', openStatutory: 'đang giải quyết có thời hạn luật định', statutoryOverdue: 'đang giải quyết đã quá thời hạn luật định',
};

/** What a count is called. */
export function countVi(count: Count): string {
  return COUNT_WORDS[count] ?? count;
}

/** A percentage in Vietnamese, with what it was made of. */
export function rateValueVi({ n, d, value }: RateValue): string {
  return value === undefined ? 'không phát sinh' : `${value.replace('.', ',')}% (${String(n)}/${String(d)})`;
}

/** Why two rates differ, in one sentence. */
export function rateDifferenceVi(left: { readonly name: RateName; readonly value: RateValue }, right: { readonly name: RateName; readonly value: RateValue }, causes: readonly DifferenceCause[]): string {
  const both = `«${RATE_WORDS[left.name].name}» ${rateValueVi(left.value)} và «${RATE_WORDS[right.name].name}» ${rateValueVi(right.value)}`;
  return causes.length === 0 ? `${both} không có gì khác nhau trong kỳ này.` : `${both} khác nhau vì ${causes.map(causeVi).join('; ')}.`;
}

function causeVi(cause: DifferenceCause): string {
  switch (cause.kind) {
    case 'comparison':
      return `một bên so theo giờ, một bên so theo ngày (${String(cause.dossiers)} hồ sơ quá giờ hẹn nhưng chưa qua ngày hẹn)`;
    case 'promise':
      return `một bên so với hạn giải quyết, một bên so với ngày hẹn lần cuối (${String(cause.dossiers)} hồ sơ quá hạn giải quyết nhưng chưa qua ngày hẹn lần cuối)`;
    case 'numerator':
    case 'denominator':
      return `${cause.kind === 'numerator' ? 'tử số' : 'mẫu số'} khác: ${[...listed('bên trước tính thêm', cause.more), ...listed('bên sau tính thêm', cause.less)].join(', ')}`;
  }
}

function listed(words: string, counts: readonly DifferingCount[]): readonly string[] {
  return counts.length === 0 ? [] : [`${words} ${counts.map(({ count, number }) => `${countVi(count)} ${String(number)}`).join(' + ')}`];
}
