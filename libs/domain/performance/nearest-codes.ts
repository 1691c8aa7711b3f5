/** Edits beyond which two codes are not mistaken for one another. */
const FARTHEST = 4;

/** The known codes nearest to one that is not known, by the fewest letters to write otherwise, at most `count`; none where all are far. */
export function nearestCodes(code: string, known: readonly string[], count = 3): readonly string[] {
  return known
    .map((each) => ({ each, edits: editsBetween(code.toLowerCase(), each.toLowerCase()) }))
    .filter(({ edits, each }) => edits <= FARTHEST && edits < each.length)
    .toSorted((a, b) => a.edits - b.edits || (a.each < b.each ? -1 : 1))
    .slice(0, count)
    .map(({ each }) => each);
}

/** How many letters have to be put in, left out or written otherwise to make one text of the other (Levenshtein). */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + change));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
