import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  isWhitespace,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './character-codes.js';

/** Returned where the text ends, or brackets do not match, before the thing skipped is complete. */
export const UNFINISHED = -1;

export function skipWhitespace(text: string, start: number): number {
  let at = start;
  while (isWhitespace(text.charCodeAt(at))) at += 1;
  return at;
}

/** The index after the closing quote of the string whose first character stands at `start`. */
export function skipString(text: string, start: number): number {
  let quote = text.indexOf('"', start);
  while (quote !== -1 && text.charCodeAt(quote - 1) === BACKSLASH && isEscaped(text, quote)) {
    quote = text.indexOf('"', quote + 1);
  }
  return quote === -1 ? UNFINISHED : quote + 1;
}

/**
 * The index after the value that starts at `start`. It follows strings and brackets only: what is inside may still not be
 * JSON.
 */
export function skipValue(text: string, start: number): number {
  const code = text.charCodeAt(start);
  if (code === QUOTE) return skipString(text, start + 1);
  if (code === OPEN_BRACE || code === OPEN_BRACKET) return skipContainer(text, start);
  return skipScalar(text, start);
}

function isEscaped(text: string, quote: number): boolean {
  let at = quote - 1;
  while (text.charCodeAt(at) === BACKSLASH) at -= 1;
  return (quote - at) % 2 === 0;
}

/** Brackets and escapes stop it; everything else, strings included, is stepped over in compiled code. */
const INSIDE = /(?:[^"[\]{}]*"[^"\\]*"){0,200}[^"[\]{}]*/y;

function skipContainer(text: string, start: number): number {
  const closers: number[] = [];
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    at += 1;
    if (code === QUOTE) {
      at = skipString(text, at);
      if (at === UNFINISHED) return UNFINISHED;
    } else if (isOpening(code)) {
      // Each closing bracket stands two codes after its opening one.
      closers.push(code + 2);
    } else if (isClosing(code)) {
      if (closers.pop() !== code) return UNFINISHED;
      if (closers.length === 0) return at;
    }
    at = skipInside(text, at);
  }
  return UNFINISHED;
}

function skipInside(text: string, start: number): number {
  INSIDE.lastIndex = start;
  INSIDE.test(text);
  return INSIDE.lastIndex;
}

function isOpening(code: number): boolean {
  return code === OPEN_BRACE || code === OPEN_BRACKET;
}

function isClosing(code: number): boolean {
  return code === CLOSE_BRACE || code === CLOSE_BRACKET;
}

function skipScalar(text: string, start: number): number {
  let at = start;
  while (at < text.length && !endsScalar(text.charCodeAt(at))) at += 1;
  return at;
}

function endsScalar(code: number): boolean {
  return code === COMMA || isClosing(code) || isWhitespace(code);
}
