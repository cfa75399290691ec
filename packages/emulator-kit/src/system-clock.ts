import type { EmulatorClock } from './clock.js';

/** The machine's own time. */
export const systemClock: EmulatorClock = { now: () => Date.now() };
