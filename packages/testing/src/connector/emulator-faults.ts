import type { Emulator, Fault } from '@etl/emulator-kit';
import { errorStatus, htmlInsteadOfJson } from '@etl/emulator-kit';
import type { FaultSchedule, VendorFault } from './connector-driver.js';

const DELIVERY_FAULTS = {
  reset: { kind: 'reset-before-headers' },
  truncated: { kind: 'close-mid-body' },
  hang: { kind: 'stall' },
  html: htmlInsteadOfJson(),
} as const satisfies Readonly<Record<string, Fault>>;

/**
 * Injects a fault into an emulator made with `@etl/emulator-kit`, for a driver's `inject`. An expired cursor is the vendor's own
 * affair: hand over the answer that the vendor gives as `expiredCursor`, and what tells a request that carries a cursor.
 */
export function injectEmulatorFault(
  emulator: Pick<Emulator, 'faults'>,
  fault: VendorFault,
  schedule: FaultSchedule,
  expiredCursor?: { readonly fault: Fault; readonly when: Parameters<Emulator['faults']['inject']>[1] },
): void {
  const options = { skip: schedule.after, times: schedule.times };
  if (fault.kind === 'expired_cursor') {
    if (expiredCursor !== undefined)
      emulator.faults.inject(expiredCursor.fault, { ...options, ...expiredCursor.when });
  } else {
    emulator.faults.inject(
      fault.kind === 'status' ? statusFault(fault) : DELIVERY_FAULTS[fault.kind],
      options,
    );
  }
}

function statusFault({ status, retryAfter, body }: Extract<VendorFault, { kind: 'status' }>): Fault {
  return {
    ...errorStatus(status),
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
    ...(body === undefined ? {} : { body }),
  };
}
