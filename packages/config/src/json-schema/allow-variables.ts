import type { JsonSchema } from '../validation/json-schema-of.js';
import { mapSchema } from './map-schema.js';

const VARIABLE: JsonSchema = { type: 'string', pattern: String.raw`\$\{` };
const NARROWING = ['pattern', 'format', 'enum', 'const', 'minLength', 'maxLength'];
const SCALARS = ['number', 'integer', 'boolean'];

/** Lets `${NAME}` stand wherever a number, a boolean or a text of a certain form is wanted. */
export function allowVariables(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, (part) => {
    if (!isNarrow(part)) return part;
    const { description, ...narrow } = part;
    return { ...(description !== undefined && { description }), anyOf: [narrow, VARIABLE] };
  });
}

function isNarrow(schema: JsonSchema): boolean {
  if (SCALARS.includes(schema.type ?? '')) return true;
  const mayBeText = schema.type === 'string' || schema.type === undefined;
  return mayBeText && NARROWING.some((keyword) => keyword in schema);
}
