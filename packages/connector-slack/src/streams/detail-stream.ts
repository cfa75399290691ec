import { readTogether } from '@etl/connector-kit';
import type {
  Batch,
  CompleteCheckpoint,
  Duration,
  Instant,
  PlanRequest,
  ReadRequest,
  Stream,
  StreamItem,
  Table,
} from '@etl/core';
import type { Channel } from '../channels/channel.js';
import { ChannelFailures } from './channel-failures.js';
import { listSelected, type ConversationOptions } from './conversation-streams.js';
import { estimateChannels } from './estimate-channels.js';

export interface DetailOptions extends ConversationOptions {
  readonly table: Table;
  /** The method that is asked, for what it costs. */
  readonly method: string;
  /** How often it is read of each conversation. */
  readonly every: Duration;
  /** Reads all of a conversation. */
  readonly readAll: (request: ReadRequest, channelId: string) => AsyncIterable<Batch>;
}

const CONCURRENCY = 3;

/** A list that hangs on each conversation, read whole now and then; rows of what is gone are marked deleted. */
export function createDetailStream(options: DetailOptions): Stream {
  const { table } = options;
  return {
    name: table.name,
    description: `${table.description ?? ''} Read whole at intervals, conversation by conversation.`,
    tables: [table],
    plan: (request) => planKnown(options, request),
    read: (request) => readDetails(options, request),
    estimate: (request) =>
      estimateChannels(options, request, {
        user: table.name,
        quota: options.api.quotaOf(options.method),
        isDue: (channel) => isDue(options, channel, request),
      }),
  };
}

function planKnown(options: DetailOptions, request: PlanRequest) {
  const known = [...request.state.keys()].map((id) => ({ id, isArchived: false }));
  const due = known.length === 0 ? [{ id: '' }] : known.filter((channel) => isDue(options, channel, request));
  return due.map(({ id }) => ({ partition: id, reason: 'snapshot' as const }));
}

/** Nothing changes in an archived conversation. */
function isDue(
  { table, every }: DetailOptions,
  { id, isArchived }: Pick<Channel, 'id' | 'isArchived'>,
  { state, startedAt }: PlanRequest,
): boolean {
  const readAt = state.get(id)?.completed?.[sweepOf(table, id)];
  return readAt === undefined || (!isArchived && startedAt - readAt >= every);
}

async function* readDetails(options: DetailOptions, request: ReadRequest): AsyncGenerator<StreamItem> {
  const { readable } = await listSelected(options, request, options.table.name);
  const waiting = readable.filter((channel) => isDue(options, channel, request));
  const failures = new ChannelFailures();
  yield* readTogether<StreamItem>({
    concurrency: CONCURRENCY,
    signal: request.signal,
    next: (signal) => {
      const channel = waiting.shift();
      const own = { ...request, signal };
      return channel && failures.isolate(own, channel, () => readDetail(options, channel.id, own));
    },
  });
  yield* failures.close();
}

async function* readDetail(
  { table, clock, readAll }: DetailOptions,
  id: string,
  request: ReadRequest,
): AsyncGenerator<Batch> {
  const readAt = clock.now();
  const sweep = sweepOf(table, id);
  for await (const batch of readAll(request, id)) yield { ...batch, sweep };
  const checkpoints = [buildComplete(table, id, readAt)];
  yield { kind: 'batch', table: table.name, records: [], fetched: 0, checkpoints };
}

/** Invariant 8: only a list that was read to its end lets rows be deleted, and only those of its conversation. */
function buildComplete(table: Table, id: string, readAt: Instant): CompleteCheckpoint {
  const within = [{ column: 'channel_id', equals: id }];
  return { kind: 'complete', partition: id, sweep: sweepOf(table, id), table: table.name, within, readAt };
}

function sweepOf({ name }: Table, id: string): string {
  return `${name}/${id}`;
}
