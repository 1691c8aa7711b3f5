/** The order of what has a date `YYYY-MM-DD`, as `sort` wants it. */
export function byDate(a: { readonly date: string }, b: { readonly date: string }): number {
  return a.date < b.date ? -1 : a.date > b.date ? 1 : 0;
}
