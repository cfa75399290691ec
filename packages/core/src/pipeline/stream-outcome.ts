import type { StreamOutcome, StreamProblem } from '../contracts/receipt.js';
import { isDeferredError, isMissingScopeError, toEtlError, UNPROVEN } from '../errors/errors.js';
import type { EtlError } from '../errors/etl-error.js';

export interface OutcomeContext {
  /** The user asked to stop. */
  readonly interrupted: boolean;
  /** Scopes whose absence the configuration accepts; `'all'` accepts any. */
  readonly acceptedMissingScopes: readonly string[] | 'all';
  /** Deletions held back by the brake. */
  readonly braked: number;
}

/** How a stream's run ended, given what was thrown (nothing: `undefined`). */
export function decideOutcome(
  thrown: { readonly error: unknown } | undefined,
  context: OutcomeContext,
): { readonly outcome: StreamOutcome; readonly problem?: StreamProblem } {
  if (context.interrupted) return { outcome: 'interrupted', problem: INTERRUPTED };
  if (thrown === undefined)
    return context.braked === 0 ? { outcome: 'proved' } : brakedOutcome(context.braked);
  const error = toEtlError(thrown.error);
  if (isAcceptedMissingScope(error, context.acceptedMissingScopes)) return { outcome: 'skipped' };
  return { outcome: outcomeOf(error), problem: problemOf(error) };
}

/** An error as it is told in events and receipts. */
export function problemOf(error: EtlError): StreamProblem {
  const problem = { kind: error.kind, code: error.code, message: error.describe() };
  return isDeferredError(error) ? { ...problem, resumeAt: error.resumeAt } : problem;
}

function outcomeOf(error: EtlError): StreamOutcome {
  if (isDeferredError(error)) return 'deferred';
  return error.code === UNPROVEN ? 'unproven' : 'failed';
}

/** Whether the error is the lack of a scope that the configuration lets be missing. */
export function isAcceptedMissingScope(error: EtlError, accepted: readonly string[] | 'all'): boolean {
  return isMissingScopeError(error) && (accepted === 'all' || accepted.includes(error.scope));
}

const INTERRUPTED: StreamProblem = {
  kind: 'interrupted',
  code: 'interrupted',
  message: 'Stopped on request; what was complete has been committed and the next run goes on from there.',
};

function brakedOutcome(braked: number): { readonly outcome: StreamOutcome; readonly problem: StreamProblem } {
  return {
    outcome: 'unproven',
    problem: {
      kind: 'fatal',
      code: 'deletions_braked',
      message:
        `${braked} rows are missing at the source and were not marked deleted: more than the deletion brake lets go ` +
        'at once, or the sweep met records that cannot be stored (see _etl.rejects), so it does not know all it saw. If ' +
        'the rows are really gone, raise `deletion_brake` in pipeline.yaml, or mend those records, and run again.',
    },
  };
}
