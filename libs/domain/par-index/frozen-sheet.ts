import { canonicalJson } from '../dossier/canonical-json.js';
import { byNumber } from './catalogue.js';
import { type SheetState, totalScore } from './sheet-state.js';

/** What is said of a row in words: what the score rests on, why it is so, why it was changed late, and titles of files by their id. */
export interface RowText {
  readonly basis?: string;
  readonly explanation?: string;
  readonly reason?: string;
  readonly titles: Readonly<Record<string, string>>;
}

/** Form of the frozen text. */
const FORM = 1;

/**
 * A sheet as it is submitted: canonical JSON of every row with its score in hundredths, words and the hashes of its files. The hash of this
 * text is recorded; it goes into the pack as it is, so that anybody can count the hash again. `texts` are the words of each row by its number.
 */
export function frozenSheet(state: Omit<SheetState, 'submitted'>, texts: ReadonlyMap<string, RowText>): string {
  const rows = [...state.rows.values()]
    .sort((a, b) => byNumber(a.row, b.row))
    .map(({ row, score, evidence }) => {
      const { basis, explanation, titles = {} } = texts.get(row) ?? {};
      return { row, score, basis, explanation, evidence: evidence.map(({ file, sha256 }) => ({ file, sha256, title: titles[file] })) };
    });
  return canonicalJson({ v: FORM, agency: state.agency, year: state.year, catalogue: state.catalogue, version: state.version, total: totalScore(state), rows });
}
