import { FatalError } from '../errors/errors.js';
import { findSyntaxError } from './scan-json.js';

const MALFORMED_PAGE = 'malformed_page';
const EXCERPT_LENGTH = 60;
const LOOKS_LIKE_JSON = /^\s*[[{"]/;

/** The error for a page that is not JSON: where it breaks, and what stands there. */
export function malformedPage(text: string): FatalError {
  const offset = findSyntaxError(text) ?? text.length;
  const place = `at character ${offset} of ${text.length}`;
  return new FatalError({
    code: MALFORMED_PAGE,
    message: `The page is not JSON: it breaks ${place}, ${describeExcerpt(text, offset)}.`,
    remedy:
      'Ask for the page again; if it comes back the same, the vendor or a proxy in between sends broken pages.',
  });
}

/** The error for a page that is JSON but not shaped like a page. */
export function unexpectedPage(text: string, problem: string): FatalError {
  return new FatalError({
    code: MALFORMED_PAGE,
    message: `The page ${problem}: it begins with ${quoteExcerpt(text, 0, EXCERPT_LENGTH)}.`,
    remedy: "Compare the page with the vendor's documentation: its format may have changed.",
  });
}

function describeExcerpt(text: string, offset: number): string {
  const before = quoteExcerpt(text, Math.max(0, offset - EXCERPT_LENGTH), offset);
  if (offset >= text.length) return `where the text ends: ${before}`;
  return `after ${before}, with ${quoteExcerpt(text, offset, offset + EXCERPT_LENGTH)}`;
}

/**
 * Records hold personal data, and errors end up in logs and receipts: of what looks like JSON, only the shape is told. What
 * does not is a page of some proxy, which says in words what is wrong.
 */
function quoteExcerpt(text: string, start: number, end: number): string {
  const excerpt = text.slice(start, end);
  const isRecords = LOOKS_LIKE_JSON.test(text);
  return JSON.stringify(isRecords ? excerpt.replace(/\p{L}/gu, 'x').replace(/\p{N}/gu, '0') : excerpt);
}
