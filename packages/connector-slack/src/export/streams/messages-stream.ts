import {
  applyCheckpoint,
  type PlanRequest,
  type ReadRequest,
  type Stream,
  type StreamItem,
  type StreamState,
} from '@etl/core';
import { MESSAGE_TABLES } from '../../walk/message-batches.js';
import { askNobody } from './ask-nobody.js';
import type { StrangeFiles } from '../layout/export-index.js';
import { planMessages, readMessages, stateAfter, type MessagesOfExport } from '../messages/read-messages.js';

/** Messages, reactions and files of an export alone. */
export function createExportMessagesStream(messages: MessagesOfExport): Stream {
  return {
    name: 'messages',
    description: 'Messages of an export, conversation by conversation, with replies, reactions and files.',
    tables: MESSAGE_TABLES,
    lookBack: messages.lookBack,
    plan: (request) => planMessages(messages, request),
    read: (request) => readExport(messages, request),
    estimate: askNobody,
  };
}

/**
 * The API's stream, with what an export holds read first: the API then reads only what came after, and the look-back.
 *
 * A range that somebody asks for (`since`, `until`, a backfill) is read from the API alone, because it is the newer of the two.
 */
export function withExport(stream: Stream, messages: MessagesOfExport): Stream {
  const estimate = stream.estimate?.bind(stream);
  return {
    ...stream,
    plan: (request) =>
      isRange(request)
        ? stream.plan(request)
        : [...planMessages(messages, request), ...stream.plan(after(messages, request))],
    read: (request) => (isRange(request) ? stream.read(request) : readBoth(stream, messages, request)),
    ...(estimate === undefined
      ? {}
      : { estimate: (request) => estimate(isRange(request) ? request : after(messages, request)) }),
  };
}

function isRange({ since, until }: PlanRequest): boolean {
  return since !== undefined || until !== undefined;
}

function after<Request extends PlanRequest>(messages: MessagesOfExport, request: Request): Request {
  return { ...request, state: stateAfter(messages, request) };
}

async function* readBoth(
  stream: Stream,
  messages: MessagesOfExport,
  request: ReadRequest,
): AsyncGenerator<StreamItem> {
  let state: StreamState = request.state;
  for await (const item of readExport(messages, request)) {
    state = stateWith(state, item);
    yield item;
  }
  yield* stream.read({ ...request, state });
}

function stateWith(before: StreamState, item: StreamItem): StreamState {
  const checkpoints = item.kind === 'batch' ? (item.checkpoints ?? []) : [];
  if (checkpoints.length === 0) return before;
  const state = new Map(before);
  for (const checkpoint of checkpoints) {
    state.set(checkpoint.partition, applyCheckpoint(state.get(checkpoint.partition), checkpoint));
  }
  return state;
}

async function* readExport(messages: MessagesOfExport, request: ReadRequest): AsyncGenerator<StreamItem> {
  const { path, strange } = messages.file.index;
  if (strange.count > 0) {
    const message = describeStrange(path, strange);
    request.report({ type: 'warning', code: 'export_strange_files', message });
  }
  yield* readMessages(messages, request);
}

function describeStrange(path: string, { count, examples }: StrangeFiles): string {
  const some = examples.map((name) => `"${name}"`).join(', ');
  const more = count > examples.length ? ` and ${count - examples.length} more` : '';
  return `The Slack export ${path} holds what Slack does not put into exports; it is not read: ${some}${more}.`;
}
