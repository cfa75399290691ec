import type { Batch, SourceRecord } from '@etl/core';
import { filesTable, messagesTable, reactionsTable } from '../tables/message-tables.js';
import type { WrappedMessage } from './wrap-message.js';

/** What one walk over a channel fills. */
export const MESSAGE_TABLES = [messagesTable, reactionsTable, filesTable];

/** A page of messages as they are to be stored. */
export interface MessagePage {
  readonly messages: readonly WrappedMessage[];
  /** Items counted on the response. */
  readonly fetched: number;
  /** Left out because the channel's history has shown them. */
  readonly repeated?: number;
  /** The sweep that they are counted as seen by. */
  readonly sweep: string | undefined;
}

/** The batches of a page, for the tables that are wanted. */
export function buildBatches(page: MessagePage, wanted: ReadonlySet<string>): readonly Batch[] {
  const { messages, fetched, repeated = 0 } = page;
  const sweep = page.sweep === undefined ? {} : { sweep: page.sweep };
  const batchOf = (table: string, records: readonly SourceRecord[], count = records.length): Batch[] =>
    count === 0 || !wanted.has(table) ? [] : [{ kind: 'batch', table, records, fetched: count, ...sweep }];
  const [own] = batchOf(
    messagesTable.name,
    messages.map(({ message }) => message),
    fetched,
  );
  return [
    ...(own === undefined
      ? []
      : [{ ...own, ...(repeated === 0 ? {} : { filtered: { shown_in_channel: repeated } }) }]),
    ...batchOf(
      reactionsTable.name,
      messages.flatMap(({ reactions }) => reactions),
    ),
    ...batchOf(
      filesTable.name,
      messages.flatMap(({ files }) => files),
    ),
  ];
}
