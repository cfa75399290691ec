import { Readable } from 'node:stream';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import {
  dataDescriptor,
  directoryEntry,
  endOfDirectory,
  localHeader,
  type WrittenEntry,
} from './zip-records.js';

const LARGEST_32 = 0xffffffff;
const LARGEST_16 = 0xffff;

/** A file to put into a ZIP. */
export interface FileToZip {
  /** With `/` between folders. */
  readonly name: string;
  /** Pieces are packed as they come, and their size written behind them. */
  readonly content: Buffer | string | AsyncIterable<Buffer>;
  /** Default: it is deflated. */
  readonly isStored?: boolean;
}

/** How a ZIP is written. */
export interface ZipOptions {
  /** Writes wide numbers although narrow ones would do. Default: only where it must. */
  readonly isZip64?: boolean;
}

/** A ZIP piece by piece, however large: files, then the central directory. */
export async function* writeZip(
  files: AsyncIterable<FileToZip> | Iterable<FileToZip>,
  options: ZipOptions = {},
): AsyncGenerator<Buffer> {
  const entries: WrittenEntry[] = [];
  let offset = 0;
  for await (const file of files) {
    const writing = writeFile(file, offset);
    for (let next = await writing.next(); ; next = await writing.next()) {
      if (next.done === true) {
        entries.push(next.value);
        break;
      }
      offset += next.value.length;
      yield next.value;
    }
  }
  const isZip64 = options.isZip64 ?? (offset > LARGEST_32 || entries.length > LARGEST_16);
  let size = 0;
  for (const entry of entries) {
    const line = directoryEntry(entry, isZip64);
    size += line.length;
    yield line;
  }
  yield endOfDirectory(entries.length, offset, size, isZip64);
}

async function* writeFile(file: FileToZip, offset: number): AsyncGenerator<Buffer, WrittenEntry> {
  const { name, content, isStored = false } = file;
  const entry = { name: Buffer.from(name), isDeflated: !isStored, offset };
  if (Buffer.isBuffer(content) || typeof content === 'string')
    return yield* writeWhole(entry, Buffer.from(content));
  return yield* writePieces(entry, content);
}

type NamedEntry = Pick<WrittenEntry, 'name' | 'isDeflated' | 'offset'>;

async function* writeWhole(named: NamedEntry, content: Buffer): AsyncGenerator<Buffer, WrittenEntry> {
  const packed = named.isDeflated ? deflateRawSync(content) : content;
  const sizes = { crc32: crc32(content), packedSize: packed.length, size: content.length };
  const entry: WrittenEntry = { ...named, ...sizes, hasDescriptor: false };
  yield localHeader(entry);
  yield packed;
  return entry;
}

async function* writePieces(
  named: NamedEntry,
  content: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer, WrittenEntry> {
  yield localHeader({ ...named, crc32: 0, packedSize: 0, size: 0, hasDescriptor: true });
  const sums = { crc32: 0, packedSize: 0, size: 0 };
  const counted = countPieces(content, sums);
  const packed = named.isDeflated ? Readable.from(counted).pipe(createDeflateRaw()) : counted;
  for await (const piece of packed as AsyncIterable<Buffer>) {
    sums.packedSize += piece.length;
    yield piece;
  }
  const entry: WrittenEntry = { ...named, ...sums, hasDescriptor: true };
  yield dataDescriptor(entry);
  return entry;
}

async function* countPieces(
  content: AsyncIterable<Buffer>,
  sums: { crc32: number; size: number },
): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    sums.crc32 = crc32(piece, sums.crc32);
    sums.size += piece.length;
    yield piece;
  }
}
