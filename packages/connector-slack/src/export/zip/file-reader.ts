import type { FileHandle } from 'node:fs/promises';
import { RandomAccessReader } from 'yauzl';

/** Read at a time: a central directory and the small files of a ZIP stand side by side. */
const BLOCK = 256 * 1024;

type Done = (error: Error | null, bytesRead?: number) => void;

/**
 * Gives a ZIP's bytes at any place. It reads a block ahead, so that the thousands of small reads that a central directory
 * takes cost a few system calls.
 */
export class FileReader extends RandomAccessReader {
  readonly #file: FileHandle;
  readonly #block = Buffer.allocUnsafe(BLOCK);
  #blockStart = 0;
  #blockLength = 0;

  constructor(file: FileHandle) {
    super();
    this.#file = file;
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: Done): void {
    this.readInto(buffer.subarray(offset, offset + length), position).then(
      (bytesRead) => {
        callback(null, bytesRead);
      },
      (error: unknown) => {
        callback(error as Error);
      },
    );
  }

  /** Fills `target` from `position` on, as far as the file goes. Calls must not overlap. */
  async readInto(target: Buffer, position: number): Promise<number> {
    if (target.length > BLOCK) return this.readDirectly(target, position);
    if (!this.#holds(position, target.length)) await this.#load(position);
    const start = position - this.#blockStart;
    return this.#block.copy(target, 0, start, Math.min(start + target.length, this.#blockLength));
  }

  #holds(position: number, length: number): boolean {
    return position >= this.#blockStart && position + length <= this.#blockStart + this.#blockLength;
  }

  async #load(position: number): Promise<void> {
    this.#blockLength = 0;
    this.#blockLength = await this.readDirectly(this.#block, position);
    this.#blockStart = position;
  }

  /** The same without the block, so that calls may overlap. */
  async readDirectly(target: Buffer, position: number): Promise<number> {
    let filled = 0;
    while (filled < target.length) {
      const { bytesRead } = await this.#file.read(target, filled, target.length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled;
  }
}
