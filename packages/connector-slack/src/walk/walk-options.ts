import type { Clock, Duration, Instant, ReadRequest } from '@etl/core';
import type { SlackApi } from '../api/slack-api.js';
import type { Channel } from '../channels/channel.js';

/** How channels are walked over. */
export interface WalkOptions {
  readonly api: SlackApi;
  readonly clock: Clock;
  /** Nothing before is read. */
  readonly start: Instant;
  /** How far back each run reads again. */
  readonly lookBack: Duration;
  /** How long a thread is watched, from its latest reply. */
  readonly threadLookBack: Duration;
  /** How often all that is watched is read again. */
  readonly recheckEvery: Duration;
}

/** The reading of one channel. */
export interface ChannelRead {
  readonly options: WalkOptions;
  readonly channel: Pick<Channel, 'id' | 'isArchived'>;
  readonly request: ReadRequest;
}
