import type { WatchKind } from '#domain/figures';
import { formatDateVi, formatShortVi } from './formats.js';

/** Kinds of the watch list. They say what was recorded and judge nobody. */
export const WATCH_LABELS: Record<WatchKind, string> = {
  'supplement-last-days': 'Yêu cầu bổ sung sát hạn',
  'pause-last-days': 'Tạm dừng sát hạn',
  'withdrawal-last-days': 'Rút hồ sơ sát hạn',
  'refiled-after-withdrawal': 'Nộp lại sau khi rút',
  'refiled-after-refusal': 'Nộp lại sau khi bị từ chối giải quyết',
  'refiled-after-intake-refusal': 'Nộp lại sau khi bị từ chối tiếp nhận',
};

const ACT_NAMES: Partial<Record<WatchKind, string>> = { 'supplement-last-days': 'Yêu cầu bổ sung', 'pause-last-days': 'Tạm dừng', 'withdrawal-last-days': 'Rút hồ sơ' };
const END_NAMES: Partial<Record<WatchKind, string>> = { 'refiled-after-withdrawal': 'Hồ sơ được rút', 'refiled-after-refusal': 'Hồ sơ bị từ chối giải quyết', 'refiled-after-intake-refusal': 'Hồ sơ bị từ chối tiếp nhận' };

/** A finding for its sentence. */
export interface FindingWords {
  readonly kind: WatchKind;
  readonly happenedAt: number;
  readonly dueAt: number | null;
  readonly refiledAt: number | null;
  readonly refiledCode: string | null;
  readonly workingDays: number;
  readonly allowedDays: number;
}

/** The rule that caught a finding, in one sentence with its instants. */
export function watchSentence({ kind, happenedAt, dueAt, refiledAt, refiledCode, workingDays, allowedDays }: FindingWords): string {
  if (dueAt !== null) {
    const when = workingDays === 0 ? 'đúng ngày đến hạn' : `trước ngày đến hạn ${String(workingDays)} ngày làm việc`;
    return `${ACT_NAMES[kind] ?? ''} lúc ${formatShortVi(happenedAt)}, ${when} (hạn ${formatShortVi(dueAt)}; quy tắc: đến ${String(allowedDays)} ngày làm việc trước ngày đến hạn).`;
  }
  const when = workingDays === 0 ? 'trong cùng ngày làm việc' : `sau ${String(workingDays)} ngày làm việc`;
  return `${END_NAMES[kind] ?? ''} lúc ${formatShortVi(happenedAt)}; cùng người nộp nộp lại cùng thủ tục ${refiledCode === null ? `ngày ${formatDateVi(refiledAt ?? 0)} (mã hồ sơ không còn: dữ liệu cá nhân đã xóa)` : `(mã ${refiledCode}) lúc ${formatShortVi(refiledAt ?? 0)}`}, ${when} (quy tắc: trong ${String(allowedDays)} ngày làm việc).`;
}
