import { QUOTE } from './character-codes.js';
import { decodeString } from './object-members.js';
import { skipString } from './skip-text.js';
import { isUnsafeNumber } from './unsafe-number.js';

/** One place at which a record's readable form differs from its own text. */
export interface TranslationNote {
  /** As in JSONPath: `$.participants[0].name`; cut after 50 steps. */
  readonly path: string;
  readonly reason: 'lone_surrogate' | 'number_as_text';
  /** The JSON text it stood for, cut to 200 characters. */
  readonly value: string;
}

export interface Translation {
  /** The same JSON value as given, in characters that UTF-8 can write. */
  readonly text: string;
  readonly readable: string;
  readonly notes: readonly TranslationNote[];
}

/** A token of valid JSON that is no string. */
const TOKEN = /[[\]{},:]|[^\s"[\]{},:]+|\s+/y;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const NOTE_LENGTH = 200;
const LONGEST_PATH = 50;

/** Rewrites what a database's reader cannot take. `text` must be one valid JSON document. */
export function translateRecord(text: string): Translation {
  return new Translator().translate(text);
}

/** Where the walk stands in one object (by key) or array (by index). */
interface Container {
  step: string | number;
  awaitsKey: boolean;
}

class Translator {
  readonly #containers: Container[] = [];
  readonly #notes: TranslationNote[] = [];

  translate(text: string): Translation {
    let own = '';
    let readable = '';
    for (const token of tokensOf(text)) {
      own += token.replace(LONE_SURROGATE, escapeCodeUnit);
      readable += this.#translateToken(token);
    }
    return { text: own, readable, notes: this.#notes };
  }

  #translateToken(token: string): string {
    if (token.startsWith('"')) return this.#translateString(token);
    if (/^[-\d]/.test(token)) return this.#translateNumber(token);
    this.#move(token);
    return token;
  }

  #translateString(literal: string): string {
    const value = decodeString(literal) ?? '';
    const container = this.#containers.at(-1);
    if (container?.awaitsKey === true) container.step = value.toWellFormed();
    if (value.isWellFormed()) return literal;
    this.#note('lone_surrogate', literal.replace(LONE_SURROGATE, escapeCodeUnit));
    return JSON.stringify(value.toWellFormed());
  }

  #translateNumber(digits: string): string {
    if (!isUnsafeNumber(digits)) return digits;
    this.#note('number_as_text', digits);
    return `"${digits}"`;
  }

  #move(token: string): void {
    const container = this.#containers.at(-1);
    if (token === '{') this.#containers.push({ step: '', awaitsKey: true });
    else if (token === '[') this.#containers.push({ step: 0, awaitsKey: false });
    else if (token === '}' || token === ']') this.#containers.pop();
    else if (container === undefined) return;
    else if (token === ':') container.awaitsKey = false;
    else if (token === ',') advance(container);
  }

  #note(reason: TranslationNote['reason'], value: string): void {
    const steps = this.#containers.slice(0, LONGEST_PATH).map(({ step }) => formatStep(step));
    const path = `$${steps.join('')}${this.#containers.length > LONGEST_PATH ? '…' : ''}`;
    this.#notes.push({ path, reason, value: value.slice(0, NOTE_LENGTH) });
  }
}

function* tokensOf(text: string): Generator<string> {
  let at = 0;
  while (at < text.length) {
    const end = tokenEnd(text, at);
    yield text.slice(at, end);
    at = end;
  }
}

function tokenEnd(text: string, start: number): number {
  if (text.charCodeAt(start) === QUOTE) return skipString(text, start + 1);
  TOKEN.lastIndex = start;
  TOKEN.test(text);
  return TOKEN.lastIndex;
}

function advance(container: Container): void {
  if (typeof container.step === 'number') container.step += 1;
  else container.awaitsKey = true;
}

function formatStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^\w+$/.test(step) ? `.${step}` : `.${JSON.stringify(step)}`;
}

function escapeCodeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16)}`;
}
