import type { EmulatorClock } from '@etl/emulator-kit';
import type { AssociationStore, RecordRef } from '../associations/association-store.js';
import type { ObjectStore } from './object-store.js';
import { currentState } from './object-store.js';
import type { ObjectStores } from './object-stores.js';
import type { Properties, PropertyEdit, RecordState } from './record-state.js';
import { fromProperties } from './record-state.js';

/** A record to create. */
export interface NewRecord {
  /** Digits; default: above every id so far. */
  readonly id?: string;
  readonly properties?: Properties;
  /** Milliseconds since the epoch; default now. */
  readonly createdAt?: number;
  /** Default: `createdAt`. */
  readonly updatedAt?: number;
  readonly archivedAt?: number;
  /** What was set since the record was created, oldest first; the last of each property is its value. */
  readonly edits?: readonly PropertyEdit[];
  /** Members of the record beside HubSpot's own. */
  readonly extraMembers?: Readonly<Record<string, unknown>>;
}

/** Changes of records, as users and HubSpot itself make them. All name the type by any of its names. */
export interface RecordChanges {
  /** @returns the new record's id. */
  create(type: string, record?: NewRecord): string;
  /** Sets properties and moves the record's last change to `at`, default now. */
  update(type: string, id: string, properties: Properties, at?: number): void;
  /** Sets properties and leaves the last change where it is: so HubSpot does with calculated ones. */
  recalculate(type: string, id: string, properties: Properties): void;
  /** Gives many records one identical last change; changes nothing else. */
  touch(type: string, ids: Iterable<string>, at?: number): void;
  /** Moves the record to the archive, and leaves its last change where it is. */
  archive(type: string, id: string): void;
  restore(type: string, id: string): void;
  /** `loserId` lives on in `winnerId`. It cannot be undone. */
  merge(type: string, winnerId: string, loserId: string): void;
  /** Associates two records, plainly and by the labels given; moves neither's last change. */
  associate(type: string, id: string, toType: string, toId: string, labels?: readonly string[]): void;
  /** Takes away one label, or the whole association. */
  dissociate(type: string, id: string, toType: string, toId: string, label?: string): void;
  /** Defines a label of the account's own; `inverse` is how it reads from the other side. */
  defineLabel(type: string, toType: string, label: string, inverse?: string): void;
  /** As the law demands it: nothing is left, not even in the archive. */
  erase(type: string, id: string): void;
}

/** Ids of records that are created without one start here. */
const FIRST_ID = 200_000_000_000;

export function createRecordChanges(
  { objects, associations }: { readonly objects: ObjectStores; readonly associations: AssociationStore },
  clock: EmulatorClock,
): RecordChanges {
  let lastId = FIRST_ID;
  const edit = (typeName: string, id: string, change: (state: RecordState) => Partial<RecordState>): void => {
    const store = objects.get(typeName);
    const state = requireState(store, id);
    store.put({ ...state, ...change(state) }, clock.now());
  };
  const refer = (typeName: string, id: string): RecordRef => {
    const store = objects.get(typeName);
    return { type: store.type.name, id: requireState(store, id).id };
  };
  return {
    create: (typeName, record = {}) => {
      const store = objects.get(typeName);
      const state = buildRecord(record.id ?? String((lastId += 1)), record, clock.now());
      if (store.find(state.id))
        throw new Error(`${store.type.name} ${state.id} is already there: update it.`);
      store.put(state, state.updatedAt);
      return state.id;
    },
    update: (typeName, id, properties, at = clock.now()) => {
      edit(typeName, id, (state) => ({ ...setProperties(state, properties, at, 'CRM_UI'), updatedAt: at }));
    },
    recalculate: (typeName, id, properties) => {
      edit(typeName, id, (state) => setProperties(state, properties, clock.now(), 'CALCULATED'));
    },
    touch: (typeName, ids, at = clock.now()) => {
      for (const id of ids) edit(typeName, id, () => ({ updatedAt: at }));
    },
    archive: (typeName, id) => {
      edit(typeName, id, () => ({ archivedAt: clock.now() }));
    },
    restore: (typeName, id) => {
      const store = objects.get(typeName);
      const { archivedAt, ...state } = requireState(store, id);
      if (archivedAt === undefined) throw new Error(`${store.type.name} ${id} is not archived.`);
      store.put({ ...state, updatedAt: clock.now() }, clock.now());
    },
    merge: (typeName, winnerId, loserId) => {
      const store = objects.get(typeName);
      const loser = requireState(store, loserId);
      if (winnerId === loserId)
        throw new Error(`${store.type.name} ${loserId} cannot be merged into itself.`);
      edit(typeName, winnerId, (winner) => ({
        mergedIds: [...winner.mergedIds, ...loser.mergedIds, loserId],
        updatedAt: clock.now(),
      }));
      store.alias(loserId, winnerId);
      associations.move(store.type.name, loserId, winnerId);
    },
    associate: (typeName, id, toTypeName, toId, labels) => {
      associations.link(refer(typeName, id), refer(toTypeName, toId), labels);
    },
    dissociate: (typeName, id, toTypeName, toId, label) => {
      associations.unlink(refer(typeName, id), refer(toTypeName, toId), label);
    },
    defineLabel: (typeName, toTypeName, label, inverse) => {
      associations.defineLabel(
        objects.get(typeName).type.name,
        objects.get(toTypeName).type.name,
        label,
        inverse,
      );
    },
    erase: (typeName, id) => {
      const store = objects.get(typeName);
      requireState(store, id);
      store.erase(id);
      associations.forget(store.type.name, id);
    },
  };
}

function setProperties(
  state: RecordState,
  properties: Properties,
  at: number,
  source: string,
): Pick<RecordState, 'changes' | 'edits'> {
  const edits = Object.entries(properties).map(([name, value]) => ({ name, value, at, source }));
  return { changes: { ...state.changes, ...properties }, edits: [...state.edits, ...edits] };
}

function buildRecord(id: string, record: NewRecord, now: number): RecordState {
  const { properties = {}, edits = [], extraMembers = {}, archivedAt } = record;
  if (!/^\d{1,15}$/.test(id)) throw new Error(`A record id is up to 15 digits, found "${id}".`);
  return {
    id,
    ...chooseTimes(record, now),
    ...(archivedAt !== undefined && { archivedAt }),
    base: fromProperties(properties),
    changes: Object.fromEntries(edits.map(({ name, value }) => [name, value])),
    edits,
    mergedIds: [],
    extraMembers,
  };
}

function chooseTimes({ createdAt, updatedAt }: NewRecord, now: number) {
  const created = createdAt ?? updatedAt ?? now;
  return { createdAt: created, updatedAt: updatedAt ?? created };
}

function requireState(store: ObjectStore, id: string): RecordState {
  const entry = store.find(id);
  if (entry === undefined) throw new Error(`There is no ${store.type.name} record ${id}: create it first.`);
  return currentState(entry);
}
