/** Reproducible chance: the same seed gives the same sequence on every machine. */
export interface Random {
  /** Uniform in `[0, 1)`. */
  next(): number;
  /** Uniform among the whole numbers from `minimum` to `maximum`, both included. */
  integer(minimum: number, maximum: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** @throws RangeError when the list is empty. */
  pick<Item>(items: readonly Item[]): Item;
  /** Up to `count` different items, in random order. */
  sample<Item>(items: readonly Item[], count: number): Item[];
  /** `length` characters of `alphabet`, whose characters are UTF-16 code units. */
  text(alphabet: string, length: number): string;
  /** An independent sequence: drawing from it does not move this one. The same name gives the same sequence. */
  fork(name: string): Random;
}

/** @param seed any number or text. */
export function createRandom(seed: number | string): Random {
  const next = createSequence(hashText(String(seed)));
  const integer = (minimum: number, maximum: number): number =>
    minimum + Math.floor(next() * (maximum - minimum + 1));
  const sample = <Item>(items: readonly Item[], count: number): Item[] => {
    const rest = [...items];
    const wanted = Math.min(count, rest.length);
    return Array.from({ length: wanted }, () => rest.splice(integer(0, rest.length - 1), 1)).flat();
  };
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (items) => pickFrom(items, next()),
    sample,
    text: (alphabet, length) =>
      Array.from({ length }, () => alphabet.charAt(Math.floor(next() * alphabet.length))).join(''),
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}

/** 32 bits that depend on every character: FNV-1a with a final mix. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mixBits(hash);
}

/** A Weyl sequence whose every step is mixed: period 2^32, enough for test data. */
function createSequence(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return mixBits(state) / 2 ** 32;
  };
}

function mixBits(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function pickFrom<Item>(items: readonly Item[], fraction: number): Item {
  const picked = items[Math.floor(fraction * items.length)];
  if (picked === undefined) throw new RangeError('Cannot pick from an empty list: give at least one item.');
  return picked;
}
