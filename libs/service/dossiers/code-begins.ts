/**
 * SQL: the code of a dossier `d` begins with a text. Letter by letter, as an index of texts is ordered: a reader's policies let an index serve this, and
 * not `^@`.
 */
export function codeBegins(text: string): string {
  return `d.code ~>=~ ${text} AND d.code ~<~ (${text} || '\u{10FFFF}')`;
}
