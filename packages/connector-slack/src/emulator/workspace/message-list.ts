import { firstFrom, type MessageBase, type StoredMessage } from './message-base.js';

/** Messages by `ts`: generated ones, with changes over them. */
export interface MessageList {
  find(ts: string): StoredMessage | undefined;
  /** Adds a message, or replaces the one of its `ts`. */
  put(message: StoredMessage): void;
  remove(ts: string): void;
  /** Newest first, from the one at or below `from`. */
  descending(from: string): Generator<StoredMessage>;
  /** Oldest first, from the one at or above `from`. */
  ascending(from: string): Generator<StoredMessage>;
}

/** Above every `ts`. */
export const END_OF_TIME = '9999999999.999999';

export function createMessageList(base: MessageBase): MessageList {
  const added: StoredMessage[] = [];
  const addedBase: MessageBase = {
    get size() {
      return added.length;
    },
    tsAt: (index) => added[index]?.ts ?? '',
    at: (index) => added[index] ?? { ts: '', body: {} },
  };
  // `undefined`: removed.
  const changes = new Map<string, StoredMessage | undefined>();
  const isIn = (list: MessageBase, index: number, ts: string): boolean =>
    index < list.size && list.tsAt(index) === ts;
  const read = (index: number): StoredMessage | undefined => {
    const ts = base.tsAt(index);
    return changes.has(ts) ? changes.get(ts) : base.at(index);
  };
  return {
    find: (ts) => {
      const index = firstFrom(base, ts);
      if (isIn(base, index, ts)) return read(index);
      const place = firstFrom(addedBase, ts);
      return isIn(addedBase, place, ts) ? added[place] : undefined;
    },
    put: (message) => {
      if (isIn(base, firstFrom(base, message.ts), message.ts)) {
        changes.set(message.ts, message);
        return;
      }
      const place = firstFrom(addedBase, message.ts);
      added.splice(place, isIn(addedBase, place, message.ts) ? 1 : 0, message);
    },
    remove: (ts) => {
      if (isIn(base, firstFrom(base, ts), ts)) changes.set(ts, undefined);
      const place = firstFrom(addedBase, ts);
      if (isIn(addedBase, place, ts)) added.splice(place, 1);
    },
    *descending(from) {
      let left = lastUpTo(base, from);
      let right = lastUpTo(addedBase, from);
      while (left >= 0 || right >= 0) {
        const takeBase = left >= 0 && (right < 0 || base.tsAt(left) > addedBase.tsAt(right));
        const message = takeBase ? read(left) : added[right];
        if (takeBase) left -= 1;
        else right -= 1;
        if (message !== undefined) yield message;
      }
    },
    *ascending(from) {
      let left = firstFrom(base, from);
      let right = firstFrom(addedBase, from);
      while (left < base.size || right < added.length) {
        const takeBase =
          left < base.size && (right >= added.length || base.tsAt(left) < addedBase.tsAt(right));
        const message = takeBase ? read(left) : added[right];
        if (takeBase) left += 1;
        else right += 1;
        if (message !== undefined) yield message;
      }
    },
  };
}

function lastUpTo(list: MessageBase, ts: string): number {
  const index = firstFrom(list, ts);
  return index < list.size && list.tsAt(index) === ts ? index : index - 1;
}
