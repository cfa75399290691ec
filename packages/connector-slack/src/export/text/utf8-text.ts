import { isAscii, isUtf8 } from 'node:buffer';

const BYTE_ORDER_MARK = '\uFEFF';
const CONTINUATION_MASK = 0xc0;
const CONTINUATION = 0x80;
/** A character has at most four bytes. */
const LONGEST_CHARACTER = 4;

/**
 * The text of UTF-8 bytes however they are cut, without a byte order mark.
 *
 * @throws RangeError when the bytes are not UTF-8: never a replacement character in place of what was written.
 */
export async function* utf8Text(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  let isFirst = true;
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = wholeCharacters(bytes);
    rest = bytes.subarray(end);
    if (end === 0) continue;
    const text = decode(bytes.subarray(0, end));
    yield isFirst && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
    isFirst = false;
  }
  if (rest.length > 0) yield decode(rest);
}

function decode(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (!isUtf8(bytes)) throw new RangeError('The bytes are not UTF-8.');
  return bytes.toString('utf8');
}

/** Where the last character that may be cut off begins; the length where none is. */
function wholeCharacters(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - LONGEST_CHARACTER);
  for (let at = bytes.length - 1; at >= first; at -= 1) {
    const byte = bytes[at] ?? 0;
    if ((byte & CONTINUATION_MASK) === CONTINUATION) continue;
    return at + characterLength(byte) > bytes.length ? at : bytes.length;
  }
  return bytes.length;
}

function characterLength(lead: number): number {
  if (lead < 0xc0) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}
