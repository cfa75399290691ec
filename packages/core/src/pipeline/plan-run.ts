import type { Stream } from '../contracts/stream.js';
import type { Table } from '../contracts/table.js';
import { checkTransformers } from './check-transformers.js';
import { selectTables } from './select-tables.js';
import type { ListedSource, SourceFailure, SourceToRun } from './source-to-run.js';

export interface PlannedStream {
  readonly source: SourceToRun;
  readonly stream: Stream;
  /** The selected ones, at least one. */
  readonly tables: readonly Table[];
}

export interface RunPlan {
  readonly streams: readonly PlannedStream[];
  /** Sources whose streams could not be listed, or do not fit their transformers. */
  readonly failures: readonly SourceFailure[];
}

/** Asks every source for its streams and keeps what is selected; one source's failure does not hold up the others. */
export async function planRun(sources: readonly SourceToRun[], signal: AbortSignal): Promise<RunPlan> {
  const results = await Promise.all(sources.map((source) => listStreams(source, signal)));
  const listed = results.filter((result) => 'streams' in result);
  const unread = results.filter((result) => 'error' in result);
  const refused = checkTransformers(
    listed,
    unread.map(({ source }) => source),
  );
  const failures = [...unread, ...refused];
  const failed = new Set(failures.map(({ source }) => source));
  return {
    streams: listed.filter(({ source }) => !failed.has(source)).flatMap(selectStreams),
    failures,
  };
}

async function listStreams(source: SourceToRun, signal: AbortSignal): Promise<ListedSource | SourceFailure> {
  try {
    const streams = await source.source.streams(signal);
    source.checkStreams?.(streams);
    return { source, streams };
  } catch (error) {
    return { source, error };
  }
}

function selectStreams({ source, streams }: ListedSource): PlannedStream[] {
  return streams
    .map((stream) => ({ source, stream, tables: selectTables(stream, source.selection) }))
    .filter(({ tables }) => tables.length > 0);
}
