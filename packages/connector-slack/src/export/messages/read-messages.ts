import {
  applyCheckpoint,
  toEtlError,
  type CoveredCheckpoint,
  type Duration,
  type EtlError,
  type Instant,
  type PlannedRead,
  type PlanRequest,
  type ReadRequest,
  type StreamItem,
  type StreamState,
} from '@etl/core';
import type { ExportConversation, UnknownFolder } from '../layout/conversations.js';
import type { DayFile, DayFiles } from '../layout/day-files.js';
import type { ExportFile } from '../layout/export-file.js';
import { changedExport, EXPORT_CHANGED } from '../zip/export-failures.js';
import { ZipArchive } from '../zip/zip-archive.js';
import { exportPartition } from '../../walk/checkpoints.js';
import { readDone } from './partitions.js';
import { planConversation, type ConversationPlan } from './plan-conversation.js';
import { readConversation } from './read-conversation.js';

/** How the messages of an export are read; scope and look-back are those of the API's stream, which goes on from there. */
export interface MessagesOfExport {
  readonly file: ExportFile;
  readonly conversations: {
    readonly known: readonly ExportConversation[];
    readonly unknown: readonly UnknownFolder[];
  };
  readonly scope: (tables: ReadonlySet<string> | undefined) => string;
  /** Nothing before is read. */
  readonly start: Instant;
  readonly lookBack: Duration;
  readonly threadLookBack: Duration;
}

interface PlannedConversation {
  readonly id: string;
  readonly days: DayFiles;
  readonly lastDay: DayFile;
  readonly plan: ConversationPlan;
}

interface FailedConversation {
  readonly id: string;
  readonly problem: EtlError;
}

/** What would be read now. Opens nothing. */
export function planMessages(options: MessagesOfExport, request: PlanRequest): PlannedRead[] {
  const scope = options.scope(request.tables);
  return planAll(options, request)
    .filter((planned) => 'plan' in planned)
    .flatMap(({ id, plan }) =>
      plan.intervals.map(({ reason, from, to }) => ({ partition: id, reason, from, to, scope })),
    );
}

/** The state as it will be at least when the messages were read. Opens nothing. */
export function stateAfter(options: MessagesOfExport, request: PlanRequest): StreamState {
  const { lookBack, file } = options;
  const state = new Map(request.state);
  for (const planned of planAll(options, request)) {
    if (!('plan' in planned)) continue;
    const { id: partition, lastDay, plan } = planned;
    const readAt = lastDay.earliest;
    for (const interval of plan.intervals) {
      const [from, to] = [Math.max(interval.from, file.start), Math.min(interval.to, readAt)];
      const scope = options.scope(request.tables);
      const covered: CoveredCheckpoint = { kind: 'covered', partition, from, to, readAt, scope, lookBack };
      if (from < to) state.set(partition, applyCheckpoint(state.get(partition), covered));
    }
  }
  return state;
}

/**
 * The messages of every conversation of which the export holds something that is not known yet. What stops one conversation is
 * told and does not hold up the others.
 *
 * @throws FatalError when the ZIP is changed meanwhile.
 */
export async function* readMessages(
  options: MessagesOfExport,
  request: ReadRequest,
): AsyncGenerator<StreamItem> {
  const planned = planAll(options, request);
  if (planned.length === 0) return;
  const archive = await ZipArchive.open(options.file.index.path);
  try {
    if (archive.identity !== options.file.index.identity) throw changedExport(archive.path);
    for (const conversation of planned) yield* readOne(options, request, archive, conversation);
  } finally {
    await archive.close();
  }
}

async function* readOne(
  options: MessagesOfExport,
  request: ReadRequest,
  archive: ZipArchive,
  conversation: PlannedConversation | FailedConversation,
): AsyncGenerator<StreamItem> {
  try {
    if ('problem' in conversation) throw conversation.problem;
    const { file, lookBack, threadLookBack } = options;
    const scope = options.scope(request.tables);
    const { start: wholeFrom, index } = file;
    const toRead = {
      ...conversation,
      ...boundsOf(options, request),
      archive,
      scope,
      lookBack,
      threadLookBack,
    };
    yield* readConversation({ ...toRead, wholeFrom, digest: index.digest }, request);
  } catch (error) {
    request.signal.throwIfAborted();
    const problem = toEtlError(error);
    if (problem.code === EXPORT_CHANGED) throw problem;
    yield { kind: 'partition_failure', partition: conversation.id, error: problem };
  }
}

function planAll(
  options: MessagesOfExport,
  request: PlanRequest,
): (PlannedConversation | FailedConversation)[] {
  const { known, unknown } = options.conversations;
  return [
    ...known.flatMap((conversation) => planOne(options, request, conversation)),
    ...unknown.map(({ name, problem }) => ({ id: name, problem })),
  ];
}

function planOne(
  options: MessagesOfExport,
  request: PlanRequest,
  { id, folder, problem }: ExportConversation,
): (PlannedConversation | FailedConversation)[] {
  const lastDay = folder?.days.at(-1);
  if (folder === undefined || lastDay === undefined) return problem === undefined ? [] : [{ id, problem }];
  const { days } = folder;
  const plan = planConversation({
    days,
    coverage: request.state.get(id)?.coverage ?? [],
    scope: options.scope(request.tables),
    lookBack: options.lookBack,
    ...boundsOf(options, request),
    wholeFrom: options.file.start,
    isDone: isDone(options, request, id),
  });
  // What was read otherwise by now is no longer missed.
  if (plan === undefined) return [];
  return [problem === undefined ? { id, days, lastDay, plan } : { id, problem }];
}

/** What was covered must still be there: state can be reset. */
function isDone({ file }: MessagesOfExport, { state }: PlanRequest, id: string): boolean {
  const done = readDone(state.get(exportPartition(id))?.resume);
  if (done?.digest !== file.index.digest) return false;
  return !done.isCovering || (state.get(id)?.coverage ?? []).length > 0;
}

function boundsOf({ start }: MessagesOfExport, { since, until }: PlanRequest) {
  return { from: since ?? start, until: until ?? Infinity };
}
