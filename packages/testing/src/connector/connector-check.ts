import type { EtlError } from '@etl/core';
import { isEtlError } from '@etl/core';
import { requireThat, type ConformanceCheck } from '../check/conformance-check.js';
import { printFailure } from '../check/print-failure.js';
import { ConnectorBench } from './connector-bench.js';
import type { ConnectorDriver } from './connector-driver.js';

export type ConnectorCheck = ConformanceCheck<ConnectorDriver>;

/** A check that gets a vendor freshly started, which is closed whatever happens. */
export function connectorCheck(
  name: string,
  catches: string,
  body: (bench: ConnectorBench) => Promise<void>,
): ConnectorCheck {
  return {
    name,
    catches,
    run: async (driver) => {
      const bench = await ConnectorBench.open(driver);
      try {
        await body(bench);
      } finally {
        await bench.close();
      }
    },
  };
}

/** The same for each stream, each with a vendor of its own. */
export function streamCheck(
  name: string,
  catches: string,
  body: (bench: ConnectorBench, stream: string) => Promise<void>,
): ConnectorCheck {
  return {
    name,
    catches,
    run: async (driver) => {
      const names = await withBench(driver, (bench) => bench.streamNames());
      for (const stream of names) await withBench(driver, (bench) => body(bench, stream));
    },
  };
}

async function withBench<Result>(
  driver: ConnectorDriver,
  work: (bench: ConnectorBench) => Promise<Result>,
): Promise<Result> {
  const bench = await ConnectorBench.open(driver);
  try {
    return await work(bench);
  } finally {
    await bench.close();
  }
}

/** @throws ConformanceViolation unless `error` is one of the tree with a stable code. */
export function requireEtlError(error: unknown, what: string): EtlError {
  requireThat(error !== undefined, () => `${what} was swallowed: the read ended as if all had been read.`);
  requireThat(
    isEtlError(error),
    () => `${what} came out as ${printFailure(error)}, which is not of the error tree.`,
  );
  requireThat(
    /^[a-z][a-z0-9_]*$/.test(error.code),
    () => `${what}: the code ${error.code} is not snake_case.`,
  );
  requireThat(error.message.length > 0, () => `${what}: the error has no message.`);
  return error;
}
