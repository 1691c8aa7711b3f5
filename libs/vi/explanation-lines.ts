import type { Explanation, TermEvent, TimeLimit } from '#domain';
import { eventOf, namedDay, nameOfDay, reasonOfDay, type Step } from './day-names.js';
import { formatDueVi, formatExtraVi, formatInstantVi, formatIsoDateVi, formatShortVi, formatTimeLimitVi } from './formats.js';

type StepOf<C extends Step['code']> = Extract<Step, { readonly code: C }>;
type Law = StepOf<'end'>['law'];

const LAW_LABELS: Record<Law, string> = {
  'civil-code-2015:147.1': 'khoản 1 Điều 147 Bộ luật Dân sự 2015',
  'civil-code-2015:147.3': 'khoản 3 Điều 147 Bộ luật Dân sự 2015',
  'civil-code-2015:148.1': 'khoản 1 Điều 148 Bộ luật Dân sự 2015',
  'civil-code-2015:148.3': 'khoản 3 Điều 148 Bộ luật Dân sự 2015',
  'civil-code-2015:148.4': 'khoản 4 Điều 148 Bộ luật Dân sự 2015',
  'civil-code-2015:148.5': 'khoản 5 Điều 148 Bộ luật Dân sự 2015',
  'civil-code-2015:148.6': 'khoản 6 Điều 148 Bộ luật Dân sự 2015',
  'decree-118-2025:17.3': 'khoản 3 Điều 17 Nghị định 118/2025/NĐ-CP, sửa đổi bởi Nghị định 309/2026/NĐ-CP',
  'decree-61-2018:17.2': 'khoản 2 Điều 17 Nghị định 61/2018/NĐ-CP',
  'decree-61-2018:19.4': 'khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP',
  'provincial-rule:second-appointment': 'quy định của tỉnh về hẹn trả kết quả lần hai',
  'civil-status-law:15h': 'quy định của pháp luật về hộ tịch, chứng thực',
  'decree-63-2024:7.2': 'khoản 2 Điều 7 Nghị định 63/2024/NĐ-CP',
  'decree-297-2025:6.3': 'khoản 3 Điều 6 Nghị định 297/2025/NĐ-CP',
  'office-practice:last-closing': 'cách tính cùng giờ tại cơ quan',
  'office-practice:same-clock': 'cách tính cùng giờ tại cơ quan',
  'office-practice:closing': 'cách tính hết giờ làm việc tại cơ quan',
  'office-practice:8-hour-day': '08 giờ làm việc bằng một ngày làm việc',
};

const EVENTS: Record<TermEvent, string> = {
  receipt: 'Nhận hồ sơ',
  'completed-filing': 'Hồ sơ được bổ sung đầy đủ theo thông báo',
  'planned-competent-receipt': 'Dự kiến cơ quan có thẩm quyền nhận hồ sơ',
  'competent-receipt': 'Cơ quan có thẩm quyền nhận hồ sơ',
  supplement: 'Nhận đủ hồ sơ bổ sung',
  payment: 'Nhận chứng từ hoàn thành nghĩa vụ tài chính',
  'no-obligation': 'Xác nhận không phát sinh nghĩa vụ tài chính',
};

/** Why a receipt on a working day counts from the next one. */
const LATE_REASONS: Record<StepOf<'start'>['rule'], string> = {
  'on-receipt': 'tính từ thời điểm ghi trên giấy tiếp nhận',
  'same-day-15h': 'nhận sau 15 giờ 00 phút',
  'birth-group-15h': 'nhận sau 15 giờ 00 phút',
  'online-17h': 'nhận trực tuyến sau 17 giờ 00 phút',
  'last-hour': 'nhận từ giờ làm việc cuối cùng của ngày trở đi',
};

const END_REASONS: Record<StepOf<'end'>['rule'], string> = {
  'same-clock': 'cùng giờ với thời điểm bắt đầu tính',
  closing: 'hết giờ làm việc của ngày cuối',
  midnight: 'hết ngày cuối',
  hours: 'hết số giờ được tính',
};

const FIT_REMARKS: Record<StepOf<'end'>['fit'], string> = {
  kept: '',
  'moved-to-opening': ', dời đến giờ mở cửa vì giờ đó cơ quan chưa làm việc',
  'moved-to-closing': ', lấy giờ đóng cửa vì giờ đó cơ quan đã hết giờ làm việc',
};

/** The way from receipt to due date, one sentence a step, each with its article or notice; warnings last. */
export function explanationLines(explanation: Explanation): string[] {
  return [...explanation.steps.map((step) => lineOf(step, eventOf(explanation))), ...warningLines(explanation)];
}

/** One line for each year whose days off have no official notice yet. */
export function warningLines({ warnings }: Pick<Explanation, 'warnings'>): string[] {
  return warnings.map(({ year }) => `Lịch năm ${year} chưa được công bố chính thức; ngày hẹn trả có thể lùi lại.`);
}

function lineOf(step: Step, event: TermEvent): string {
  switch (step.code) {
    case 'received':
      return `${EVENTS[step.event]} lúc ${formatInstantVi(step.at)}${step.law === undefined ? '' : `; thời hạn tính từ đây (${LAW_LABELS[step.law]})`}.`;
    case 'start':
      return startLine(step, event);
    case 'limit':
      return limitLine(step);
    case 'day-zero':
      return `Không tính ngày bắt đầu ${namedDay(step.date)} (${LAW_LABELS[step.law]}).`;
    case 'clock-of-closing':
      return `Thời điểm bắt đầu tính không trong giờ làm việc của cơ quan giải quyết nên lấy giờ đóng cửa gần nhất trước đó, ${formatDueVi(step.closing)} (${LAW_LABELS[step.law]}).`;
    case 'day-counted':
      return step.day.kind === 'weekly-hours'
        ? `Ngày làm việc thứ ${step.number}: ${namedDay(step.day.date)}.`
        : `Ngày làm việc thứ ${step.number}: ${namedDay(step.day.date)}, ${reasonOfDay(step.day)}.`;
    case 'day-skipped':
      return `Không tính ${namedDay(step.day.date)}: ${reasonOfDay(step.day)}.`;
    case 'hours-counted':
      return `Tính ${minutesVi(step.minutes)} phút làm việc ${namedDay(step.day.date)}, từ ${formatShortVi(step.from)} đến ${formatShortVi(step.to)} (${LAW_LABELS[step.law]}).`;
    case 'span-counted':
      return `Tính liên tục từ ngày ${formatIsoDateVi(step.firstDay)} đến ngày ${formatIsoDateVi(step.lastDay)} (${LAW_LABELS[step.law]}).`;
    case 'done-on-day':
      return step.sameDay
        ? `Giải quyết ngay trong ${namedDay(step.day.date)}.`
        : `Không còn giờ làm việc trong ngày nhận nên giải quyết trong ngày làm việc tiếp theo, ${namedDay(step.day.date)}.`;
    case 'rolled':
      return `Ngày cuối ${namedDay(step.from)} là ngày nghỉ nên kết thúc vào ngày làm việc tiếp theo, ${namedDay(step.to)} (${LAW_LABELS[step.law]}).`;
    case 'end':
      return `Kết thúc lúc ${formatDueVi(step.at)}: ${END_REASONS[step.rule]}${FIT_REMARKS[step.fit]} (${LAW_LABELS[step.law]}).`;
  }
}

function startLine(step: StepOf<'start'>, event: TermEvent): string {
  if (!step.moved) {
    // Whatever else than a receipt begins the term has named its own article already.
    return `Thời hạn bắt đầu lúc ${formatInstantVi(step.at)}${event === 'receipt' ? ` (${LAW_LABELS[step.law]})` : ''}.`;
  }
  const reason = step.passed[0]?.working === false ? 'nhận vào ngày nghỉ' : LATE_REASONS[step.rule];
  const off = step.passed.filter(({ working }) => !working).map((day) => `${namedDay(day.date)} ${nameOfDay(day)}`);
  const passed = off.length === 0 ? '' : `; ${off.join(', ')}`;
  return `Thời hạn bắt đầu lúc ${formatInstantVi(step.at)} vì ${reason}${passed} (${LAW_LABELS[step.law]}).`;
}

function limitLine({ limit, extra }: StepOf<'limit'>): string {
  if (extra === undefined) {
    return `Thời hạn giải quyết: ${formatTimeLimitVi(limit)}.`;
  }
  return sameLimit(limit, extra)
    ? `Sau đó ${formatExtraVi(extra)}.`
    : `Thời hạn giải quyết: ${formatTimeLimitVi(limit)}, trong đó ${formatExtraVi(extra)}.`;
}

function sameLimit(a: TimeLimit, b: TimeLimit): boolean {
  return a.unit === b.unit && (a.unit === 'same-day' || b.unit === 'same-day' || a.amount === b.amount);
}

function minutesVi(minutes: number): string {
  return String(Math.round(minutes * 100) / 100).replace('.', ',');
}
