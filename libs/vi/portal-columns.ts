/** Columns of a comparison with the portal as a file. */
export const PORTAL_DIFFERENCE_COLUMNS = [
  { head: 'STT', width: 6 },
  { head: 'Khác biệt', width: 24 },
  { head: 'Mã hồ sơ, đơn vị, lĩnh vực', width: 34 },
  { head: 'Số liệu', width: 24 },
  { head: 'Theo cổng', width: 22 },
  { head: 'Ở đây (theo phút)', width: 22 },
  { head: 'Ở đây (theo ngày)', width: 18 },
  { head: 'Lý do', width: 48 },
  { head: 'Dòng trong tệp', width: 10 },
] as const;
