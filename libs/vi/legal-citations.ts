import type { LegalBasis, LegalCitation } from '#domain';

/** Kinds of documents by the abbreviation in their number (NĐ 30/2020 Appendix III). */
const KINDS: Readonly<Record<string, string>> = {
  NĐ: 'Nghị định',
  TT: 'Thông tư',
  TTLT: 'Thông tư liên tịch',
  QĐ: 'Quyết định',
  NQ: 'Nghị quyết',
  NQLT: 'Nghị quyết liên tịch',
  CT: 'Chỉ thị',
  KH: 'Kế hoạch',
  PL: 'Pháp lệnh',
  VBHN: 'Văn bản hợp nhất',
};

/**
 * A citation as forms print it: `điểm a khoản 2 Điều 17 Nghị định 118/2025/NĐ-CP`. Where the number does not tell the kind
 * the document is named by its number alone: one of the National Assembly may be a law, a code or a resolution.
 */
export function legalCitationVi({ document, article, clause, point }: LegalCitation): string {
  const place = [...(point === undefined ? [] : [`điểm ${point}`]), ...(clause === undefined ? [] : [`khoản ${clause}`]), `Điều ${article}`];
  return `${place.join(' ')} ${documentVi(document)}`;
}

/** What the clock of a case rests on: `Điều 24 Nghị định 63/2010/NĐ-CP`, `mục 5.2 Quyết định 766/QĐ-TTg` where the place is an item of an index, `Kế hoạch 12/KH-UBND`. */
export function clockLawVi({ document, article }: LegalBasis): string {
  const place = article === undefined ? [] : [article.includes('.') ? `mục ${article}` : `Điều ${article}`];
  return [...place, documentVi(document)].join(' ');
}

/** A document by its kind and number; one whose number does not tell the kind by its number alone. */
export function documentVi(document: string): string {
  const abbreviation = document.split('/').at(-1)?.split('-')[0] ?? '';
  const kind = Object.hasOwn(KINDS, abbreviation) ? KINDS[abbreviation] : undefined;
  return `${kind ?? 'văn bản số'} ${document}`;
}
