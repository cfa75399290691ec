import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  MINUS,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './character-codes.js';
import { isDigit, matchLiteral, matchNumber, StringMatcher } from './match-token.js';
import { matchPlainMembers, skipPlainMembers } from './plain-members.js';
import { skipWhitespace } from './skip-text.js';

type VisitNumber = (start: number, end: number) => void;

const PLAIN_MEMBERS = matchPlainMembers([]);

/**
 * The offset of the first character at which `text` stops being one JSON document, or `undefined` when it is one.
 *
 * @param visitUnsafeNumber Called for each number that may be unsafe; see `isUnsafeNumber`.
 */
export function findSyntaxError(text: string, visitUnsafeNumber?: VisitNumber): number | undefined {
  const end = new JsonScan(text, visitUnsafeNumber).run();
  return end < 0 ? ~end : undefined;
}

/** Strict JSON, without recursion. Methods return the index after what they scan, or `~offset` of the first error. */
class JsonScan {
  readonly #text: string;
  readonly #visitNumber: VisitNumber | undefined;
  readonly #closers: number[] = [];
  readonly #strings: StringMatcher;

  constructor(text: string, visitNumber: VisitNumber | undefined) {
    this.#text = text;
    this.#visitNumber = visitNumber;
    this.#strings = new StringMatcher(text);
  }

  run(): number {
    let at = skipWhitespace(this.#text, 0);
    do {
      at = this.#descend(at);
      if (at >= 0) at = this.#ascend(at);
    } while (at >= 0 && this.#closers.length > 0);
    if (at < 0) return at;
    at = skipWhitespace(this.#text, at);
    return at === this.#text.length ? at : ~at;
  }

  /** Opens containers until a scalar was scanned or an empty container waits to be closed. */
  #descend(start: number): number {
    let at = start;
    while (at >= 0) {
      const code = this.#text.charCodeAt(at);
      if (code !== OPEN_BRACE && code !== OPEN_BRACKET) return this.#scalar(at, code);
      const closer = code === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET;
      this.#closers.push(closer);
      at = skipWhitespace(this.#text, at + 1);
      if (this.#text.charCodeAt(at) === closer) return at;
      if (closer === CLOSE_BRACE) at = this.#key(at);
    }
    return at;
  }

  /** Closes containers until the next value begins or the document is over. */
  #ascend(start: number): number {
    let at = start;
    while (this.#closers.length > 0) {
      at = skipWhitespace(this.#text, at);
      const code = this.#text.charCodeAt(at);
      const closer = this.#closers[this.#closers.length - 1];
      if (code === COMMA) {
        at = skipWhitespace(this.#text, at + 1);
        return closer === CLOSE_BRACE ? this.#key(at) : at;
      }
      if (code !== closer) return ~at;
      this.#closers.pop();
      at += 1;
    }
    return at;
  }

  /** Up to the next value that needs a look, past its key and colon. */
  #key(start: number): number {
    const key = skipWhitespace(this.#text, skipPlainMembers(PLAIN_MEMBERS, this.#text, start));
    if (this.#text.charCodeAt(key) !== QUOTE) return ~key;
    const end = this.#strings.match(key + 1);
    if (end < 0) return end;
    const colon = skipWhitespace(this.#text, end);
    return this.#text.charCodeAt(colon) === COLON ? skipWhitespace(this.#text, colon + 1) : ~colon;
  }

  #scalar(start: number, code: number): number {
    if (code === QUOTE) return this.#strings.match(start + 1);
    if (code !== MINUS && !isDigit(code)) return matchLiteral(this.#text, start);
    const end = matchNumber(this.#text, start);
    if (end >= 0) this.#visitNumber?.(start, end);
    return end;
  }
}
