/** Asks for the next item while the consumer still works on the last: one request is on its way at any time. */
export async function* readOneAhead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  let upcoming = items.next();
  try {
    for (;;) {
      const { done, value } = await upcoming;
      if (done === true) return;
      upcoming = items.next();
      // Awaited above in the next round, or nobody is left to tell.
      upcoming.catch(() => undefined);
      yield value;
    }
  } finally {
    void items.return(undefined);
  }
}
