import { isEtlError, type EtlError } from '@etl/core';
import { requireThat, type ConformanceCheck } from '../check/conformance-check.js';
import { printFailure } from '../check/print-failure.js';
import { DestinationBench } from './destination-bench.js';
import type { DestinationDriver } from './destination-driver.js';

export type DestinationCheck = ConformanceCheck<DestinationDriver>;

/** A check that gets a destination on a fresh location, which is cleaned up whatever happens. */
export function destinationCheck(
  name: string,
  catches: string,
  body: (bench: DestinationBench) => Promise<void>,
): DestinationCheck {
  return {
    name,
    catches,
    run: async (driver) => {
      const bench = await DestinationBench.open(driver);
      try {
        await body(bench);
      } finally {
        await bench.close();
      }
    },
  };
}

/** The error of the tree that `work` fails with; a violation when it succeeds or fails with a foreign error. */
export async function requireFailure(
  work: Promise<unknown>,
  code: string | undefined,
  what: string,
): Promise<EtlError> {
  const outcome = await work.then(
    () => ({ failed: false as const }),
    (error: unknown) => ({ failed: true as const, error }),
  );
  requireThat(outcome.failed, () => `${what} went through; expected ${code ?? 'an error'}.`);
  const { error } = outcome;
  requireThat(
    isEtlError(error),
    () => `${what} failed with ${printFailure(error)}, which is not of the error tree.`,
  );
  requireThat(
    code === undefined || error.code === code,
    () => `${what}: error code ${error.code}, expected ${code}: ${error.message}`,
  );
  return error;
}
