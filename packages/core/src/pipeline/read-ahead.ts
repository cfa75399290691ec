interface Channel<Item> {
  readonly items: Item[];
  ended: boolean;
  failure: { readonly error: unknown } | undefined;
  stopped: boolean;
  wakeProducer: (() => void) | undefined;
  wakeConsumer: (() => void) | undefined;
}

/**
 * Yields what `source` yields, in order, pulling up to `capacity` items before they are asked for. A failure of the
 * source is thrown after the items that came before it.
 */
export async function* readAhead<Item>(source: AsyncIterable<Item>, capacity: number): AsyncGenerator<Item> {
  const channel: Channel<Item> = {
    items: [],
    ended: false,
    failure: undefined,
    stopped: false,
    wakeProducer: undefined,
    wakeConsumer: undefined,
  };
  const producing = fill(channel, source, capacity);
  try {
    yield* drain(channel);
  } finally {
    channel.stopped = true;
    channel.wakeProducer?.();
    if (channel.ended) await producing;
  }
}

async function fill<Item>(
  channel: Channel<Item>,
  source: AsyncIterable<Item>,
  capacity: number,
): Promise<void> {
  try {
    for await (const item of source) {
      channel.items.push(item);
      channel.wakeConsumer?.();
      while (channel.items.length >= capacity && !channel.stopped) {
        await new Promise<void>((wake) => (channel.wakeProducer = wake));
      }
      if (channel.stopped) break;
    }
  } catch (error) {
    channel.failure = { error };
  } finally {
    channel.ended = true;
    channel.wakeConsumer?.();
  }
}

async function* drain<Item>(channel: Channel<Item>): AsyncGenerator<Item> {
  for (;;) {
    const item = channel.items.shift();
    if (item !== undefined) {
      channel.wakeProducer?.();
      yield item;
    } else if (channel.ended) {
      if (channel.failure !== undefined) throw channel.failure.error;
      return;
    } else {
      await new Promise<void>((wake) => (channel.wakeConsumer = wake));
    }
  }
}
