import type { StreamOutcome, StreamReceipt } from '@etl/core';
import { isEtlError, LEASE_HELD } from '@etl/core';
import type { RunReport } from '@etl/core/pipeline';

/** What the process tells its caller. */
export const EXIT = {
  success: 0,
  failed: 1,
  configuration: 2,
  leaseHeld: 3,
  deferred: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The most pressing of a run's outcomes: failures before what only needs another time. */
export function exitCodeOfRun(report: RunReport): ExitCode {
  const codes = new Set<ExitCode>(report.receipts.map(exitCodeOfReceipt));
  for (const { problem } of report.models) {
    if (problem !== undefined) codes.add(exitCodeOfReceipt({ outcome: 'failed', problem }));
  }
  const pressing = [EXIT.interrupted, EXIT.failed, EXIT.configuration, EXIT.leaseHeld, EXIT.deferred];
  return pressing.find((code) => codes.has(code)) ?? EXIT.success;
}

/** The exit code for an error that ended a command. */
export function exitCodeOfError(error: unknown): ExitCode {
  if (!isEtlError(error)) return EXIT.failed;
  if (error.code === LEASE_HELD) return EXIT.leaseHeld;
  if (error.kind === 'config') return EXIT.configuration;
  return error.kind === 'deferred' ? EXIT.deferred : EXIT.failed;
}

const EXIT_OF_OUTCOME = {
  proved: EXIT.success,
  skipped: EXIT.success,
  interrupted: EXIT.interrupted,
  deferred: EXIT.deferred,
  unproven: EXIT.failed,
  failed: EXIT.failed,
} as const satisfies Record<StreamOutcome, ExitCode>;

function exitCodeOfReceipt({ outcome, problem }: Pick<StreamReceipt, 'outcome' | 'problem'>): ExitCode {
  if (problem?.code === LEASE_HELD) return EXIT.leaseHeld;
  if (outcome === 'failed' && problem?.kind === 'config') return EXIT.configuration;
  return EXIT_OF_OUTCOME[outcome];
}
