import type { FillTarget } from '../generate/fill-with-company.js';
import type { InputObject } from '../input/read-body.js';
import { isObject, readObjects, readScalar } from '../input/read-body.js';
import type { ObjectType } from '../objects/object-type.js';
import type { Properties, PropertyEdit, PropertyValue } from '../objects/record-state.js';

/** Members the emulator makes itself. */
const OWN_MEMBERS = new Set([
  'id',
  'properties',
  'propertiesWithHistory',
  'createdAt',
  'updatedAt',
  'archived',
  'archivedAt',
  'associations',
]);

/** Reads a record as lists answer it; properties nobody defined become texts. */
export function readRecordLine(line: InputObject, type: ObjectType, { records, context }: FillTarget): void {
  const id = readScalar(line, 'id');
  if (id === undefined) throw new Error('a record needs `id`');
  const properties = readProperties(line);
  for (const name of Object.keys(properties)) {
    const isKnown = context.properties.all(type).some((property) => property.name === name);
    if (!isKnown) context.properties.define(type, { name, hubspotDefined: false });
  }
  const archivedAt = readInstant(line, 'archivedAt');
  records.create(type.name, {
    id,
    properties,
    edits: readEdits(line),
    createdAt: requireInstant(line, 'createdAt'),
    updatedAt: requireInstant(line, 'updatedAt'),
    ...(archivedAt !== undefined && { archivedAt }),
    extraMembers: Object.fromEntries(Object.entries(line).filter(([member]) => !OWN_MEMBERS.has(member))),
  });
}

function readProperties(line: InputObject): Properties {
  if (!isObject(line.properties)) throw new Error('a record needs `properties`');
  const values = Object.entries(line.properties).map(
    ([name, value]) => [name, requireValue(name, value)] as const,
  );
  return Object.fromEntries(values);
}

function requireValue(name: string, value: unknown): PropertyValue {
  if (typeof value === 'string' || value === null) return value;
  throw new Error(`the value of ${name} must be a text or null, as HubSpot sends it`);
}

function readEdits(line: InputObject): PropertyEdit[] {
  if (!isObject(line.propertiesWithHistory)) return [];
  const history = line.propertiesWithHistory;
  const edits = Object.keys(history).flatMap((name) =>
    readObjects(history, name).map((edit) => ({
      name,
      value: requireValue(name, edit.value),
      at: requireInstant(edit, 'timestamp'),
      source: readScalar(edit, 'sourceType') ?? 'CRM_UI',
    })),
  );
  return edits.sort((left, right) => left.at - right.at);
}

function requireInstant(line: InputObject, key: string): number {
  const instant = readInstant(line, key);
  if (instant === undefined) throw new Error(`a record needs \`${key}\``);
  return instant;
}

function readInstant(line: InputObject, key: string): number | undefined {
  const text = readScalar(line, key);
  if (text === undefined) return undefined;
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw new Error(`\`${key}\` must be a time such as 2025-01-01T00:00:00.000Z`);
  return instant;
}
