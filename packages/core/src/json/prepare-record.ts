import { OPEN_BRACE } from './character-codes.js';
import { findSyntaxError } from './scan-json.js';
import { skipWhitespace } from './skip-text.js';
import { translateRecord, type TranslationNote } from './translate-record.js';
import { isUnsafeNumber } from './unsafe-number.js';

/** What staging must know of one record's text before a database sees it. */
export type PreparedRecord =
  /** A JSON object on one line that every database's reader takes as it stands. */
  | { readonly status: 'plain'; readonly text: string }
  /**
   * A JSON object that a database's reader would refuse or change. `text` is the record's own text on one line; `readable`
   * is the same record with lone surrogates replaced by U+FFFD and unsafe numbers as strings of their own digits.
   */
  | {
      readonly status: 'translated';
      readonly text: string;
      readonly readable: string;
      readonly notes: readonly TranslationNote[];
    }
  | { readonly status: 'invalid'; readonly code: 'not_json' | 'not_an_object'; readonly reason: string };

const EXCERPT_LENGTH = 40;
const LINE_CHARACTERS = ['\t', '\n', '\r'];
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;

/**
 * Proves that a record is one JSON object and makes it fit for a stage file: on one line, and with nothing a database's
 * JSON reader cannot take. Never throws.
 *
 * Of duplicate keys nothing is said here: keys and hashes of this package follow `JSON.parse` (the last one counts), a
 * database may read the first.
 */
export function prepareRecord(text: string): PreparedRecord {
  const numbers = { safe: true };
  const offset = findSyntaxError(text, (start, end) => {
    numbers.safe &&= !isUnsafeNumber(text.slice(start, end));
  });
  if (offset !== undefined)
    return { status: 'invalid', code: 'not_json', reason: describeBreak(text, offset) };
  if (text.charCodeAt(skipWhitespace(text, 0)) !== OPEN_BRACE) {
    const reason = `The record is JSON but not an object: ${JSON.stringify(text.slice(0, EXCERPT_LENGTH))}.`;
    return { status: 'invalid', code: 'not_an_object', reason };
  }
  // In valid JSON they stand between tokens only.
  const line = LINE_CHARACTERS.reduce((kept, character) => kept.replaceAll(character, ' '), text);
  if (numbers.safe && !mayHoldLoneSurrogate(text)) return { status: 'plain', text: line };
  return translate(line);
}

function mayHoldLoneSurrogate(text: string): boolean {
  return (text.includes('\\') && SURROGATE_ESCAPE.test(text)) || !text.isWellFormed();
}

function translate(line: string): PreparedRecord {
  const { text, readable, notes } = translateRecord(line);
  return notes.length === 0 ? { status: 'plain', text } : { status: 'translated', text, readable, notes };
}

function describeBreak(text: string, offset: number): string {
  const before = JSON.stringify(text.slice(Math.max(0, offset - EXCERPT_LENGTH), offset));
  const after = JSON.stringify(text.slice(offset, offset + EXCERPT_LENGTH));
  return `The record is not JSON: it breaks at character ${offset}, after ${before}, with ${after}.`;
}
