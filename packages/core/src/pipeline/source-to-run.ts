import type { Source } from '../contracts/source.js';
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
  readonly acceptedMissingScopes: readonly string[] | 'all';
  readonly transformers: readonly RecordTransformer[];
}
