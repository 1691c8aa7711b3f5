import type { DossierStatus, Refusal, RefusalCode } from '#domain';
import { formatDueVi, formatIsoDateVi, formatShortVi } from './formats.js';
import { CHANNEL_LABELS, PAUSE_GROUND_LABELS, STATUS_LABELS } from './labels.js';

// `{key}` stands for a value of the refusal's data; a part in square brackets is left out when its value is unknown, or is what
// stands behind the bar in it.
const SENTENCES: Record<RefusalCode, string> = {
  'not-allowed-in-status': 'Không thực hiện được thao tác này[ khi hồ sơ đang ở trạng thái “{status}”].',
  'not-authorised': 'Bạn không có quyền thực hiện thao tác này[; việc này thuộc {agency}][ (bước “{stage}”)].',
  'unknown-procedure': 'Không tìm thấy thủ tục hành chính[ có mã {procedure}].',
  'unknown-case': 'Thủ tục hành chính[ {procedure}] không có trường hợp[ {caseCode}| này].',
  'unknown-agency': 'Không tìm thấy cơ quan[ có mã {agency}].',
  'agency-not-competent': '[{agency}|Cơ quan này] không có thẩm quyền giải quyết thủ tục này.',
  'agency-without-desk': '[{agency}|Cơ quan này] không có Bộ phận Một cửa để tiếp nhận hồ sơ.',
  'agency-ended': '[{agency}|Cơ quan này] không nhận hồ sơ mới[ từ ngày {endsOn}]; hãy chọn cơ quan tiếp nhận nhiệm vụ, hồ sơ đang giải quyết thì chuyển sang cơ quan đó.',
  'agency-not-in-territory': 'Thủ tục này không được tiếp nhận ngoài địa giới hành chính[ tại {receiving}].',
  'channel-not-offered': 'Thủ tục này không nhận hồ sơ theo hình thức[ “{channel}”] đã chọn.',
  'procedure-ended': 'Thủ tục hành chính đã ngừng tiếp nhận[ từ ngày {endsOn}].',
  'procedure-not-in-force': 'Thủ tục hành chính chưa có hiệu lực[; áp dụng từ ngày {effectiveFrom}].',
  'received-in-future': 'Thời điểm nhận hồ sơ[ ({receivedAt})] không được sau thời điểm hiện tại.',
  'code-taken': 'Mã hồ sơ[ {code}] đã được dùng cho một hồ sơ khác.',
  'code-not-reserved': 'Mã hồ sơ[ {code}] không nằm trong dải mã đã dành trước, hoặc đã được dùng.',
  'unknown-component': 'Thành phần hồ sơ[ {component}] không có trong thủ tục.',
  'beyond-calendar': 'Không tính được hạn vì có ngày nằm ngoài lịch làm việc đã có[ (từ năm {firstYear} đến hết năm {year})]; cần bổ sung lịch[ năm {needed}] trước khi thực hiện.',
  'agency-without-calendar': '[{agency}|Cơ quan này] chưa có lịch làm việc nên không tính được hạn; cần công bố lịch làm việc cho cơ quan trước khi thực hiện.',
  'unknown-stage': 'Quy trình không có bước[ “{stage}”| này].',
  'stage-not-open': 'Bước[ “{stage}”| này] không ở trong tình trạng đang xử lý.',
  'handover-already-accepted': 'Bên nhận đã nhận bàn giao[ bước “{stage}”], không còn từ chối hoặc thu hồi được.',
  'no-handover-to-recall': 'Không có bàn giao nào chưa được nhận để thu hồi.',
  'stage-not-earlier': 'Chỉ trả lại được bước đã làm trước đó[; bước “{stage}” không phải bước trước].',
  'last-stage-needs-result': 'Đây là bước cuối; hãy ghi nhận kết quả thay vì chuyển bước.',
  'last-stage-needs-obligation': 'Hết các bước trước khi có nghĩa vụ tài chính; hãy yêu cầu người nộp thực hiện nghĩa vụ tài chính, hoặc xác nhận không phát sinh, thay vì chuyển bước.',
  'second-part-not-begun': 'Chưa ghi nhận kết quả được: hãy xác nhận hoàn thành nghĩa vụ tài chính, hoặc xác nhận không phát sinh, để bắt đầu bước cấp kết quả.',
  'no-second-part-ahead': 'Hồ sơ không chờ xác định nghĩa vụ tài chính để hẹn trả kết quả.',
  'obligation-of-nothing': 'Nghĩa vụ tài chính phải lớn hơn 0 đồng; nếu người nộp không phải nộp tiền, hãy dùng thao tác “Xác nhận không phát sinh nghĩa vụ tài chính”.',
  'supplement-items-empty': 'Yêu cầu bổ sung phải nêu ít nhất một nội dung, kèm thành phần hồ sơ hoặc căn cứ pháp lý.',
  'supplement-late-needs-head': 'Đã quá thời hạn yêu cầu bổ sung[ ({limit})]; cần lãnh đạo phòng thực hiện.',
  'second-supplement-needs-head': 'Yêu cầu bổ sung lần thứ hai phải do lãnh đạo phòng thực hiện, và hồ sơ sẽ bị tính là quá hạn trong bộ chỉ số quốc gia.',
  'second-supplement-same-person': 'Người đã yêu cầu bổ sung lần thứ nhất không được tự yêu cầu lần thứ hai; hãy để lãnh đạo khác xem lại hồ sơ và yêu cầu.',
  'third-supplement-refused': 'Không được yêu cầu bổ sung quá hai lần cho một hồ sơ.',
  'applicant-deadline-in-past': 'Thời hạn bổ sung dành cho người nộp[ ({applicantDueAt})] đã qua.',
  'supplement-not-due': 'Chưa hết thời hạn bổ sung dành cho người nộp[ ({applicantDueAt})].',
  'pause-ground-not-allowed': 'Thủ tục này không cho phép tạm dừng thời hạn với lý do[ “{ground}”] đã chọn.',
  'planned-end-in-past': 'Thời điểm dự kiến kết thúc tạm dừng[ ({plannedEndAt})] đã qua.',
  'decision-already-made': 'Hồ sơ đã có quyết định hoặc kết quả giải quyết.',
  'refusal-not-decided': 'Chưa có quyết định từ chối giải quyết để ghi nhận kết quả từ chối.',
  'second-reappointment-refused': 'Chỉ được hẹn lại ngày trả kết quả một lần; vụ việc được chuyển lãnh đạo xem xét.',
  'reappointment-not-in-future': 'Ngày hẹn lại[ ({newAppointment})] phải sau thời điểm hiện tại và sau ngày đã hẹn[ (sau {earliest})].',
  'reappointment-too-late': 'Ngày hẹn lại[ ({newAppointment})] muộn hơn mức cho phép so với ngày được tính từ thời gian còn lại của các bước[; chậm nhất {latest}].',
  'reappointment-outside-hours': 'Ngày hẹn lại[ ({newAppointment})] không nằm trong giờ làm việc của Bộ phận Một cửa[; có thể chọn {before}][ hoặc từ {next}].',
  'unknown-delay-reason': 'Lý do chậm[ “{reasonCode}”| này] không có trong danh mục đang áp dụng[; chỉ chọn một trong: {offered}].',
  'delay-reason-required': 'Phải chọn lý do chậm trong danh mục[: {offered}].',
  'delay-reason-awaited': 'Lý do chậm do cơ quan đang giữ bước chậm[ ({agency})] nêu; chỉ tự chọn lý do khi hết thời hạn gửi phiếu xin lỗi[ ({limit})] mà cơ quan đó chưa nêu.',
  'delay-reason-of-other': 'Cơ quan giữ bước chậm[ ({agency})] đã nêu lý do[ “{reasonCode}”]; phiếu xin lỗi dùng lý do này.',
  'no-delay-to-explain': 'Hồ sơ không có phiếu xin lỗi đang chờ lý do chậm của cơ quan khác.',
  'reappointment-after-end': 'Hồ sơ đã kết thúc; chỉ ký phiếu xin lỗi, không hẹn lại ngày trả kết quả.',
  'no-apology-draft': 'Hồ sơ không có phiếu xin lỗi đang chờ ký.',
  'not-late': 'Hồ sơ không quá hạn.',
  'already-excused': 'Việc quá hạn của hồ sơ đã được ghi nhận lý do chính đáng.',
  'second-person-required': 'Thao tác này cần người thứ hai xác nhận, khác với người thực hiện.',
  'cancel-needs-same-day': 'Chỉ hủy được hồ sơ lập nhầm trong ngày tiếp nhận[ ({receivedAt})].',
  'cancel-needs-head': 'Việc hủy hồ sơ lập nhầm phải do lãnh đạo phòng thực hiện.',
  'never-accepted': 'Hồ sơ chưa từng được chấp nhận nên không mở lại được; người nộp cần nộp hồ sơ mới.',
  'same-agency': 'Hồ sơ đang do chính [{agency}|cơ quan này] giải quyết.',
  'nothing-to-confirm': 'Không có hồ sơ nào đang chờ cơ quan xác nhận đã nhận.',
  'no-dispatch': 'Kết quả chưa được gửi qua bưu chính.',
  'already-dispatched': 'Kết quả đang được gửi qua bưu chính[ theo số hiệu {trackingNumber}]; hãy ghi nhận đã phát hoặc chuyển hoàn trước.',
  'wrong-tracking-number': 'Số hiệu bưu gửi không khớp[; kết quả đã gửi theo số hiệu {trackingNumber}].',
  'text-required': 'Phải ghi rõ [{missing}|nội dung hoặc lý do bằng chữ].',
  'nothing-to-correct': 'Nội dung gửi lên không làm thay đổi gì: trùng với thông tin đang có, hoặc sửa người được ủy quyền khi hồ sơ không có người được ủy quyền.',
  'already-erased': 'Dữ liệu cá nhân của hồ sơ đã bị xóa.',
  'unknown-fee': 'Thủ tục không có khoản phí, lệ phí[ số {fee}| này].',
  'file-already-attached': 'Tệp này đã được đính kèm vào hồ sơ.',
  'task-closed-by-event': 'Việc này chỉ kết thúc khi thao tác tương ứng được thực hiện trên hồ sơ, không đánh dấu hoàn thành bằng tay được.',
  'unknown-party-case': 'Thủ tục không quy định thời hạn của cơ quan khác cho trường hợp[ {partyCase}| này].',
  'no-party-awaited': 'Hồ sơ không chờ cơ quan khác trả lời; tiền đã nộp thì xác nhận hoàn thành nghĩa vụ tài chính.',
  'no-confirmation-awaited': 'Thủ tục không quy định thời hạn xác nhận nộp tiền; hãy xác nhận hoàn thành nghĩa vụ tài chính.',
  'voucher-already-recorded': 'Đã nhận chứng từ nộp tiền; đang chờ cơ quan xác nhận.',
  'new-date-not-later': 'Ngày hẹn mới của cơ quan khác[ ({newDueAt})] phải sau thời điểm hiện tại và sau hạn theo quy định.',
  'unknown-consultation': 'Thủ tục không quy định việc lấy ý kiến[ có mã {consultation}| này].',
  'opinion-already-asked': 'Đã lấy ý kiến của [{agency}|cơ quan này] về nội dung này và đang chờ trả lời.',
  'no-opinion-awaited': 'Không có yêu cầu lấy ý kiến nào[ số {number}] đang chờ trả lời.',
  'date-to-be-set': 'Ngày trả kết quả của thủ tục này do người có thẩm quyền ấn định[ ({awaits})]; hãy nhập ngày, giờ và căn cứ pháp lý.',
  'date-not-set-by-person': 'Ngày trả kết quả của trường hợp này được tính theo thời hạn, không ấn định bằng tay.',
  'date-not-in-future': 'Ngày, giờ được chọn[ ({dueAt})] phải sau thời điểm hiện tại và sau thời điểm nhận hồ sơ.',
  'date-outside-hours': 'Ngày, giờ được chọn[ ({dueAt})] không nằm trong giờ làm việc của cơ quan giải quyết[; có thể chọn {before}][ hoặc từ {next}].',
  'date-not-later': 'Ngày mới phải sau ngày đã hẹn[ ({dueAt})].',
  'new-document-required': 'Ngày đã ấn định chỉ được đổi theo một văn bản mới; hãy nhập số văn bản khác với văn bản đã dùng.',
  'late-date-stands': 'Hồ sơ đã quá hạn[ từ {dueAt}]; hạn xử lý không thay đổi được nữa.',
  'unknown-extension': 'Thủ tục này không có căn cứ kéo dài thời hạn đã chọn[ ({extension})][; chỉ có: {offered}].',
  'already-extended': 'Thời hạn đã được kéo dài một lần theo căn cứ[ “{extension}”] này.',
  'extension-needs-date': 'Căn cứ[ “{extension}”] này không nêu thời gian kéo dài; hãy nhập ngày, giờ trả kết quả mới.',
  'extension-needs-agreement': 'Kéo dài theo căn cứ[ “{extension}”] này phải có thỏa thuận bằng văn bản với người nộp; hãy nhập số văn bản.',
  'extension-too-long': 'Ngày được chọn vượt quá thời gian kéo dài cho phép[; chậm nhất {latest}].',
  'no-signing-authority': 'Bạn chưa được giao thẩm quyền ký văn bản[ của {agency}] tại thời điểm này; cần quyết định giao quyền còn hiệu lực, do quản trị hệ thống nhập.',
  'document-number-taken': 'Số văn bản[ {documentNumber}] đã được cấp trong sổ của cơ quan năm nay; hãy nhập số khác hoặc để hệ thống cấp số.',
  'preview-outdated': 'Nội dung văn bản đã thay đổi sau khi xem trước; hãy xem lại rồi ký.',
  'letter-already-recorded': 'Văn bản này đã được ghi nhận.',
  'fault-already-acknowledged': 'Cơ quan đã nhận lỗi đối với hồ sơ này; hãy tiếp nhận hồ sơ khắc phục.',
  'no-result-to-correct': 'Hồ sơ chưa có kết quả giải quyết nên chưa có kết quả sai để khắc phục.',
  'unknown-dossier': 'Không tìm thấy hồ sơ[ có mã {dossier}].',
  'fault-not-acknowledged': 'Hồ sơ[ {dossier}] chưa được cơ quan nhận lỗi nên không tiếp nhận hồ sơ khắc phục; lãnh đạo hoặc người ký của cơ quan giải quyết cần nhận lỗi trước.',
  'already-corrected': 'Hồ sơ[ {dossier}] đã được khắc phục[ bằng {by}].',
  'correction-of-other-procedure': 'Hồ sơ khắc phục phải thuộc cùng thủ tục với hồ sơ cũ[ ({procedure})].',
  'correction-free-of-charge': 'Hồ sơ khắc phục lỗi của cơ quan[ (hồ sơ cũ {dossier})] không thu phí, lệ phí.',
  'unknown-group': 'Không tìm thấy nhóm thủ tục liên thông[ có mã {group}].',
  'group-not-in-force': 'Nhóm thủ tục liên thông chưa có hiệu lực[; áp dụng từ ngày {effectiveFrom}].',
  'group-ended': 'Nhóm thủ tục liên thông đã ngừng tiếp nhận[ từ ngày {endsOn}].',
  'member-agency-needed': 'Phải chọn cơ quan giải quyết thủ tục này trong nhóm[; một trong: {offered}].',
};

/** What a command must tell in words, by what is missing. */
const MISSING_TEXTS: Readonly<Record<string, string>> = {
  reason: 'lý do',
  receiver: 'họ tên người nhận kết quả',
  address: 'địa chỉ gửi kết quả',
  correction: 'thông tin được đính chính',
};

type Values = NonNullable<Refusal['data']>;

/**
 * The sentence shown to the person whose wish was refused. Instants in `data` are epoch milliseconds and are shown as local
 * time, coded values by their labels; a value that is not given leaves its part of the sentence out. Of a filing that opens several
 * dossiers the procedure that stood in the way is named first.
 */
export function refusalSentence(code: RefusalCode, data: Values = {}, status?: DossierStatus): string {
  const values: Values = status === undefined ? data : { ...data, status };
  const whose = isKnown(values['member']) ? `Thủ tục ${String(values['member'])} trong nhóm liên thông: ` : '';
  return whose + SENTENCES[code].replace(/\[([^\]]*)\]/gu, (_, given: string) => {
    const [part = '', otherwise = ''] = given.split('|');
    return fillIn(part, values) ?? otherwise;
  });
}

/** Zero and a dash stand where nothing is known. */
function isKnown(value: string | number | undefined): boolean {
  return value !== undefined && value !== '' && value !== '-' && value !== 0;
}

function fillIn(part: string, values: Values): string | undefined {
  const keys = Array.from(part.matchAll(/\{(\w+)\}/gu), ([, key = '']) => key);
  return keys.every((key) => isKnown(values[key])) ? part.replace(/\{(\w+)\}/gu, (_, key: string) => wordingOf(key, values[key] ?? '')) : undefined;
}

const WORDINGS: Readonly<Record<string, (value: string | number) => string>> = {
  status: labelled(STATUS_LABELS),
  missing: labelled(MISSING_TEXTS),
  channel: labelled(CHANNEL_LABELS),
  ground: labelled(PAUSE_GROUND_LABELS),
  endsOn: (value) => formatIsoDateVi(String(value)),
  effectiveFrom: (value) => formatIsoDateVi(String(value)),
  receivedAt: (value) => formatShortVi(Number(value)),
  limit: (value) => formatDueVi(Number(value)),
  applicantDueAt: (value) => formatDueVi(Number(value)),
  plannedEndAt: (value) => formatDueVi(Number(value)),
  earliest: (value) => formatDueVi(Number(value)),
  newAppointment: (value) => formatDueVi(Number(value)),
  newDueAt: (value) => formatDueVi(Number(value)),
  dueAt: (value) => formatDueVi(Number(value)),
  latest: (value) => formatDueVi(Number(value)),
  before: (value) => formatDueVi(Number(value)),
  next: (value) => formatDueVi(Number(value)),
};

function wordingOf(key: string, value: string | number): string {
  return WORDINGS[key]?.(value) ?? String(value);
}

function labelled(labels: Readonly<Record<string, string>>): (value: string | number) => string {
  return (value) => labels[value] ?? String(value);
}
