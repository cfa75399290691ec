import type { FillTarget } from '../generate/fill-with-company.js';
import type { InputObject } from '../input/read-body.js';
import { readObjects, readScalar } from '../input/read-body.js';
import type { ObjectType } from '../objects/object-type.js';
import type { PropertyInput } from '../schema/property-definition.js';

/** Reads a schema as the schemas endpoint answers it. The type gets an id of the emulator's own. */
export function readSchemaLine(line: InputObject, { context }: FillTarget): void {
  const name = readScalar(line, 'name');
  if (name === undefined) throw new Error('a schema needs `name`');
  context.customObjects.define({ name, properties: readObjects(line, 'properties').map(toProperty) });
}

/** Reads a property as the properties endpoint answers it. */
export function readPropertyLine(line: InputObject, type: ObjectType, { context }: FillTarget): void {
  context.properties.define(type, toProperty(line));
}

function toProperty(line: InputObject): PropertyInput {
  const name = readScalar(line, 'name');
  if (name === undefined) throw new Error('a property needs `name`');
  return { ...line, name };
}
