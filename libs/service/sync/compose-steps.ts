import { type Agency, portalTime, type ToldStep } from '#domain';
import { EVENT_LABELS } from '#vi';
import type { PortalStep } from './national-portal.js';
import type { ToldStaff } from './told-people.js';

/** Composes the steps of a dossier's progress for `CapNhatTienDoHoSoMC`, in the order of its ledger. */
export function composeSteps(code: string, steps: readonly ToldStep[], { agencies, staff }: { readonly agencies: ReadonlyMap<string, Agency>; readonly staff: ToldStaff }): readonly PortalStep[] {
  return steps.map(({ type, at, actor, agency, status, stageFrom, stageUntil }) => ({
    MaHoSo: code,
    NguoiXuLy: staff.nameOf(actor),
    ChucDanh: staff.positionOf(actor),
    ThoiDiemXuLy: portalTime(at),
    PhongBanXuLy: agencies.get(agency)?.name ?? agency,
    NoiDungXuLy: EVENT_LABELS[type],
    TrangThai: String(status),
    ...(stageFrom === undefined ? {} : { NgayBatDau: portalTime(stageFrom) }),
    ...(stageUntil === undefined ? {} : { NgayKetThucTheoQuyDinh: portalTime(stageUntil) }),
  }));
}
