/** The two services of the national portal that take what happened to a dossier. */
export type PortalService = 'DongBoHoSoMC' | 'CapNhatTienDoHoSoMC';

/** A paper handed in (TaiLieuNop). `1` and `0` are yes and no. */
export interface PortalPaper {
  readonly TepDinhKemId?: string;
  readonly TenTepDinhKem: string;
  readonly IsDeleted: '0';
  readonly MaThanhPhanHoSo: string;
  readonly DuocSoHoa: '0' | '1';
  readonly DuocTaiSuDung: '0' | '1';
  readonly DuocLayTuKhoDMQG: '0' | '1';
}

/** A fee this applicant owes (DanhSachLePhi); `Gia` in whole dong. */
export interface PortalFee {
  readonly TenPhiLePhi: string;
  readonly MaPhiLePhi: string;
  readonly Gia: string;
}

/** A request for papers, or the reason a promised date moved (DanhSachHoSoBoSung). Moments as `yyyyMMddHHmmss`. */
export interface PortalSupplement {
  readonly HoSoBoSungId: string;
  readonly NguoiYeuCauBoSung: string;
  readonly NoiDungBoSung: string;
  readonly NgayBoSung: string;
  readonly NguoiTiepNhanBoSung?: string;
  readonly NgayTiepNhanBoSung?: string;
  readonly DanhSachGiayToBoSung?: readonly { readonly TenGiayTo: string; readonly MaThanhPhanHoSo?: string }[];
  readonly NgayHenTraTruoc?: string;
  readonly NgayHenTraMoi?: string;
}

/** A dossier as the portal keeps it. Fields of a person are absent once they are erased; moments as `yyyyMMddHHmmss`. */
export interface PortalDossier {
  readonly MaHoSo: string;
  readonly MaTTHC: string;
  readonly TenTTHC: string;
  readonly MaLinhVuc: string;
  readonly TenLinhVuc: string;
  readonly KenhThucHien: '1' | '2' | '3';
  readonly ChuHoSo?: string;
  readonly LoaiDoiTuong: string;
  readonly Email?: string;
  readonly SoDienThoai?: string;
  readonly TrichYeuHoSo: string;
  readonly NgayNopHoSo?: string;
  readonly NgayTiepNhan?: string;
  readonly NgayHenTra?: string;
  readonly TrangThaiHoSo: string;
  readonly NgayTuChoi?: string;
  readonly NgayTra?: string;
  readonly ThongTinTra?: string;
  readonly HinhThuc?: '0' | '1';
  readonly NgayKetThucXuLy?: string;
  readonly DonViXuLy: string;
  readonly GhiChu?: string;
  readonly HoSoCoThanhPhanSoHoa: '0' | '1';
  readonly DuocThanhToanTrucTuyen: '0' | '1';
  readonly DinhDanhCHS?: { readonly LoaiDinhDanh: '1' | '2'; readonly SoDinhDanh: string };
  readonly TaiLieuNop: readonly PortalPaper[];
  readonly DanhSachLePhi: readonly PortalFee[];
  readonly DanhSachHoSoBoSung: readonly PortalSupplement[];
  readonly DanhSachGiayToKetQua: readonly { readonly TenGiayTo: string; readonly GiayToId: string }[];
}

/** A step of a dossier's progress. */
export interface PortalStep {
  readonly MaHoSo: string;
  readonly NguoiXuLy: string;
  readonly ChucDanh: string;
  readonly ThoiDiemXuLy: string;
  readonly PhongBanXuLy: string;
  readonly NoiDungXuLy: string;
  readonly TrangThai: string;
  readonly NgayBatDau?: string;
  readonly NgayKetThucTheoQuyDinh?: string;
}

/** One message to the portal under its key: taken once however often it is sent. `sequence` rises with every message of a dossier. */
export interface PortalMessage {
  readonly key: string;
  readonly sequence: number;
  readonly body:
    | { readonly service: 'DongBoHoSoMC'; readonly isUpdating: boolean; readonly data: readonly [PortalDossier] }
    | { readonly service: 'CapNhatTienDoHoSoMC'; readonly isUpdating: boolean; readonly data: readonly PortalStep[] };
}

/**
 * What became of one attempt. `acknowledged`: taken, with the portal's answer word for word; `rejected`: read and turned away, and so it
 * would be again; `deferred`: not now; `unreachable`: it cannot have arrived; `unknown`: nobody knows whether it did.
 */
export type PortalOutcome =
  | { readonly kind: 'acknowledged'; readonly receipt: string }
  | { readonly kind: 'rejected'; readonly words: string }
  | { readonly kind: 'deferred' | 'unreachable' | 'unknown'; readonly reason: string };

/** What the portal says of a dossier, and of a message to it: `status` (TrangThaiHoSo) where it tells one, `taken` with its answer where it took one under this key. */
export type PortalStanding =
  | { readonly kind: 'known'; readonly status?: string; readonly taken?: { readonly receipt: string } }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** The way to the national portal and its database. One attempt a call, never an exception for what the other side does. */
export interface NationalPortal {
  send(message: PortalMessage): Promise<PortalOutcome>;
  /** Looks a dossier up by its code (TraCuuHoSo), and a message by its key. */
  ask(dossierCode: string, key: string): Promise<PortalStanding>;
}
