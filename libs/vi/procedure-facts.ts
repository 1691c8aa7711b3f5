import type { CaseTerms, FactPiece, InternalProcess, LegalBasis, TimeLimit } from '#domain';
import { amountVi } from './amounts.js';
import { formatIsoDateVi, formatTimeLimitVi } from './formats.js';
import { PAUSE_GROUND_LABELS } from './labels.js';
import { legalCitationVi } from './legal-citations.js';
import { FACT_WORDS } from './procedure-labels.js';

type StageBudget = InternalProcess['totals'][number]['allowed'];

/** What a version says of one thing, in one line: `Giấy chứng sinh; bản chính: 1; bản sao: 0; bắt buộc`. */
export function factVi(says: readonly FactPiece[]): string {
  return says.map(pieceVi).join('; ');
}

function pieceVi(piece: FactPiece): string {
  if ('text' in piece) {
    return piece.text;
  }
  if ('word' in piece) {
    return piece.count === undefined ? FACT_WORDS[piece.word] : `${FACT_WORDS[piece.word]}: ${String(piece.count)}`;
  }
  if ('limit' in piece) {
    return formatTimeLimitVi(piece.limit);
  }
  if ('budget' in piece) {
    return stageBudgetVi(piece.budget);
  }
  if ('dong' in piece) {
    return amountVi(piece.dong);
  }
  if ('day' in piece) {
    return formatIsoDateVi(piece.day);
  }
  if ('ground' in piece) {
    return PAUSE_GROUND_LABELS[piece.ground];
  }
  return 'citation' in piece ? legalCitationVi(piece.citation) : legalBasisVi(piece.basis);
}

/** A legal basis with the days between which it binds: `Nghị định số 217/2026/NĐ-CP, Điều 54, có hiệu lực từ 01/07/2026`. */
export function legalBasisVi({ document, article, effectiveFrom, endsOn }: LegalBasis): string {
  return [
    document,
    ...(article === undefined ? [] : [article]),
    ...(effectiveFrom === undefined ? [] : [`có hiệu lực từ ${formatIsoDateVi(effectiveFrom)}`]),
    ...(endsOn === undefined ? [] : [`hết hiệu lực từ ${formatIsoDateVi(endsOn)}`]),
  ].join(', ');
}

/** What a step may take: `40 giờ (8 giờ bằng 1 ngày làm việc)`, `0,5 ngày`. */
export function stageBudgetVi({ unit, amount }: StageBudget): string {
  const shown = decimalVi(amount);
  switch (unit) {
    case 'office-hours':
      return `${shown} giờ (8 giờ bằng 1 ngày làm việc)`;
    case 'working-hours':
      return `${shown} giờ làm việc`;
    case 'calendar-days':
      return `${shown} ngày`;
  }
}

/** Terms as published lists print them: `48 ngày, cắt giảm 12/60 ngày, tỷ lệ 20%`; `05 ngày làm việc + 03 ngày làm việc`. */
export function caseTermsVi({ statutory, promised, cut }: CaseTerms): string {
  const here = promised.map(formatTimeLimitVi).join(' + ');
  if (statutory === undefined || here === '') {
    return here === '' ? 'Không hẹn theo thời hạn' : here;
  }
  return cut === undefined
    ? `${here}, pháp luật quy định ${formatTimeLimitVi(statutory)}`
    : `${here}, cắt giảm ${decimalVi(cut.amount)}/${decimalVi(cut.of)} ${unitVi(cut.unit)}, tỷ lệ ${decimalVi(cut.share / 100)}%`;
}

const UNITS: Record<TimeLimit['unit'], string> = {
  'working-days': 'ngày làm việc',
  'working-hours': 'giờ làm việc',
  'calendar-days': 'ngày',
  months: 'tháng',
  years: 'năm',
  'same-day': 'ngày',
};

function unitVi(unit: TimeLimit['unit']): string {
  return UNITS[unit];
}

function decimalVi(value: number): string {
  return String(value).replace('.', ',');
}
