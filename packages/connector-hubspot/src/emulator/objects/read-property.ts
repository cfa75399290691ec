import type { ObjectType } from './object-type.js';
import type { PropertyValue, RecordState } from './record-state.js';
import { readStored } from './record-state.js';

/** A property as a client sees it: HubSpot keeps id, times and merges itself. `undefined`: never set. */
export function readProperty(type: ObjectType, state: RecordState, name: string): PropertyValue | undefined {
  const stored = readStored(state, name);
  return stored === undefined ? readSystemProperty(type, state, name) : stored;
}

/** Names of everything that may have a value. */
export function namesOf(type: ObjectType, state: RecordState): string[] {
  const names = [...systemNames(type), ...state.base.names(), ...Object.keys(state.changes)];
  return [...new Set(names)];
}

/** What a record always carries. */
export function systemNames(type: ObjectType): string[] {
  return ['hs_object_id', type.createdProperty, type.modifiedProperty];
}

function readSystemProperty(type: ObjectType, state: RecordState, name: string): string | undefined {
  if (name === 'hs_object_id') return state.id;
  if (name === type.modifiedProperty) return formatInstant(state.updatedAt);
  if (name === type.createdProperty) return formatInstant(state.createdAt);
  if (name === 'hs_merged_object_ids' && state.mergedIds.length > 0) return state.mergedIds.join(';');
  return undefined;
}

/** ISO 8601 in UTC with milliseconds. */
export function formatInstant(instant: number): string {
  return new Date(instant).toISOString();
}
