/** Where a value stands in a JSON text: `text.slice(start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A member of an object; `start` is where its key begins. */
export interface MemberSpan extends Span {
  readonly key: string;
  readonly valueStart: number;
}

/** Finds the members of an object, in order. The text must be valid JSON. */
export function scanMembers(text: string): MemberSpan[] {
  const members: MemberSpan[] = [];
  let position = skipSpace(text, skipSpace(text, 0) + 1);
  while (text[position] === '"') {
    const keyEnd = skipString(text, position);
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = skipValue(text, valueStart);
    members.push({
      start: position,
      end,
      valueStart,
      key: JSON.parse(text.slice(position, keyEnd)) as string,
    });
    position = skipSeparator(text, end);
  }
  return members;
}

/** Finds the elements of an array, in order. The text must be valid JSON. */
export function scanElements(text: string): Span[] {
  const elements: Span[] = [];
  let start = skipSpace(text, skipSpace(text, 0) + 1);
  while (start < text.length && text[start] !== ']') {
    const end = skipValue(text, start);
    elements.push({ start, end });
    start = skipSeparator(text, end);
  }
  return elements;
}

function skipSeparator(text: string, position: number): number {
  const next = skipSpace(text, position);
  return text[next] === ',' ? skipSpace(text, next + 1) : next;
}

function skipSpace(text: string, position: number): number {
  let next = position;
  while (isSpace(text.charCodeAt(next))) next += 1;
  return next;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function skipValue(text: string, start: number): number {
  const first = text.charAt(start);
  if (first === '"') return skipString(text, start);
  if (first === '{' || first === '[') return skipNested(text, start);
  return indexOfPattern(/[,\]}\s]/g, text, start);
}

function skipNested(text: string, start: number): number {
  let depth = 0;
  let position = start;
  do {
    position = indexOfPattern(/["{}[\]]/g, text, position);
    const character = text.charAt(position);
    if (character === '{' || character === '[') depth += 1;
    if (character === '}' || character === ']') depth -= 1;
    position = character === '"' ? skipString(text, position) : position + 1;
  } while (depth > 0 && position < text.length);
  return position;
}

function skipString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

/** A quote is part of the text when an odd number of backslashes stands before it. */
function isEscaped(text: string, quote: number): boolean {
  let first = quote;
  while (text.charCodeAt(first - 1) === 0x5c) first -= 1;
  return (quote - first) % 2 === 1;
}

/** The first match at or after `start`, else the length of the text. */
function indexOfPattern(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.exec(text)?.index ?? text.length;
}
