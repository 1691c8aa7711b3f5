import { type Agency, type DossierEvent, type EngineSettings, type Instant, type ProcedureVersion, portalTime, type Told, type ToldDossier } from '#domain';
import { CHANNEL_LABELS, PORTAL_TEXTS } from '#vi';
import type { ApplicantRecord } from '../personal/index.js';
import { composeSupplements } from './compose-supplements.js';
import type { PortalDossier, PortalFee, PortalPaper } from './national-portal.js';
import type { OpenedRecords, ToldStaff } from './told-people.js';

/** What a dossier's message is made of beside its ledger. */
export interface ToldBeside {
  readonly procedure: ProcedureVersion;
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly settings: Pick<EngineSettings, 'portalSubjectCodes'>;
  readonly records: OpenedRecords;
  readonly staff: ToldStaff;
}

/** The event each date and the status came from, by field of the portal. */
export type FieldSources = Readonly<Record<string, number>>;

/** A dossier as it is sent, with where its dates and its status come from. */
export interface ComposedDossier {
  readonly dossier: PortalDossier;
  readonly sources: FieldSources;
}

/** KenhThucHien. */
const CHANNELS = { counter: '1', online: '2', post: '3' } as const;
/** HinhThuc, as deployed systems send it: 0 at the desk, 1 by post; nothing is known for a result given online. */
const WAYS_BACK = { desk: '0', post: '1', online: undefined } as const;
const WAY_LABELS = { desk: CHANNEL_LABELS.counter, post: CHANNEL_LABELS.post, online: CHANNEL_LABELS.online } as const;

/**
 * Composes the record of a dossier for `DongBoHoSoMC`. Every date and the status come from the ledger and name their event; after
 * an erasure status and dates are still told, for the statistics of the law, and nothing of the people. `undefined` for a
 * dossier without a status at the portal.
 */
export function composeDossier(told: ToldDossier, events: readonly DossierEvent[], beside: ToldBeside): ComposedDossier | undefined {
  const { state, status } = told;
  if (status === undefined) {
    return undefined;
  }
  const { procedure, agencies, records, settings } = beside;
  const dates = datesOf(told);
  const way = state.result?.handover?.method ?? (state.result?.shipments.length === 0 ? undefined : 'post');
  const isDigitised = state.files.some(({ purpose }) => purpose === 'component') || state.components.some(({ kind }) => kind === 'scan');
  const dossier: PortalDossier = {
    MaHoSo: state.code,
    MaTTHC: procedure.code,
    TenTTHC: procedure.name,
    MaLinhVuc: procedure.field.code,
    TenLinhVuc: procedure.field.name,
    KenhThucHien: CHANNELS[state.channel],
    LoaiDoiTuong: settings.portalSubjectCodes[state.applicantType],
    TrichYeuHoSo: records.applicant?.requestContent ?? procedure.name,
    TrangThaiHoSo: String(status.value),
    DonViXuLy: agencies.get(state.competentAgency)?.name ?? state.competentAgency,
    HoSoCoThanhPhanSoHoa: yesNo(isDigitised),
    DuocThanhToanTrucTuyen: yesNo(state.payments.some(({ throughPortal }) => throughPortal)),
    ...Object.fromEntries(dates.map(([field, { value }]) => [field, portalTime(value)])),
    ...given('HinhThuc', WAYS_BACK[state.resultDelivery]),
    ...given('ThongTinTra', told.returnedAt === undefined || way === undefined ? undefined : WAY_LABELS[way]),
    ...(records.applicant === undefined ? { GhiChu: PORTAL_TEXTS.erased } : peopleOf(records.applicant)),
    TaiLieuNop: papersOf(told, procedure),
    DanhSachLePhi: feesOf(told, procedure),
    DanhSachHoSoBoSung: composeSupplements(told, events, beside),
    DanhSachGiayToKetQua: state.files.filter(({ purpose }) => purpose === 'result').map(({ fileId }) => ({ TenGiayTo: procedure.results[0] ?? procedure.name, GiayToId: fileId })),
  };
  return { dossier, sources: Object.fromEntries([['TrangThaiHoSo', status.seq], ...dates.map(([field, { seq }]) => [field, seq])]) as FieldSources };
}

function datesOf(told: ToldDossier): readonly (readonly [string, Told<Instant>])[] {
  const fields = [
    ['NgayNopHoSo', told.filedAt],
    ['NgayTiepNhan', told.receivedAt],
    ['NgayHenTra', told.dueAt],
    ['NgayTuChoi', told.refusedAt],
    ['NgayKetThucXuLy', told.finishedAt],
    ['NgayTra', told.returnedAt],
  ] as const;
  return fields.flatMap(([field, value]) => (value === undefined ? [] : [[field, value] as const]));
}

function peopleOf({ applicant }: ApplicantRecord): Partial<PortalDossier> {
  const { name, email, phone, idNumber } = applicant;
  const kind = /^\d{12}$/.test(idNumber ?? '') ? '1' : /^\d{9}$/.test(idNumber ?? '') ? '2' : undefined;
  return {
    ChuHoSo: name,
    ...given('Email', email),
    ...given('SoDienThoai', phone),
    ...(kind === undefined || idNumber === undefined ? {} : { DinhDanhCHS: { LoaiDinhDanh: kind, SoDinhDanh: idNumber } }),
  };
}

function papersOf({ state }: ToldDossier, procedure: ProcedureVersion): readonly PortalPaper[] {
  const required = procedure.cases.find(({ code }) => code === state.procedure.caseCode)?.components ?? [];
  return state.components.map(({ code, kind }): PortalPaper => {
    const file = state.files.findLast(({ purpose, component }) => purpose === 'component' && component === code);
    return {
      ...given('TepDinhKemId', file?.fileId),
      TenTepDinhKem: required.find((paper) => paper.code === code)?.name ?? code,
      IsDeleted: '0',
      MaThanhPhanHoSo: code,
      DuocSoHoa: yesNo(kind === 'scan' || file !== undefined),
      DuocTaiSuDung: yesNo(kind === 'reused'),
      DuocLayTuKhoDMQG: yesNo(kind === 'data-store'),
    };
  });
}

/** Fees have no code of their own in the catalogue: theirs is the procedure's with their place in its list. */
function feesOf({ state }: ToldDossier, procedure: ProcedureVersion): readonly PortalFee[] {
  return state.feesDue.map(({ fee, amount }) => ({ TenPhiLePhi: procedure.fees[fee - 1]?.name ?? procedure.name, MaPhiLePhi: `${procedure.code}.${String(fee)}`, Gia: String(amount) }));
}

function yesNo(value: boolean): '0' | '1' {
  return value ? '1' : '0';
}

function given<Field extends keyof PortalDossier | keyof PortalPaper, Value>(field: Field, value: Value | undefined): Partial<Record<Field, Value>> {
  const filled: Partial<Record<Field, Value>> = {};
  if (value !== undefined) filled[field] = value;
  return filled;
}
