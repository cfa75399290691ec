import { BACKSLASH, QUOTE, SPACE } from './character-codes.js';

// eslint-disable-next-line no-control-regex -- JSON forbids them in strings.
const SPECIAL = /[\\\u0000-\u001f]/g;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
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
