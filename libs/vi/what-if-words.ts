import type { Assumption } from '#domain/figures';

/** What is held still in a replay, named and stated in both languages: an answer never stands without it. */
export const ASSUMPTION_WORDS: Record<Assumption, { readonly label: string; readonly labelVi: string; readonly text: string; readonly textVi: string }> = {
  keptMoments: {
    label: 'Moments kept',
    labelVi: 'Giữ nguyên thời điểm',
    text: 'Everything happened at the very moment it is recorded at; only dates move. Nobody worked faster or slower because a date was another. An absence changes nothing here.',
    textVi: 'Mọi việc diễn ra đúng thời điểm đã ghi; chỉ hạn trả thay đổi. Không ai làm nhanh hơn hay chậm hơn vì hạn khác đi. Việc vắng mặt không làm thay đổi gì ở cách tính này.',
  },
  keptWork: {
    label: 'Work kept',
    labelVi: 'Giữ nguyên thời gian làm việc',
    text: 'Every stage took the working time it is recorded to have taken, laid out again on the changed calendar without the days its officer is away; results move with it. Stages side by side end with the last. A wait for others lasts as long by the clock. Receipts stay where they are, and nobody takes over for another.',
    textVi: 'Mỗi bước vẫn cần đúng số giờ làm việc đã ghi, xếp lại trên lịch đã thay đổi và trừ những ngày người xử lý vắng mặt; ngày có kết quả dời theo. Các bước song song kết thúc theo bước cuối cùng. Thời gian chờ bên ngoài dài như cũ theo đồng hồ. Thời điểm tiếp nhận giữ nguyên và không có ai làm thay.',
  },
};

/** States of a what-if request. */
export const WHAT_IF_STATE_LABELS = {
  waiting: 'Đang chờ tính',
  running: 'Đang tính',
  done: 'Đã tính xong',
  failed: 'Không tính được',
} as const;

/** The side of the late rate a dossier would be on. */
export const WHAT_IF_SIDE_LABELS = { late: 'Thành quá hạn', 'in-time': 'Không còn quá hạn' } as const;

/** What the numbers beside a what-if answer count. */
export const WHAT_IF_COUNT_LABELS = {
  dossiers: 'Hồ sơ được tính trong tỷ lệ',
  replayed: 'Hồ sơ được tính lại',
  givenDates: 'Hồ sơ chuyển từ hệ thống cũ: hạn được nhập sẵn, dời theo số giờ làm việc từ khi tiếp nhận',
  notMovable: 'Hồ sơ không dời được theo thời hạn mới vì hạn được nhập sẵn hoặc do người có thẩm quyền ấn định',
  notReplayable: 'Hồ sơ không tính lại được, giữ nguyên kết quả cũ',
} as const;

/** Said where a replay does not count the dossiers of the figure it is about. */
export const WHAT_IF_MISMATCH = 'Số liệu trước khi thay đổi không khớp với tỷ lệ quá hạn đang công bố; không dùng kết quả này, hãy kiểm tra số liệu (npm run ledger -- recount) rồi tính lại.';
