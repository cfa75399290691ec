import { ConfigError, type Stream } from '@etl/core';
import { checkSelection, type ConfiguredSource } from '@etl/config';

/** All sources, or the one named on the command line. @throws ConfigError when there is none of that name. */
export function chooseSources(
  sources: readonly ConfiguredSource[],
  name: string | undefined,
): readonly ConfiguredSource[] {
  if (name === undefined) return sources;
  const chosen = sources.filter((source) => source.name === name);
  if (chosen.length > 0) return chosen;
  throw new ConfigError({
    code: 'unknown_source',
    message: `No source is named "${name}" (--source).`,
    remedy: `Configured: ${sources.map((source) => source.name).join(', ')}.`,
  });
}

/** Checks what the configuration selects, and the stream named on the command line, against what the source has. */
export function checkChosenStream(source: ConfiguredSource, name: string | undefined) {
  return (streams: readonly Stream[]): void => {
    checkSelection(source, streams);
    if (name === undefined || streams.some((stream) => stream.name === name)) return;
    throw new ConfigError({
      code: 'unknown_stream',
      message: `Source ${source.name} has no stream "${name}" (--stream).`,
      remedy: `It has: ${streams.map((stream) => stream.name).join(', ')}.`,
    });
  };
}
