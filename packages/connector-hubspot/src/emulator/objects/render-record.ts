import { hashText } from '@etl/emulator-kit';
import type { ObjectType } from './object-type.js';
import { formatInstant, readProperty, systemNames } from './read-property.js';
import type { RecordState } from './record-state.js';

/** What a request wants of a record. */
export interface RecordSelection {
  /** Empty: the type's defaults. Names without a definition are left out. */
  readonly properties: readonly string[];
  isDefined(name: string): boolean;
}

/** The record as the API sends it, without history and associations. */
export function renderRecord(
  type: ObjectType,
  state: RecordState,
  selection: RecordSelection,
): Record<string, unknown> {
  return {
    id: state.id,
    properties: renderProperties(type, state, selection),
    createdAt: formatInstant(state.createdAt),
    updatedAt: formatInstant(state.updatedAt),
    archived: state.archivedAt !== undefined,
    ...(state.archivedAt !== undefined && { archivedAt: formatInstant(state.archivedAt) }),
    ...renderUnannounced(state.id),
    ...state.extraMembers,
  };
}

function renderProperties(
  type: ObjectType,
  state: RecordState,
  { properties, isDefined }: RecordSelection,
): Record<string, string | null> {
  const wanted = properties.length > 0 ? properties : type.defaultProperties;
  const rendered: Record<string, string | null> = {};
  for (const name of [...systemNames(type), ...wanted]) {
    if (!isDefined(name)) continue;
    const value = readProperty(type, state, name);
    // A property without a value is null in contacts, and missing elsewhere.
    if (value !== undefined) rendered[name] = value;
    else if (type.name === 'contacts') rendered[name] = null;
  }
  return rendered;
}

/** Members that only some records have, as they come and go with HubSpot's releases. */
function renderUnannounced(id: string): object {
  const chance = hashText(id) % 20;
  if (chance === 0) return { objectWriteTraceId: `trace-${id}` };
  return chance === 1 ? { url: `https://app.hubspot.com/contacts/record/${id}` } : {};
}
