import { visitMembers } from './object-members.js';
import { skipValue, skipWhitespace, UNFINISHED } from './skip-text.js';

/**
 * The JSON text of the value at `path`, or `undefined` where a key on the way is missing or its value is no object. Nothing
 * beside the path is parsed. Of duplicate keys the last one counts, as with `JSON.parse`. Expects valid JSON; in broken
 * text it finds nothing past the break.
 */
export function readPath(text: string, path: readonly string[]): string | undefined {
  let start = skipWhitespace(text, 0);
  for (const key of path) {
    const next = findMember(text, start, key);
    if (next === undefined) return undefined;
    start = next;
  }
  const end = skipValue(text, start);
  return end === UNFINISHED || end === start ? undefined : text.slice(start, end);
}

function findMember(text: string, start: number, wanted: string): number | undefined {
  let found: number | undefined;
  const end = visitMembers(text, start, (key, valueStart) => {
    if (key === wanted) found = valueStart;
    return skipValue(text, valueStart);
  });
  return end === UNFINISHED ? undefined : found;
}
