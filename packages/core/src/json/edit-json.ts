import { CLOSE_BRACE, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './character-codes.js';
import { decodeKey } from './object-members.js';
import { skipString, skipValue, skipWhitespace, UNFINISHED } from './skip-text.js';

/** Decides what becomes of each value. A `Place` is whatever the editor knows values by. */
export interface JsonEditor<Place> {
  /** The place of the member `key` of the object at `parent`. Elements of a list share the list's own place. */
  placeOf(parent: Place, key: string): Place;
  /** Whether to go on inside this object or list, rather than to edit it whole. */
  enters(place: Place, kind: 'object' | 'list'): boolean;
  /** The JSON text to write instead of `value`; `undefined` takes it out of its object or list. */
  edit(place: Place, value: string): string | undefined;
}

/**
 * Edits values in JSON text; all other text stays as it is, character for character. With a value that is taken out go its
 * key, one comma and the spacing around it. Each copy of a duplicate key is edited; escapes in keys are undone first.
 *
 * @param text one valid JSON document.
 * @param root place of the document itself, which is entered when it is an object or list and otherwise left alone.
 * @returns `undefined` for text that it cannot follow, which then is not JSON; what it can follow may still not be.
 */
export function editJson<Place>(text: string, root: Place, editor: JsonEditor<Place>): string | undefined {
  return new JsonEdit(text, editor).run(root);
}

/** An object or list that is being edited. */
interface Container<Place> {
  readonly place: Place;
  readonly closer: number;
  /** Whether nothing of it has been looked at. */
  isNew: boolean;
  /** Where the text of the present member or element begins, spacing included. */
  itemStart: number;
  isItemRemoved: boolean;
  /** Whether an earlier member or element stays, which then needs the comma in front of the next. */
  hasKept: boolean;
}

/** Without recursion, since lists may be nested as deep as a vendor likes. Methods return where to go on. */
class JsonEdit<Place> {
  readonly #text: string;
  readonly #editor: JsonEditor<Place>;
  readonly #containers: Container<Place>[] = [];
  #edited = '';
  /** Up to where the text has been taken over. */
  #taken = 0;

  constructor(text: string, editor: JsonEditor<Place>) {
    this.#text = text;
    this.#editor = editor;
  }

  run(root: Place): string | undefined {
    const start = skipWhitespace(this.#text, 0);
    if (!isOpening(this.#text.charCodeAt(start))) return this.#text;
    let at = this.#open(start, root);
    for (;;) {
      const container = this.#containers.at(-1);
      if (container === undefined) break;
      at = this.#proceed(skipWhitespace(this.#text, at), container);
      if (at === UNFINISHED) return undefined;
    }
    return this.#edited + this.#text.slice(this.#taken);
  }

  #open(start: number, place: Place): number {
    const itemStart = start + 1;
    this.#containers.push({
      place,
      // Each closing bracket stands two codes after its opening one.
      closer: this.#text.charCodeAt(start) + 2,
      isNew: true,
      itemStart,
      isItemRemoved: false,
      hasKept: false,
    });
    return itemStart;
  }

  /** Takes the first item, or goes past the comma or bracket behind an item. */
  #proceed(at: number, container: Container<Place>): number {
    const code = this.#text.charCodeAt(at);
    const isEnd = code === container.closer;
    if (container.isNew) {
      container.isNew = false;
      if (!isEnd) return this.#item(at, container);
    } else if (isEnd || code === COMMA) this.#settleItem(at, !isEnd, container);
    else return UNFINISHED;
    if (isEnd) {
      this.#containers.pop();
      return at + 1;
    }
    container.itemStart = at + 1;
    return this.#item(skipWhitespace(this.#text, at + 1), container);
  }

  #settleItem(end: number, hasNext: boolean, container: Container<Place>): void {
    const { itemStart, hasKept } = container;
    if (!container.isItemRemoved) container.hasKept = true;
    else if (hasKept) this.#replace(itemStart - 1, end, '');
    else this.#replace(itemStart, hasNext ? end + 1 : end, '');
    container.isItemRemoved = false;
  }

  #item(start: number, container: Container<Place>): number {
    if (container.closer !== CLOSE_BRACE) return this.#value(start, container.place, container);
    const keyEnd = this.#text.charCodeAt(start) === QUOTE ? skipString(this.#text, start + 1) : UNFINISHED;
    if (keyEnd === UNFINISHED) return UNFINISHED;
    const colon = skipWhitespace(this.#text, keyEnd);
    const key = decodeKey(this.#text, start, keyEnd);
    if (key === undefined || this.#text.charCodeAt(colon) !== COLON) return UNFINISHED;
    const place = this.#editor.placeOf(container.place, key);
    return this.#value(skipWhitespace(this.#text, colon + 1), place, container);
  }

  #value(start: number, place: Place, container: Container<Place>): number {
    const code = this.#text.charCodeAt(start);
    if (isOpening(code) && this.#editor.enters(place, code === OPEN_BRACE ? 'object' : 'list')) {
      return this.#open(start, place);
    }
    const end = skipValue(this.#text, start);
    if (end === UNFINISHED || end === start) return UNFINISHED;
    const value = this.#text.slice(start, end);
    const edited = this.#editor.edit(place, value);
    if (edited === undefined) container.isItemRemoved = true;
    else if (edited !== value) this.#replace(start, end, edited);
    return end;
  }

  #replace(start: number, end: number, replacement: string): void {
    this.#edited += this.#text.slice(this.#taken, start) + replacement;
    this.#taken = end;
  }
}

function isOpening(code: number): boolean {
  return code === OPEN_BRACE || code === OPEN_BRACKET;
}
