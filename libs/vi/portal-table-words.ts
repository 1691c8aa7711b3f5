import type { PortalTableWords } from '#domain/figures';
import { foldSearchText } from './search-text.js';

/** The headings and words of the portal's tables ("Tổng hợp tiếp nhận và giải quyết") and lists, as they are folded. */
export const PORTAL_TABLE_WORDS: PortalTableWords = {
  fold: foldSearchText,
  headings: {
    code: /^(ma (so )?ho so|so ho so)\b/,
    status: /trang thai/,
    due: /(ngay|thoi gian|thoi diem) hen( tra)?\b|^han (xu ly|tra|giai quyet)/,
    punctuality: /tinh trang.*han|^(ket qua|danh gia).*han|^tinh trang xu ly|tien do/,
    subject: /^(ten )?(don vi|co quan|linh vuc)\b/,
    carriedOver: /ky truoc/,
    received: /^(so )?(ho so )?(tong so )?(ho so )?(tiep nhan|da tiep nhan|nhan)( trong ky)?$|tiep nhan.*(trong ky|tong so|^tong)|^tong so (ho so )?tiep nhan/,
    finishedEarly: /truoc han|som han/,
    finishedOnTime: /dung han/,
    finishedLate: /(da (xu ly|giai quyet)|xong|hoan thanh).*(qua|tre) han/,
    openInTime: /(dang (xu ly|giai quyet)|chua (xu ly|giai quyet)).*(trong|chua den|con) han|^trong han$/,
    openOverdue: /(dang (xu ly|giai quyet)|chua (xu ly|giai quyet)).*(qua|tre) han/,
  },
  statuses: [
    [/^moi dang ky/, 1],
    [/^(khong|tu choi)( duoc)? tiep nhan/, 3],
    [/^(duoc|da) tiep nhan/, 2],
    [/^dang (xu ly|giai quyet)/, 4],
    [/bo sung/, 5],
    [/nghia vu tai chinh/, 6],
    [/rut ho so/, 7],
    [/^(dung|tam dung) (xu ly|giai quyet)/, 8],
    [/^da (xu ly|giai quyet) xong|^xu ly xong/, 9],
    [/^da tra ket qua/, 10],
  ],
  punctualities: [
    [/(qua|tre) han/, 'late'],
    [/(truoc|som) han/, 'early'],
    [/dung han/, 'on-time'],
    [/(trong|chua den|con|sap den) han/, 'in-time'],
  ],
  total: /^tong( cong| so)?$/,
};
