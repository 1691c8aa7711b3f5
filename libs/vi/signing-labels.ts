import type { SigningCapacityCode } from '#domain';

/** By what right somebody signs, as an administrator chooses it. */
export const SIGNING_CAPACITY_LABELS: Record<SigningCapacityCode, string> = {
  head: 'Thủ trưởng cơ quan',
  'KT.': 'Ký thay (KT.)',
  'TL.': 'Thừa lệnh (TL.)',
  'TUQ.': 'Thừa ủy quyền (TUQ.)',
};

/** Why a document number is void. */
export const VOID_REASON_LABELS = {
  misprint: 'In hỏng',
  'wrong-dossier': 'Cấp nhầm hồ sơ',
  withdrawn: 'Văn bản bị thu hồi',
  'entered-twice': 'Vào sổ hai lần',
  'never-used': 'Số bỏ trống',
} as const;
