import { ConfigError, type Stream } from '@etl/core';
import { checkSelection, type ConfiguredSource, type PipelineConfig } from '@etl/config';

/** @throws ConfigError when the command line names a source that is not configured. */
export function requireChosenSource(
  { sources, otherSources }: PipelineConfig,
  name: string | undefined,
): void {
  if (name === undefined || sources.length > 0) return;
  throw new ConfigError({
    code: 'unknown_source',
    message: `No source is named "${name}" (--source).`,
    remedy: `Configured: ${otherSources.map((source) => source.name).join(', ')}.`,
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
