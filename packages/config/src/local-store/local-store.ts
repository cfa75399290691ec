import { createHash, randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError, type JsonValue, type LocalStore, type Logger } from '@etl/core';

const OWNER_ONLY_DIRECTORY = 0o700;
const OWNER_ONLY_FILE = 0o600;

export interface LocalStoreOptions {
  /** Made with the first write, readable by its owner only. */
  readonly directory: string;
  /** Is told when a stored value is unreadable and counts as none. */
  readonly logger: Logger;
}

/**
 * Keeps small private values in files, one per key, each replaced whole by a rename after its content is on disk. So
 * several processes need no lock: none reads half a value, and writing one key cannot undo another's.
 *
 * Reading and writing throw ConfigError when the directory or a file in it may not be read or written.
 */
export function createLocalStore(options: LocalStoreOptions): LocalStore {
  return new FileStore(options);
}

class FileStore implements LocalStore {
  readonly #options: LocalStoreOptions;
  #lastWrite: Promise<void> = Promise.resolve();

  constructor(options: LocalStoreOptions) {
    this.#options = options;
  }

  async read(key: string): Promise<JsonValue | undefined> {
    const file = this.#fileOf(key);
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw this.#failure('read', error);
    }
    const value = parseEntry(text, key);
    if (value === undefined)
      this.#options.logger.warn('A stored value is damaged and was ignored.', { file });
    return value;
  }

  /** In the order of the calls. */
  write(key: string, value: JsonValue): Promise<void> {
    const write = this.#lastWrite.then(() => this.#replace(key, value));
    this.#lastWrite = write.catch(() => undefined);
    return write;
  }

  async #replace(key: string, value: JsonValue): Promise<void> {
    const file = this.#fileOf(key);
    const temporary = `${file}.${randomUUID()}.tmp`;
    try {
      await this.#createDirectory();
      await writeThrough(temporary, JSON.stringify({ key, value }));
      await rename(temporary, file);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw this.#failure('written', error);
    }
  }

  async #createDirectory(): Promise<void> {
    const { directory } = this.#options;
    await mkdir(directory, { recursive: true, mode: OWNER_ONLY_DIRECTORY });
    await chmod(directory, OWNER_ONLY_DIRECTORY);
  }

  /** A readable beginning, and a hash that keeps keys apart where file names ignore case. */
  #fileOf(key: string): string {
    const beginning = key.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 40);
    const hash = createHash('sha256').update(key).digest('hex').slice(0, 16);
    return join(this.#options.directory, `${beginning}-${hash}.json`);
  }

  #failure(verb: string, error: unknown): ConfigError {
    const { directory } = this.#options;
    return new ConfigError({
      code: 'local_store',
      location: directory,
      message: `Local state cannot be ${verb} (${String((error as NodeJS.ErrnoException).code)}).`,
      remedy: 'Let the user who runs this write there, and check that it is a directory on a disk with room.',
      cause: error,
    });
  }
}

/** Returns once the content is on disk: a rotated credential is worthless if only its old version survives a crash. */
async function writeThrough(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', OWNER_ONLY_FILE);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function parseEntry(text: string, key: string): JsonValue | undefined {
  try {
    const entry = JSON.parse(text) as { readonly key?: unknown; readonly value?: JsonValue } | null;
    return entry?.key === key ? entry.value : undefined;
  } catch {
    return undefined;
  }
}
