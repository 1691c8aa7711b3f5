/** A page of a list. */
interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** What one request for a page came to. */
interface Answer<T> {
  readonly data?: Page<T> | undefined;
  readonly error?: unknown;
}

/** The largest page the server gives. */
const LARGEST_PAGE = 200;

/** Reads a list to its end: what names and choices need whole. Throws the server's problem where a page is refused, for half a list would read like a whole one. */
export async function everyPage<T>(read: (query: { readonly limit: number; readonly after?: string }) => Promise<Answer<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const { data, error } = await read({ limit: LARGEST_PAGE, ...(after === undefined ? {} : { after }) });
    if (data === undefined) throw error as Error;
    items.push(...data.items);
    after = data.next;
  }
  return items;
}
