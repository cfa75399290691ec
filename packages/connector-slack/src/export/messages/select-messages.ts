import type { Instant, Interval } from '@etl/core';
import { instantOfTs } from '../../walk/message-ts.js';
import type { WrappedMessage } from '../../walk/wrap-message.js';
import type { ConversationPlan } from './plan-conversation.js';

/** Why a message of an export is not loaded. */
export type LeftOut = 'before_start_date' | 'after_end' | 'known_already';

/** What is read of a conversation, and within which bounds. */
export interface MessageSelection {
  readonly plan: ConversationPlan;
  readonly from: Instant;
  /** Exclusive. */
  readonly until: Instant;
}

/**
 * Whether a message is to be loaded, or why not. A reply goes with its thread: whoever read the thread's first message has read
 * what had been replied by then.
 *
 * @param at when it was sent; `undefined` where that cannot be told: it is loaded, or becomes a dead letter.
 * @param isMisplaced whether it stands in the file of another day, where a reading that went on may not have looked for it.
 */
export function leftOut(
  message: WrappedMessage,
  at: Instant | undefined,
  isMisplaced: boolean,
  { plan, from, until }: MessageSelection,
): LeftOut | undefined {
  if (at === undefined) return undefined;
  if (at < from) return 'before_start_date';
  if (at >= until) return 'after_end';
  if (isMisplaced && !plan.isOutdated) return undefined;
  return isPlanned(message, at, plan) ? undefined : 'known_already';
}

function isPlanned(message: WrappedMessage, at: Instant, plan: ConversationPlan): boolean {
  if (message.placement === 'channel') return isWithin(at, plan.intervals);
  const root = instantOfTs(message.rootTs ?? '');
  const isOfPlannedThread = root === undefined || isWithin(root, plan.intervals);
  return isOfPlannedThread || (!plan.isOutdated && isWithin(at, plan.intervals));
}

function isWithin(at: Instant, intervals: readonly Interval[]): boolean {
  return intervals.some(({ from, to }) => at >= from && at < to);
}
