const UTF8_FLAG = 0x800;
const DESCRIPTOR_FLAG = 0x8;
const DEFLATED = 8;
const VERSION = 45;
const ZIP64_FIELD = 1;
const LARGEST_32 = 0xffffffff;
const LARGEST_16 = 0xffff;
/** 2026-01-01, midnight. */
const DOS_DATE = ((2026 - 1980) << 9) | (1 << 5) | 1;

/** What a ZIP's records say of one file. */
export interface WrittenEntry {
  readonly name: Buffer;
  readonly isDeflated: boolean;
  /** Sizes and checksum stand behind the data, because they were not known before it. */
  readonly hasDescriptor: boolean;
  readonly crc32: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

function uint16(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(2 * values.length);
  values.forEach((value, index) => buffer.writeUInt16LE(value, 2 * index));
  return buffer;
}

function uint32(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => buffer.writeUInt32LE(value, 4 * index));
  return buffer;
}

function uint64(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(8 * values.length);
  values.forEach((value, index) => buffer.writeBigUInt64LE(BigInt(value), 8 * index));
  return buffer;
}

function flagsOf({ hasDescriptor }: WrittenEntry): number {
  return UTF8_FLAG | (hasDescriptor ? DESCRIPTOR_FLAG : 0);
}

function methodOf({ isDeflated }: WrittenEntry): number {
  return isDeflated ? DEFLATED : 0;
}

/** Stands in front of the data. */
export function localHeader(entry: WrittenEntry): Buffer {
  const known = entry.hasDescriptor ? [0, 0, 0] : [entry.crc32, entry.packedSize, entry.size];
  return Buffer.concat([
    uint32(0x04034b50),
    uint16(VERSION, flagsOf(entry), methodOf(entry), 0, DOS_DATE),
    uint32(...known),
    uint16(entry.name.length, 0),
    entry.name,
  ]);
}

/** Stands behind data whose size was not known before. */
export function dataDescriptor({ crc32, packedSize, size }: WrittenEntry): Buffer {
  return uint32(0x08074b50, crc32, packedSize, size);
}

/** One line of the central directory. */
export function directoryEntry(entry: WrittenEntry, isZip64: boolean): Buffer {
  const { name, crc32, packedSize, size, offset } = entry;
  const extra = isZip64
    ? Buffer.concat([uint16(ZIP64_FIELD, 24), uint64(size, packedSize, offset)])
    : Buffer.alloc(0);
  return Buffer.concat([
    uint32(0x02014b50),
    uint16(VERSION, VERSION, flagsOf(entry), methodOf(entry), 0, DOS_DATE),
    uint32(crc32, ...(isZip64 ? [LARGEST_32, LARGEST_32] : [packedSize, size])),
    uint16(name.length, extra.length, 0, 0, 0),
    uint32(0, isZip64 ? LARGEST_32 : offset),
    name,
    extra,
  ]);
}

/** Stands at the end of the file. */
export function endOfDirectory(count: number, start: number, size: number, isZip64: boolean): Buffer {
  const end = start + size;
  const wide = Buffer.concat([
    uint32(0x06064b50),
    uint64(44),
    uint16(VERSION, VERSION),
    uint32(0, 0),
    uint64(count, count, size, start),
    uint32(0x07064b50, 0),
    uint64(end),
    uint32(1),
  ]);
  const narrow = Buffer.concat([
    uint32(0x06054b50),
    uint16(0, 0, ...(isZip64 ? [LARGEST_16, LARGEST_16] : [count, count])),
    uint32(...(isZip64 ? [LARGEST_32, LARGEST_32] : [size, start])),
    uint16(0),
  ]);
  return isZip64 ? Buffer.concat([wide, narrow]) : narrow;
}
