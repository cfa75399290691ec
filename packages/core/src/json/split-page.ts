import type { JsonObject, JsonValue, SourceRecord } from '../contracts/record.js';
import { CLOSE_BRACKET, COMMA, OPEN_BRACE, OPEN_BRACKET } from './character-codes.js';
import { malformedPage, unexpectedPage } from './malformed-page.js';
import { visitMembers } from './object-members.js';
import { isJsonObject } from './json-kinds.js';
import { parseJson } from './parse-json.js';
import { skipValue, skipWhitespace, UNFINISHED } from './skip-text.js';

/** A page taken apart. */
export interface PageSplit {
  /** The page with its array of items emptied. */
  readonly envelope: JsonObject;
  /** Each element's own text, objects or not; `undefined` when the page has no array at the path. */
  readonly items: readonly SourceRecord[] | undefined;
  /** How many elements the array has; 0 without one. */
  readonly fetched: number;
}

interface ItemArray {
  readonly start: number;
  readonly end: number;
  readonly items: readonly SourceRecord[];
}

/**
 * Cuts the array at `itemsPath` into its elements without parsing them; an empty path means that the page itself is the
 * array. Everything outside the array is parsed, so it is proved to be JSON; an element may still not be.
 *
 * The slices keep the page's text alive.
 *
 * @throws FatalError `malformed_page` when the text is cut off, is not JSON outside the elements, has the array twice, or
 * is no object: never a short list.
 */
export function splitPage(text: string, itemsPath: readonly string[]): PageSplit {
  const found = new ItemFinder(text, itemsPath).find();
  if (found === undefined) return { envelope: parseEnvelope(text, text), items: undefined, fetched: 0 };
  const { start, end, items } = found;
  if (itemsPath.length === 0) return { envelope: {}, items, fetched: items.length };
  const envelope = parseEnvelope(text, `${text.slice(0, start)}[]${text.slice(end)}`);
  return { envelope, items, fetched: items.length };
}

function parseEnvelope(page: string, text: string): JsonObject {
  const value = tryParse(text);
  if (value === undefined) throw malformedPage(page);
  if (!isJsonObject(value)) throw unexpectedPage(page, 'is not a JSON object');
  return value;
}

function tryParse(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

class ItemFinder {
  readonly #text: string;
  readonly #path: readonly string[];
  #found: ItemArray | undefined;

  constructor(text: string, path: readonly string[]) {
    this.#text = text;
    this.#path = path;
  }

  find(): ItemArray | undefined {
    const end = this.#enter(skipWhitespace(this.#text, 0), 0);
    if (end === UNFINISHED || skipWhitespace(this.#text, end) !== this.#text.length)
      throw malformedPage(this.#text);
    return this.#found;
  }

  /** Skips the value at `start`, which stands `depth` keys into the path, taking the array in on the way. */
  #enter(start: number, depth: number): number {
    const code = this.#text.charCodeAt(start);
    if (depth === this.#path.length && code === OPEN_BRACKET) return this.#split(start);
    if (depth < this.#path.length && code === OPEN_BRACE) return this.#search(start, depth);
    return skipValue(this.#text, start);
  }

  #search(start: number, depth: number): number {
    return visitMembers(this.#text, start, (key, valueStart) =>
      key === this.#path[depth] ? this.#enter(valueStart, depth + 1) : skipValue(this.#text, valueStart),
    );
  }

  #split(start: number): number {
    if (this.#found !== undefined) {
      throw unexpectedPage(this.#text, `has two arrays at "${this.#path.join('.')}"`);
    }
    const items: SourceRecord[] = [];
    const end = splitArray(this.#text, start, items);
    if (end !== UNFINISHED) this.#found = { start, end, items };
    return end;
  }
}

/** The index after the closing bracket. */
function splitArray(text: string, start: number, items: SourceRecord[]): number {
  let at = skipWhitespace(text, start + 1);
  if (text.charCodeAt(at) === CLOSE_BRACKET) return at + 1;
  for (;;) {
    const end = skipValue(text, at);
    if (end === UNFINISHED || end === at) return UNFINISHED;
    items.push({ text: text.slice(at, end) });
    at = skipWhitespace(text, end);
    if (text.charCodeAt(at) === CLOSE_BRACKET) return at + 1;
    if (text.charCodeAt(at) !== COMMA) return UNFINISHED;
    at = skipWhitespace(text, at + 1);
  }
}
