import type { EmulatorClock } from '@etl/emulator-kit';

/** A record in HubSpot's own shape. */
export type Item = Readonly<Record<string, unknown>>;

/** Records that are not searched: owners, pipelines, lists, forms. In the order they were added; can change any time. */
export interface Collection {
  readonly size: number;
  /** Adds or replaces. @throws Error when `id` is missing. */
  put(item: Item): void;
  /** Lays `changes` over the record, and moves its `updatedAt` where HubSpot does. @throws Error when there is none. */
  update(id: string, changes: Item): void;
  /** Marks the record archived. @throws Error when there is none. */
  archive(id: string): void;
  /** The record leaves no trace. */
  remove(id: string): void;
  find(id: string): Item | undefined;
  all(): readonly Item[];
}

/** What is special about a kind of record. */
export interface CollectionRules {
  /** The member that identifies a record; default `id`. */
  readonly idKey?: string;
  /** Members an update sets on its own; default `updatedAt`. */
  readonly touch?: (now: number) => Item;
  /** Members archiving sets; default `archived`. */
  readonly archived?: Item;
}

export function createCollection(clock: EmulatorClock, rules: CollectionRules = {}): Collection {
  const { idKey = 'id', touch = moveUpdatedAt, archived = { archived: true } } = rules;
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
      items.set(id, { ...require(id), ...touch(clock.now()), ...changes });
    },
    archive: (id) => {
      items.set(id, { ...require(id), ...archived });
    },
    remove: (id) => {
      items.delete(id);
    },
    find: (id) => items.get(id),
    all: () => [...items.values()],
  };
}

function moveUpdatedAt(now: number): Item {
  return { updatedAt: new Date(now).toISOString() };
}
