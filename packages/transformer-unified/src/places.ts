import type { PublishedModel } from '@etl/sql/models';

/** Where the unified model reads and writes. */
export interface Places {
  /** Schema of the tables to ask questions of. */
  readonly unified: string;
  /** Schema of what stands between the sources and them. */
  readonly staging: string;
  /** Canonical models of the sources that take part. */
  readonly published: readonly PublishedModel[];
}
