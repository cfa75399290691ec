import type { Stream } from '../contracts/stream.js';
import type { Table } from '../contracts/table.js';
import { selectTables } from './select-tables.js';
import type { SourceToRun } from './source-to-run.js';

export interface PlannedStream {
  readonly source: SourceToRun;
  readonly stream: Stream;
  /** The selected ones, at least one. */
  readonly tables: readonly Table[];
}

export interface RunPlan {
  readonly streams: readonly PlannedStream[];
  /** Sources whose streams could not be listed. */
  readonly failures: readonly { readonly source: SourceToRun; readonly error: unknown }[];
}

/** Asks every source for its streams and keeps what is selected; one source's failure does not hold up the others. */
export async function planRun(sources: readonly SourceToRun[], signal: AbortSignal): Promise<RunPlan> {
  const results = await Promise.all(
    sources.map(async (source): Promise<RunPlan> => {
      try {
        return { streams: await planSource(source, signal), failures: [] };
      } catch (error) {
        return { streams: [], failures: [{ source, error }] };
      }
    }),
  );
  return {
    streams: results.flatMap((plan) => plan.streams),
    failures: results.flatMap((plan) => plan.failures),
  };
}

async function planSource(source: SourceToRun, signal: AbortSignal): Promise<PlannedStream[]> {
  const streams = await source.source.streams(signal);
  source.checkStreams?.(streams);
  return streams
    .map((stream) => ({ source, stream, tables: selectTables(stream, source.selection) }))
    .filter(({ tables }) => tables.length > 0);
}
