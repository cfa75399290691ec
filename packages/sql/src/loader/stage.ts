import type { StageFile } from '../connection.js';
import { ENTRY_COLUMNS, TEXT_COLUMNS, type StageLines } from './stage-line.js';
import { StageWriter } from './stage-writer.js';

/** The files of a stage: what a merge decides by, and the texts it stores. */
export interface StageFiles {
  readonly entries: StageFile;
  readonly texts: StageFile;
}

/** Entries and their texts on disk, apart, so that only the entries have to be in memory during a merge. */
export class Stage {
  readonly #entries: StageWriter;
  readonly #texts: StageWriter;

  constructor(directory: string) {
    this.#entries = new StageWriter(directory, ENTRY_COLUMNS);
    this.#texts = new StageWriter(directory, TEXT_COLUMNS);
  }

  get bytes(): number {
    return this.#entries.bytes + this.#texts.bytes;
  }

  /** Whether `flush` has to be called before more is added. */
  get isFull(): boolean {
    return this.#entries.isFull || this.#texts.isFull;
  }

  add({ entry, texts }: StageLines): void {
    this.#entries.add(entry);
    this.#texts.add(texts);
  }

  async flush(): Promise<void> {
    await this.#entries.flush();
    await this.#texts.flush();
  }

  async finish(): Promise<StageFiles> {
    return { entries: await this.#entries.finish(), texts: await this.#texts.finish() };
  }

  async remove(): Promise<void> {
    await this.#entries.remove();
    await this.#texts.remove();
  }
}
