/** How many rows or cells differed, by table and column or measure, such as `dossier.place` or `figure_cell.finishedLate`. */
export type Differing = Readonly<Record<string, number>>;

/** Two counts of differences added together. */
export function sumOfDiffering(one: Differing, other: Differing): Differing {
  const sum: Record<string, number> = { ...one };
  for (const [name, count] of Object.entries(other)) {
    sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}

/** One for each named column. */
export function onceEach(table: string, columns: readonly string[]): Differing {
  return Object.fromEntries(columns.map((column) => [`${table}.${column}`, 1]));
}
