import { type GroupPart, type ItemChange, LEGAL_PART_CODES, type LeadCheck, type LeadOutcome, type LegalPartCode, type PlaceStanding, type PublicationFigureName } from '#domain';
import { formatIsoDateVi } from './formats.js';
import { LEGAL_PART_LABELS } from './procedure-labels.js';

/** What a decision does to a procedure. */
export const ITEM_CHANGE_LABELS: Readonly<Record<ItemChange, string>> = {
  new: 'Công bố mới',
  amended: 'Sửa đổi, bổ sung',
  repealed: 'Bãi bỏ',
};

/** What a check of a decision's lead found. */
export const LEAD_OUTCOME_LABELS: Readonly<Record<LeadOutcome, string>> = {
  met: 'Đạt',
  'not-met': 'Không đạt',
  'not-applicable': 'Không áp dụng',
};

/** How a place of a publication stands. */
export const PLACE_STANDING_LABELS: Readonly<Record<PlaceStanding, string>> = {
  'in-time': 'Đã công khai đúng hạn',
  late: 'Đã công khai quá hạn',
  overdue: 'Quá hạn, chưa công khai',
  running: 'Trong hạn, chưa công khai',
  awaiting: 'Chờ đăng tải trên Cơ sở dữ liệu quốc gia',
};

/** Figures of publication. */
export const PUBLICATION_FIGURE_LABELS: Readonly<Record<PublicationFigureName, string>> = {
  'database-in-time': 'Tỷ lệ TTHC đăng tải đúng hạn trên Cơ sở dữ liệu quốc gia về TTHC',
  'lead-in-time': 'Tỷ lệ TTHC được công bố đúng hạn (tính theo ngày làm việc)',
  'lead-in-time-by-decree': 'Tỷ lệ TTHC được công bố đúng hạn (tính theo Nghị định số 63/2010/NĐ-CP)',
  'internal-processes-published': 'Tỷ lệ TTHC có quy trình nội bộ được công khai',
  'fully-posted': 'Tỷ lệ TTHC được niêm yết, công khai đầy đủ',
  'hotline-posted': 'Tỷ lệ Bộ phận Một cửa niêm yết đường dây nóng',
  'feedback-rules-posted': 'Tỷ lệ Bộ phận Một cửa niêm yết quy định tiếp nhận phản ánh, kiến nghị',
};

/** Parts only groups have; the others are called as those of procedures. */
const GROUP_PART_LABELS: Readonly<Record<Exclude<GroupPart, LegalPartCode> | 'version', string>> = {
  field: 'Lĩnh vực',
  members: 'Các thủ tục trong nhóm',
  'legal-bases': 'Căn cứ pháp lý',
  sources: 'Nguồn dữ liệu',
  version: 'Phiên bản được công bố chưa có trong danh mục',
};

/** The word for a part a procedure or group lacks; its code where it has none. */
export function missingPartLabel(code: string): string {
  if (isLegalPart(code)) {
    return LEGAL_PART_LABELS[code];
  }
  return isGroupPart(code) ? GROUP_PART_LABELS[code] : code;
}

function isLegalPart(code: string): code is LegalPartCode {
  return (LEGAL_PART_CODES as readonly string[]).includes(code);
}

function isGroupPart(code: string): code is keyof typeof GROUP_PART_LABELS {
  return Object.hasOwn(GROUP_PART_LABELS, code);
}

/** A check of a decision's lead as one sentence. */
export function leadSentence({ outcome, unit, bound, required, days, after, upTo }: LeadCheck): string {
  if (outcome === 'not-applicable') {
    return 'Không áp dụng đối với văn bản ban hành theo trình tự, thủ tục rút gọn.';
  }
  const word = unit === 'working-days' ? 'ngày làm việc' : 'ngày';
  const [from, to] = [formatIsoDateVi(after), formatIsoDateVi(upTo)];
  const counted = days === undefined ? 'vượt quá lịch làm việc đã có' : `là ${String(days)} ${word}`;
  return bound === 'at-most'
    ? `Từ ngày thông qua, ký ban hành văn bản (${from}) đến ngày ký quyết định (${to}) ${counted}, yêu cầu không quá ${String(required)} ${word}.`
    : `Từ ngày ký quyết định (${from}) đến ngày văn bản có hiệu lực (${to}) ${counted}, yêu cầu ít nhất ${String(required)} ${word}.`;
}
