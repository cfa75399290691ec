import type { SourceEvent } from '@etl/core';

/** What every call needs from the read it belongs to; a `ReadRequest` is one. */
export interface CallContext {
  readonly signal: AbortSignal;
  /** Where requests, waits and retries are told. Must not throw. */
  readonly report: (event: SourceEvent) => void;
}
