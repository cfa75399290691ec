import type { SourceRecord } from '@etl/core';

/** A JSON text that is no array, or none that can be taken apart; the message says why, without its content. */
export class MalformedArrayError extends Error {
  override readonly name = 'MalformedArrayError';
}

type Expected = 'array' | 'first' | 'element' | 'comma' | 'nothing';

const NOT_SPACE = /[^ \t\r\n]/g;
/** Brackets, quotes and escapes stop it; everything else, plain strings included, is stepped over in compiled code. */
const INSIDE = /(?:[^"[\]{}]*"[^"\\]*"){0,200}[^"[\]{}]*/y;
const SCALAR_END = /[,\]} \t\r\n]/g;
/** The longest message Slack takes has 40,000 characters, and what comes with it is no longer. */
const LONGEST_RECORD = 16 * 1024 * 1024;

/**
 * Cuts a JSON array that comes piece by piece into the texts of its elements, without parsing them. It holds one unfinished
 * element and the newest piece. Like `splitPage`, it follows strings and brackets only: an element may still not be JSON.
 */
export class ArraySplitter {
  readonly #longestRecord: number;
  #expected: Expected = 'array';
  #text = '';
  /** Came after `#text`, and not looked at yet. */
  #waiting = '';
  /** Of the element that was begun, or of what comes next. */
  #start = 0;
  /** Everything before it was looked at. */
  #at = 0;
  #depth = 0;
  #isInString = false;
  /** Characters that were dropped in front of `#text`. */
  #dropped = 0;

  constructor(longestRecord = LONGEST_RECORD) {
    this.#longestRecord = longestRecord;
  }

  /** Characters that are held. */
  get held(): number {
    return this.#text.length + this.#waiting.length;
  }

  /** The elements that end within `piece`. */
  push(piece: string): SourceRecord[] {
    this.#waiting += piece;
    // Looking again at a long element for each small piece would take quadratic time.
    if (this.#waiting.length < this.#text.length - this.#start && this.held < this.#longestRecord) return [];
    return this.#split();
  }

  /**
   * The elements that were still to come.
   *
   * @throws MalformedArrayError when the array has not ended.
   */
  end(): SourceRecord[] {
    const records = this.#split();
    if (this.#expected === 'array') throw new MalformedArrayError('is empty');
    if (this.#expected !== 'nothing') {
      throw new MalformedArrayError(`is cut off after ${this.#dropped + this.#text.length} characters`);
    }
    return records;
  }

  #split(): SourceRecord[] {
    this.#text = this.#text.slice(this.#start) + this.#waiting;
    this.#dropped += this.#start;
    this.#at -= this.#start;
    this.#start = 0;
    this.#waiting = '';
    const records: SourceRecord[] = [];
    while (this.#step(records));
    if (this.#text.length - this.#start > this.#longestRecord) {
      throw new MalformedArrayError(
        `holds an element of more than ${this.#longestRecord} characters, from character ${this.#dropped + this.#start} on`,
      );
    }
    return records;
  }

  /** @returns whether there is more to look at. */
  #step(records: SourceRecord[]): boolean {
    if (this.#isInElement()) return this.#goOn(records);
    NOT_SPACE.lastIndex = this.#at;
    const next = NOT_SPACE.test(this.#text) ? NOT_SPACE.lastIndex - 1 : this.#text.length;
    this.#start = this.#at = next;
    if (next === this.#text.length) return false;
    this.#begin(this.#text[next] ?? '');
    return true;
  }

  #isInElement(): boolean {
    return this.#depth > 0 || this.#isInString || this.#at > this.#start;
  }

  /** Takes the character that stands at the place looked at, outside of elements. */
  #begin(character: string): void {
    if (this.#expected === 'array') this.#take(character === '[', 'first');
    else if (this.#expected === 'nothing') this.#take(false, 'nothing');
    else if (character === ']') this.#take(this.#expected !== 'element', 'nothing');
    else if (this.#expected === 'comma') this.#take(character === ',', 'element');
    else this.#beginElement(character);
  }

  #take(isRight: boolean, next: Expected): void {
    if (!isRight) throw this.#unexpected();
    this.#at += 1;
    this.#start = this.#at;
    this.#expected = next;
  }

  #beginElement(character: string): void {
    if (character === '{' || character === '[') this.#depth = 1;
    else if (character === '"') this.#isInString = true;
    else if (character === ',' || character === '}') throw this.#unexpected();
    this.#at += 1;
  }

  #goOn(records: SourceRecord[]): boolean {
    const isOver = this.#depth === 0 && !this.#isInString ? this.#skipScalar() : this.#skipInside();
    if (!isOver) return false;
    records.push({ text: this.#text.slice(this.#start, this.#at) });
    this.#start = this.#at;
    this.#expected = 'comma';
    return true;
  }

  #skipScalar(): boolean {
    SCALAR_END.lastIndex = this.#at;
    const isOver = SCALAR_END.test(this.#text);
    this.#at = isOver ? SCALAR_END.lastIndex - 1 : this.#text.length;
    return isOver;
  }

  /** @returns whether the string, object or array has ended. */
  #skipInside(): boolean {
    while (this.#at < this.#text.length) {
      if (this.#isInString) {
        if (!this.#skipString()) return false;
      } else this.#skipStructure();
      if (this.#depth === 0 && !this.#isInString) return true;
    }
    return false;
  }

  #skipStructure(): void {
    INSIDE.lastIndex = this.#at;
    INSIDE.test(this.#text);
    this.#at = INSIDE.lastIndex;
    const character = this.#text[this.#at];
    if (character === '"') this.#isInString = true;
    else if (character === '{' || character === '[') this.#depth += 1;
    else if (character === '}' || character === ']') this.#depth -= 1;
    if (this.#at < this.#text.length) this.#at += 1;
  }

  #skipString(): boolean {
    const quote = this.#text.indexOf('"', this.#at);
    if (quote === -1) {
      this.#at = this.#text.length;
      return false;
    }
    this.#isInString = this.#isEscaped(quote);
    this.#at = quote + 1;
    return true;
  }

  #isEscaped(quote: number): boolean {
    let at = quote - 1;
    while (this.#text[at] === '\\') at -= 1;
    return (quote - at) % 2 === 0;
  }

  #unexpected(): MalformedArrayError {
    const place = `at character ${this.#dropped + this.#at}`;
    return new MalformedArrayError(
      this.#expected === 'array' ? 'is not a JSON array' : `is not JSON: it breaks ${place}`,
    );
  }
}
