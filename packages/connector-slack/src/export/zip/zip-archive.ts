import { open, type FileHandle } from 'node:fs/promises';
import { fromRandomAccessReaderPromise, validateFileName, type Entry, type ZipFile } from 'yauzl';
import { entryName } from './entry-name.js';
import { changedExport, unusableExport } from './export-failures.js';
import { FileReader } from './file-reader.js';
import { readEntry } from './read-entry.js';
import type { ZipEntry } from './zip-entry.js';

const ENTRY_SIGNATURE = 0x02014b50;
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  EISDIR: 'is a folder',
};

/** A file as it was when it was opened: size, time of change and place on the disk. */
export type FileIdentity = string;

/** An open ZIP file. One call at a time. */
export class ZipArchive {
  readonly path: string;
  readonly identity: FileIdentity;
  readonly #file: FileHandle;
  readonly #reader: FileReader;
  readonly #zip: ZipFile;

  private constructor(path: string, file: FileHandle, reader: FileReader, zip: ZipFile, identity: string) {
    this.path = path;
    this.identity = identity;
    this.#file = file;
    this.#reader = reader;
    this.#zip = zip;
  }

  /** @throws ConfigError when there is no such file, or it is no whole ZIP. */
  static async open(path: string): Promise<ZipArchive> {
    const file = await openFile(path);
    try {
      const { size, isFile, identity } = await identify(file);
      if (!isFile) throw unusableExport(path, 'export_unreadable', 'is not a file', CHECK_PATH);
      const reader = new FileReader(file);
      const zip = await fromRandomAccessReaderPromise(reader, size, OPTIONS).catch((error: unknown) => {
        throw notZip(path, error);
      });
      return new ZipArchive(path, file, reader, zip, identity);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /**
   * Every file in the ZIP, in the order of its central directory.
   *
   * @throws ConfigError when the directory is broken, holds more or less than it says, or names what no export may hold.
   */
  async *entries(): AsyncGenerator<ZipEntry> {
    let packed = 0;
    for await (const entry of this.#directory()) {
      packed += entry.compressedSize;
      if (packed > this.#zip.fileSize) {
        throw unusableExport(this.path, 'export_overlaps', 'holds files that share their bytes', NO_EXPORT);
      }
      if (!entry.name.endsWith('/')) yield entry;
    }
    await this.#expectEndOfDirectory();
  }

  /** The bytes of a file, inflated; what was read is right once the generator has ended. */
  read(entry: ZipEntry): AsyncGenerator<Buffer> {
    return readEntry({ path: this.path, reader: this.#reader, zip: this.#zip }, entry);
  }

  /** @throws FatalError when the file is not what it was when it was opened. */
  async expectUnchanged(): Promise<void> {
    if ((await identify(this.#file)).identity !== this.identity) throw changedExport(this.path);
  }

  async close(): Promise<void> {
    this.#zip.close();
    await this.#file.close();
  }

  async *#directory(): AsyncGenerator<ZipEntry> {
    const entries = this.#zip.eachEntry()[Symbol.asyncIterator]();
    for (;;) {
      const next = await entries.next().catch((error: unknown) => {
        throw brokenDirectory(this.path, error);
      });
      if (next.done === true) return;
      yield this.#describe(next.value);
    }
  }

  #describe(entry: Entry): ZipEntry {
    const name = entryName(entry);
    const problem = validateFileName(name);
    if (problem !== null) {
      throw unusableExport(
        this.path,
        'export_bad_name',
        `holds a file with a bad name (${problem})`,
        NO_EXPORT,
      );
    }
    return {
      name,
      offset: entry.relativeOffsetOfLocalHeader,
      compressedSize: entry.compressedSize,
      size: entry.uncompressedSize,
      crc32: entry.crc32,
      method: entry.compressionMethod,
      isEncrypted: entry.isEncrypted(),
    };
  }

  /** Writers that cannot count beyond 65,535 let readers believe that there are fewer files. */
  async #expectEndOfDirectory(): Promise<void> {
    const signature = Buffer.alloc(4);
    await this.#reader.readInto(signature, Number(this.#zip.readEntryCursor));
    if (signature.readUInt32LE() === ENTRY_SIGNATURE) {
      throw brokenDirectory(
        this.path,
        new Error(`it holds more than the ${this.#zip.entryCount} files it tells`),
      );
    }
  }
}

const OPTIONS = { autoClose: false, lazyEntries: true, decodeStrings: false };
const CHECK_PATH = 'Write the path of the ZIP that Slack gave you into export_file.';
const NO_EXPORT = 'It is not as Slack writes exports; use the ZIP that Slack gave you.';

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const reason = REASONS[code] ?? `cannot be opened (${message})`;
    throw unusableExport(path, 'export_unreadable', reason, CHECK_PATH, error);
  }
}

async function identify(
  file: FileHandle,
): Promise<{ readonly size: number; readonly isFile: boolean; readonly identity: FileIdentity }> {
  const stats = await file.stat({ bigint: true });
  const identity = [stats.size, stats.mtimeNs, stats.ino].join('-');
  return { size: Number(stats.size), isFile: stats.isFile(), identity };
}

function notZip(path: string, error: unknown) {
  const reason = (error as Error).message.replace(/\.$/, '');
  return unusableExport(path, 'export_not_zip', `is not a whole ZIP file (${reason})`, undefined, error);
}

function brokenDirectory(path: string, error: unknown) {
  const problem = `has a broken list of files (${(error as Error).message})`;
  return unusableExport(path, 'export_broken_directory', problem, undefined, error);
}
