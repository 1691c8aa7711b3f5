import { formatLocalDate, localDate, withoutBullet } from '#domain';
import { formatDueShortVi, formatIsoDateVi, formatShortVi, targetVi, TASK_STATE_LABELS } from '#vi';
import type { PlanReport, ReportedTarget, ReportedTask } from './plan-report-data.js';
import type { PlanReportTable } from './plan-report.js';

const COLUMNS = [
  { head: 'Số TT', share: 0.06 },
  { head: 'Nhiệm vụ', share: 0.24 },
  { head: 'Thời hạn', share: 0.11 },
  { head: 'Cơ quan chủ trì', share: 0.12 },
  { head: 'Tình trạng', share: 0.11 },
  { head: 'Kết quả (đạt/tổng số)', share: 0.16 },
  { head: 'Tài liệu kiểm chứng', share: 0.08 },
  { head: 'Giải trình', share: 0.12 },
] as const;

/** The report in words, under the headings of the plan. */
export function planReportTable({ plan, issuer, rate, at, tasks }: PlanReport): PlanReportTable {
  const { n, d, value } = rate.value;
  const target = `${String(rate.target / 100)}%`;
  return {
    title: ['BÁO CÁO KẾT QUẢ THỰC HIỆN NHIỆM VỤ', `Kế hoạch số ${plan.number} ngày ${formatIsoDateVi(formatLocalDate(plan.issuedOn))} của ${issuer}`, `(Số liệu đến ${formatShortVi(at)})`],
    columns: COLUMNS,
    rows: tasks.flatMap((task, index) => {
      const line = { cells: cellsOf(task) };
      return task.section === '' || task.section === tasks[index - 1]?.section ? [line] : [{ heading: task.section }, line];
    }),
    foot: [d === 0 ? 'Tỷ lệ nhiệm vụ hoàn thành đúng hạn: không phát sinh nhiệm vụ đến hạn.' : `Tỷ lệ nhiệm vụ hoàn thành đúng hạn: ${String(n)}/${String(d)} = ${(value ?? '').replace('.', ',')}% (chỉ tiêu ${target}: ${rate.isMet === true ? 'đạt' : 'không đạt'}).`],
  };
}

function cellsOf(task: ReportedTask): readonly string[] {
  const { findings, evidence, explanation, explanationDue } = task;
  return [
    task.reference,
    task.title,
    [task.scheduleText, ...(task.period === undefined ? [] : [`Kỳ ${formatIsoDateVi(formatLocalDate(task.period.first))} – ${formatIsoDateVi(formatLocalDate(task.period.last))}`]), ...(task.dueAt === undefined ? [] : [`Hạn: ${formatDueShortVi(task.dueAt)}`])].filter((text) => text !== '').join('\n'),
    [task.lead, ...(task.coordinating.length === 0 ? [] : [`Phối hợp: ${task.coordinating.join('; ')}`])].join('\n'),
    TASK_STATE_LABELS[task.state] + (task.doneAt === undefined ? '' : ` (${formatShortVi(task.doneAt)})`),
    [task.result, ...task.targets.map(targetLine), ...(findings.total === 0 ? [] : [`Vấn đề phát hiện đã xử lý: ${String(findings.handled)}/${String(findings.total)}`])].filter((text) => text !== '').join('\n'),
    evidence.length === 0 ? '' : `${String(evidence.length)} tệp\n${evidence.map(({ file }) => file).join('\n')}`,
    explanation ?? (explanationDue ? 'Chưa giải trình' : ''),
  ];
}

function targetLine({ target, wording, reached, outOf }: ReportedTarget): string {
  const told = reached === undefined || outOf === undefined ? 'chưa báo cáo' : `${String(reached)}/${String(outOf)}`;
  const by = target.by === undefined ? '' : ` (đến ${formatIsoDateVi(formatLocalDate(localDate(target.by)))})`;
  return `- ${withoutBullet(wording)} – chỉ tiêu ${targetVi(target)}${by}: ${told}`;
}
