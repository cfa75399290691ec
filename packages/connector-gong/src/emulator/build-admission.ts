import type { EmulatorClock } from '@etl/emulator-kit';
import { admitWithinLimits, createRateLimiter } from '@etl/emulator-kit';
import type { GongEmulatorOptions } from './gong-emulator-options.js';
import { GONG_RATE_LIMITS } from './gong-emulator-options.js';

/** A check to run on every request: counts it, and throws `Refusal` 429 when there were too many. */
export function buildAdmission({ rateLimits }: GongEmulatorOptions, clock: EmulatorClock): () => void {
  if (rateLimits === undefined) return () => undefined;
  const { perSecond, perDay } = rateLimits === 'vendor' ? GONG_RATE_LIMITS : rateLimits;
  const limiter = createRateLimiter(
    [
      { requests: perSecond, milliseconds: 1000 },
      { requests: perDay, period: 'day' },
    ],
    clock,
  );
  return () => {
    admitWithinLimits(limiter, 'API rate limit exceeded');
  };
}
