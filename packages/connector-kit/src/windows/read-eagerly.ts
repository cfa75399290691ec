/** A source that is read before anybody asks. */
export interface EagerRead<Item> {
  readonly items: AsyncIterable<Item>;
  /** Nothing more is asked of the source. */
  readonly stop: () => void;
}

/**
 * Begins to read `source` at once and holds at most `capacity` items that nobody has taken. Its failure is thrown after
 * the items that came before.
 */
export function readEagerly<Item>(source: AsyncIterable<Item>, capacity: number): EagerRead<Item> {
  const held = new Held<Item>(capacity);
  void fill(held, source);
  return {
    items: held.drain(),
    stop: () => {
      held.stop();
    },
  };
}

async function fill<Item>(held: Held<Item>, source: AsyncIterable<Item>): Promise<void> {
  try {
    for await (const item of source) {
      if (!(await held.put(item))) break;
    }
    held.end();
  } catch (error) {
    held.end({ error });
  }
}

class Held<Item> {
  readonly #items: Item[] = [];
  readonly #capacity: number;
  #end: { readonly error?: unknown } | undefined;
  #isStopped = false;
  #changed = Promise.withResolvers<undefined>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** @returns whether more is wanted, once there is room for it. */
  async put(item: Item): Promise<boolean> {
    this.#items.push(item);
    this.#tell();
    while (this.#items.length >= this.#capacity && !this.#isStopped) await this.#changed.promise;
    return !this.#isStopped;
  }

  end(end: { readonly error?: unknown } = {}): void {
    this.#end = end;
    this.#tell();
  }

  stop(): void {
    this.#isStopped = true;
    this.#tell();
  }

  async *drain(): AsyncGenerator<Item> {
    while (this.#end === undefined || this.#items.length > 0) {
      const item = this.#items.shift();
      this.#tell();
      if (item !== undefined) yield item;
      else if (this.#end === undefined) await this.#changed.promise;
    }
    if ('error' in this.#end) throw this.#end.error;
  }

  /** Wakes whoever waits for room or for an item. */
  #tell(): void {
    const told = this.#changed;
    this.#changed = Promise.withResolvers<undefined>();
    told.resolve(undefined);
  }
}
