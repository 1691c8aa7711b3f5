import { instant, parseInstant, sameClockAfter } from '#domain';
import { type ApologyLetter, type LetterFrame, type LetterParty, type ReceiptSlip, usualTexts } from '#letters';

const RECEIVED = parseInstant('2026-08-19T09:00:00+07:00');
const APPLICANT: LetterParty = { kind: 'person', name: 'Người nộp hồ sơ đo tốc độ', idNumber: '056182000123', address: 'Thôn Đại Cát, xã Minh Hòa, tỉnh Minh Họa', phone: '0900 000 123' };
const PROCEDURE = 'Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất do chuyển nhượng';
const OFFICE = 'Văn phòng Đăng ký đất đai tỉnh Minh Họa';
const DESK = 'Trung tâm Phục vụ hành chính công tỉnh Minh Họa';

function frame(code: string, issuedAt: number): LetterFrame & { readonly dossierCode: string } {
  return {
    template: { numbering: 'tt03-2025', version: 'VN/1 H99/1', texts: usualTexts('tt03-2025') },
    header: { superior: 'Sở Nông nghiệp và Môi trường', agency: OFFICE, symbol: 'VPĐKĐĐ' },
    place: 'Minh Họa',
    issuedAt,
    dossierCode: code,
  };
}

/** Code of the n-th dossier of a day: no two letters of a run are the same. */
function codeOf(n: number): string {
  return `000.00.06.H99-260819-${String(n % 10_000).padStart(4, '0')}`;
}

/** The apology of the n-th dossier, with a new date and a reason, signed by a deputy. */
export function apologyOf(n: number): ApologyLetter {
  return {
    ...frame(codeOf(n), sameClockAfter(RECEIVED, 5)),
    form: '04',
    documentNumber: `${String(n + 1)}/PXL-VPĐKĐĐ`,
    applicant: APPLICANT,
    procedureName: PROCEDURE,
    agencyName: OFFICE,
    receivedAt: RECEIVED,
    promisedAt: sameClockAfter(RECEIVED, 6),
    reason: 'Kết quả đo đạc thực địa chậm do mưa lũ kéo dài',
    remedy: { kind: 'new-date', at: sameClockAfter(RECEIVED, 9) },
    signatory: { onBehalf: { mode: 'KT.', position: 'Giám đốc' }, position: 'Phó Giám đốc' },
    recipients: ['Như trên', DESK, 'Lưu: VT'],
  };
}

/** The receipt of the n-th dossier, with four papers and how its date was counted. */
export function receiptOf(n: number): ReceiptSlip {
  const code = codeOf(n);
  return {
    ...frame(code, RECEIVED),
    form: '01',
    documentNumber: `${code.slice(code.indexOf('-') + 1)}/TNHS-TTPVHCC`,
    counterName: DESK,
    applicant: APPLICANT,
    requestContent: PROCEDURE,
    components: ['Đơn đăng ký biến động đất đai theo Mẫu số 18', 'Hợp đồng chuyển nhượng đã công chứng', 'Giấy chứng nhận đã cấp', 'Mảnh trích đo bản đồ địa chính'].map((name) => ({ name, copies: '01 bản chính' })),
    sets: 1,
    term: '08 ngày làm việc',
    receivedAt: RECEIVED,
    appointments: [{ purpose: 'result', at: instant(sameClockAfter(RECEIVED, 12)) }],
    resultDelivery: DESK,
    explanation: ['bắt đầu tính từ ngày 20/8', 'thứ Bảy 22/8 làm bù, được tính', 'Chủ nhật 23/8 nghỉ'],
  };
}
