import { z } from 'zod';

const text = z.string().min(1).max(4_000);
const code = z.string().min(1).max(100);
const yesNo = z.enum(['0', '1']);
/** A moment of the contract: `yyyyMMddHHmmss`, local time, and one that exists. */
const moment = z.string().refine(exists, 'must be a moment written yyyyMMddHHmmss');
const dossierCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{1,79}$/, 'must be the code of a dossier');

/** TrangThaiHoSo. */
const status = z.enum(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);

const paper = z.strictObject({
  TepDinhKemId: code.exactOptional(),
  TenTepDinhKem: text,
  IsDeleted: yesNo,
  MaThanhPhanHoSo: code,
  DuongDanTaiTepTin: z.url().exactOptional(),
  DuocSoHoa: yesNo,
  DuocTaiSuDung: z.enum(['0', '1', '2']),
  DuocLayTuKhoDMQG: yesNo,
  MaKetQuaThayThe: code.exactOptional(),
});

const supplement = z.strictObject({
  HoSoBoSungId: code,
  NguoiYeuCauBoSung: text,
  NoiDungBoSung: text,
  NgayBoSung: moment,
  NguoiTiepNhanBoSung: text.exactOptional(),
  ThongTinTiepNhan: text.exactOptional(),
  NgayTiepNhanBoSung: moment.exactOptional(),
  TrangThaiBoSung: code.exactOptional(),
  DanhSachGiayToBoSung: z.array(z.strictObject({ TenGiayTo: text, MaThanhPhanHoSo: code.exactOptional() })).exactOptional(),
  DanhSachLePhiBoSung: z.array(z.looseObject({})).exactOptional(),
  NgayHenTraTruoc: moment.exactOptional(),
  NgayHenTraMoi: moment.exactOptional(),
});

const dossier = z.strictObject({
  MaHoSo: dossierCode,
  MaTTHC: code,
  TenTTHC: text,
  MaLinhVuc: code,
  TenLinhVuc: text,
  KenhThucHien: z.enum(['1', '2', '3']),
  ChuHoSo: text.exactOptional(),
  LoaiDoiTuong: code,
  MaDoiTuong: code.exactOptional(),
  ThongTinKhac: text.exactOptional(),
  Email: z.email().exactOptional(),
  Fax: text.exactOptional(),
  SoDienThoai: z.string().regex(/^\+?[0-9][0-9 .-]{5,18}[0-9]$/).exactOptional(),
  TrichYeuHoSo: text,
  NgayTiepNhan: moment.exactOptional(),
  NgayHenTra: moment.exactOptional(),
  TrangThaiHoSo: status,
  NgayTra: moment.exactOptional(),
  ThongTinTra: text.exactOptional(),
  HinhThuc: yesNo.exactOptional(),
  NgayKetThucXuLy: moment.exactOptional(),
  DonViXuLy: text,
  GhiChu: text.exactOptional(),
  NoiNopHoSo: code.exactOptional(),
  HoSoCoThanhPhanSoHoa: yesNo,
  TaiKhoanDuocXacThucVoiVNeID: yesNo.exactOptional(),
  DuocThanhToanTrucTuyen: yesNo,
  NgayTuChoi: moment.exactOptional(),
  NgayNopHoSo: moment.exactOptional(),
  DinhDanhCHS: z
    .discriminatedUnion('LoaiDinhDanh', [
      z.strictObject({ LoaiDinhDanh: z.literal('1'), SoDinhDanh: z.string().regex(/^\d{12}$/) }),
      z.strictObject({ LoaiDinhDanh: z.literal('2'), SoDinhDanh: z.string().regex(/^\d{9}$/) }),
    ])
    .exactOptional(),
  TaiLieuNop: z.array(paper),
  DanhSachLePhi: z.array(
    z.strictObject({ TenPhiLePhi: text, MaPhiLePhi: code, HinhThucThu: code.exactOptional(), Gia: z.string().regex(/^\d{1,13}$/), LoaiPhiLePhi: code.exactOptional() }),
  ),
  DanhSachHoSoBoSung: z.array(supplement),
  DanhSachTepDinhKemKhac: z.array(z.looseObject({})).exactOptional(),
  DanhSachGiayToKetQua: z.array(z.strictObject({ TenGiayTo: text, MaThanhPhanHoSo: code.exactOptional(), GiayToId: code, DuongDanTepTinKetQua: z.url().exactOptional() })),
});

const step = z.strictObject({
  MaHoSo: dossierCode,
  NguoiXuLy: text,
  ChucDanh: text.exactOptional(),
  ThoiDiemXuLy: moment,
  PhongBanXuLy: text.exactOptional(),
  NoiDungXuLy: text,
  TrangThai: status,
  NgayBatDau: moment.exactOptional(),
  NgayKetThucTheoQuyDinh: moment.exactOptional(),
});

/** A record of a dossier as it is sent. */
export type SentDossier = z.output<typeof dossier>;
/** A step of a dossier's progress as it is sent. */
export type SentStep = z.output<typeof step>;

const isUpdating = z.enum(['True', 'False']);

/** What each service takes; what is more, or missing, is turned away. */
export const SERVICES = {
  DongBoHoSoMC: z.strictObject({ service: z.literal('DongBoHoSoMC'), isUpdating, data: z.array(dossier).length(1) }),
  CapNhatTienDoHoSoMC: z.strictObject({ service: z.literal('CapNhatTienDoHoSoMC'), isUpdating, data: z.array(step).min(1).max(1_000) }),
  TraCuuHoSo: z.strictObject({ service: z.literal('TraCuuHoSo'), mahoso: dossierCode, key: z.string().exactOptional() }),
  LayDanhSachTTHC: z.strictObject({ service: z.literal('LayDanhSachTTHC') }),
  LayThuTuc: z.strictObject({ service: z.literal('LayThuTuc'), maTTHC: code }),
} as const;

/** Milliseconds of a moment of the contract, which is local time of Viet Nam. */
export function millisecondsOf(written: string): number {
  return Date.parse(isoOf(written));
}

function exists(written: string): boolean {
  const at = /^\d{14}$/.test(written) ? millisecondsOf(written) : Number.NaN;
  // A day or an hour that does not exist comes back as another one, or as none.
  return !Number.isNaN(at) && new Date(at + 7 * 3_600_000).toISOString().slice(0, 19) === isoOf(written).slice(0, 19);
}

function isoOf(written: string): string {
  const [date, time] = [written.slice(0, 8), written.slice(8)];
  return `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}+07:00`;
}
