import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
} from './character-codes.js';
import type { FieldNode } from './field-tree.js';
import { decodeString } from './object-members.js';
import { skipPlainMembers } from './plain-members.js';
import { skipString, skipWhitespace, UNFINISHED } from './skip-text.js';

const MISSING = -1;
const TRAILING_COMMA = /,\s*$/;

/**
 * One pass over a record's text that finds the values wanted and the members to leave out. Reused for every record of a
 * table, since this is the hottest place of a sync. Broken text ends the pass early.
 */
export class RecordWalk {
  readonly #root: FieldNode;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  /** Starts and ends of volatile members, alternating. */
  readonly #cuts: number[] = [];
  #text = '';
  #compact = true;
  #nextBackslash = 0;

  constructor(root: FieldNode, slots: number) {
    this.#root = root;
    this.#starts = new Int32Array(slots);
    this.#ends = new Int32Array(slots);
  }

  run(text: string): void {
    this.#text = text;
    this.#compact = true;
    this.#nextBackslash = MISSING;
    this.#cuts.length = 0;
    this.#starts.fill(MISSING);
    const start = skipWhitespace(text, 0);
    const end = text.charCodeAt(start) === OPEN_BRACE ? this.#object(start, this.#root) : text.length;
    if (start > 0 || end < text.length) this.#compact = false;
  }

  /** Whether there is no whitespace between tokens. */
  get isCompact(): boolean {
    return this.#compact;
  }

  value(slot: number): string | undefined {
    const start = this.#starts[slot] ?? MISSING;
    return start === MISSING ? undefined : this.#text.slice(start, this.#ends[slot]).trimEnd();
  }

  /** The text without its volatile members and the commas that went with them. */
  withoutVolatile(): string {
    if (this.#cuts.length === 0) return this.#text;
    let kept = '';
    let at = 0;
    for (let cut = 0; cut < this.#cuts.length; cut += 2) {
      kept += this.#text.slice(at, this.#cuts[cut]);
      at = skipWhitespace(this.#text, this.#cuts[cut + 1] ?? this.#text.length);
      if (this.#text.charCodeAt(at) === COMMA) at += 1;
      else kept = kept.replace(TRAILING_COMMA, '');
    }
    return kept + this.#text.slice(at);
  }

  #object(start: number, node: FieldNode): number {
    const text = this.#text;
    let at = start + 1;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        const wanted = skipPlainMembers(node.others, text, at);
        at = wanted === at ? this.#member(at, node) : wanted;
      } else {
        at += 1;
        if (code === CLOSE_BRACE) return at;
        if (code <= SPACE) this.#compact = false;
      }
    }
    return at;
  }

  #member(start: number, node: FieldNode): number {
    const keyEnd = this.#skipString(start + 1);
    const valueStart = this.#findValue(keyEnd);
    const child = this.#findChild(node, start, keyEnd);
    if (child === undefined) return this.#skipValue(valueStart);
    const cuts = this.#cuts.length;
    const end = this.#enter(valueStart, child);
    if (child.volatile) {
      this.#cuts.length = cuts;
      this.#cuts.push(start, end);
    }
    return end;
  }

  #enter(start: number, node: FieldNode): number {
    this.#forget(node);
    const isParent = node.children.length > 0 && this.#text.charCodeAt(start) === OPEN_BRACE;
    const end = isParent ? this.#object(start, node) : this.#skipValue(start);
    if (node.slot !== undefined) {
      this.#starts[node.slot] = start;
      this.#ends[node.slot] = end;
    }
    return end;
  }

  /** A key that comes again replaces all that the earlier one held. */
  #forget(node: FieldNode): void {
    if (node.slot !== undefined) this.#starts[node.slot] = MISSING;
    for (const child of node.children) this.#forget(child);
  }

  #findValue(keyEnd: number): number {
    const start = keyEnd + 1;
    if (this.#text.charCodeAt(keyEnd) === COLON && this.#text.charCodeAt(start) > SPACE) return start;
    this.#compact = false;
    return skipWhitespace(this.#text, skipWhitespace(this.#text, keyEnd) + 1);
  }

  #findChild(node: FieldNode, start: number, end: number): FieldNode | undefined {
    if (this.#hasEscape(start, end)) {
      const key = decodeString(this.#text.slice(start, end));
      return node.children.find((child) => child.key === key);
    }
    const length = end - start - 2;
    for (const child of node.children) {
      if (child.key.length === length && this.#text.startsWith(child.key, start + 1)) return child;
    }
    return undefined;
  }

  #hasEscape(start: number, end: number): boolean {
    if (this.#nextBackslash < start) {
      const next = this.#text.indexOf('\\', start);
      this.#nextBackslash = next === -1 ? this.#text.length : next;
    }
    return this.#nextBackslash < end;
  }

  #skipString(start: number): number {
    const quote = this.#text.indexOf('"', start);
    if (quote !== -1 && !this.#hasEscape(start, quote)) return quote + 1;
    const end = skipString(this.#text, start);
    return end === UNFINISHED ? this.#text.length : end;
  }

  /** Up to the comma or bracket behind the value. */
  #skipValue(start: number): number {
    const text = this.#text;
    let depth = 0;
    let at = start;
    if (text.charCodeAt(at) === QUOTE) {
      at = this.#skipString(at + 1);
      if (endsValue(text.charCodeAt(at))) return at;
    }
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        at = this.#skipString(at + 1);
        continue;
      }
      if (code <= SPACE) this.#compact = false;
      if (depth === 0 && endsValue(code)) return at;
      depth += depthChange(code);
      at += 1;
    }
    return at;
  }
}

function endsValue(code: number): boolean {
  return code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET;
}

function depthChange(code: number): number {
  if (code === OPEN_BRACE || code === OPEN_BRACKET) return 1;
  return code === CLOSE_BRACE || code === CLOSE_BRACKET ? -1 : 0;
}
