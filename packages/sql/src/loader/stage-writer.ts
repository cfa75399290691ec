import { randomUUID } from 'node:crypto';
import { open, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { FatalError } from '@etl/core';
import { LONGEST_STAGE_LINE, type StageFile } from '../connection.js';
import { currentProcess } from './process-owner.js';
import { stageFilePrefix } from './stage-file-name.js';

const BUFFER_BYTES = 1024 * 1024;
/** Readable by the owner only: stage files hold what the source holds. */
const MODE = 0o600;
/** No UTF-16 unit takes more bytes in UTF-8. */
const BYTES_PER_UNIT = 3;

/** Writes lines to a file, long ones to files of their own. */
export class StageWriter {
  readonly #path: string;
  readonly #columns: readonly string[];
  readonly #longLines: string[] = [];
  #file: FileHandle | undefined;
  #buffered: string[] = [];
  #bufferedLength = 0;
  #lines = 0;
  #bytes = 0;

  constructor(directory: string, columns: readonly string[]) {
    this.#columns = columns;
    this.#path = join(directory, `${stageFilePrefix(currentProcess())}${randomUUID()}.tsv`);
  }

  get bytes(): number {
    return this.#bytes + this.#bufferedLength;
  }

  async write(line: string): Promise<void> {
    if (line.length * BYTES_PER_UNIT > LONGEST_STAGE_LINE) {
      await this.#writeAlone(line);
      return;
    }
    this.#buffered.push(line);
    this.#bufferedLength += line.length;
    this.#lines += 1;
    if (this.#bufferedLength >= BUFFER_BYTES) await this.#flush();
  }

  /** Finishes the files and tells what is in them. */
  async finish(): Promise<StageFile> {
    await this.#flush();
    await this.#file?.close();
    return {
      columns: this.#columns,
      path: this.#path,
      lines: this.#lines,
      longLines: this.#longLines,
      bytes: this.#bytes,
    };
  }

  async remove(): Promise<void> {
    await this.#file?.close().catch(() => undefined);
    for (const path of [this.#path, ...this.#longLines]) await rm(path, { force: true });
  }

  async #writeAlone(line: string): Promise<void> {
    const path = `${this.#path}.${this.#longLines.length}`;
    this.#longLines.push(path);
    await this.#explained(path, () => writeFile(path, line, { flag: 'wx', mode: MODE }));
    this.#bytes += Buffer.byteLength(line);
  }

  async #flush(): Promise<void> {
    if (this.#buffered.length === 0) return;
    const text = Buffer.from(this.#buffered.join(''), 'utf8');
    this.#buffered = [];
    this.#bufferedLength = 0;
    await this.#explained(this.#path, async () => {
      this.#file ??= await open(this.#path, 'wx', MODE);
      await this.#file.writeFile(text);
    });
    this.#bytes += text.length;
  }

  async #explained(path: string, write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      throw stageFailure(path, error);
    }
  }
}

function stageFailure(path: string, error: unknown): FatalError {
  const { code, message } = error as NodeJS.ErrnoException;
  const full = code === 'ENOSPC' || code === 'EFBIG' || code === 'EDQUOT';
  return new FatalError({
    code: full ? 'disk_full' : 'stage_not_writable',
    message: `The stage file ${path} cannot be written: ${message}.`,
    remedy: full ? 'Free space there, or set another temporary directory.' : 'Check the temporary directory.',
    cause: error,
  });
}
