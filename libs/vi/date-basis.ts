import type { CaseDating, FixedBasis, StatutoryTerm, TermExtension } from '#domain';
import { formatDueVi, formatTimeLimitVi } from './formats.js';
import { legalCitationVi } from './legal-citations.js';

/** What a date a person set rests on: `theo khoản 3 Điều 20 văn bản số 16/2017/QH14, văn bản số 12/TB-HĐND`. */
export function fixedBasisVi({ basis, documentNumber }: FixedBasis): string {
  return `theo ${legalCitationVi(basis)}${documentNumber === undefined ? '' : `, văn bản số ${documentNumber}`}`;
}

/** What is said instead of a date: why none is given, and by when at the latest, where the law has a maximum. */
export function undatedVi(dating: CaseDating | undefined, maximumAt: number | undefined): string {
  const latest = maximumAt === undefined ? '' : `; tối đa đến ${formatDueVi(maximumAt)}`;
  return dating?.by === 'person' ? `Ngày trả kết quả theo ${dating.awaits}, sẽ thông báo${latest}` : `Không hẹn ngày trả kết quả${latest}`;
}

/** The statute's own limit beside a shorter promise: `pháp luật quy định 60 ngày, đến 17 giờ 00 phút, ngày …`. */
export function statutoryVi({ limit, dueAt }: StatutoryTerm): string {
  return `pháp luật quy định ${formatTimeLimitVi(limit)}${dueAt === undefined ? '' : `, đến ${formatDueVi(dueAt)}`}`;
}

/** A legal extension as the slip names it: `gia hạn theo Điều 21 Nghị định 23/2015/NĐ-CP`. */
export function extensionVi({ law }: Pick<TermExtension, 'law'>): string {
  return `gia hạn theo ${legalCitationVi(law)}`;
}
