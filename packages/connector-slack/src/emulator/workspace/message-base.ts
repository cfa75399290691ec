import type { JsonObject } from './json-object.js';

/** A message as it is kept. What Slack derives from a thread (`reply_count`, …) is added when it is sent. */
export interface StoredMessage {
  readonly ts: string;
  /** Of a reply: `ts` of the message that began the thread. */
  readonly rootTs?: string;
  /** A reply that was sent to the channel too. */
  readonly isBroadcast?: boolean;
  /** Every member but `ts`. */
  readonly body: JsonObject;
}

/** Messages that are made when somebody asks for them, by ascending `ts`: a million cost no memory. */
export interface MessageBase {
  readonly size: number;
  tsAt(index: number): string;
  at(index: number): StoredMessage;
}

export const NO_MESSAGES: MessageBase = {
  size: 0,
  tsAt: () => '',
  at: () => ({ ts: '', body: {} }),
};

/** The index of the first message whose `ts` is not below the one given; the size when there is none. */
export function firstFrom({ size, tsAt }: Pick<MessageBase, 'size' | 'tsAt'>, ts: string): number {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (tsAt(middle) < ts) low = middle + 1;
    else high = middle;
  }
  return low;
}
