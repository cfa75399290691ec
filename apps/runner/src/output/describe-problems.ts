import type { StreamReceipt } from '@etl/core';
import { formatInstant } from './format-instant.js';

/** A sentence for each thing that went wrong; streams that it happened to in the same words share one. */
export function describeProblems(receipts: readonly StreamReceipt[]): string[] {
  const streams = new Map<string, string[]>();
  for (const receipt of receipts) {
    const problem = describeProblem(receipt);
    if (problem === undefined) continue;
    streams.set(problem, [...(streams.get(problem) ?? []), `${receipt.source}.${receipt.stream}`]);
  }
  return [...streams].map(([problem, names]) => `${names.join(', ')} ${problem}`);
}

function describeProblem({ outcome, problem }: StreamReceipt): string | undefined {
  if (problem === undefined) return undefined;
  const { message, resumeAt } = problem;
  const time = formatInstant(resumeAt);
  return message.includes(time)
    ? `${outcome}: ${message}`
    : `${outcome}: ${message} Run again after ${time}.`;
}
