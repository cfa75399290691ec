import type { Clock } from '../contracts/dependencies.js';
import type { Lease } from '../contracts/destination.js';

/**
 * Renews `lease` until `signal` aborts. When renewing fails, `onLost` is called once with the error and renewing stops.
 */
export async function keepLease(
  lease: Lease,
  clock: Clock,
  signal: AbortSignal,
  onLost: (error: unknown) => void,
): Promise<void> {
  for (;;) {
    try {
      await clock.sleep(lease.renewEvery, signal);
    } catch {
      return;
    }
    try {
      await lease.renew();
    } catch (error) {
      onLost(error);
      return;
    }
  }
}
