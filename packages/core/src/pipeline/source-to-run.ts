import type { Source } from '../contracts/source.js';
import type { Stream } from '../contracts/stream.js';
import type { RecordTransformer } from '../contracts/transformer.js';
import type { Selection } from './select-tables.js';

/** One configured source, ready to be read. */
export interface SourceToRun {
  /** Its name in the configuration. */
  readonly name: string;
  /** Schema of its tables in the destination. */
  readonly schema: string;
  readonly source: Source;
  readonly selection: Selection;
  /** Called with the source's streams; throws a `ConfigError` when something selected does not exist. */
  readonly checkStreams?: (streams: readonly Stream[]) => void;
  readonly acceptedMissingScopes: readonly string[] | 'all';
  readonly transformers: readonly RecordTransformer[];
}

/** A source whose streams are known. */
export interface ListedSource {
  readonly source: SourceToRun;
  readonly streams: readonly Stream[];
}

export interface SourceFailure {
  readonly source: SourceToRun;
  readonly error: unknown;
}
