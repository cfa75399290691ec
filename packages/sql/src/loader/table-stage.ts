import type { Batch, Table } from '@etl/core';
import { createIdentifier, normaliseVersion, type RecordIdentity } from '@etl/core/json';
import type { SourceRecord } from '@etl/core';
import { Stage, type StageFiles } from './stage.js';
import { buildDeletionLines, buildRecordLines } from './stage-line.js';

/** What was staged for one table since the last commit. */
export interface StagedTable {
  readonly table: Table;
  /** Absent when nothing was staged. */
  readonly files?: StageFiles;
  /** Raw items of the responses, as the source counted them. */
  readonly fetched: number;
  readonly filtered: number;
}

/** Gathers the batches of one table for the next commit. */
export class TableStage {
  readonly #table: Table;
  readonly #directory: string;
  readonly #identify: (record: SourceRecord) => RecordIdentity;
  #stage: Stage | undefined;
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
    return { records: this.#records, bytes: this.#stage?.bytes ?? 0 };
  }

  async add(batch: Batch): Promise<void> {
    this.#fetched += batch.fetched;
    this.#filtered += Object.values(batch.filtered ?? {}).reduce((sum, count) => sum + count, 0);
    this.#records += batch.records.length;
    for (const record of batch.records) {
      const stage = this.#open();
      stage.add(buildRecordLines(this.#nextSeq(), record, this.#identify, batch.sweep));
      if (stage.isFull) await stage.flush();
    }
    for (const deletion of batch.deletions ?? []) {
      const stage = this.#open();
      const version = deletion.version === undefined ? undefined : this.#normalise(deletion.version);
      stage.add(buildDeletionLines(this.#nextSeq(), deletion, version));
      if (stage.isFull) await stage.flush();
    }
  }

  /** Hands over what was gathered and starts anew. */
  async take(): Promise<StagedTable & { readonly remove: () => Promise<void> }> {
    const stage = this.#stage;
    const counts = { fetched: this.#fetched, filtered: this.#filtered };
    this.#stage = undefined;
    this.#seq = this.#fetched = this.#filtered = this.#records = 0;
    const remove = async (): Promise<void> => stage?.remove();
    if (stage === undefined) return { table: this.#table, ...counts, remove };
    return { table: this.#table, files: await stage.finish(), ...counts, remove };
  }

  async remove(): Promise<void> {
    await this.#stage?.remove();
  }

  #open(): Stage {
    this.#stage ??= new Stage(this.#directory);
    return this.#stage;
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
