import { expect, it } from 'vitest';
import { systemClock } from './system-clock.js';

it('tells the machine’s time', () => {
  const before = Date.now();
  const now = systemClock.now();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});
