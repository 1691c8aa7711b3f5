import type { LegalCitation } from '#domain';

/** Kinds of documents by the abbreviation in their number (NĐ 30/2020 Appendix III). */
const KINDS: Readonly<Record<string, string>> = {
  NĐ: 'Nghị định',
  TT: 'Thông tư',
  TTLT: 'Thông tư liên tịch',
  QĐ: 'Quyết định',
  NQ: 'Nghị quyết',
  NQLT: 'Nghị quyết liên tịch',
  CT: 'Chỉ thị',
  PL: 'Pháp lệnh',
  VBHN: 'Văn bản hợp nhất',
};

/**
 * A citation as forms print it: `điểm a khoản 2 Điều 17 Nghị định 118/2025/NĐ-CP`. Where the number does not tell the kind
 * the document is named by its number alone: one of the National Assembly may be a law, a code or a resolution.
 */
export function legalCitationVi({ document, article, clause, point }: LegalCitation): string {
  const place = [...(point === undefined ? [] : [`điểm ${point}`]), ...(clause === undefined ? [] : [`khoản ${clause}`]), `Điều ${article}`];
  const abbreviation = document.split('/').at(-1)?.split('-')[0] ?? '';
  const kind = Object.hasOwn(KINDS, abbreviation) ? KINDS[abbreviation] : undefined;
  return `${place.join(' ')} ${kind ?? 'văn bản số'} ${document}`;
}
