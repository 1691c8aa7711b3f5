import { dayOfMonth, instant, localDateOf, minuteOfDay, monthOf, yearOf } from '#domain';
import { dateAndTime } from './form-dates.js';
import type { FormNumbering } from './letter-data.js';
import type { RegisterBook, RegisterClosing, RegisterLine, RegisterVolume } from './register-data.js';

/** The form's number and circular, as printed in the corner. */
export const REGISTER_MARKS: Record<FormNumbering, string> = { 'tt03-2025': 'Mẫu số 07 (TT 03/2025/TT-VPCP)', 'tt01-2018': 'Mẫu số 06 (TT 01/2018/TT-VPCP)' };
/** The form's title. */
export const REGISTER_TITLE = 'SỔ THEO DÕI HỒ SƠ';
/** Letters of its own number, as in `…/STD-…`. */
export const REGISTER_SYMBOL = 'STD';
/** Head over the columns that say how dossier and result changed hands. */
export const RECEIPT_AND_RETURN = 'Nhận và trả kết quả';

/** A column: its head, its width on the sheet in millimetres, and whether it stands under `RECEIPT_AND_RETURN`. */
export interface RegisterColumn {
  readonly head: string;
  readonly width: number;
  readonly isShared?: true;
  readonly textOf: (line: RegisterLine) => readonly string[];
}

/** The columns of the form, from left to right. */
export const REGISTER_COLUMNS: readonly RegisterColumn[] = [
  { head: 'STT', width: 11, textOf: ({ number }) => [String(number).padStart(2, '0')] },
  { head: 'Mã hồ sơ', width: 36, textOf: ({ dossierCode }) => [dossierCode] },
  { head: 'Tên thủ tục hành chính', width: 42, textOf: ({ procedureName }) => [procedureName] },
  { head: 'Tên tổ chức, cá nhân', width: 32, textOf: ({ applicant }) => [applicant] },
  { head: 'Địa chỉ, số điện thoại', width: 35, textOf: ({ contact }) => [contact] },
  { head: 'Cơ quan chủ trì giải quyết', width: 29, textOf: ({ agencyName }) => [agencyName] },
  { head: 'Nhận hồ sơ', width: 16, isShared: true, textOf: ({ receivedAt }) => [shortMoment(receivedAt)] },
  { head: 'Hẹn trả kết quả', width: 16, isShared: true, textOf: ({ appointments }) => appointments.map((at, index) => (index === 0 ? shortMoment(at) : `hẹn lại: ${shortMoment(at)}`)) },
  { head: 'Trả kết quả', width: 17, isShared: true, textOf: ({ returnedAt, note }) => [...(returnedAt === undefined ? [] : [shortMoment(returnedAt)]), ...(note === undefined ? [] : [note])] },
  { head: 'Phương thức nhận kết quả', width: 18, isShared: true, textOf: ({ delivery }) => [delivery] },
  { head: 'Ký nhận', width: 15, isShared: true, textOf: () => [] },
];

/** A moment in a narrow column: `09:00 19/08/2026`. */
export function shortMoment(ms: number): string {
  const at = instant(ms);
  const day = localDateOf(at);
  const minute = minuteOfDay(at);
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)} ${two(dayOfMonth(day))}/${two(monthOf(day))}/${yearOf(day)}`;
}

/** `Quyển số 03`. */
export function volumeName(volume: number): string {
  return `Quyển số ${two(volume)}`;
}

/** What the title page of a volume says below the title. */
export function titleLines({ fieldName, year, openedAt, header, signed }: RegisterBook, volume: RegisterVolume): readonly string[] {
  return [
    `Lĩnh vực: ${fieldName}`,
    `Năm ${year}`,
    `${volumeName(volume.volume)} – Số: ${signed?.documentNumber ?? `………/${REGISTER_SYMBOL}-${header.symbol ?? '……'}`}`,
    `${volume.isWhole ? 'Từ' : 'Trích từ'} số thứ tự ${two(volume.firstNumber)} đến số thứ tự ${two(volume.lastNumber)}`,
    `Mở sổ lúc ${dateAndTime(openedAt)}`,
  ];
}

/** What the closing page of a volume says; of the last volume of a closed register, the closing itself. */
export function closingLines(book: RegisterBook, volume: RegisterVolume, closing: RegisterClosing | undefined): readonly string[] {
  const lines = volume.lastNumber - volume.firstNumber + 1;
  const own = `${volumeName(volume.volume)} có ${lines} dòng, từ số thứ tự ${two(volume.firstNumber)} đến số thứ tự ${two(volume.lastNumber)}, trên ${volume.pages} trang.`;
  if (closing === undefined) {
    return [own, volume === book.volumes.at(-1) ? `Sổ chưa đóng; in lúc ${dateAndTime(book.printedAt)}.` : `Tiếp theo: ${volumeName(volume.volume + 1).toLowerCase()}.`];
  }
  if (volume.volume < closing.volumes) {
    return [own, `Tiếp theo: ${volumeName(volume.volume + 1).toLowerCase()}.`];
  }
  const { printedHash, contentHash } = closing;
  return [
    own,
    `Sổ năm ${book.year} gồm ${closing.volumes} quyển, ${closing.pages} trang, ${closing.lines} dòng, số thứ tự liên tục từ 01 đến ${two(closing.lines)}, không có dòng bỏ trống.`,
    `Đóng sổ lúc ${dateAndTime(closing.closedAt)}; người đóng sổ: ${closing.closedBy}.`,
    `Mã băm SHA-256 nội dung khi đóng sổ: ${contentHash}`,
    ...(printedHash === undefined ? [] : [printedHash === contentHash ? 'Nội dung bản in này khớp với nội dung khi đóng sổ.' : `CẢNH BÁO: nội dung bản in này không khớp với nội dung khi đóng sổ (mã băm ${printedHash}).`]),
  ];
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
