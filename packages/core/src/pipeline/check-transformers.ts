import type { RecordTransformer } from '../contracts/transformer.js';
import type { ListedSource, SourceFailure, SourceToRun } from './source-to-run.js';

/** Shows each transformer the tables it will work on. A source fails with the first transformer that refuses them. */
export function checkTransformers(
  listed: readonly ListedSource[],
  unread: readonly SourceToRun[],
): readonly SourceFailure[] {
  const failures = new Map<SourceToRun, SourceFailure>();
  for (const transformer of new Set(listed.flatMap(({ source }) => source.transformers))) {
    const served = listed.filter(({ source }) => source.transformers.includes(transformer));
    const isComplete = !unread.some((source) => source.transformers.includes(transformer));
    const refusal = refusalOf(transformer, served, isComplete);
    if (refusal === undefined) continue;
    for (const { source } of served) {
      if (!failures.has(source)) failures.set(source, { source, error: refusal.error });
    }
  }
  return [...failures.values()];
}

function refusalOf(
  transformer: RecordTransformer,
  served: readonly ListedSource[],
  isComplete: boolean,
): { readonly error: unknown } | undefined {
  const tables = served.flatMap(({ streams }) => streams.flatMap((stream) => stream.tables));
  try {
    transformer.checkTables?.(tables, { isComplete });
    return undefined;
  } catch (error) {
    return { error };
  }
}
