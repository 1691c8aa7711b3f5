import type { PublicationFigureName } from '#domain';
import type { CaseRateName, IndexInput, ParMeasure, QualityIndex } from '#domain/figures';

/** What figures of a shape of their own are made of, in the words managers know. */
export const FIGURE_FORMULAS = {
  delay: 'tổng số phút làm việc từ hạn trả kết quả đến khi kết thúc của các hồ sơ giải quyết quá hạn, phân cho từng bước theo thứ tự các bước đã qua',
  dwell: 'trung vị (p50) và các mức p90, p99 của số phút làm việc từ khi một bước bắt đầu đến khi kết thúc, của các lượt bước kết thúc trong kỳ',
  ageing: 'số hồ sơ đang giải quyết, xếp theo số ngày làm việc còn lại đến hạn, đã quá hạn, và từ khi tiếp nhận, theo lịch của cơ quan giải quyết',
  capacity: 'số giờ định mức còn lại của các bước đến hạn tính đến hết ngày / số giờ cán bộ có mặt đến lúc đó; định mức là thời gian hứa với người dân, không phải công sức, nên chỉ dùng để so các ngày và các cơ quan',
  projection: '(đã giải quyết quá hạn + đang giải quyết quá hạn + số dự báo quá hạn trong các hồ sơ đến hạn trước khi hết kỳ) / (số cần xử lý đến nay + số dự báo tiếp nhận trong các ngày làm việc còn lại)',
  risk: 'xác suất hồ sơ đang giải quyết trở thành quá hạn, theo hồi quy logistic trên các hồ sơ đã xong; chỉ để tham khảo',
  taskOnTime: 'nhiệm vụ, báo cáo hoàn thành đúng hạn / nhiệm vụ, báo cáo đến hạn trong kỳ đã hoàn thành hoặc đã quá hạn',
  syncPunctuality: 'số sự kiện Cổng Dịch vụ công xác nhận trong thời hạn / số sự kiện phải báo lên Cổng đã hết thời hạn',
  sipas: 'số câu trả lời hài lòng và rất hài lòng / tổng số câu trả lời',
  answeredWell: 'phản ánh, kiến nghị trả lời đúng hạn và không bị đánh giá không hài lòng / phản ánh, kiến nghị đã trả lời hoặc quá hạn chưa trả lời',
  feedbackSatisfaction: '(hồ sơ − quá hạn − có phản ánh mà người gửi không hài lòng với trả lời) / hồ sơ',
} as const;

const ROUNDS_DUE = 'số lượt có thời hạn kết thúc trong kỳ đã làm xong hoặc đã quá hạn, trừ lượt bỏ trước hạn';

/** Rates of the clocks of publications, feedback and tasks. */
export const CASE_RATE_FORMULAS: Readonly<Record<CaseRateName, string>> = {
  'clock-on-time': `làm xong không sau hạn / ${ROUNDS_DUE}`,
  'clock-late': `làm xong sau hạn, bỏ sau hạn, hoặc đã quá hạn chưa làm xong / ${ROUNDS_DUE}`,
  'clock-open-overdue': 'số lượt đã quá hạn chưa làm xong / số lượt đang tính thời hạn, cùng tại cuối kỳ hoặc lúc này',
};

/** What the components of the national index count. */
export const INDEX_FORMULAS_VI: Readonly<Record<IndexInput, string>> = {
  'announced-in-time': 'TTHC có quyết định công bố của kỳ ký đủ số ngày làm việc trước ngày có hiệu lực / TTHC phải theo quy định này',
  'published-in-time': 'TTHC công bố trong kỳ và đăng tải trên Cơ sở dữ liệu quốc gia trong thời hạn / TTHC đã đăng tải hoặc đã quá thời hạn',
  'complete-parts': 'TTHC đang áp dụng có đủ bộ phận cấu thành, công khai đủ nơi quy định theo lần công bố cuối / TTHC đang áp dụng',
  'dossiers-synchronised': 'hồ sơ phát sinh phải báo lên Cổng lần đầu trong kỳ và đã được Cổng nhận / hồ sơ phải báo lần đầu trong kỳ',
  'in-time': '(kết thúc trong hạn + đang giải quyết chưa quá hạn, trừ hồ sơ không có hạn) / (tiếp nhận − hủy), theo cách tính hạn của chỉ số',
  'procedures-online': 'TTHC đang áp dụng nhận hồ sơ trực tuyến / TTHC đang áp dụng',
  'online-procedures-used': 'TTHC nhận hồ sơ trực tuyến có ít nhất một hồ sơ trực tuyến trong kỳ / TTHC nhận hồ sơ trực tuyến',
  'dossiers-online': 'hồ sơ tiếp nhận trực tuyến / hồ sơ tiếp nhận',
  'procedures-payable-online': 'TTHC có phí, lệ phí được thanh toán trực tuyến trong kỳ / TTHC có phí, lệ phí',
  'procedures-payable-on-portal': 'TTHC thanh toán được trên Cổng Dịch vụ công quốc gia / TTHC có phí, lệ phí',
  'fees-paid-online': 'hồ sơ nộp phí, lệ phí trực tuyến / hồ sơ có phí, lệ phí',
  'electronic-results': 'hồ sơ trả kết quả điện tử / hồ sơ có kết quả',
  'papers-digitised': 'hồ sơ được số hóa giấy tờ khi tiếp nhận / hồ sơ tiếp nhận bằng giấy',
  'papers-reused': 'hồ sơ tái sử dụng giấy tờ đã số hóa / hồ sơ tiếp nhận',
  'feedback-in-time': 'lượt từ chối, hỏi thêm, trả lời, công khai đến hạn trong kỳ và làm đúng hạn / lượt đã làm hoặc đã quá hạn',
  'feedback-answered-well': FIGURE_FORMULAS.answeredWell,
  satisfaction: '(hồ sơ − quá hạn theo cách tính của chỉ số − có phản ánh mà người gửi không hài lòng) / (tiếp nhận + kỳ trước chuyển sang + nhận chuyển đến + mở lại − chuyển đi − hủy)',
};

/** How the nine indices of TT 01/2018 are marked. */
export const QUALITY_FORMULAS_VI: Readonly<Record<QualityIndex, string>> = {
  'total-time': 'tổng điểm / hồ sơ kết thúc có hạn: xong trước ngày hẹn 2, đúng hạn 1, quá hạn 0',
  'agency-time': 'tổng điểm / hồ sơ có cơ quan được giao thời hạn: mọi cơ quan xong trước ngày 2, đều đúng hạn 1, có cơ quan quá hạn 0; của cán bộ: các bước người đó giữ (chưa đối chiếu được nguồn)',
  contacts: 'tổng điểm / hồ sơ: người nộp không phải liên hệ thêm 2, một lần 1, nhiều lần hơn 0',
  'agencies-contacted': 'tổng điểm / hồ sơ, theo số cơ quan người nộp phải liên hệ; các mức do đơn vị triển khai đặt (chưa đối chiếu được nguồn)',
  'one-stop': 'từ một phần năm trở lên giải quyết ngay tại Bộ phận Một cửa 2; tiếp nhận hết tại Bộ phận Một cửa 1; còn lại 0 (việc làm tại chỗ: chưa đối chiếu được nguồn)',
  publicity: 'tổng điểm / hồ sơ: thủ tục công khai tại quầy và trên môi trường điện tử 2, một nơi 1, không nơi nào 0',
  attitude: 'tổng điểm / hồ sơ kết thúc có hạn: trước hạn và không có phản ánh về thái độ 2, đúng hạn và không có phản ánh 1, còn lại 0',
  feedback: 'phản ánh trả lời đúng hạn trên số đến hạn: tất cả 2, từ 90% 1, còn lại 0',
  online: 'nộp trực tuyến: từ 30% và không có hồ sơ quá hạn 2, từ 15% 1 (kể cả khi có hồ sơ quá hạn: chưa đối chiếu được nguồn), còn lại 0',
};

/** Criteria of the PAR INDEX that figures compute. */
export const PAR_FORMULAS_VI: Readonly<Record<ParMeasure, string>> = {
  'on-time': 'hồ sơ giải quyết trước và đúng hạn / hồ sơ đã giải quyết; đủ điểm từ mức trên, theo tỷ lệ từ mức dưới, thấp hơn thì không có điểm (các mức chưa đối chiếu được nguồn)',
  apology: 'lần sai hẹn có phiếu xin lỗi đã ký / lần sai hẹn; đủ điểm khi mọi lần đều có, nếu không thì không có điểm (chưa đối chiếu được nguồn)',
  publication: 'TTHC công khai đầy đủ / TTHC đang áp dụng; điểm theo tỷ lệ (chưa đối chiếu được nguồn)',
  sipas: 'số câu trả lời hài lòng / số câu trả lời của khảo sát trong năm; điểm theo tỷ lệ (chưa đối chiếu được nguồn)',
};

const COUNTED_ONCE = 'thủ tục có nhiều quyết định trong kỳ tính một lần, một lần trễ là trễ';

/** Figures of publication. */
export const PUBLICATION_FORMULAS: Readonly<Record<PublicationFigureName, string>> = {
  'database-in-time': `TTHC công bố trong kỳ và đăng tải trên Cơ sở dữ liệu quốc gia trong thời hạn kể từ quyết định / TTHC đã đăng tải hoặc đã quá thời hạn; ${COUNTED_ONCE} (766/QĐ-TTg, 1.2)`,
  'lead-in-time': `TTHC có quyết định của kỳ ký đủ số ngày làm việc trước ngày có hiệu lực / TTHC phải theo quy định này; ${COUNTED_ONCE} (766/QĐ-TTg, 1.1)`,
  'lead-in-time-by-decree': `TTHC có quyết định của kỳ ký đủ số ngày trước ngày có hiệu lực, hoặc đúng thời hạn sau ngày ban hành / TTHC đã công bố; ${COUNTED_ONCE} (63/2010/NĐ-CP, Điều 15)`,
  'internal-processes-published': 'TTHC đang áp dụng có quy trình nội bộ được công khai theo lần công bố cuối / TTHC đang áp dụng',
  'fully-posted': 'TTHC đang áp dụng có đủ bộ phận cấu thành, công khai đủ nơi quy định theo lần công bố cuối / TTHC đang áp dụng',
  'hotline-posted': 'Bộ phận Một cửa niêm yết đường dây nóng theo lần đặt cuối / Bộ phận Một cửa',
  'feedback-rules-posted': 'Bộ phận Một cửa niêm yết quy định tiếp nhận phản ánh, kiến nghị theo lần đặt cuối / Bộ phận Một cửa',
};
