import type { Duration, Instant, JsonObject } from '@etl/core';

/** What decides which calls are read and how. */
export interface CallsOptions {
  /** One workspace, or all of them. */
  readonly workspaceId: string | undefined;
  readonly includePrivate: boolean;
  /** What `/v2/calls/extensive` is asked to tell about a call. */
  readonly contentSelector: JsonObject;
  readonly media: boolean;
  /** Nothing is read before. */
  readonly start: Instant;
  readonly lookBack: Duration;
  readonly maxWindow: Duration;
}
