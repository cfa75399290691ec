import { hashText } from '@etl/emulator-kit';
import type { ObjectType } from './object-type.js';
import { formatInstant, readProperty, systemNames } from './read-property.js';
import type { RecordState } from './record-state.js';

/** The record as the API sends it, with these properties, without history and associations. */
export function renderRecord(type: ObjectType, state: RecordState, names: readonly string[]): object {
  return {
    id: state.id,
    properties: renderProperties(type, state, names),
    createdAt: formatInstant(state.createdAt),
    updatedAt: formatInstant(state.updatedAt),
    archived: state.archivedAt !== undefined,
    ...(state.archivedAt !== undefined && { archivedAt: formatInstant(state.archivedAt) }),
    ...renderUnannounced(state.id),
    ...state.extraMembers,
  };
}

/** What a record carries when these properties are asked for; none: the type's defaults. */
export function chooseProperties(
  type: ObjectType,
  wanted: readonly string[],
  isDefined: (name: string) => boolean,
): string[] {
  const names = [...systemNames(type), ...(wanted.length > 0 ? wanted : type.defaultProperties)];
  return [...new Set(names)].filter(isDefined);
}

function renderProperties(type: ObjectType, state: RecordState, names: readonly string[]): object {
  const rendered: Record<string, string | null> = {};
  for (const name of names) {
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
