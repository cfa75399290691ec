/** Asks for the next item while the consumer still works on the last: one request is on its way at any time. */
export async function* readOneAhead<Item>(items: AsyncGenerator<Item, void>): AsyncGenerator<Item> {
  let upcoming = items.next();
  try {
    for (let result = await upcoming; result.done !== true; result = await upcoming) {
      upcoming = items.next();
      // Its failure is told when it is awaited; a consumer that leaves before has no use for it.
      upcoming.catch(() => undefined);
      yield result.value;
    }
  } finally {
    void items.return();
  }
}
