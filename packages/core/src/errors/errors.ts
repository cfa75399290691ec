import type { Instant } from '../contracts/instant.js';
import { EtlError, isEtlError, type EtlErrorOptions } from './etl-error.js';

/** The user must change something: a file, a credential, a permission. */
export class ConfigError extends EtlError {
  constructor(options: EtlErrorOptions) {
    super('config', options);
  }
}

/** A permission the credential lacks. The configuration may accept it, and the stream is then skipped. */
export class MissingScopeError extends ConfigError {
  /** The permission that would mend it, as the vendor names it. */
  readonly scope: string;

  constructor(options: Omit<EtlErrorOptions, 'code'> & { readonly scope: string }) {
    super({ ...options, code: MISSING_SCOPE });
    this.scope = options.scope;
  }
}

/** The vendor or the network failed in a way that passes: 5xx, reset, timeout, truncated body. */
export class TransientError extends EtlError {
  constructor(options: EtlErrorOptions) {
    super('transient', options);
  }
}

/** The vendor will not answer before `resumeAt`. Everything read so far is kept. */
export class DeferredError extends EtlError {
  readonly resumeAt: Instant;

  constructor(options: EtlErrorOptions & { readonly resumeAt: Instant }) {
    super('deferred', options);
    this.resumeAt = options.resumeAt;
  }
}

/** One record cannot be stored. */
export class RejectedRecordError extends EtlError {
  constructor(options: EtlErrorOptions) {
    super('rejected_record', options);
  }
}

/** Stop this stream. */
export class FatalError extends EtlError {
  constructor(options: EtlErrorOptions) {
    super('fatal', options);
  }
}

/** Another living run holds the stream's lease; nothing was written. */
export class LeaseHeldError extends FatalError {
  constructor(options: Omit<EtlErrorOptions, 'code'>) {
    super({ ...options, code: LEASE_HELD });
  }
}

/** This run's lease was taken over; its commit was undone. */
export class LeaseLostError extends FatalError {
  constructor(options: Omit<EtlErrorOptions, 'code'>) {
    super({ ...options, code: LEASE_LOST });
  }
}

/** A commit's sums did not balance, so it was undone (Invariant 4). */
export class UnprovenError extends FatalError {
  constructor(options: Omit<EtlErrorOptions, 'code'>) {
    super({ ...options, code: UNPROVEN });
  }
}

export const MISSING_SCOPE = 'missing_scope';
export const LEASE_HELD = 'lease_held';
export const LEASE_LOST = 'lease_lost';
export const UNPROVEN = 'unproven';

/** Any thrown value as an error of the tree; what is unknown becomes a {@link FatalError} with code `unexpected`. */
export function toEtlError(error: unknown): EtlError {
  if (isEtlError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new FatalError({ code: 'unexpected', message: `Unexpected error: ${message}`, cause: error });
}

/** Whether `error` says when to come back, whichever copy of the package made it. */
export function isDeferredError(error: unknown): error is DeferredError {
  return isEtlError(error) && error.kind === 'deferred';
}

/** Whether `error` names a permission that is missing, whichever copy of the package made it. */
export function isMissingScopeError(error: unknown): error is MissingScopeError {
  return isEtlError(error) && error.code === MISSING_SCOPE;
}
