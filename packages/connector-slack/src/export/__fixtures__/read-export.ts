import {
  applyCheckpoint,
  type Batch,
  type PartitionState,
  type ReadRequest,
  type StreamItem,
} from '@etl/core';
import { configSchema, type SlackConfigInput } from '../../config/config.js';
import { lookAtExport } from '../layout/export-file.js';
import { planMessages, readMessages, type MessagesOfExport } from '../messages/read-messages.js';
import { selectConversations } from '../messages/select-conversations.js';

const DAY = 86_400_000;
export const NOW = Date.UTC(2025, 6, 1);
const TABLES = new Set(['messages', 'reactions', 'files']);

export type State = Map<string, PartitionState>;

/** An export opened with options as a user writes them. */
export async function openMessages(
  path: string,
  config: Partial<SlackConfigInput> = {},
  changes: Partial<MessagesOfExport> = {},
): Promise<MessagesOfExport> {
  const options = configSchema.parse({ export_file: path, ...config });
  const file = await lookAtExport(path);
  return {
    file,
    conversations: selectConversations(file, options),
    scope: () => 'scope',
    start: options.start_date,
    lookBack: 7 * DAY,
    threadLookBack: 30 * DAY,
    ...changes,
  };
}

export function requestOf(state: State, changes: Partial<ReadRequest> = {}): ReadRequest {
  return {
    state,
    startedAt: NOW,
    tables: TABLES,
    signal: new AbortController().signal,
    report: () => undefined,
    ...changes,
  };
}

/** What a reading yielded, and the state after it. */
export interface Reading {
  readonly items: StreamItem[];
  readonly batches: Batch[];
  readonly failures: Record<string, string>;
  /** Texts of a table's records, in order. */
  texts(table: string): string[];
  readonly fetched: number;
  readonly filtered: Record<string, number>;
}

/** Reads an export; its checkpoints go into `state`. */
export async function readExport(
  messages: MessagesOfExport,
  state: State = new Map<string, PartitionState>(),
  changes: Partial<ReadRequest> = {},
): Promise<Reading> {
  const items: StreamItem[] = [];
  const request = requestOf(new Map(state), changes);
  for await (const item of readMessages(messages, request)) {
    items.push(item);
    for (const checkpoint of item.kind === 'batch' ? (item.checkpoints ?? []) : []) {
      state.set(checkpoint.partition, applyCheckpoint(state.get(checkpoint.partition), checkpoint));
    }
  }
  return describeReading(items);
}

function describeReading(items: StreamItem[]): Reading {
  const batches = items.filter((item) => item.kind === 'batch');
  const failed = items.filter((item) => item.kind === 'partition_failure');
  const filtered: Record<string, number> = {};
  for (const [reason, count] of batches.flatMap((batch) => Object.entries(batch.filtered ?? {}))) {
    filtered[reason] = (filtered[reason] ?? 0) + count;
  }
  return {
    items,
    batches,
    failures: Object.fromEntries(failed.map(({ partition, error }) => [partition, error.code])),
    texts: (table) =>
      batches
        .filter((batch) => batch.table === table)
        .flatMap(({ records }) => records.map(({ text }) => text)),
    fetched: batches
      .filter(({ table }) => table === 'messages')
      .reduce((sum, batch) => sum + batch.fetched, 0),
    filtered,
  };
}

export const planOf = (messages: MessagesOfExport, state: State) => planMessages(messages, requestOf(state));
