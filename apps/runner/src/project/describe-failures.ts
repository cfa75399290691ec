import { toEtlError } from '@etl/core';
import type { RunPlan } from '@etl/core/pipeline';
import type { ActionContext } from '../run-action.js';

/** Tells on stderr which sources could not list their streams. */
export function describeFailures({ io, redactor }: ActionContext, failures: RunPlan['failures']): void {
  for (const { source, error } of failures) {
    io.err(`${source.name}: ${redactor.redact(toEtlError(error).describe())}\n`);
  }
}
