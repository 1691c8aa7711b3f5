/** Which agency gave papers to which, by their names; the same one where they stayed in the house. */
interface Sides {
  readonly from: string;
  readonly to: string;
}

/** Why the record of a pile is not printed: the dossiers that were not handed over between these two, and what to do about them. */
export function notInRecordVi(codes: readonly string[], { from, to }: Sides): string {
  const between = from === to ? `trong nội bộ ${from}` : `từ ${from} sang ${to}`;
  return `Chưa in được biên bản: không có lần bàn giao nào ${between} của hồ sơ ${codes.join(', ')} (chưa chuyển, hoặc lần chuyển đã bị từ chối nhận hay thu hồi). Hãy bỏ các hồ sơ này ra rồi in lại, hoặc chuyển hồ sơ trước; nếu chọn nhầm bên giao, bên nhận thì chọn lại.`;
}

/** The same of dossiers whose people were erased: a record names them. */
export function erasedInRecordVi(codes: readonly string[]): string {
  return `Chưa in được biên bản: dữ liệu cá nhân của hồ sơ ${codes.join(', ')} đã được xóa khi hết thời hạn lưu, nên không còn tên người nộp để ghi. Hãy bỏ các hồ sơ này ra rồi in lại.`;
}

/** The same of a code that whoever asks knows nothing of. */
export function unknownInRecordVi(code: string): string {
  return `Chưa in được biên bản: không tìm thấy hồ sơ ${code}, hoặc cơ quan của bạn không giao, không nhận hồ sơ này. Hãy xem lại mã, hoặc bỏ hồ sơ ra rồi in lại.`;
}
