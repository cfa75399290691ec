import type { EtlError } from '@etl/core';

/** What the promise fails with; fails itself when it does not. */
export async function failureOf(promise: Promise<unknown>): Promise<EtlError> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error: error as EtlError }),
  );
  if ('error' in outcome) return outcome.error;
  throw new Error(`Expected a failure, got ${JSON.stringify(outcome.value)}`);
}
