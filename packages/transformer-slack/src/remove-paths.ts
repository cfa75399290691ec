import type { JsonObject, JsonValue } from '@etl/core';
import { isJsonObject, parseJson, stringifyJson } from '@etl/core/json';

/**
 * The record without the values at `paths`. Everything else keeps its value, digits of long numbers included. Text that is
 * no JSON object stays as it is: the destination rejects it with a reason.
 */
export function removePaths(text: string, paths: readonly (readonly string[])[]): string {
  const record = parseObject(text);
  if (record === undefined) return text;
  return stringifyJson(paths.reduce<JsonObject>((left, path) => removePath(left, path), record));
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function removePath(parent: JsonObject, [key, ...rest]: readonly string[]): JsonObject {
  const entries = Object.entries(parent).flatMap(([name, value]): [string, JsonValue][] => {
    if (name !== key) return [[name, value]];
    if (rest.length === 0) return [];
    return [[name, isJsonObject(value) ? removePath(value, rest) : value]];
  });
  return Object.fromEntries(entries);
}
