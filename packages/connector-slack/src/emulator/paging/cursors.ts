import type { EmulatorClock } from '@etl/emulator-kit';
import { SlackRefusal } from '../errors/slack-refusal.js';

/** Where a list goes on. */
export interface Place {
  readonly position: string;
  /** How many pages came before. */
  readonly page: number;
}

/** Cursors, which end some time after they were handed out. */
export interface Cursors {
  issue(list: string, place: Place): string;
  /** @throws SlackRefusal `invalid_cursor` when it is over, or of another list. */
  read(list: string, cursor: string): Place;
  /** Ends every cursor handed out so far. */
  expire(): void;
}

export function createCursors(clock: EmulatorClock, lifetimeSeconds: number): Cursors {
  let generation = 0;
  return {
    issue: (list, { position, page }) =>
      Buffer.from(JSON.stringify([list, position, page, generation, clock.now()])).toString('base64'),
    read: (list, cursor) => {
      const [owner, position, page, made, at] = decode(cursor);
      const isOver = made !== generation || clock.now() >= Number(at) + lifetimeSeconds * 1000;
      if (owner !== list || isOver) throw new SlackRefusal('invalid_cursor');
      return { position: String(position), page: Number(page) };
    },
    expire: () => {
      generation += 1;
    },
  };
}

function decode(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
