/**
 * Folds a text for search: without tone and vowel marks, `đ` as `d`, lower case, single spaces, nothing at the ends.
 * Search tokens are made from it, so a change to it makes stored tokens unfindable.
 */
export function foldSearchText(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd').replace(/\s+/gu, ' ').trim();
}
