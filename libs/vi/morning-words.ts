import type { MorningReason } from '#domain/figures';
import { PAUSE_GROUND_LABELS } from './labels.js';

/** Columns of the list of a morning as a file. */
export const MORNING_COLUMNS = [
  { head: 'STT', width: 6 },
  { head: 'Cơ quan giải quyết', width: 28 },
  { head: 'Mã hồ sơ', width: 28 },
  { head: 'Thủ tục', width: 36 },
  { head: 'Bước đang xử lý', width: 26 },
  { head: 'Cơ quan đang giữ', width: 28 },
  { head: 'Người thụ lý', width: 22 },
  { head: 'Tình trạng', width: 14 },
  { head: 'Hạn xử lý', width: 18 },
  { head: 'Giờ làm việc còn lại (âm: quá hạn)', width: 16 },
  { head: 'Lý do, đang chờ', width: 36 },
] as const;

/** What a line of the list is. */
export const MORNING_STANDING_LABELS = { late: 'Quá hạn', soon: 'Sắp đến hạn' } as const;

/** The heading of a list. */
export function morningTitleVi(day: string): string {
  return `HỒ SƠ QUÁ HẠN VÀ SẮP ĐẾN HẠN NGÀY ${day}`;
}

/** How many lines a list has. */
export function morningCountsVi({ late, soon }: { readonly late: number; readonly soon: number }): string {
  return `${String(late)} hồ sơ quá hạn, ${String(soon)} hồ sơ sắp đến hạn`;
}

/** That a file does not hold all lines. */
export function morningRestVi(rest: number): string {
  return `Còn ${String(rest)} hồ sơ, xem trên màn hình danh sách đầu ngày`;
}

/** Working time left or over: full hours and minutes. */
export function workingTimeVi(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const time = [...(hours === 0 ? [] : [`${String(hours)} giờ`]), ...(rest === 0 && hours > 0 ? [] : [`${String(rest)} phút`])].join(' ');
  return minutes < 0 ? `quá hạn ${time} làm việc` : `còn ${time} làm việc`;
}

/** Why a dossier stands where it does. `names`: what the reason of a delay and the stage are called. */
export function morningReasonVi(reason: MorningReason, names: { readonly delayReason: (code: string) => string; readonly stage: (id: string) => string }): string {
  switch (reason.kind) {
    case 'delay-reason':
      return names.delayReason(reason.code);
    case 'supplement':
      return PAUSE_GROUND_LABELS.supplement;
    case 'payment':
      return PAUSE_GROUND_LABELS['financial-obligation'];
    case 'pause':
      return `Tạm dừng: ${reason.ground in PAUSE_GROUND_LABELS ? PAUSE_GROUND_LABELS[reason.ground as keyof typeof PAUSE_GROUND_LABELS] : reason.ground}`;
    case 'other-agency':
      return 'Chờ ý kiến, kết quả của cơ quan khác';
    case 'unassigned':
      return 'Chưa phân công người thụ lý';
    case 'stage':
      return `Đang ở bước: ${names.stage(reason.stage)}`;
  }
}
