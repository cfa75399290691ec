import type { Batch, Table } from '@etl/core';
import { createIdentifier, normaliseVersion, type RecordIdentity } from '@etl/core/json';
import type { SourceRecord } from '@etl/core';
import type { StageFile } from '../connection.js';
import { buildDeletionLine, buildRecordLine } from './stage-line.js';
import { StageWriter } from './stage-writer.js';

/** What was staged for one table since the last commit. */
export interface StagedTable {
  readonly table: Table;
  /** Absent when no line was staged. */
  readonly file?: StageFile;
  /** Raw items of the responses, as the source counted them. */
  readonly fetched: number;
  readonly filtered: number;
}

/** Gathers the batches of one table for the next commit. */
export class TableStage {
  readonly #table: Table;
  readonly #directory: string;
  readonly #identify: (record: SourceRecord) => RecordIdentity;
  #writer: StageWriter | undefined;
  #seq = 0;
  #fetched = 0;
  #filtered = 0;
  #records = 0;

  /** @param identify Built from the table with all its fields, selected or not, so that hashes do not depend on the selection. */
  constructor(table: Table, directory: string) {
    this.#table = table;
    this.#directory = directory;
    this.#identify = createIdentifier(table);
  }

  get pending(): { readonly records: number; readonly bytes: number } {
    return { records: this.#records, bytes: this.#writer?.bytes ?? 0 };
  }

  async add(batch: Batch): Promise<void> {
    this.#fetched += batch.fetched;
    this.#filtered += Object.values(batch.filtered ?? {}).reduce((sum, count) => sum + count, 0);
    this.#records += batch.records.length;
    for (const record of batch.records) {
      await this.#write(buildRecordLine(this.#nextSeq(), record, this.#identify, batch.sweep));
    }
    for (const deletion of batch.deletions ?? []) {
      const version = deletion.version === undefined ? undefined : this.#normalise(deletion.version);
      await this.#write(buildDeletionLine(this.#nextSeq(), deletion, version));
    }
  }

  /** Hands over what was gathered and starts anew. */
  async take(): Promise<StagedTable & { readonly remove: () => Promise<void> }> {
    const writer = this.#writer;
    const counts = { fetched: this.#fetched, filtered: this.#filtered };
    this.#writer = undefined;
    this.#seq = this.#fetched = this.#filtered = this.#records = 0;
    const remove = async (): Promise<void> => writer?.remove();
    if (writer === undefined) return { table: this.#table, ...counts, remove };
    return { table: this.#table, file: await writer.finish(), ...counts, remove };
  }

  async remove(): Promise<void> {
    await this.#writer?.remove();
  }

  async #write(line: string): Promise<void> {
    this.#writer ??= new StageWriter(this.#directory);
    await this.#writer.write(line);
  }

  #nextSeq(): number {
    this.#seq += 1;
    return this.#seq;
  }

  #normalise(version: string): string | undefined {
    const field = this.#table.fields.find(({ name }) => name === this.#table.version);
    return field === undefined ? undefined : normaliseVersion(version, field);
  }
}
