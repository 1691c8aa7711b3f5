/** Pages as they come, each next one asked for while the one before it is worked on; memory holds no more than these two. */
export async function* readAhead<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page, undefined> {
  const source = pages[Symbol.asyncIterator]();
  let page = await source.next();
  while (page.done !== true) {
    const next = source.next();
    // Whoever works on the page may throw before it is awaited; where it is awaited it is told of.
    next.catch(() => undefined);
    yield page.value;
    page = await next;
  }
}
