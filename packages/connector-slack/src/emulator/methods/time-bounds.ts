import type { Arguments } from '../input/arguments.js';
import type { SlackContext } from '../slack-method.js';
import { writeTimestamp } from '../workspace/timestamp.js';

/** Which messages are asked for. */
export interface TimeBounds {
  readonly oldest: string | undefined;
  readonly latest: string | undefined;
  /** Whether the bounds themselves are asked for too. */
  readonly inclusive: boolean;
}

const FREE_DAYS = 90;
const DAY = 24 * 60 * 60 * 1000;

/** @throws SlackRefusal `invalid_ts_oldest`, `invalid_ts_latest` */
export function readBounds(args: Arguments): TimeBounds {
  return {
    oldest: args.timestamp('oldest'),
    latest: args.timestamp('latest'),
    inclusive: args.flag('inclusive'),
  };
}

export function isBelowLatest(ts: string, { latest, inclusive }: TimeBounds): boolean {
  return latest === undefined || ts < latest || (inclusive && ts === latest);
}

export function isAboveOldest(ts: string, { oldest, inclusive }: TimeBounds): boolean {
  return oldest === undefined || ts > oldest || (inclusive && ts === oldest);
}

/** `ts` of the oldest message that the plan shows. */
export function horizonOf({ settings, clock }: SlackContext): string {
  return settings.freePlan ? writeTimestamp((clock.now() - FREE_DAYS * DAY) * 1000) : '';
}
