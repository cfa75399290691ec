import { randomUUID } from 'node:crypto';
import { open, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { FatalError } from '@etl/core';
import { LONGEST_STAGE_LINE, type StageFile } from '../connection.js';
import { currentProcess } from './process-owner.js';
import { stageFilePrefix } from './stage-file-name.js';
import type { StageLine } from './stage-line.js';

/** Twice the longest line, so that a line always fits once the buffer is half empty. */
const BUFFER_BYTES = 2 * LONGEST_STAGE_LINE;
/** Readable by the owner only: stage files hold what the source holds. */
const MODE = 0o600;
/** No UTF-16 unit takes more bytes in UTF-8. */
const BYTES_PER_UNIT = 3;

/** Gathers lines in memory and writes them to a file, long ones to files of their own. */
export class StageWriter {
  readonly #path: string;
  readonly #columns: readonly string[];
  readonly #longLines: string[] = [];
  /** Long lines that are not written yet. */
  #waiting: string[] = [];
  #file: FileHandle | undefined;
  #buffer: Buffer | undefined;
  #buffered = 0;
  #lines = 0;
  #bytes = 0;

  constructor(directory: string, columns: readonly string[]) {
    this.#columns = columns;
    this.#path = join(directory, `${stageFilePrefix(currentProcess())}${randomUUID()}.tsv`);
  }

  get bytes(): number {
    return this.#bytes + this.#buffered;
  }

  /** Whether `flush` has to be called before the next line. */
  get isFull(): boolean {
    return this.#waiting.length > 0 || this.#buffered > BUFFER_BYTES - LONGEST_STAGE_LINE;
  }

  /** Takes the parts of a line, which ends with a line feed. Makes no promise: a sync takes millions of them. */
  add(line: StageLine): void {
    const length = line.reduce((sum, part) => sum + part.length, 0);
    if (length * BYTES_PER_UNIT > LONGEST_STAGE_LINE) {
      this.#waiting.push(line.join(''));
      return;
    }
    this.#buffer ??= Buffer.allocUnsafe(BUFFER_BYTES);
    for (const part of line) this.#buffered += this.#buffer.write(part, this.#buffered);
    this.#lines += 1;
  }

  async flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const line of waiting) await this.#writeAlone(line);
    await this.#writeBuffer();
  }

  /** Finishes the files and tells what is in them. */
  async finish(): Promise<StageFile> {
    await this.flush();
    this.#buffer = undefined;
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
    await explained(path, () => writeFile(path, line, { flag: 'wx', mode: MODE }));
    this.#bytes += Buffer.byteLength(line);
  }

  async #writeBuffer(): Promise<void> {
    const bytes = this.#buffer?.subarray(0, this.#buffered);
    if (bytes === undefined || bytes.length === 0) return;
    await explained(this.#path, async () => {
      this.#file ??= await open(this.#path, 'wx', MODE);
      await this.#file.writeFile(bytes);
    });
    this.#bytes += bytes.length;
    this.#buffered = 0;
  }
}

async function explained(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw stageFailure(path, error);
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
