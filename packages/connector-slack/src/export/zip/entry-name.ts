import { isUtf8 } from 'node:buffer';
import { getFileNameLowLevel, type Entry } from 'yauzl';

const UTF8_FLAG = 0x800;

/**
 * The name of an entry with `/` between folders. Some writers use UTF-8 without saying so: bytes that are valid UTF-8 are
 * taken for it, and composed and decomposed letters are made alike.
 */
export function entryName({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string {
  const flags = isUtf8(fileNameRaw) ? generalPurposeBitFlag | UTF8_FLAG : generalPurposeBitFlag;
  return getFileNameLowLevel(flags, fileNameRaw, extraFields, false).normalize('NFC');
}
