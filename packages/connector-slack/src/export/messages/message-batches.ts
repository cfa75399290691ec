import type { Batch, Checkpoint, SourceRecord } from '@etl/core';
import { filesTable, messagesTable, reactionsTable } from '../../tables/message-tables.js';
import type { WrappedMessage } from '../../walk/wrap-message.js';
import type { LeftOut } from './select-messages.js';

/** Day files are small: a batch holds many of them. */
const FULL = 1000;

/** Gathers messages with their reactions and files into batches of the three tables. */
export class MessageBatches {
  #messages: SourceRecord[] = [];
  #reactions: SourceRecord[] = [];
  #files: SourceRecord[] = [];
  #filtered: Record<string, number> = {};
  #fetched = 0;

  get isFull(): boolean {
    return this.#fetched >= FULL;
  }

  /** @param count of elements in the file that are about to be added, as the file has them. */
  countFetched(count: number): void {
    this.#fetched += count;
  }

  add({ message, reactions, files }: WrappedMessage, reason: LeftOut | undefined): void {
    if (reason !== undefined) {
      this.#filtered[reason] = (this.#filtered[reason] ?? 0) + 1;
      return;
    }
    this.#messages.push(message);
    this.#reactions.push(...reactions);
    this.#files.push(...files);
  }

  /** What was gathered; the last batch brings the checkpoints. */
  *take(checkpoints: readonly Checkpoint[] = []): Generator<Batch> {
    const taken = [batchOf(reactionsTable.name, this.#reactions), batchOf(filesTable.name, this.#files)];
    const messages = batchOf(messagesTable.name, this.#messages);
    const last: Batch = { ...messages, fetched: this.#fetched, filtered: this.#filtered, checkpoints };
    this.#messages = [];
    this.#reactions = [];
    this.#files = [];
    this.#filtered = {};
    this.#fetched = 0;
    yield* taken.filter(({ records }) => records.length > 0);
    if (last.fetched > 0 || checkpoints.length > 0) yield last;
  }
}

function batchOf(table: string, records: readonly SourceRecord[]): Batch {
  return { kind: 'batch', table, records, fetched: records.length };
}
