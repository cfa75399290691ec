import { invalidInput } from '../errors/hubspot-refusal.js';
import type { IndexTimes, ObjectStore } from './object-store.js';
import { createObjectStore } from './object-store.js';
import type { ObjectType } from './object-type.js';
import { STANDARD_TYPES } from './object-type.js';
import type { Population } from './population.js';

/** The records of the account, by type. */
export interface ObjectStores {
  /** By plural name, singular, type id or qualified name. @throws HubspotRefusal 400 when there is no such type. */
  get(name: string): ObjectStore;
  /** Adds a custom object's type. */
  add(type: ObjectType): ObjectStore;
  all(): readonly ObjectStore[];
}

/** @param populations records made on demand, by the type's name. */
export function createObjectStores(
  indexTimes: IndexTimes,
  populations: Readonly<Record<string, Population>> = {},
): ObjectStores {
  const stores: ObjectStore[] = [];
  const byName = new Map<string, ObjectStore>();
  const add = (type: ObjectType): ObjectStore => {
    const store = createObjectStore(type, indexTimes, populations[type.name]);
    stores.push(store);
    for (const name of [type.name, type.typeId, ...type.aliases]) byName.set(name.toLowerCase(), store);
    return store;
  };
  for (const type of STANDARD_TYPES) add(type);
  return {
    add,
    all: () => stores,
    get: (name) => {
      const store = byName.get(name.toLowerCase());
      if (store === undefined) throw invalidInput(`Unable to infer object type from: ${name}`);
      return store;
    },
  };
}
