import type { AgencyProblemCode } from '#domain';

/** What keeps an agency from being entered or changed, and what to do instead. */
export const AGENCY_PROBLEM_SENTENCES: Record<AgencyProblemCode, string> = {
  'code-taken': 'Mã định danh này đã có; hãy sửa cơ quan đang có, hoặc ghi mã khác.',
  'unknown-province': 'Không có cơ quan cấp tỉnh mang mã này; hãy chọn trong danh mục.',
  'province-not-its-own': 'Mã này không phải của cơ quan cấp tỉnh; hãy chọn mã cấp tỉnh.',
  'unknown-parent': 'Không có cơ quan cấp trên mang mã này; hãy chọn trong danh mục.',
  'parent-of-other-province': 'Cơ quan cấp trên thuộc tỉnh khác; hãy chọn cơ quan cùng tỉnh.',
  'parent-below-itself': 'Cơ quan cấp trên lại trực thuộc chính cơ quan này; hãy chọn cơ quan khác.',
  'unit-code-taken': 'Mã đơn vị này đã dùng trong mã hồ sơ của cơ quan khác; hãy ghi mã khác.',
  'fixed-once-in-use': 'Cơ quan đã có lịch hoặc mã hồ sơ nên không đổi được mục này; hãy cho cơ quan kết thúc và thêm cơ quan mới.',
  'desk-has-received': 'Bộ phận đã tiếp nhận hồ sơ và được chấm điểm theo đó; hãy cho cơ quan kết thúc và thêm cơ quan mới.',
  'remote-has-counted': 'Đã có hồ sơ tính hạn theo địa bàn này; đổi đi thì cách giải thích ngày hẹn cũ sai. Hãy cho cơ quan kết thúc và thêm cơ quan mới.',
  'ends-in-the-past': 'Ngày kết thúc đã qua; hãy chọn hôm nay hoặc một ngày sau.',
  'ended-already': 'Cơ quan đã kết thúc nên không mở lại được; hãy thêm cơ quan mới.',
};

/** How something of an exported catalogue stands to what is here. */
export const EXCHANGE_STANDING_LABELS = {
  new: 'Mới',
  changed: 'Thay đổi',
  same: 'Giống nhau',
  older: 'Cũ hơn ở đây',
  missing: 'Chỉ có ở đây',
} as const;

/** Parts of an exported catalogue. */
export const EXCHANGE_PART_LABELS = { agencies: 'Cơ quan', procedures: 'Thủ tục', templates: 'Mẫu văn bản', calendars: 'Lịch làm việc' } as const;

/** Why a file cannot be taken for an exported catalogue. */
export const EXCHANGE_FAULT_SENTENCES = {
  'not-a-catalogue': 'Tệp không phải danh mục được xuất từ hệ thống; hãy chọn đúng tệp đã xuất.',
  'other-format-version': 'Tệp do phiên bản phần mềm khác xuất; hãy xuất lại bằng phiên bản này.',
  'hash-differs': 'Nội dung tệp đã bị sửa hoặc không đầy đủ so với mã kiểm tra; hãy xuất lại.',
  'part-unreadable': 'Tệp có nội dung không đúng dạng; hãy xuất lại từ hệ thống nguồn.',
  'beyond-province': 'Tệp có nội dung của cơ quan thuộc tỉnh khác; chỉ nhập danh mục của tỉnh mình.',
} as const;
