import type { ApologyLetter, DateMovedNotice, FaultApology, LetterFrame, LetterParty, ReceiptSlip, RefusalSlip, ResultReadyNotice, StopNotice, SupplementRequestSlip, UncollectedReminder } from '../letter-data.js';

// 2026-08-19T09:00+07:00, a Wednesday; five working days later is 25/8 (Saturday 22/8 is a make-up day).
const RECEIVED = 1_787_104_800_000;
const DAY = 86_400_000;

const DESK: LetterFrame = {
  template: { numbering: 'tt03-2025', version: '2025.1' },
  header: { superior: 'Ủy ban nhân dân tỉnh Khánh Hòa', agency: 'Trung tâm Phục vụ hành chính công', symbol: 'TTPVHCC' },
  place: 'Khánh Hòa',
  issuedAt: RECEIVED,
  documentNumber: '361/TNHS-TTPVHCC',
};

const PERSON: LetterParty = {
  kind: 'person',
  name: 'NGUYỄN THỊ PHƯỢNG ƯỚC',
  idNumber: '056182000123',
  address: 'Thôn Đại Cát, xã Ninh Hòa, tỉnh Khánh Hòa',
  phone: '0905 000 123',
};

/** A complete form 01 with two appointments, an explanation and a proxy. */
export const RECEIPT_SLIP: ReceiptSlip = {
  ...DESK,
  form: '01',
  dossierCode: '000.00.06.H32-260819-0361',
  counterName: 'Trung tâm Phục vụ hành chính công tỉnh Khánh Hòa',
  applicant: PERSON,
  requestContent: 'Đăng ký biến động quyền sử dụng đất do chuyển nhượng',
  components: [
    { name: 'Đơn đăng ký biến động đất đai theo Mẫu số 18', copies: '01 bản chính' },
    { name: 'Hợp đồng chuyển nhượng đã công chứng', copies: '01 bản chính' },
    { name: 'Giấy chứng nhận đã cấp', copies: '01 bản chính' },
    { name: 'Mảnh trích đo bản đồ địa chính', copies: '01 bản sao' },
  ],
  sets: 1,
  term: '08 ngày làm việc (không kể thời gian thực hiện nghĩa vụ tài chính)',
  receivedAt: RECEIVED,
  appointments: [
    { purpose: 'interim', number: 1, at: RECEIVED + 6 * DAY, note: 'gửi thông báo nghĩa vụ tài chính, chưa trả kết quả' },
    { purpose: 'result', number: 2, note: '03 ngày làm việc kể từ ngày nhận chứng từ nộp nghĩa vụ tài chính' },
  ],
  resultDelivery: 'Trung tâm Phục vụ hành chính công tỉnh Khánh Hòa',
  register: { volume: '03', number: '0361' },
  explanation: ['bắt đầu tính từ ngày 20/8', 'thứ Bảy 22/8 làm bù, được tính', 'Chủ nhật 23/8 nghỉ'],
  submittedBy: 'Nguyễn Thị Phượng Ước',
  receivedBy: 'Cán bộ tiếp nhận',
};

const { register: _line, ...UNREGISTERED } = RECEIPT_SLIP;

/** A complete form 01 of a filing that opened three dossiers, one of which was not received. */
export const FILING_RECEIPT: ReceiptSlip = {
  ...UNREGISTERED,
  dossierCode: 'LT-000.00.31.H32-260819-0007',
  documentNumber: '260819-0007/TNHS-TTPVHCC',
  requestContent: 'Nhóm thủ tục liên thông đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi',
  components: [
    { name: 'Giấy chứng sinh (dữ liệu điện tử có ký số) hoặc giấy tờ thay thế theo quy định', copies: '01 bản chính' },
    { name: 'Tờ khai thay đổi thông tin cư trú (Mẫu CT01)', copies: '01 bản chính' },
  ],
  term: '03 ngày làm việc',
  appointments: [{ purpose: 'result', at: RECEIVED + 3 * DAY }],
  members: [
    {
      dossierCode: '000.00.31.H32-260819-0007',
      procedureName: 'Thủ tục đăng ký khai sinh',
      agencyName: 'Ủy ban nhân dân phường Nha Trang',
      term: 'trong ngày làm việc',
      appointments: [{ purpose: 'result', at: RECEIVED + DAY / 3 }],
      register: { volume: '03', number: '0361' },
    },
    {
      dossierCode: '000.00.31.H32-260819-0008',
      procedureName: 'Đăng ký thường trú',
      agencyName: 'Công an phường Nha Trang',
      term: '03 ngày làm việc',
      appointments: [{ purpose: 'result', at: RECEIVED + 3 * DAY }],
      register: { volume: '01', number: '0112' },
    },
    {
      dossierCode: '000.00.31.H32-260819-0009',
      procedureName: 'Cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi',
      agencyName: 'Bảo hiểm xã hội tỉnh Khánh Hòa',
      appointments: [],
      note: 'Từ chối tiếp nhận',
    },
  ],
};

/** A complete form 02. */
export const SUPPLEMENT_SLIP: SupplementRequestSlip = {
  ...DESK,
  form: '02',
  documentNumber: '42/PBS-TTPVHCC',
  dossierCode: RECEIPT_SLIP.dossierCode,
  applicant: PERSON,
  requestContent: RECEIPT_SLIP.requestContent,
  items: [
    { text: 'Bổ sung văn bản đồng ý của bên nhận thế chấp', legalBasis: 'Luật Đất đai 2024' },
    { text: 'Ký lại trang 3 của hợp đồng chuyển nhượng' },
  ],
  reason: 'Thửa đất đang được thế chấp nhưng hồ sơ chưa có ý kiến của bên nhận thế chấp.',
  answerBy: RECEIVED + 21 * DAY,
  contact: { name: 'Bộ phận tiếp nhận hồ sơ đất đai', phone: '0258 000 111' },
  guidedBy: 'Cán bộ tiếp nhận',
};

/** A complete form 03. */
export const REFUSAL_SLIP: RefusalSlip = {
  ...DESK,
  form: '03',
  documentNumber: '07/PTC-TTPVHCC',
  counterName: RECEIPT_SLIP.counterName,
  applicant: PERSON,
  requestContent: RECEIPT_SLIP.requestContent,
  reason: 'Thửa đất không thuộc phạm vi tiếp nhận của tỉnh.',
  legalBasis: 'Điều 14 Nghị định 118/2025/NĐ-CP',
  receivedBy: 'Cán bộ tiếp nhận',
};

/** A complete form 04 dated before the promise, with a new date, signed by a deputy. */
export const APOLOGY_LETTER: ApologyLetter = {
  ...DESK,
  form: '04',
  header: { superior: 'Sở Nông nghiệp và Môi trường', agency: 'Văn phòng Đăng ký đất đai', symbol: 'VPĐKĐĐ' },
  documentNumber: '15/PXL-VPĐKĐĐ',
  issuedAt: RECEIVED + 5 * DAY,
  dossierCode: RECEIPT_SLIP.dossierCode,
  applicant: PERSON,
  procedureName: 'Đăng ký biến động quyền sử dụng đất do chuyển nhượng',
  agencyName: 'Văn phòng Đăng ký đất đai tỉnh Khánh Hòa',
  receivedAt: RECEIVED,
  promisedAt: RECEIVED + 6 * DAY,
  reason: 'Kết quả đo đạc thực địa chậm do mưa lũ',
  remedy: { kind: 'new-date', at: RECEIVED + 9 * DAY },
  signatory: { onBehalf: { mode: 'KT.', position: 'Giám đốc' }, position: 'Phó Giám đốc' },
  recipients: ['Như trên', 'Trung tâm Phục vụ hành chính công', 'Lưu: VT'],
};

/** A complete form 05. */
export const STOP_NOTICE: StopNotice = {
  ...DESK,
  form: '05',
  documentNumber: '03/TB-TTPVHCC',
  dossierCode: RECEIPT_SLIP.dossierCode,
  applicant: { ...PERSON, kind: 'organisation', name: 'CÔNG TY TNHH ĐẤT ĐỎ', idNumber: '4200000000' },
  procedureName: RECEIPT_SLIP.requestContent,
  agencyName: RECEIPT_SLIP.counterName,
  receivedAt: RECEIVED,
  cause: { kind: 'requested', at: RECEIVED + 2 * DAY },
  reason: 'Các bên hủy hợp đồng chuyển nhượng',
  statusThen: 'Đang xử lý',
  fees: 'Lệ phí 100.000 đồng đã nộp được hoàn trả theo quy định',
  signatory: {},
  recipients: ['Như trên', 'Lưu: VT'],
};

/** A complete notice of a moved date with two changed days. */
export const DATE_MOVED_NOTICE: DateMovedNotice = {
  ...DESK,
  form: '00',
  documentNumber: '21/TB-TTPVHCC',
  dossierCode: RECEIPT_SLIP.dossierCode,
  applicant: PERSON,
  procedureName: RECEIPT_SLIP.requestContent,
  agencyName: RECEIPT_SLIP.counterName,
  receivedAt: RECEIVED,
  promisedAt: RECEIVED + 6 * DAY,
  movedTo: RECEIVED + 8 * DAY,
  notice: 'date-moved',
  reasons: ['lịch làm việc của cơ quan thay đổi trong thời hạn giải quyết hồ sơ'],
  changedDays: [
    'Thứ Năm 20/08/2026: cơ quan đóng cửa do bão: Bão số 5 (Công điện 12/CĐ-UBND); trước đây là ngày làm việc',
    'Thứ Sáu 21/08/2026: cơ quan đóng cửa do bão: Bão số 5 (Công điện 12/CĐ-UBND); trước đây là ngày làm việc',
  ],
  contact: { name: 'Trung tâm Phục vụ hành chính công tỉnh Khánh Hòa', phone: '0258 000 111' },
  signatory: {},
  recipients: ['Như trên', 'Lưu: VT'],
};

const NOTICE = {
  ...DESK,
  form: '00',
  dossierCode: RECEIPT_SLIP.dossierCode,
  applicant: PERSON,
  procedureName: RECEIPT_SLIP.requestContent,
  agencyName: RECEIPT_SLIP.counterName,
  receivedAt: RECEIVED,
  contact: DATE_MOVED_NOTICE.contact,
} as const;

/** A complete notice of a result that came a day before its appointment, to be collected at the desk. */
export const RESULT_READY_NOTICE: ResultReadyNotice = { ...NOTICE, notice: 'result-ready', outcome: 'granted', readyAt: RECEIVED + 5 * DAY, earlyBy: RECEIVED + 6 * DAY, delivery: 'desk' };

/** A complete reminder of a result nobody came for in thirty days. */
export const UNCOLLECTED_REMINDER: UncollectedReminder = { ...NOTICE, issuedAt: RECEIVED + 36 * DAY, notice: 'uncollected-reminder', readyAt: RECEIVED + 6 * DAY, delivery: 'desk' };

/** A complete apology for a result with errors. */
export const FAULT_APOLOGY: FaultApology = {
  ...NOTICE,
  notice: 'fault-apology',
  documentNumber: '02/TXL-TTPVHCC',
  fault: 'wrong-result',
  reason: 'Giấy chứng nhận ghi sai diện tích thửa đất',
  signatory: {},
  recipients: ['Như trên', 'Lưu: VT'],
};
