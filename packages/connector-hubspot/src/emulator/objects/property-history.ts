import type { ObjectType } from './object-type.js';
import { formatInstant, readProperty } from './read-property.js';
import type { PropertyEdit, RecordState } from './record-state.js';

/** `propertiesWithHistory` of a record: every value each property had, the newest first. */
export function renderHistory(type: ObjectType, state: RecordState, names: readonly string[]): object {
  if (names.length === 0) return {};
  const histories = names.map((name) => [name, historyOf(type, state, name).map(renderValue)] as const);
  return { propertiesWithHistory: Object.fromEntries(histories) };
}

/** The value a record was created with, and every one that was set since; the newest first. */
export function historyOf(type: ObjectType, state: RecordState, name: string): PropertyEdit[] {
  const edits = state.edits.filter((edit) => edit.name === name).reverse();
  const first = state.base.valueOf(name);
  if (first !== undefined) return [...edits, { name, value: first, at: state.createdAt, source: 'IMPORT' }];
  const now = edits.length === 0 ? readProperty(type, state, name) : undefined;
  return now === undefined ? edits : [{ name, value: now, at: state.updatedAt, source: 'CALCULATED' }];
}

function renderValue({ value, at, source }: PropertyEdit): object {
  return {
    value: value ?? '',
    timestamp: formatInstant(at),
    sourceType: source,
    ...(source === 'CRM_UI' && { sourceId: 'userId:9000001', updatedByUserId: 9_000_001 }),
  };
}
