/** A plan's text for comparing: lower case, no marks, `đ` as `d`. Scanned plans lose and change marks, so what is read does not rest on them. */
export function foldPlanText(text: string): string {
  return text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd');
}

/**
 * How alike two names are, from 0 to 1: the share of common letter triples (Dice), so that single letters a scanner misread cost little.
 * What is no letter is left out.
 */
export function likeness(a: string, b: string): number {
  const [left, right] = [triplesOf(a), triplesOf(b)];
  const total = left.length + right.length;
  if (total === 0) {
    return 0;
  }
  const waiting = new Map<string, number>();
  right.forEach((triple) => waiting.set(triple, (waiting.get(triple) ?? 0) + 1));
  const common = left.filter((triple) => {
    const there = waiting.get(triple) ?? 0;
    waiting.set(triple, there - 1);
    return there > 0;
  });
  return (2 * common.length) / total;
}

function triplesOf(text: string): readonly string[] {
  const letters = foldPlanText(text).replace(/[^a-z]/gu, '');
  return Array.from({ length: Math.max(letters.length - 2, 0) }, (_, index) => letters.slice(index, index + 3));
}
