import { isWhitespace, QUOTE } from './character-codes.js';
import { skipString, skipWhitespace, UNFINISHED } from './skip-text.js';

/** The JSON text without whitespace between tokens. */
export function removeWhitespace(text: string): string {
  const pieces: string[] = [];
  let kept = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = skipString(text, at + 1);
      at = end === UNFINISHED ? text.length : end;
    } else if (isWhitespace(code)) {
      pieces.push(text.slice(kept, at));
      at = kept = skipWhitespace(text, at);
    } else at += 1;
  }
  pieces.push(text.slice(kept));
  return pieces.join('');
}
