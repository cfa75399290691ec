import type { EmulatorClock } from '@etl/emulator-kit';

/** A record is on a list. */
export interface Membership {
  readonly recordId: string;
  /** Milliseconds since the epoch. */
  readonly addedAt: number;
}

/** Which records are on which list; can change any time. */
export interface ListMemberships {
  add(listId: string, recordId: string, addedAt?: number): void;
  remove(listId: string, recordId: string): void;
  /** By ascending record id. */
  of(listId: string): readonly Membership[];
}

export function createListMemberships(clock: EmulatorClock): ListMemberships {
  const lists = new Map<string, Map<string, Membership>>();
  return {
    add: (listId, recordId, addedAt = clock.now()) => {
      const members = lists.get(listId) ?? new Map<string, Membership>();
      lists.set(listId, members.set(recordId, { recordId, addedAt }));
    },
    remove: (listId, recordId) => {
      lists.get(listId)?.delete(recordId);
    },
    of: (listId) =>
      [...(lists.get(listId)?.values() ?? [])].sort(
        (left, right) => Number(left.recordId) - Number(right.recordId),
      ),
  };
}
