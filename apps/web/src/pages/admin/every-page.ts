/** Reads every page of a short list (agencies, layers): what a field of choices needs whole. */
export async function everyPage<T>(read: (after: string | undefined) => Promise<{ readonly items: readonly T[]; readonly next: string | null }>): Promise<readonly T[]> {
  const all: T[] = [];
  let after: string | undefined;
  for (;;) {
    const { items, next } = await read(after);
    all.push(...items);
    if (next === null) return all;
    after = next;
  }
}
