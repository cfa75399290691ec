import { CLOSE_BRACE, COLON, COMMA, OPEN_BRACE, QUOTE } from './character-codes.js';
import { skipString, skipValue, skipWhitespace, UNFINISHED } from './skip-text.js';

/**
 * Calls `visit` for each member of the object that opens at `start`. Values are skipped by `skip`, which may look inside.
 *
 * @returns the index after the closing brace, or `UNFINISHED` where the text is no object or `skip` says so.
 */
export function visitMembers(
  text: string,
  start: number,
  skip: (key: string, valueStart: number) => number = (_key, valueStart) => skipValue(text, valueStart),
): number {
  if (text.charCodeAt(start) !== OPEN_BRACE) return UNFINISHED;
  let at = skipWhitespace(text, start + 1);
  if (text.charCodeAt(at) === CLOSE_BRACE) return at + 1;
  while (text.charCodeAt(at) === QUOTE) {
    at = visitMember(text, at, skip);
    if (at === UNFINISHED) return UNFINISHED;
    at = skipWhitespace(text, at);
    const code = text.charCodeAt(at);
    if (code === CLOSE_BRACE) return at + 1;
    if (code !== COMMA) return UNFINISHED;
    at = skipWhitespace(text, at + 1);
  }
  return UNFINISHED;
}

function visitMember(text: string, start: number, skip: (key: string, valueStart: number) => number): number {
  const keyEnd = skipString(text, start + 1);
  if (keyEnd === UNFINISHED) return UNFINISHED;
  const colon = skipWhitespace(text, keyEnd);
  const key = decodeKey(text, start, keyEnd);
  if (key === undefined || text.charCodeAt(colon) !== COLON) return UNFINISHED;
  return skip(key, skipWhitespace(text, colon + 1));
}

/** The key whose literal stands in `[start, end)`, or `undefined` where it is none. */
export function decodeKey(text: string, start: number, end: number): string | undefined {
  const inner = text.slice(start + 1, end - 1);
  return inner.includes('\\') ? decodeString(text.slice(start, end)) : inner;
}

/** The value of a string literal, or `undefined` where it is none. */
export function decodeString(literal: string): string | undefined {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}
