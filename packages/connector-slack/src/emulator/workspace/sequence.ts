/** Values in the order they were added. A place in that order stays what it is while values come and go. */
export interface Sequence<Value> {
  readonly size: number;
  /** Adds a value, or replaces the one with this key where it stands. */
  put(key: string, value: Value): void;
  get(key: string): Value | undefined;
  has(key: string): boolean;
  remove(key: string): boolean;
  values(): Value[];
  /** Up to `count` values from a place on, and the place after them when there are more. Only those that `keep` accepts. */
  from(
    place: number,
    count: number,
    keep?: (value: Value) => boolean,
  ): { readonly values: readonly Value[]; readonly next?: number };
}

interface Entry<Value> {
  readonly place: number;
  readonly value: Value;
}

export function createSequence<Value>(): Sequence<Value> {
  const entries = new Map<string, Entry<Value>>();
  let nextPlace = 0;
  return {
    get size() {
      return entries.size;
    },
    put: (key, value) => {
      const known = entries.get(key);
      entries.set(key, { place: known?.place ?? nextPlace, value });
      if (known === undefined) nextPlace += 1;
    },
    get: (key) => entries.get(key)?.value,
    has: (key) => entries.has(key),
    remove: (key) => entries.delete(key),
    values: () => Array.from(entries.values(), ({ value }) => value),
    from: (place, count, keep = () => true) => {
      const left = [...entries.values()].filter((entry) => entry.place >= place && keep(entry.value));
      const next = left[count]?.place;
      return {
        values: left.slice(0, count).map(({ value }) => value),
        ...(next !== undefined && { next }),
      };
    },
  };
}
