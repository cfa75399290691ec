import { pipeline, Readable } from 'node:stream';
import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { Entry, type ZipFile } from 'yauzl';
import { BrokenEntryError } from './export-failures.js';
import type { FileReader } from './file-reader.js';
import type { ZipEntry } from './zip-entry.js';

const STORED = 0;
const DEFLATED = 8;
/** Bytes read, and inflated, at a time. */
const CHUNK = 256 * 1024;
/** Up to here a file is inflated in one go: setting up a stream for each of many small files takes longer. */
const SMALL = 1024 * 1024;
/** JSON of people's words shrinks to a tenth; a thousandth is what deflate can do at most, with nothing in it. */
const LARGEST_RATIO = 300;
const SUSPICIOUS_SIZE = 64 * 1024 * 1024;

/** Where entries are read from. */
export interface EntrySource {
  readonly path: string;
  readonly reader: FileReader;
  readonly zip: ZipFile;
}

/**
 * The bytes of one file, inflated piece by piece. Memory stays bounded, whatever the entry says of itself.
 *
 * @throws BrokenEntryError when it is encrypted, compressed in a way Slack does not use, cut off, longer or shorter than the
 * directory says, or its checksum is wrong.
 */
export async function* readEntry(source: EntrySource, entry: ZipEntry): AsyncGenerator<Buffer> {
  expectReadable(source.path, entry);
  const start = await findData(source, entry);
  const proof = new SizeAndChecksum(source.path, entry);
  // The last piece is held back until all of them are proved: of a small file nothing is given that is not right.
  let held: Buffer | undefined;
  for await (const chunk of guarded(source.path, entry, unpack(source, entry, start))) {
    if (held !== undefined) yield held;
    proof.add(chunk);
    held = chunk;
  }
  proof.end();
  if (held !== undefined) yield held;
}

class SizeAndChecksum {
  readonly #path: string;
  readonly #entry: ZipEntry;
  #size = 0;
  #checksum = 0;

  constructor(path: string, entry: ZipEntry) {
    this.#path = path;
    this.#entry = entry;
  }

  add(chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > this.#entry.size) throw this.#broken(`is longer than its ${this.#entry.size} bytes`);
    this.#checksum = crc32(chunk, this.#checksum);
  }

  end(): void {
    if (this.#size < this.#entry.size) {
      throw this.#broken(`ends after ${this.#size} of ${this.#entry.size} bytes`);
    }
    if (this.#checksum !== this.#entry.crc32) throw this.#broken('does not match its checksum (CRC-32)');
  }

  #broken(problem: string): BrokenEntryError {
    return broken(this.#path, this.#entry, problem);
  }
}

function expectReadable(path: string, entry: ZipEntry): void {
  if (entry.isEncrypted) {
    const remedy = 'Pack the export again without a password.';
    throw new BrokenEntryError(path, entry.name, 'export_encrypted', 'is encrypted', remedy);
  }
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    const remedy = 'Use the ZIP as Slack gave it to you, or pack it again with deflate.';
    const problem = `is packed in a way that cannot be read (method ${entry.method})`;
    throw new BrokenEntryError(path, entry.name, 'export_unknown_method', problem, remedy);
  }
  if (entry.size > SUSPICIOUS_SIZE && entry.size > entry.compressedSize * LARGEST_RATIO) {
    const problem = `would grow from ${entry.compressedSize} to ${entry.size} bytes, as no chat does`;
    throw new BrokenEntryError(path, entry.name, 'export_suspicious_entry', problem);
  }
}

async function findData({ path, zip }: EntrySource, entry: ZipEntry): Promise<number> {
  const header = Object.assign(new Entry(), {
    relativeOffsetOfLocalHeader: entry.offset,
    compressedSize: entry.compressedSize,
  });
  try {
    return (await zip.readLocalFileHeaderPromise(header, { minimal: true })).fileDataStart;
  } catch (error) {
    throw broken(path, entry, `has a broken header (${(error as Error).message})`);
  }
}

function unpack(source: EntrySource, entry: ZipEntry, start: number): AsyncIterable<Buffer> {
  if (entry.size <= SMALL && entry.compressedSize <= SMALL) return unpackWhole(source.reader, entry, start);
  const packed = readRange(source.reader, start, start + entry.compressedSize);
  return entry.method === STORED ? packed : inflate(packed);
}

/** Let one byte more through than there should be, so that an entry that is too long is told from a broken one. */
async function* unpackWhole(reader: FileReader, entry: ZipEntry, start: number): AsyncGenerator<Buffer> {
  const packed = Buffer.allocUnsafe(entry.compressedSize);
  const length = await reader.readInto(packed, start);
  const bytes = packed.subarray(0, length);
  if (entry.method === STORED) yield bytes;
  else yield inflateRawSync(bytes, { maxOutputLength: entry.size + 1, chunkSize: roomFor(entry.size + 1) });
}

/** One piece of memory, as large as is needed: zlib takes no less than this. */
function roomFor(size: number): number {
  return Math.max(constants.Z_MIN_CHUNK, size);
}

function inflate(packed: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const inflated = createInflateRaw({ chunkSize: CHUNK });
  // Whoever reads `inflated` is told what went wrong.
  pipeline(Readable.from(packed, { objectMode: false }), inflated, () => undefined);
  return inflated;
}

async function* readRange(reader: FileReader, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += CHUNK) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK, end - at));
    const length = await reader.readDirectly(chunk, at);
    yield chunk.subarray(0, length);
    if (length < chunk.length) return;
  }
}

async function* guarded(
  path: string,
  entry: ZipEntry,
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (error) {
    throw broken(path, entry, `cannot be unpacked (${(error as Error).message})`);
  }
}

function broken(path: string, entry: ZipEntry, problem: string): BrokenEntryError {
  return new BrokenEntryError(path, entry.name, 'export_broken_entry', problem);
}
