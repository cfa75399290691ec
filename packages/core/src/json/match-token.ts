import {
  BACKSLASH,
  MINUS,
  NINE,
  PLUS,
  POINT,
  QUOTE,
  SMALL_E,
  SMALL_LETTER_BIT,
  SPACE,
  ZERO,
} from './character-codes.js';

// eslint-disable-next-line no-control-regex -- JSON forbids them in strings.
const SPECIAL = /[\\\u0000-\u001f]/g;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const LITERALS = ['true', 'false', 'null'] as const;

// Each returns the index after the token, or `~offset` of the first character that is wrong.

/** Strings of one text, asked for from left to right. */
export class StringMatcher {
  readonly #text: string;
  /** Of the next escape or control character; up to there a string ends at the next quote. */
  #nextSpecial = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** `start` is the index after the opening quote. */
  match(start: number): number {
    if (this.#nextSpecial < start) this.#nextSpecial = findSpecial(this.#text, start);
    const quote = this.#text.indexOf('"', start);
    return quote !== -1 && quote < this.#nextSpecial ? quote + 1 : matchString(this.#text, start);
  }
}

function findSpecial(text: string, start: number): number {
  SPECIAL.lastIndex = start;
  return SPECIAL.test(text) ? SPECIAL.lastIndex - 1 : text.length;
}

function matchString(text: string, start: number): number {
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

/** Strict, as JSON has it: no leading zeros, digits on both sides of a point. */
export function matchNumber(text: string, start: number): number {
  let at = text.charCodeAt(start) === MINUS ? start + 1 : start;
  const first = at;
  at = skipDigits(text, at);
  if (at === first || (at > first + 1 && text.charCodeAt(first) === ZERO)) return ~first;
  if (text.charCodeAt(at) === POINT) {
    const fraction = at + 1;
    at = skipDigits(text, fraction);
    if (at === fraction) return ~at;
  }
  return (text.charCodeAt(at) | SMALL_LETTER_BIT) === SMALL_E ? matchExponent(text, at + 1) : at;
}

function matchExponent(text: string, start: number): number {
  const sign = text.charCodeAt(start);
  const digits = sign === PLUS || sign === MINUS ? start + 1 : start;
  const end = skipDigits(text, digits);
  return end === digits ? ~digits : end;
}

function skipDigits(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at += 1;
  return at;
}

export function matchLiteral(text: string, start: number): number {
  const literal = LITERALS.find((word) => text.startsWith(word, start));
  return literal === undefined ? ~start : start + literal.length;
}

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function matchPattern(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : ~start;
}
