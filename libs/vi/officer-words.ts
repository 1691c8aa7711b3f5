import type { FollowOccasion } from '#domain';

const UNDONE: Readonly<Record<string, string>> = {
  'not-applied': 'Hồ sơ chưa được thay đổi nên không cần hoàn tác.',
  overtaken: 'Không hoàn tác được vì hồ sơ đã có thay đổi khác sau thao tác này.',
  'no-way-back': 'Không có cách đưa hồ sơ về trước thao tác này; hãy xử lý từng hồ sơ.',
};

/** Why a dossier was not put back to where it stood before an action on many; `undefined` for a code that is a refusal's. */
export function undoneSentence(code: string | undefined): string | undefined {
  return code === undefined ? undefined : UNDONE[code];
}

/** That somebody an assignment goes to is away. */
export function awayWarning(name: string, from: string, until: string): string {
  return `${name} vắng mặt từ ${from} đến ${until}.`;
}

/** For what a dossier is followed. */
export const FOLLOW_LABELS = {
  supplement: 'Khi người nộp bổ sung hồ sơ',
  result: 'Khi có kết quả',
  any: 'Mọi thay đổi của hồ sơ',
} as const satisfies Record<FollowOccasion, string>;

/** What waits for a signature. */
export const SIGN_KIND_LABELS = {
  apology: 'Phiếu xin lỗi',
  supplement: 'Yêu cầu bổ sung',
  correction: 'Xin lỗi do sai sót, đính chính kết quả',
  extension: 'Gia hạn giải quyết',
  refusal: 'Từ chối giải quyết',
  excuse: 'Ghi nhận lý do chính đáng của việc chậm',
  erasure: 'Xóa dữ liệu cá nhân',
} as const;
