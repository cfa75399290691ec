import type { EmulatorClock } from '@etl/emulator-kit';
import type { AssociationStore } from './associations/association-store.js';
import type { AssociationType } from './associations/association-type.js';
import type { ObjectStores } from './objects/object-stores.js';
import type { ObjectStore } from './objects/object-store.js';
import { currentState } from './objects/object-store.js';
import { namesOf, readProperty } from './objects/read-property.js';
import type { ObjectType } from './objects/object-type.js';
import type { PropertyValue, RecordState } from './objects/record-state.js';
import { findVisible, isKept } from './objects/visible-record.js';

/** A record as it really is now, whatever search or an earlier answer say. */
export interface TrueRecord {
  readonly id: string;
  /** Every property with a value, calculated and system ones too; cleared ones are `null` or empty. */
  readonly properties: Readonly<Record<string, PropertyValue>>;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt: number | undefined;
}

/** An association as it really is now, seen from one end. */
export interface TrueAssociation {
  readonly fromId: string;
  readonly toId: string;
  readonly types: readonly AssociationType[];
}

/** Knows the records as they are. */
export interface Truth {
  /** All records of a type by ascending id: live ones and those in the archive; not merged or erased ones. */
  records(type: string): TrueRecord[];
  /** Ids alone, by ascending id: cheap for a million. */
  ids(type: string): string[];
  /** Associations from live records of one type to live records of another, by ascending ids. */
  associations(fromType: string, toType: string): TrueAssociation[];
  /** `undefined` when the record is gone; a merged one is the record it lives on in. */
  record(type: string, id: string): TrueRecord | undefined;
}

export function createTruth(
  { objects, associations }: { readonly objects: ObjectStores; readonly associations: AssociationStore },
  clock: EmulatorClock,
): Truth {
  const find = (typeName: string, id: string): TrueRecord | undefined => {
    const store = objects.get(typeName);
    const now = clock.now();
    const state =
      findVisible(store, id, { archived: false, now }) ?? findVisible(store, id, { archived: true, now });
    return state && describe(store.type, state);
  };
  const ids = (typeName: string): string[] => {
    const store = objects.get(typeName);
    const now = clock.now();
    const found: string[] = [];
    store.walk(0, (id, index) => {
      const entry = index === undefined ? store.find(id) : undefined;
      if (entry === undefined || isKept(currentState(entry), now)) found.push(String(id));
      return true;
    });
    return found;
  };
  return {
    ids,
    record: find,
    associations: (fromType, toType) => {
      const [from, to] = [objects.get(fromType), objects.get(toType)];
      const isLive = (store: ObjectStore, id: string): boolean =>
        findVisible(store, id, { archived: false, now: clock.now() }) !== undefined;
      return ids(fromType)
        .filter((fromId) => isLive(from, fromId))
        .flatMap((fromId) =>
          associations
            .of({ type: from.type.name, id: fromId }, to.type.name)
            .map(({ toId, types }) => ({ fromId, toId: String(toId), types })),
        )
        .filter(({ toId }) => isLive(to, toId));
    },
    records: (typeName) =>
      ids(typeName)
        .map((id) => find(typeName, id))
        .filter((record) => record !== undefined),
  };
}

function describe(type: ObjectType, state: RecordState): TrueRecord {
  const values = namesOf(type, state).map((name) => [name, readProperty(type, state, name)] as const);
  const { id, createdAt, updatedAt, archivedAt } = state;
  const present = values.filter((pair): pair is [string, PropertyValue] => pair[1] !== undefined);
  return { id, createdAt, updatedAt, archivedAt, properties: Object.fromEntries(present) };
}
