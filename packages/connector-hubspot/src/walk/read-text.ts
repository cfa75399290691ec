import { parseJson, readPath } from '@etl/core/json';

/** The text, or the digits of the number, at `path`; `undefined` where there is neither. */
export function readText(json: string, path: readonly string[]): string | undefined {
  const found = readPath(json, path);
  if (found === undefined || !/^["\d-]/.test(found)) return undefined;
  const value = found.startsWith('"') ? parseJson(found) : found;
  return typeof value === 'string' ? value : undefined;
}
