import type { LateAlertFacts, ReportPeriod, ToldNotice } from '#domain';
import { hundredthsText } from '#domain/figures';
import { EVENT_LABELS } from './event-labels.js';
import { CASE_KIND_LABELS, clockLabel } from './clock-labels.js';
import { formatInstantVi, formatIsoDateVi } from './formats.js';
import { QUEUE_LABELS } from './labels.js';
import { morningCountsVi } from './morning-words.js';

/** What staff are told, as headings. */
export const NOTICE_LABELS = {
  'stage-half': 'Cảnh báo sử dụng thời gian của bước',
  'stage-most': 'Cảnh báo sắp hết thời gian của bước',
  'stage-expired': 'Bước xử lý đã hết thời gian',
  'desk-informed': 'Phiếu xin lỗi đã ký, báo Bộ phận Một cửa',
  digest: 'Việc hôm nay',
  escalation: 'Phiếu xin lỗi chưa được xử lý',
  'clock-warning': 'Sắp đến hạn',
  'clock-late': 'Đã quá hạn',
  'clock-escalated': 'Quá hạn chưa được xử lý',
  urged: 'Đôn đốc giải quyết hồ sơ',
  'urging-answered': 'Đã trả lời đôn đốc, cần báo người nộp hồ sơ',
  'late-above-target': 'Dự báo tỷ lệ quá hạn vượt chỉ tiêu',
  'late-below-target': 'Dự báo tỷ lệ quá hạn đã trở lại dưới chỉ tiêu',
  'report-made': 'Báo cáo định kỳ đã được lập',
  'morning-list': 'Danh sách đầu ngày',
  followed: 'Hồ sơ bạn theo dõi có thay đổi',
} as const satisfies Record<ToldNotice['kind'], string>;

/** Kinds of periodic reports within a sentence. */
const REPORT_LABELS: Readonly<Record<ReportPeriod, string>> = { month: 'tháng', quarter: 'quý', 'six-months': '6 tháng', 'nine-months': '9 tháng', year: 'năm' };

/** The sentences of a notice. `procedure` is the name of the dossier's procedure, where it is about one. */
export function noticeLines(notice: ToldNotice, procedure: string): readonly string[] {
  switch (notice.kind) {
    case 'stage-half':
    case 'stage-most': {
      const { code, stageName, share, targetAt } = notice.facts;
      return [`Hồ sơ ${code} (${procedure}): bước "${stageName}" đã sử dụng ${String(share)}% thời gian, hạn của bước ${formatInstantVi(targetAt)}.`];
    }
    case 'stage-expired': {
      const { code, stageName, targetAt } = notice.facts;
      return [`Hồ sơ ${code} (${procedure}): bước "${stageName}" đã hết thời gian lúc ${formatInstantVi(targetAt)}.`];
    }
    case 'desk-informed': {
      const { code, newAppointment } = notice.facts;
      const date = newAppointment === undefined ? 'không có ngày hẹn mới' : `ngày hẹn trả mới ${formatInstantVi(newAppointment)}`;
      return [`Hồ sơ ${code} (${procedure}): Phiếu xin lỗi đã được ký, ${date}.`];
    }
    case 'digest':
      return [`Việc ngày ${formatIsoDateVi(notice.facts.day)}:`, ...notice.facts.lines.filter(({ count }) => count > 0).map(({ queue, count }) => `- ${queueLabel(queue)}: ${String(count)} ${queue in CASE_LISTS ? 'việc' : 'hồ sơ'}`)];
    case 'escalation':
      return [`${String(notice.facts.count)} hồ sơ có Phiếu xin lỗi chưa được cơ quan giải quyết xử lý. Đề nghị xác nhận đã tiếp nhận hoặc chỉ đạo ký.`];
    case 'clock-warning':
    case 'clock-late':
    case 'clock-escalated': {
      const { code, caseKind, clock, dueAt } = notice.facts;
      const stands = { 'clock-warning': 'sắp đến hạn', 'clock-late': 'đã quá hạn', 'clock-escalated': 'quá hạn, chưa được xử lý, đề nghị chỉ đạo' }[notice.kind];
      return [`${CASE_KIND_LABELS[caseKind]} ${code}: ${clockLabel(clock)} ${stands}, hạn ${formatInstantVi(dueAt)}.`];
    }
    case 'urged': {
      const { code, number, urgent, dueAt } = notice.facts;
      return [`Đôn đốc ${code}, lượt thứ ${String(number)}${urgent ? ' (khẩn cấp)' : ''}${dueAt === undefined ? '' : `: trả lời trước ${formatInstantVi(dueAt)}`}.`];
    }
    case 'late-above-target':
    case 'late-below-target':
      return lateAlertLines(notice.facts);
    case 'report-made': {
      const { report, first, last } = notice.facts;
      return [`Đã lập và chốt số liệu báo cáo ${REPORT_LABELS[report]}, kỳ từ ngày ${formatIsoDateVi(first)} đến ngày ${formatIsoDateVi(last)}.`];
    }
    case 'followed': {
      const { code, event, occurredAt } = notice.facts;
      return [`Hồ sơ ${code} (${procedure}): ${EVENT_LABELS[event]}, ${formatInstantVi(occurredAt)}.`];
    }
    case 'morning-list':
      return [`Ngày ${formatIsoDateVi(notice.facts.day)}: ${morningCountsVi(notice.facts)}.`];
    case 'urging-answered':
      return [`Đôn đốc ${notice.facts.code}, lượt thứ ${String(notice.facts.number)}: cơ quan giữ hồ sơ đã trả lời, đề nghị báo người nộp hồ sơ.`];
  }
}

function lateAlertLines({ scope, firstDay, lastDay, target, projected, late, left }: LateAlertFacts): readonly string[] {
  const of = [scope.agency && `cơ quan ${scope.agency}`, scope.field && `lĩnh vực ${scope.field}`, scope.procedure && `thủ tục ${scope.procedure}`].filter((part) => part !== undefined);
  const period = `${formatIsoDateVi(firstDay)} – ${formatIsoDateVi(lastDay)}`;
  return [
    `Kỳ ${period}, ${of.length === 0 ? 'toàn tỉnh' : of.join(', ')}: dự báo cuối kỳ ${projected === undefined ? 'không phát sinh hồ sơ' : `tỷ lệ quá hạn ${percentVi(projected)}`}, chỉ tiêu dưới ${percentVi(hundredthsText(target))}.`,
    left === 0 ? `Hiện có ${String(late)} hồ sơ quá hạn; không còn hạn mức.` : `Hiện có ${String(late)} hồ sơ quá hạn; thêm ${String(left)} hồ sơ quá hạn nữa là vượt chỉ tiêu.`,
  ];
}

/** A percentage with two decimals, with the comma Vietnamese writes. */
function percentVi(value: string): string {
  return `${value.replace('.', ',')}%`;
}

/** Lists of publications, feedback and tasks that a digest counts. */
const CASE_LISTS: Readonly<Record<string, string>> = {
  'cases-due-today': 'Công khai, phản ánh, nhiệm vụ đến hạn hôm nay',
  'cases-overdue': 'Công khai, phản ánh, nhiệm vụ quá hạn',
};

/** The word for a list a digest counts. */
export function queueLabel(queue: string): string {
  return queue in QUEUE_LABELS ? QUEUE_LABELS[queue as keyof typeof QUEUE_LABELS] : (CASE_LISTS[queue] ?? queue);
}

/** Subject of a mail that holds these notices: it names no person and no dossier. */
export function noticeMailSubject(notices: readonly ToldNotice[]): string {
  const [only, ...others] = notices;
  return only !== undefined && others.length === 0 ? `[Đúng Hạn] ${NOTICE_LABELS[only.kind]}` : `[Đúng Hạn] ${String(notices.length)} thông báo công việc`;
}

/** Text of that mail: each notice under its heading. */
export function noticeMailText(notices: readonly { readonly notice: ToldNotice; readonly procedure: string }[]): string {
  const parts = notices.map(({ notice, procedure }) => [NOTICE_LABELS[notice.kind], ...noticeLines(notice, procedure), ...(notice.kind === 'morning-list' ? ['Danh sách kèm theo thư này; chỉ có mã hồ sơ, không có tên người nộp.'] : [])].join('\n'));
  return [...parts, 'Thư này do hệ thống gửi tự động; vui lòng đăng nhập để xem và xử lý.'].join('\n\n') + '\n';
}
