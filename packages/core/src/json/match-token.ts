import { BACKSLASH, QUOTE, SPACE } from './character-codes.js';

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERALS = ['true', 'false', 'null'] as const;

// Each returns the index after the token, or `~offset` of the first character that is wrong.

/** `start` is the index after the opening quote. */
export function matchString(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code < SPACE) return ~at;
    at = code === BACKSLASH ? matchPattern(ESCAPE, text, at) : at + 1;
    if (at < 0) return at;
  }
  return ~at;
}

export function matchNumber(text: string, start: number): number {
  return matchPattern(NUMBER, text, start);
}

export function matchLiteral(text: string, start: number): number {
  const literal = LITERALS.find((word) => text.startsWith(word, start));
  return literal === undefined ? ~start : start + literal.length;
}

function matchPattern(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : ~start;
}
