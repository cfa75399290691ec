import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { FatalError } from '@etl/core';
import type { StageFile } from '../connection.js';

const BUFFER_BYTES = 1024 * 1024;

/** Writes staged lines of one table to a file. */
export class StageWriter {
  readonly #path: string;
  #file: FileHandle | undefined;
  #buffered: string[] = [];
  #bufferedLength = 0;
  #lines = 0;
  #bytes = 0;
  #longestLine = 0;

  constructor(directory: string) {
    this.#path = join(directory, `etl-stage-${randomUUID()}.tsv`);
  }

  get bytes(): number {
    return this.#bytes + this.#bufferedLength;
  }

  async write(line: string): Promise<void> {
    this.#buffered.push(line);
    this.#bufferedLength += line.length;
    this.#lines += 1;
    // Longest in bytes: no character takes more than three per UTF-16 unit.
    this.#longestLine = Math.max(this.#longestLine, line.length * 3);
    if (this.#bufferedLength >= BUFFER_BYTES) await this.#flush();
  }

  /** Finishes the file and tells what is in it. */
  async finish(): Promise<StageFile> {
    await this.#flush();
    await this.#file?.close();
    return { path: this.#path, lines: this.#lines, bytes: this.#bytes, longestLine: this.#longestLine };
  }

  async remove(): Promise<void> {
    await this.#file?.close().catch(() => undefined);
    await rm(this.#path, { force: true });
  }

  async #flush(): Promise<void> {
    const text = Buffer.from(this.#buffered.join(''), 'utf8');
    this.#buffered = [];
    this.#bufferedLength = 0;
    try {
      this.#file ??= await open(this.#path, 'wx', 0o600);
      await this.#file.writeFile(text);
    } catch (error) {
      throw stageFailure(this.#path, error);
    }
    this.#bytes += text.length;
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
