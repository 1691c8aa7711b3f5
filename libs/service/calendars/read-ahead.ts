/** The same pages in the same order, each asked for before the one ahead of it is worked on: at most two are held. */
export async function* readAhead<Page>(pages: AsyncGenerator<Page, undefined>): AsyncGenerator<Page, undefined> {
  let next = ask(pages);
  try {
    for (;;) {
      const page = await next;
      if (page.done === true) {
        return undefined;
      }
      next = ask(pages);
      yield page.value;
    }
  } finally {
    // Whoever stops early leaves nothing under way.
    await next.catch(() => undefined);
    await pages.return(undefined);
  }
}

function ask<Page>(pages: AsyncGenerator<Page, undefined>): Promise<IteratorResult<Page, undefined>> {
  const next = pages.next();
  // Awaited in its turn; until then a failure must not count as unhandled.
  next.catch(() => undefined);
  return next;
}
