/** A place in a legal document: what stands in the ledger as the basis of a request is a citation, never a sentence. */
export interface LegalCitation {
  /** Number of the document, such as `118/2025/NĐ-CP`, `31/2024/QH15` or `2304/QĐ-BNNMT`. */
  readonly document: string;
  /** Number of the article, such as `17` or `17a`. */
  readonly article: string;
  /** Number of the clause (khoản). */
  readonly clause?: string;
  /** Letter of the point (điểm), such as `a` or `đ`. */
  readonly point?: string;
}

/**
 * What each part of a citation looks like. A document's number is its number, for most kinds its year, and its kind and
 * issuer in capitals (NĐ 30/2020 Appendix I); those of the National Assembly and its Standing Committee end with the term.
 */
export const LEGAL_CITATION_PATTERNS: { readonly [Part in keyof LegalCitation]-?: RegExp } = {
  document: /^[0-9]{1,5}\/(?:(?:19|20)[0-9]{2}\/)?(?:QH[0-9]{1,2}|UBTVQH[0-9]{1,2}|[A-ZĐ]{1,5}(?:-(?:TTg|[A-ZĐ]{2,10}[0-9]{0,2})){1,3})$/,
  article: /^[1-9][0-9]{0,2}[a-zđ]?$/,
  clause: /^[1-9][0-9]?[a-zđ]?$/,
  point: /^[a-zđ][0-9]?$/,
};
