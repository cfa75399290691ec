import { FatalError } from '../errors/errors.js';
import { findSyntaxError } from './scan-json.js';

const MALFORMED_PAGE = 'malformed_page';
const EXCERPT_LENGTH = 60;

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
    message: `The page ${problem}: it begins with ${JSON.stringify(text.slice(0, EXCERPT_LENGTH))}.`,
    remedy: "Compare the page with the vendor's documentation: its format may have changed.",
  });
}

function describeExcerpt(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - EXCERPT_LENGTH), offset);
  if (offset >= text.length) return `where the text ends: ${JSON.stringify(before)}`;
  const after = text.slice(offset, offset + EXCERPT_LENGTH);
  return `after ${JSON.stringify(before)}, with ${JSON.stringify(after)}`;
}
