import { millisecondsOf, type SentDossier, type SentStep } from './contract.js';
import type { KnownDossier } from './register.js';

/** One thing wrong with a message: the field, and why it is not taken. */
export interface Fault {
  readonly field: string;
  readonly reason: string;
}

/** A procedure the portal has. */
export interface ListedProcedure {
  readonly code: string;
  readonly name: string;
  readonly field: { readonly code: string; readonly name: string };
}

/** What a message is held against. */
export interface PortalFacts {
  readonly known: KnownDossier | undefined;
  readonly sequence: number;
  readonly now: number;
  /** Absent: any code is taken. */
  readonly procedures: ReadonlyMap<string, ListedProcedure> | undefined;
}

/** What may not lie ahead by more than clocks differ. */
const SKEW_MS = 600_000;
/** Statuses of what has been received. */
const RECEIVED = new Set(['2', '4', '6', '8', '9', '10']);

/** What is wrong with a record beside its form. */
export function faultsOfDossier(sent: SentDossier, isUpdating: boolean, facts: PortalFacts): readonly Fault[] {
  return [...faultsOfIdentity(sent, isUpdating, facts), ...faultsOfStatus(sent), ...faultsOfOrder(sent), ...faultsOfAhead(sent, facts.now), ...faultsOfHistory(sent, facts)];
}

/** Of a step that is older than one that was heard. */
export const WENT_BACK = { field: 'ThoiDiemXuLy', reason: 'a progress does not go back in time' } as const satisfies Fault;

/** What is wrong with steps of a progress beside their form. */
export function faultsOfSteps(steps: readonly SentStep[], { known, sequence, now }: PortalFacts): readonly Fault[] {
  const [first] = steps;
  if (first === undefined || known?.last === undefined) {
    return [{ field: 'MaHoSo', reason: 'this dossier is not known here' }];
  }
  const faults = steps.some(({ MaHoSo }) => MaHoSo !== first.MaHoSo) ? [{ field: 'MaHoSo', reason: 'one message tells of one dossier' }] : [];
  const times = [...(known.lastStep === undefined ? [] : [known.lastStep]), ...steps].map(({ ThoiDiemXuLy }) => ThoiDiemXuLy);
  return [
    ...faults,
    ...outOfTurn(sequence, known),
    ...(times.every((time, index) => time >= (times[index - 1] ?? '')) ? [] : [WENT_BACK]),
    ...steps.filter(({ ThoiDiemXuLy }) => millisecondsOf(ThoiDiemXuLy) > now + SKEW_MS).map(() => ({ field: 'ThoiDiemXuLy', reason: 'has not come yet' })),
  ];
}

function faultsOfIdentity(sent: SentDossier, isUpdating: boolean, { known, sequence, procedures }: PortalFacts): readonly Fault[] {
  const procedure = procedures?.get(sent.MaTTHC);
  return [
    ...(isUpdating && known === undefined ? [{ field: 'isUpdating', reason: 'this dossier is not known here' }] : []),
    ...(!isUpdating && known !== undefined ? [{ field: 'isUpdating', reason: 'this dossier is known here' }] : []),
    ...(known === undefined ? [] : outOfTurn(sequence, known)),
    ...(procedures !== undefined && procedure === undefined ? [{ field: 'MaTTHC', reason: 'no procedure of the national database' }] : []),
    ...(procedure !== undefined && procedure.field.code !== sent.MaLinhVuc ? [{ field: 'MaLinhVuc', reason: `the procedure is of the field ${procedure.field.code}` }] : []),
    ...(known?.last !== undefined && known.last.MaTTHC !== sent.MaTTHC ? [{ field: 'MaTTHC', reason: 'a dossier keeps its procedure' }] : []),
    ...(known?.last === undefined && sent.ChuHoSo === undefined ? [{ field: 'ChuHoSo', reason: 'is required of a dossier told the first time' }] : []),
  ];
}

function outOfTurn(sequence: number, known: KnownDossier): readonly Fault[] {
  return sequence > known.sequence ? [] : [{ field: 'dossier-sequence', reason: 'comes before what was taken: a dossier does not go back in time' }];
}

function faultsOfStatus(sent: SentDossier): readonly Fault[] {
  const needs = (field: keyof SentDossier, when: boolean): readonly Fault[] => (when && sent[field] === undefined ? [{ field, reason: `is required with TrangThaiHoSo ${sent.TrangThaiHoSo}` }] : []);
  const { TrangThaiHoSo: status } = sent;
  return [
    ...needs('NgayTiepNhan', RECEIVED.has(status)),
    ...needs('NgayTuChoi', status === '3'),
    ...needs('NgayKetThucXuLy', status === '9' || status === '10'),
    ...needs('NgayTra', status === '10'),
    ...(status === '4' && sent.NgayKetThucXuLy !== undefined ? [{ field: 'NgayKetThucXuLy', reason: 'what is being handled has no end' }] : []),
    ...(status !== '10' && sent.NgayTra !== undefined ? [{ field: 'NgayTra', reason: 'belongs to TrangThaiHoSo 10' }] : []),
  ];
}

function faultsOfOrder({ NgayNopHoSo, NgayTiepNhan, NgayKetThucXuLy, NgayTra }: SentDossier): readonly Fault[] {
  const before = (field: string, earlier: string | undefined, later: string | undefined): readonly Fault[] => (earlier !== undefined && later !== undefined && later < earlier ? [{ field, reason: 'comes before what precedes it' }] : []);
  return [...before('NgayTiepNhan', NgayNopHoSo, NgayTiepNhan), ...before('NgayKetThucXuLy', NgayTiepNhan, NgayKetThucXuLy), ...before('NgayTra', NgayKetThucXuLy, NgayTra)];
}

function faultsOfAhead(sent: SentDossier, now: number): readonly Fault[] {
  const happened = ['NgayNopHoSo', 'NgayTiepNhan', 'NgayTuChoi', 'NgayKetThucXuLy', 'NgayTra'] as const;
  return happened.flatMap((field) => {
    const at = sent[field];
    return at !== undefined && millisecondsOf(at) > now + SKEW_MS ? [{ field, reason: 'has not come yet' }] : [];
  });
}

/** What was told stands: received once, ended when it ended, and promised for the date that was promised unless the list says why not. */
function faultsOfHistory(sent: SentDossier, { known }: PortalFacts): readonly Fault[] {
  const last = known?.last;
  if (last === undefined) {
    return [];
  }
  const { NgayTiepNhan, NgayHenTra, NgayKetThucXuLy } = last;
  return [
    ...(NgayTiepNhan !== undefined && sent.NgayTiepNhan !== NgayTiepNhan ? [{ field: 'NgayTiepNhan', reason: `was told as ${NgayTiepNhan}` }] : []),
    ...(NgayTiepNhan !== undefined && (sent.TrangThaiHoSo === '1' || sent.TrangThaiHoSo === '3') ? [{ field: 'TrangThaiHoSo', reason: 'it was received' }] : []),
    ...(NgayKetThucXuLy !== undefined && sent.NgayKetThucXuLy !== undefined && sent.NgayKetThucXuLy < NgayKetThucXuLy ? [{ field: 'NgayKetThucXuLy', reason: `was told as ${NgayKetThucXuLy}` }] : []),
    ...(NgayHenTra === undefined || sent.NgayHenTra === NgayHenTra || isReasoned(NgayHenTra, sent) ? [] : [{ field: 'NgayHenTra', reason: `was told as ${NgayHenTra}, and DanhSachHoSoBoSung does not say why it changed` }]),
  ];
}

/** The list leads from the date told to the new one, move by move. */
function isReasoned(from: string, { NgayHenTra, DanhSachHoSoBoSung }: SentDossier): boolean {
  const reached = new Set([from]);
  const moves = DanhSachHoSoBoSung.filter(({ NgayHenTraTruoc, NgayHenTraMoi }) => NgayHenTraTruoc !== undefined && NgayHenTraMoi !== undefined);
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const { NgayHenTraTruoc, NgayHenTraMoi } of moves) {
      if (NgayHenTraTruoc !== undefined && NgayHenTraMoi !== undefined && reached.has(NgayHenTraTruoc)) reached.add(NgayHenTraMoi);
    }
  }
  return NgayHenTra !== undefined && reached.has(NgayHenTra);
}
