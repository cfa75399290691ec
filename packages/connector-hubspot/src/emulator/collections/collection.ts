import type { EmulatorClock } from '@etl/emulator-kit';

/** A record in HubSpot's own shape. */
export type Item = Readonly<Record<string, unknown>>;

/** Records that are not searched: owners, pipelines, lists, forms. In the order they were added; can change any time. */
export interface Collection {
  readonly size: number;
  /** Adds or replaces. @throws Error when `id` is missing. */
  put(item: Item): void;
  /** Lays `changes` over the record. @throws Error when there is none. */
  update(id: string, changes: Item): void;
  /** Marks the record archived. @throws Error when there is none. */
  archive(id: string): void;
  /** The record leaves no trace. */
  remove(id: string): void;
  find(id: string): Item | undefined;
  all(): readonly Item[];
}

/** @param idKey the member that identifies a record. */
export function createCollection(clock: EmulatorClock, idKey = 'id'): Collection {
  const items = new Map<string, Item>();
  const require = (id: string): Item => {
    const item = items.get(id);
    if (item === undefined) throw new Error(`There is no record ${id}: put it first.`);
    return item;
  };
  return {
    get size() {
      return items.size;
    },
    put: (item) => {
      const id = item[idKey];
      if (typeof id !== 'string' && typeof id !== 'number') throw new Error(`A record needs \`${idKey}\`.`);
      items.set(String(id), item);
    },
    update: (id, changes) => {
      const updatedAt = new Date(clock.now()).toISOString();
      items.set(id, { ...require(id), updatedAt, ...changes });
    },
    archive: (id) => {
      items.set(id, { ...require(id), archived: true });
    },
    remove: (id) => {
      items.delete(id);
    },
    find: (id) => items.get(id),
    all: () => [...items.values()],
  };
}
