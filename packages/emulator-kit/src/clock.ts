/** Time as an emulator knows it: milliseconds since the epoch. */
export interface EmulatorClock {
  now(): number;
}

/** A clock that stands still until a test moves it. */
export interface ManualClock extends EmulatorClock {
  /** Moves time forward by `milliseconds`. */
  advance(milliseconds: number): void;
  /** Jumps to an instant, in milliseconds since the epoch; backwards too. */
  set(instant: number): void;
}

/** @param start milliseconds since the epoch, or an RFC 3339 text. */
export function createManualClock(start: number | string): ManualClock {
  let current = typeof start === 'number' ? start : Date.parse(start);
  return {
    now: () => current,
    advance: (milliseconds) => {
      current += milliseconds;
    },
    set: (instant) => {
      current = instant;
    },
  };
}
