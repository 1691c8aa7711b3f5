import type { Agency, DossierStatus, ResultDelivery } from '#domain';
import type { RegisterLine } from '#letters';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import type { ApplicantRecord } from '../personal/index.js';
import type { RegisterEntry } from './read-lines.js';

const DELIVERY: Record<ResultDelivery, string> = { desk: 'Trực tiếp tại Bộ phận Một cửa', post: 'Dịch vụ bưu chính công ích', online: 'Trực tuyến' };
const PERSONAL_DATA_ERASED = '(dữ liệu cá nhân đã được xóa)';
/** Endings without a result returned; the line stays, with what became of the dossier. */
const ENDINGS: Partial<Record<DossierStatus, string>> = {
  withdrawn: 'Người nộp đã rút hồ sơ',
  suspended: 'Đã dừng giải quyết',
  cancelled: 'Đã hủy: hồ sơ mở nhầm',
  finished: 'Đã có kết quả, chưa trả',
};

/** The line of an entry in words and moments. */
export async function composeLine({ rules }: Pick<Engine, 'rules'>, tx: Pick<Transaction, 'rows' | 'first'>, { facts, people, returnedLater }: RegisterEntry, agencies: ReadonlyMap<string, Agency>): Promise<RegisterLine> {
  const { procedure } = await rules.procedure(tx, facts.procedure.code, facts.procedure.version);
  const note = noteOf(facts.status as DossierStatus, returnedLater);
  return {
    number: facts.number,
    volume: facts.volume,
    page: facts.page,
    dossierCode: facts.code,
    procedureName: procedure.name,
    applicant: people === undefined ? PERSONAL_DATA_ERASED : nameOf(people),
    contact: people === undefined ? PERSONAL_DATA_ERASED : contactOf(people),
    agencyName: agencies.get(facts.agency)?.name ?? facts.agency,
    receivedAt: facts.receivedAt,
    appointments: [...new Set([facts.firstAppointment, facts.appointment].filter((at) => at !== undefined))],
    ...((facts.returnedAt ?? returnedLater) === undefined ? {} : { returnedAt: facts.returnedAt ?? returnedLater }),
    ...(note === undefined ? {} : { note }),
    delivery: DELIVERY[facts.delivery],
  };
}

function noteOf(status: DossierStatus, returnedLater: number | undefined): string | undefined {
  return returnedLater === undefined ? ENDINGS[status] : '(trả sau khi đóng sổ)';
}

function nameOf({ applicant, proxy }: ApplicantRecord): string {
  return proxy === undefined ? applicant.name : `${applicant.name} (người được ủy quyền: ${proxy.name})`;
}

function contactOf({ applicant }: ApplicantRecord): string {
  return [applicant.address, ...(applicant.phone === undefined ? [] : [`ĐT: ${applicant.phone}`])].filter((part) => part !== undefined).join('; ');
}
