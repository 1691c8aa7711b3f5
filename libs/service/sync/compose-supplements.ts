import { type DossierEvent, type EventPayloads, instant, portalTime, type ProcedureVersion, type SupplementItem, type ToldDossier, type ToldMove } from '#domain';
import { EVENT_LABELS, legalCitationVi, PORTAL_TEXTS } from '#vi';
import type { PortalSupplement } from './national-portal.js';
import type { OpenedRecords, ToldStaff } from './told-people.js';

/** What requests and moved dates are worded with. */
interface Wording {
  readonly procedure: ProcedureVersion;
  readonly records: OpenedRecords;
  readonly staff: ToldStaff;
}

type Request = DossierEvent & { readonly payload: EventPayloads['SupplementRequested'] | EventPayloads['CompletionRequested'] };

/**
 * DanhSachHoSoBoSung: every request for papers with what became of it, and every other reason a promised date moved, each with the
 * date before and after. The portal knows no other place where a date may say why it is another one.
 */
export function composeSupplements(told: ToldDossier, events: readonly DossierEvent[], wording: Wording): readonly PortalSupplement[] {
  const requests = events.filter((event): event is Request => event.type === 'SupplementRequested' || event.type === 'CompletionRequested');
  const answers = new Map(events.flatMap((event) => (event.type === 'SupplementReceived' || event.type === 'FilingCompleted' ? [[event.payload.number, event] as const] : [])));
  const asked = requests.map((request) => requestOf(request, answers.get(request.payload.number), told, wording));
  const others = told.moves.filter(({ seq }) => [...answers.values()].every((answer) => answer.seq !== seq));
  return [...asked, ...others.map((move) => reasonOf(move, events, wording))];
}

function requestOf(request: Request, answer: DossierEvent | undefined, { moves }: ToldDossier, { procedure, records, staff }: Wording): PortalSupplement {
  const { number, items, text } = request.payload;
  return {
    HoSoBoSungId: `BS-${String(number)}`,
    NguoiYeuCauBoSung: staff.nameOf(request.actor),
    NoiDungBoSung: records.texts.get(text.version) ?? EVENT_LABELS[request.type],
    NgayBoSung: portalTime(instant(request.occurredAt)),
    DanhSachGiayToBoSung: items.map((item) => paperAsked(item, procedure)),
    ...(answer === undefined ? {} : { NguoiTiepNhanBoSung: staff.nameOf(answer.actor), NgayTiepNhanBoSung: portalTime(answer.occurredAt) }),
    ...datesOf(moves.find(({ seq }) => seq === answer?.seq)),
  };
}

function paperAsked({ component, legalBasis }: SupplementItem, procedure: ProcedureVersion): { readonly TenGiayTo: string; readonly MaThanhPhanHoSo?: string } {
  const known = procedure.cases.flatMap(({ components }) => components).find(({ code }) => code === component);
  if (component === undefined) {
    return { TenGiayTo: legalBasis === undefined ? PORTAL_TEXTS.otherPaper : legalCitationVi(legalBasis) };
  }
  return { TenGiayTo: known?.name ?? component, MaThanhPhanHoSo: component };
}

function reasonOf(move: ToldMove, events: readonly DossierEvent[], { staff }: Wording): PortalSupplement {
  const actor = events.find(({ seq }) => seq === move.seq)?.actor;
  return {
    HoSoBoSungId: `HT-${String(move.seq)}`,
    NguoiYeuCauBoSung: actor === undefined ? '' : staff.nameOf(actor),
    NoiDungBoSung: EVENT_LABELS[move.type],
    NgayBoSung: portalTime(move.at),
    ...datesOf(move),
  };
}

function datesOf(move: ToldMove | undefined): Pick<PortalSupplement, 'NgayHenTraTruoc' | 'NgayHenTraMoi'> {
  return move === undefined ? {} : { NgayHenTraTruoc: portalTime(move.before), NgayHenTraMoi: portalTime(move.after) };
}
